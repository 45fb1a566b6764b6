import { html } from 'hono/html';
import type { InboundBody, OutboundMessage } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import type { Locale } from '../../domain/text.ts';
import { displayOf } from '../media.ts';
import type { HeardTranscriptLine, SaidTranscriptLine, TranscriptLine } from '../transcript.ts';
import type { Voice } from '../voice.ts';
import type { Html } from './layout.ts';
import { SIGNS } from './signs.ts';

/** What a line needs to be drawn. */
export interface LineView {
  readonly voice: Voice;
  /** Address of the chat, to which buttons and files belong. */
  readonly path: string;
  /** Id of the forms of this page, so that one pressed twice counts once. */
  readonly formId: string;
  /** Language the person speaks in, as far as known. */
  readonly spoken: Locale;
}

/** One line of the chat, the same in a page and in what is sent to an open one. */
export const drawLine = (line: TranscriptLine, view: LineView): Html =>
  line.from === 'person' ? drawHeard(line, view) : drawSaid(line, view);

/** The day a line belongs to, in words. */
export const dayOf = (line: TranscriptLine, voice: Voice): string =>
  voice.page('chat.day', { at: { at: line.at, style: 'day' } });

function drawHeard(line: HeardTranscriptLine, view: LineView): Html {
  const { voice } = view;
  return html`<div class="line from-person" data-id="${line.id}" data-day="${dayOf(line, voice)}">
<span class="unseen">${voice.page('chat.fromPerson')}</span>
<div class="bubble" lang="${view.spoken}">${drawBody(line, view)}</div>
<div class="meta">${clock(line, voice)} <span class="state"><span aria-hidden="true">✓</span> ${voice.page('chat.arrived')}</span></div>
</div>`;
}

function drawSaid(line: SaidTranscriptLine, view: LineView): Html {
  const { voice } = view;
  const { message } = line;
  return html`<div class="line from-bot${line.isCurrent ? '' : ' is-old'}" data-id="${line.id}" data-day="${dayOf(line, voice)}">
<span class="unseen">${voice.page('chat.fromBot')}</span>
<div class="bubble">${message.lines.map((text) => paragraph(voice.translate(text)))}${drawFiles(message.files ?? [], view)}</div>
${drawActions(message, view)}<div class="meta">${clock(line, voice)}</div>
</div>`;
}

const clock = (line: TranscriptLine, voice: Voice): Html =>
  html`<time datetime="${line.at.toISOString()}">${voice.page('chat.clock', { at: { at: line.at, style: 'clock' } })}</time>`;

/** Lines that tell of danger name numbers to call; a frightened person should need one touch. */
const paragraph = (words: string): Html => {
  const pieces = words.startsWith('❗') ? words.split(/(?<![-\d])(11[1-5])(?!\d)/) : [words];
  return html`<p>${pieces.map((piece, index) => (index % 2 === 1 ? html`<a href="tel:${piece}">${piece}</a>` : piece))}</p>`;
};

function drawBody(line: HeardTranscriptLine, view: LineView): Html {
  const { voice } = view;
  const { body } = line;
  if (body === null) return html`<p class="withheld">${voice.page('chat.withheld')}</p>`;
  switch (body.kind) {
    case 'text':
      return html`<p>${body.text}</p>`;
    case 'choice':
      return html`<p>${line.pressed === undefined ? voice.page('chat.pressed') : voice.translate(line.pressed)}</p>`;
    case 'file':
      return html`${drawFiles([body.file], view)}${body.caption === undefined ? '' : html`<p>${body.caption}</p>`}`;
    case 'location':
      return html`<p>${voice.page('chat.pinned', pinWords(body))}</p>`;
    case 'contact':
      return html`<p>${body.phone}</p>`;
    case 'start':
      return html`<p>${voice.page('start.begin')}</p>`;
    case 'unsupported':
      return html`<p class="withheld">${voice.page(`chat.unsupported.${body.what}`)}</p>`;
  }
}

/** Four decimals tell a house from its neighbour and fit on one line. */
const pinWords = ({ pin }: InboundBody & { kind: 'location' }) => ({
  latitude: pin.latitude.toFixed(4),
  longitude: pin.longitude.toFixed(4),
});

const drawFiles = (files: readonly FileRef[], view: LineView): readonly Html[] =>
  files.map((file) => drawFile(file, `${view.path}/files/${file.id}`, view.voice));

function drawFile(file: FileRef, address: string, voice: Voice): Html {
  switch (displayOf(file.mediaType)) {
    case 'image':
      return html`<a class="photo" href="${address}" target="_blank"><img src="${address}" alt="${voice.page('chat.photoSent')}" loading="lazy" width="240" height="180"></a>`;
    case 'sound':
      return html`<audio controls preload="none" src="${address}" aria-label="${voice.page('chat.soundSent')}"></audio>`;
    case 'film':
      return html`<video controls preload="none" src="${address}" width="240" height="180" aria-label="${voice.page('chat.filmSent')}"></video>`;
    case 'link':
      return html`<a class="file" href="${address}" download>📄 ${voice.page('chat.fileSent', { name: file.name })}</a>`;
  }
}

function drawActions(message: OutboundMessage, view: LineView): Html | string {
  const { choices = [], link, asksLocation } = message;
  if (choices.length === 0 && link === undefined && asksLocation !== true) return '';
  const { voice } = view;
  return html`<form class="choices" method="post" action="${view.path}">
<input type="hidden" name="formId" value="${view.formId}">
${asksLocation === true ? html`<button type="button" class="needs-script" data-act="pin">${SIGNS.pin} ${voice.page('chat.sendPin')}</button>` : ''}
${choices.map((choice) => html`<button name="choice" value="${choice.id}">${voice.translate(choice.label)}</button>`)}
${link === undefined ? '' : html`<a class="button" href="${link.path}">${voice.translate(link.label)}</a>`}
</form>`;
}
