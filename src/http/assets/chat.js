// The chat page works without this script; with it, messages go out at once and answers come by
// themselves. What was written survives a lost network and a reload.
import { cursorMs, path, takeIn } from './log.js';
import { hurry, resume, send, sendAgain, showNetwork } from './sending.js';
import { sendPin } from './writing.js';

/** How long to wait before a stream that the server ended is opened anew, in milliseconds. */
const REOPEN_MS = 5_000;

/** @type {EventSource | undefined} */
let stream;

function follow() {
  stream?.close();
  stream = new EventSource(`${path}/events?after=${cursorMs()}`);
  stream.addEventListener('message', ({ data }) => takeIn(JSON.parse(data)));
  stream.addEventListener('open', () => {
    showNetwork(true);
    hurry();
  });
  stream.addEventListener('error', () => {
    if (stream?.readyState === EventSource.CLOSED) setTimeout(follow, REOPEN_MS);
    showNetwork(navigator.onLine);
  });
}

/** @param {HTMLButtonElement} button */
function press(button) {
  button.closest('details')?.removeAttribute('open');
  send({ shown: button.textContent?.trim() ?? '', fields: { [button.name]: button.value } });
}

document.addEventListener('submit', (event) => {
  const { target, submitter } = event;
  if (!(target instanceof HTMLFormElement) || !target.matches('.choices, .quick')) return;
  if (!(submitter instanceof HTMLButtonElement)) return;
  event.preventDefault();
  press(submitter);
});

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-act]') : null;
  if (!(button instanceof HTMLElement)) return;
  if (button.dataset.act === 'pin') sendPin();
  const line = button.closest('.line');
  if (button.dataset.act === 'retry' && line instanceof HTMLElement) sendAgain(line);
});

window.addEventListener('online', hurry);
window.addEventListener('offline', () => showNetwork(false));
// A browser allows six streams to one host; pages nobody looks at should not use them up.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) stream?.close();
  else follow();
});

resume();
showNetwork(navigator.onLine);
follow();
if (window.top === window)
  navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
