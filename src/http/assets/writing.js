// Writing: the words, the photos about to be sent, and the pin.
import { clonePiece, make, one } from './dom.js';
import { note } from './log.js';
import { newId, send } from './sending.js';
import { keepDraft, readDraft } from './shelf.js';

const composer = one(document, '.composer', HTMLFormElement);
const write = one(document, '#write', HTMLTextAreaElement);
const tray = one(document, '.tray', HTMLElement);
const words = one(document, '#words', HTMLElement).dataset;

/** @type {{ file: File, light: Promise<File>, item: HTMLElement }[]} */
const chosen = [];

function sendWritten() {
  const text = write.value.trim();
  if (text === '' && chosen.length === 0) {
    write.focus();
    return;
  }
  const files = chosen.splice(0);
  write.value = '';
  growWithWords();
  showTray();
  keepDraft('');
  if (files.length === 0) send({ shown: text, fields: { text } });
  const group = newId();
  files.forEach(({ file, light }, index) => {
    const caption = index === 0 ? text : '';
    const fields = files.length > 1 ? { text: caption, group } : { text: caption };
    send({ shown: caption, fields, file, light });
  });
}

/** @param {File} file */
function choose(file) {
  const item = clonePiece('#tray-item');
  one(item, '.name', HTMLElement).textContent = file.name;
  if (file.type.startsWith('image/'))
    item.prepend(make('img', { src: URL.createObjectURL(file), alt: '' }));
  one(item, 'button', HTMLButtonElement).addEventListener('click', () => drop(item));
  chosen.push({ file, light: lighten(file), item });
  showTray();
}

/** @param {HTMLElement} item */
function drop(item) {
  chosen.splice(
    chosen.findIndex((entry) => entry.item === item),
    1,
  );
  showTray();
  write.focus();
}

function showTray() {
  tray.replaceChildren(...chosen.map(({ item }) => item));
  tray.hidden = chosen.length === 0;
}

/** For browsers that cannot do it by style alone. */
function growWithWords() {
  if (CSS.supports('field-sizing', 'content')) return;
  write.style.height = 'auto';
  write.style.height = `${write.scrollHeight + 4}px`;
}

/**
 * A photo for a slow network: at most 1 600 points wide, and without the place it was taken at.
 * @param {File} file
 * @returns {Promise<File>}
 */
async function lighten(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 300_000) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, 1_600 / Math.max(bitmap.width, bitmap.height));
    const canvas = make('canvas', { width: bitmap.width * scale, height: bitmap.height * scale });
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    /** @type {Blob | null} */
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
    return blob === null ? file : new File([blob], file.name, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

const tellNoPin = () => note(words.pinFailed ?? '');

/** Asks the device where it is, and sends that. */
export function sendPin() {
  if (navigator.geolocation === undefined) return tellNoPin();
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => {
      const fields = { latitude: String(latitude), longitude: String(longitude) };
      send({ shown: words.pin ?? '', fields });
    },
    tellNoPin,
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  sendWritten();
});

// Keeps the keyboard of a phone open when the button is touched.
one(composer, '.send', HTMLButtonElement).addEventListener('pointerdown', (event) => {
  if (document.activeElement === write) event.preventDefault();
});

write.addEventListener('input', () => {
  growWithWords();
  keepDraft(write.value);
});
write.addEventListener('keydown', (event) => {
  // Vietnamese is composed from several keys; Enter then ends a syllable, not the message.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  if (!matchMedia('(pointer: fine)').matches) return;
  event.preventDefault();
  sendWritten();
});

composer.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.files === null) return;
  for (const file of target.files) choose(file);
  target.value = '';
});

if (write.value === '') write.value = readDraft();
growWithWords();
