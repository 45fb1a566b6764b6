import { html } from 'hono/html';
import type { Conversation } from '../../chat/conversation.ts';
import type { Ability } from '../../domain/cadre.ts';
import { readStartLink } from '../../domain/start-link.ts';
import type { DemoPersona } from '../deps.ts';
import { pathOf, roomMark, type Room } from '../room.ts';
import { cursorOf, transcript, type TranscriptLine } from '../transcript.ts';
import { isSettling, lineView } from '../update.ts';
import type { Voice } from '../voice.ts';
import { brand, languageSwitch, layout, type Frame, type Html } from './layout.ts';
import { dayOf, drawLine, type LineView } from './line.ts';
import { SIGNS } from './signs.ts';

/** Without script a page looks again after so many seconds, but only while an answer is on its way. */
const REFRESH_SECONDS = 4;

/** Said with one touch, as if it were written; the first that applies is who the person is. */
const QUICK_WORDS: readonly (readonly [Ability | 'citizen', readonly string[]])[] = [
  ['lead', ['figures', 'overdue', 'help', 'cancel']],
  ['coordinate', ['unassigned', 'overdue', 'help', 'cancel']],
  ['work', ['tasks', 'help', 'cancel']],
  ['citizen', ['mine', 'help', 'meet', 'cancel']],
];

/** The page of one chat. */
export function chatPage(
  frame: Frame,
  room: Room,
  conversation: Conversation | undefined,
  options: {
    readonly now: Date;
    readonly personas: readonly DemoPersona[];
    readonly abilities: readonly Ability[];
    /** Payload of the link through which the page was opened. Absent: none. */
    readonly start?: string | undefined;
    /** The place that the link names. Absent: none that is known. */
    readonly startPlace?: string | undefined;
  },
): Html {
  const { voice } = frame;
  const lines = conversation === undefined ? [] : transcript(conversation);
  const view = lineView(voice, room.path, conversation);
  const [station, quickWords] = stationOf(options.abilities);
  const isComing = conversation !== undefined && isSettling(conversation, options.now);
  const title =
    room.persona === undefined ? voice.page('chat.title') : personaName(room.persona, voice);
  return layout(frame, {
    title,
    kind: 'chat',
    isLive: true,
    ...(isComing ? { refreshSeconds: REFRESH_SECONDS } : {}),
    body: html`<a class="skip" href="#write">${voice.page('chat.skip')}</a>
<h1 class="unseen">${title}</h1>
${drawTop(frame, room, view, { personas: options.personas, quickWords })}
<main class="scroller" tabindex="0" aria-label="${voice.page('chat.log')}">
<div class="log" role="log" aria-live="polite" aria-label="${voice.page('chat.log')}" data-path="${room.path}" data-room="${roomMark(room)}" data-cursor="${cursorOf(lines)}">
${drawWelcome(station, voice)}
${drawLines(lines, view)}
${drawStart(options.start, options.startPlace, view)}
</div></main>
${drawComposer(room, view, options.start)}
${drawTemplates(voice)}`,
  });
}

function stationOf(abilities: readonly Ability[]): readonly [string, readonly string[]] {
  const found = QUICK_WORDS.find(([who]) => who === 'citizen' || abilities.includes(who));
  return found ?? ['citizen', []];
}

/** The welcome is not a message: nothing is stored for a person who only looks. */
const drawWelcome = (station: string, voice: Voice): Html => html`<div class="welcome">
<p>${voice.page(`welcome.${station}.lead`)}</p>
<p class="example">${voice.page(`welcome.${station}.example`)}</p>
<p class="hint">${voice.page(`welcome.${station}.hint`)}</p></div>`;

/** A poster's place goes along with the first words; a case or a code is opened by its button alone. */
const isOfConcern = (start: string | undefined): start is string =>
  start !== undefined && readStartLink(start)?.to === 'report';

/** Opening the address changes nothing: the person begins by pressing, or by writing. */
const drawStart = (
  start: string | undefined,
  place: string | undefined,
  view: LineView,
): Html | string => {
  if (start === undefined) return '';
  const { voice } = view;
  return html`<form class="choices start" method="post" action="${view.path}">
<input type="hidden" name="formId" value="${view.formId}">
${place === undefined ? '' : html`<p><strong>${voice.page('start.place', { place })}</strong></p>`}
<p>${voice.page('start.lead')}</p>
<button name="start" value="${start}"${isOfConcern(start) ? html` data-goes-along` : ''}>${voice.page('start.begin')}</button></form>`;
};

function drawLines(lines: readonly TranscriptLine[], view: LineView): readonly Html[] {
  return lines.map((line, index) => {
    const before = lines[index - 1];
    const day = dayOf(line, view.voice);
    const isNewDay = before === undefined || dayOf(before, view.voice) !== day;
    return html`${isNewDay ? html`<p class="day"><span>${day}</span></p>` : ''}
${drawLine(line, view)}`;
  });
}

