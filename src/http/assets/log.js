// What was said: lines come from the server already drawn; here they are put in their place.
import { all, make, one, parse } from './dom.js';

const log = one(document, '.log', HTMLElement);
const scroller = one(document, '.scroller', HTMLElement);
const newer = one(document, '.newer', HTMLButtonElement);

/** Address of this chat. */
export const path = log.dataset.path ?? '/chat';
/** Tells this chat from any other that this browser had. */
export const room = log.dataset.room ?? '';

let cursor = Number(log.dataset.cursor);
/** Instant of the newest line that the server told of, in milliseconds. */
export const cursorMs = () => cursor;

/** @typedef {{ locale?: string, cursor?: number, lines: { id: string, html: string }[] }} Update */

/**
 * The line with this id, if it is shown.
 * @param {string} id
 */
export const findLine = (id) => all(log, '.line').find((line) => line.dataset.id === id);

/**
 * Adds a line that is only on this device so far.
 * @param {HTMLElement} line
 */
export function append(line) {
  log.append(line);
  markOld();
  goToEnd();
}

/**
 * Shows what the server told.
 * @param {Update} update
 */
export function takeIn(update) {
  if (update.locale !== undefined && update.locale !== document.documentElement.lang) {
    location.reload();
    return;
  }
  cursor = Math.max(cursor, update.cursor ?? 0);
  const wasAtEnd = isAtEnd();
  const isNew = update.lines.map(({ id, html }) => show(id, parse(html)));
  markDays();
  markOld();
  if (!isNew.includes(true)) return;
  if (wasAtEnd) goToAnswer(update.lines.filter((_, index) => isNew[index]).map(({ id }) => id));
  else newer.hidden = false;
}

/**
 * Shows an answer from its beginning when it is taller than the view: the number to call stands first.
 * @param {string[]} ids
 */
function goToAnswer(ids) {
  const answers = ids.map(findLine).filter((line) => line?.matches('.from-bot'));
  const [first] = answers;
  const last = answers.at(-1);
  if (first === undefined || last === undefined) return;
  const { top, height } = scroller.getBoundingClientRect();
  const { top: start } = first.getBoundingClientRect();
  const isTaller = last.getBoundingClientRect().bottom - start > height;
  if (isTaller) scroller.scrollBy({ top: start - top, behavior: 'instant' });
}

/**
 * Shows a line, or settles the one shown ahead of it; true when it is a new one.
 * @param {string} id
 * @param {HTMLElement} line
 */
function show(id, line) {
  const shown = findLine(id);
  if (shown === undefined) {
    line.classList.add('is-new');
    place(line);
  } else if (shown.matches('.is-sending, .is-failed')) settle(shown, line);
  return shown === undefined;
}

/**
 * Puts a line where its time says; what is still on its way has no time and stays last.
 * @param {HTMLElement} line
 */
function place(line) {
  const later = all(log, '.line').find((other) => instantOf(other) > instantOf(line));
  log.insertBefore(
    line,
    later?.previousElementSibling?.matches('.day') ? later.previousElementSibling : (later ?? null),
  );
}

/** @param {HTMLElement} line */
const instantOf = (line) => line.querySelector('time')?.dateTime ?? '9';

/**
 * The words stay as they are, so that a screen reader does not read them twice; withheld words go.
 * @param {HTMLElement} shown
 * @param {HTMLElement} line
 */
function settle(shown, line) {
  const ahead = one(shown, '.bubble', HTMLElement);
  const real = one(line, '.bubble', HTMLElement);
  const isSame = ahead.textContent?.trim() === real.textContent?.trim();
  if (!isSame || real.querySelector('a, audio, video') !== null) ahead.replaceWith(real);
  one(shown, '.meta', HTMLElement).replaceWith(one(line, '.meta', HTMLElement));
  shown.classList.remove('is-sending', 'is-failed');
  shown.dataset.day = line.dataset.day;
}

/** One heading for each run of lines of one day. */
function markDays() {
  for (const old of all(log, '.day')) old.remove();
  let day = '';
  for (const line of all(log, '.line[data-day]')) {
    if (line.dataset.day !== day) line.before(heading(line.dataset.day ?? ''));
    day = line.dataset.day ?? '';
  }
}

/** @param {string} day */
function heading(day) {
  const element = make('p', { className: 'day' });
  element.append(make('span', { textContent: day }));
  return element;
}

/** Buttons above the last word of the person are old. */
function markOld() {
  const lines = all(log, '.line');
  const lastSpoken = lines.map((line) => line.matches('.from-person')).lastIndexOf(true);
  lines.forEach((line, index) => line.classList.toggle('is-old', index < lastSpoken));
}

/**
 * Says something that nobody sent.
 * @param {string} text
 */
export function note(text) {
  log.append(make('p', { className: 'withheld', textContent: text }));
  goToEnd();
}

// The log is laid out from below: 0 is its end, whatever its length.
const isAtEnd = () => Math.abs(scroller.scrollTop) < 80;
function goToEnd() {
  scroller.scrollTop = 0;
  newer.hidden = true;
}

newer.addEventListener('click', goToEnd);
scroller.addEventListener('scroll', () => {
  if (isAtEnd()) newer.hidden = true;
});
