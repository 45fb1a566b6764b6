// Sending: one message at a time, in order, until each has arrived.
import { clonePiece, make, one } from './dom.js';
import { append, cursorMs, findLine, path, takeIn } from './log.js';
import { keepWaiting, readWaiting } from './shelf.js';

/**
 * One message on its way. A file does not survive a reload; all else does.
 * @typedef {import('./shelf.js').Kept & { file?: File, light?: Promise<File>, line?: HTMLElement }} Parcel
 */

/** @type {Parcel[]} */
const waiting = [];
/** @type {WeakMap<HTMLElement, Parcel>} */
const refused = new WeakMap();
const network = one(document, '.network', HTMLElement);
let isSending = false;
let failures = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;

/**
 * Shows a message at once and sends it when its turn comes.
 * @param {{ shown: string, fields: Record<string, string>, file?: File, light?: Promise<File> }} message
 */
export const send = (message) =>
  enqueue({ eventId: newId(), ...message, fields: withStart(message.fields) });

/**
 * The link through which the page was opened goes along with the first words, once.
 * @param {Record<string, string>} fields
 */
function withStart(fields) {
  const button = document.querySelector('.start button');
  if (!(button instanceof HTMLButtonElement)) return fields;
  button.closest('.start')?.remove();
  history.replaceState(null, '', location.pathname);
  return button.dataset.goesAlong === undefined ? fields : { start: button.value, ...fields };
}

/** @param {Parcel} parcel */
function enqueue(parcel) {
  const id = `h-${parcel.eventId}`;
  // It had arrived, only the answer had not.
  if (findLine(id) !== undefined) return;
  parcel.line = draw(parcel, id);
  append(parcel.line);
  waiting.push(parcel);
  keepTexts();
  void pump();
}

/**
 * @param {Parcel} parcel
 * @param {string} id
 */
function draw({ file, shown }, id) {
  const line = clonePiece('#own-line');
  line.dataset.id = id;
  const bubble = one(line, '.bubble', HTMLElement);
  if (file?.type.startsWith('image/')) bubble.append(preview(file));
  else if (file !== undefined) bubble.append(make('p', { textContent: file.name }));
  if (shown !== '') bubble.append(make('p', { textContent: shown }));
  return line;
}

/** @param {File} file */
function preview(file) {
  const photo = make('span', { className: 'photo' });
  photo.append(make('img', { src: URL.createObjectURL(file), alt: file.name }));
  return photo;
}

const keepTexts = () =>
  keepWaiting(
    waiting
      .filter(({ file }) => file === undefined)
      .map(({ eventId, shown, fields }) => ({ eventId, shown, fields })),
  );

async function pump() {
  const parcel = waiting[0];
  if (isSending || parcel === undefined) return;
  isSending = true;
  clearTimeout(retry);
  mark(parcel, 'is-sending');
  const outcome = await deliver(parcel);
  isSending = false;
  mark(parcel, outcome === 'arrived' ? undefined : 'is-failed');
  if (outcome === 'failed') return later();
  failures = 0;
  waiting.shift();
  if (outcome === 'refused' && parcel.line !== undefined) refused.set(parcel.line, parcel);
  keepTexts();
  return pump();
}

/** Tries again after 2 s, then more and more seldom, at least once a minute. */
function later() {
  retry = setTimeout(pump, Math.min(60_000, 2_000 * 2 ** failures));
  failures += 1;
}

/**
 * @param {Parcel} parcel
 * @param {'is-sending' | 'is-failed' | undefined} state
 */
function mark({ line }, state) {
  line?.classList.remove('is-sending', 'is-failed');
  if (state !== undefined) line?.classList.add(state);
}

/**
 * `failed`: worth trying again; `refused`: the same would be refused again, unless a person insists.
 * @param {Parcel} parcel
 * @returns {Promise<'arrived' | 'failed' | 'refused'>}
 */
async function deliver(parcel) {
  const patience = new AbortController();
  const alarm = setTimeout(() => patience.abort(), parcel.file === undefined ? 30_000 : 180_000);
  try {
    const response = await fetch(`${path}?after=${cursorMs()}`, {
      method: 'POST',
      body: await formOf(parcel),
      headers: { Accept: 'application/json' },
      signal: patience.signal,
    });
    showNetwork(true);
    if (!response.ok)
      return response.status < 500 && response.status !== 429 ? 'refused' : 'failed';
    takeIn(await response.json());
    return 'arrived';
  } catch {
    showNetwork(navigator.onLine);
    // The event stream may have brought the line although the answer to the form was lost.
    return parcel.line?.dataset.day === undefined ? 'failed' : 'arrived';
  } finally {
    clearTimeout(alarm);
  }
}

/** @param {Parcel} parcel */
async function formOf({ eventId, fields, file, light }) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ eventId, ...fields })) form.set(name, value);
  if (file !== undefined) form.set('file', (await light) ?? file);
  return form;
}

/**
 * Sends a line that failed without waiting for its time.
 * @param {HTMLElement} line
 */
export function sendAgain(line) {
  const parcel = refused.get(line);
  if (parcel !== undefined && !waiting.includes(parcel)) waiting.push(parcel);
  hurry();
}

/** The network is back: whatever waits is tried at once. */
export function hurry() {
  failures = 0;
  void pump();
}

/** Takes up what had not arrived when the page was left. */
export function resume() {
  for (const kept of readWaiting()) enqueue(kept);
}

/** @param {boolean} isThere */
export function showNetwork(isThere) {
  network.hidden = isThere;
}

/** A new random id; `crypto.randomUUID` exists over TLS alone. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
