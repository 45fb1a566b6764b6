import { html } from 'hono/html';
import type { DemoPersona } from '../deps.ts';
import { pathOf } from '../room.ts';
import { personaName } from './chat-page.ts';
import { brand, languageSwitch, layout, type Frame, type Html } from './layout.ts';

/** The roles whose first personas the three phones show. */
const SHOWN_ROLES = ['citizen', 'team', 'leader'] as const;

/** Three phones side by side where there is room, and a list of all personas. */
export function demoPage(frame: Frame, personas: readonly DemoPersona[]): Html {
  const { voice } = frame;
  const shown = SHOWN_ROLES.flatMap((role) => personas.find((one) => one.role === role) ?? []);
  return layout(frame, {
    title: voice.page('demo.title'),
    kind: 'demo',
    body: html`<header class="top">${brand(frame, voice.page('demo.title'))}${languageSwitch(voice, '/demo/language')}</header>
<p class="banner">${voice.page('demo.banner')}</p>
<main>
<p class="lead">${voice.page('demo.lead')}</p>
<div class="phones">${shown.map((persona) => drawPhone(frame, persona))}</div>
<nav class="personas" aria-label="${voice.page('demo.all')}"><h2>${voice.page('demo.all')}</h2>
<ul>${personas.map((persona) => drawPersonaLink(frame, persona))}</ul></nav>
</main>`,
  });
}

const drawPhone = (
  { voice }: Frame,
  persona: DemoPersona,
): Html => html`<section class="phone" aria-label="${personaName(persona, voice)}">
<h2>${voice.page(`demo.role.${persona.role}`)}</h2>
<iframe src="${pathOf(persona)}" title="${personaName(persona, voice)}" loading="lazy" allow="geolocation; microphone; camera"></iframe>
</section>`;

const drawPersonaLink = ({ voice }: Frame, persona: DemoPersona): Html =>
  html`<li><a class="button quiet" href="${pathOf(persona)}"><strong>${personaName(persona, voice)}</strong> <span>${voice.page(`demo.role.${persona.role}`)}</span></a></li>`;