function drawTop(
  frame: Frame,
  room: Room,
  view: LineView,
  { personas, quickWords }: { personas: readonly DemoPersona[]; quickWords: readonly string[] },
): Html {
  const { voice } = frame;
  const { persona } = room;
  return html`<header class="top">
${persona === undefined ? brand(frame, voice.page('tagline')) : drawPersona(frame, persona)}
<details class="menu"><summary>${voice.page('chat.menu')}</summary><div class="sheet">
<form class="quick" method="post" action="${room.path}"><input type="hidden" name="formId" value="${view.formId}">
${quickWords.map((word) => html`<button class="quiet" name="text" value="${voice.page(`quick.${word}`)}">${voice.page(`quick.${word}`)}</button>`)}
</form>
${languageSwitch(voice, `${room.path}/language`)}
${persona === undefined ? html`<a class="button quiet" href="${room.path}/leave">${voice.page('leave.link')}</a>` : drawSwitcher(persona, personas, voice)}
</div></details></header>
${persona === undefined ? '' : html`<p class="banner">${voice.page('demo.shortBanner')}</p>`}`;
}

const drawPersona = (
  { assets, voice }: Frame,
  persona: DemoPersona,
): Html => html`<div class="brand">
<img src="${assets.mark}" alt="" width="40" height="40">
<p><strong class="long">${personaName(persona, voice)}</strong> <span>${voice.page(`demo.role.${persona.role}`)}</span></p></div>`;

const drawSwitcher = (
  current: DemoPersona,
  personas: readonly DemoPersona[],
  voice: Voice,
): Html => html`<nav aria-label="${voice.page('demo.switch')}"><p>${voice.page('demo.switch')}</p>
${personas
  .filter(({ id }) => id !== current.id)
  .map(
    (other) =>
      html`<a class="button quiet" href="${pathOf(other)}">${personaName(other, voice)}</a>`,
  )}</nav>`;

/** A persona's name in the language of the page. */
export const personaName = ({ label }: DemoPersona, { locale }: Voice): string =>
  label[locale] ?? label.vi;

function drawComposer(room: Room, view: LineView, start: string | undefined): Html {
  const { voice } = view;
  return html`<p class="network" role="status" hidden>${voice.page('chat.offline')}</p>
<form class="composer" method="post" action="${room.path}" enctype="multipart/form-data">
<input type="hidden" name="formId" value="${view.formId}">
${isOfConcern(start) ? html`<input type="hidden" name="start" value="${start}">` : ''}
<p class="scriptless"><a class="button quiet" href="${room.path}">${voice.page('chat.reload')}</a></p>
<button type="button" class="newer needs-script" hidden>${voice.page('chat.newer')} ↓</button>
<ul class="tray" aria-label="${voice.page('chat.tray')}" hidden></ul>
<label class="unseen" for="write">${voice.page('chat.write')}</label>
<textarea id="write" name="text" rows="1" placeholder="${voice.page('chat.write')}" autocomplete="off" enterkeyhint="send"></textarea>
<div class="tools">
${drawPicker('photo', 'image/*', voice)}
${drawPicker('sound', 'audio/*', voice)}
<button type="button" class="tool needs-script" data-act="pin">${SIGNS.pin} ${voice.page('chat.pin')}</button>
<button class="send">${voice.page('chat.send')}</button>
</div></form>`;
}

const drawPicker = (kind: 'photo' | 'sound', accept: string, voice: Voice): Html =>
  html`<span class="picker">
<input id="pick-${kind}" type="file" name="file" accept="${accept}"${kind === 'photo' ? ' multiple' : ' capture'}>
<label class="tool" for="pick-${kind}">${SIGNS[kind]} ${voice.page(`chat.${kind}`)}</label></span>`;

/** Pieces that the script clones, so that all words stay in the locale files. */
const drawTemplates = (
  voice: Voice,
): Html => html`<template id="own-line"><div class="line from-person is-sending">
<span class="unseen">${voice.page('chat.fromPerson')}</span><div class="bubble" lang="${voice.locale}"></div>
<div class="meta"><span class="state" data-state="sending"><span aria-hidden="true">⏳</span> ${voice.page('chat.sending')}</span>
<button type="button" class="state" data-state="failed" data-act="retry"><span aria-hidden="true">!</span> ${voice.page('chat.failed')}</button></div>
</div></template>
<template id="tray-item"><li><span class="name"></span> <button type="button" class="quiet" data-act="drop">${voice.page('chat.drop')}</button></li></template>
<template id="words" data-pin="${voice.page('chat.pinSent')}" data-pin-failed="${voice.page('chat.pinFailed')}"></template>`;
