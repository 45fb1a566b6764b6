import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Ability } from '../../domain/cadre.ts';
import { readStartLink } from '../../domain/start-link.ts';
import type { DemoPersona, HttpDeps } from '../deps.ts';
import { chatPage } from '../pages/chat-page.ts';
import type { Html } from '../pages/layout.ts';
import { answerError, answerPage, frameFor, wantsJson, type Site } from '../reply.ts';
import type { Entrance, Room } from '../room.ts';
import {
  BadSubmission,
  bodyOf,
  MAX_FORM_BYTES,
  readSubmission,
  START_PAYLOAD,
  type Submission,
  type SubmittedPart,
} from '../submission.ts';
import { lineView, readCursor, updateFor } from '../update.ts';
import { preferredLocale, voiceFor, type Voice } from '../voice.ts';
import { plainLine } from '../plain-line.ts';
import { transcript } from '../transcript.ts';

/** Mounts a chat's page, its form, and its lines for programs. */
export function mountChat(app: Hono, site: Site, entrance: Entrance): void {
  const { pattern } = entrance;
  const limit = bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: (context) => {
      site.deps.events.requestRefused({ route: pattern, status: 413 });
      return answerError(context, site, 413);
    },
  });
  app.get(pattern, (context) => showChat(context, site, entrance.open(context)));
  app.post(pattern, limit, async (context) => {
    const room = entrance.open(context);
    return room === undefined ? context.notFound() : hear(context, site, room, pattern);
  });
  app.get(`${pattern}/lines`, (context) => showLines(context, site, entrance.find(context)));
}

/** The page of a room, or 404 where there is none. */
export async function showChat(
  context: Context,
  site: Site,
  room: Room | undefined,
): Promise<Response> {
  if (room === undefined) return context.notFound();
  const { deps } = site;
  const conversation = await deps.loadConversation(room.chat);
  const frame = frameFor(site, voiceFor(context, deps, conversation?.locale));
  const abilities = await abilitiesIn(room, deps);
  const start = startOf(context.req.query('bat-dau'));
  const options = {
    now: deps.clock.now(),
    personas: deps.personas,
    abilities,
    start,
    startPlace: await placeOf(start, deps),
  };
  return answerPage(context, chatPage(frame, room, conversation, options));
}

/** The payload of a start link; anything else is as if there were none. */
const startOf = (given: string | undefined): string | undefined =>
  given !== undefined && START_PAYLOAD.test(given) ? given : undefined;

/** The place that a link names; a page that cannot say it is shown all the same. */
async function placeOf(start: string | undefined, deps: HttpDeps): Promise<string | undefined> {
  const link = start === undefined ? undefined : readStartLink(start);
  if (link?.to !== 'report' || link.unitId === undefined) return undefined;
  return deps.placeName?.(link.unitId).catch(() => undefined);
}

/** What a persona's role in the demo stands for. */
const PLAYED: Readonly<Record<DemoPersona['role'], readonly Ability[]>> = {
  citizen: [],
  team: ['work'],
  coordinator: ['coordinate'],
  leader: ['lead'],
};

async function abilitiesIn({ chat, persona }: Room, deps: HttpDeps): Promise<readonly Ability[]> {
  if (persona !== undefined) return PLAYED[persona.role];
  return (await deps.abilitiesOf?.(chat)) ?? [];
}

/** The chat in plain values, for programs that speak through the same door as people. */
async function showLines(context: Context, site: Site, room: Room | undefined): Promise<Response> {
  const { deps } = site;
  const conversation = room && (await deps.loadConversation(room.chat));
  if (room === undefined || conversation === undefined) return context.json({ lines: [] });
  const voice = voiceFor(context, deps, conversation.locale);
  const lines = transcript(conversation).map((line) => plainLine(line, room.path, voice));
  return context.json({ lines }, 200, { 'Cache-Control': 'no-store' });
}

async function hear(context: Context, site: Site, room: Room, route: string): Promise<Response> {
  const submission = readSubmission(await readForm(context));
  try {
    await takeIn(context, site, room, submission);
  } catch (error) {
    site.deps.events.requestFailed({ route, error });
    const again = retryForm(room, submission, voiceFor(context, site.deps));
    return answerError(context, site, 503, again);
  }
  return wantsJson(context) ? answerUpdate(context, site, room) : context.redirect(room.path, 303);
}

/** @throws {BadSubmission} when the body is no form. */
const readForm = (context: Context): Promise<FormData> =>
  context.req.formData().catch((cause: unknown) => {
    throw new BadSubmission('not a form', { cause });
  });

/** One turn for each part, in order; parts that were heard before are not heard again. */
async function takeIn(
  context: Context,
  { deps }: Site,
  { chat }: Room,
  { groupId, parts }: Submission,
): Promise<void> {
  const { seen } = await deps.ensureConversation(chat, preferredLocale(context, deps.locales));
  for (const { eventId, part } of parts) {
    // The turn would find a repeat by itself, but only after its file was stored once more.
    if (seen.some((event) => event.eventId === eventId)) continue;
    const body = await bodyOf(part, deps.sink);
    const sentAt = deps.clock.now();
    const album = groupId === undefined ? {} : { groupId };
    await deps.sink.receive({ eventId, chat, sentAt, ...album, body });
  }
}

async function answerUpdate(context: Context, { deps }: Site, room: Room): Promise<Response> {
  const conversation = await deps.loadConversation(room.chat);
  if (conversation === undefined) return context.json({ lines: [] });
  const voice = voiceFor(context, deps, conversation.locale);
  const view = lineView(voice, room.path, conversation);
  const update = await updateFor(conversation, view, readCursor(context.req.query('after')));
  return context.json(update, 200, { 'Cache-Control': 'no-store' });
}

/** Nothing is known to be stored, so the words come back to the person to be sent again with one touch. */
function retryForm(room: Room, { formId, parts }: Submission, voice: Voice): Html | undefined {
  const words = parts.map(({ part }) => wordsOf(part)).find((said) => said !== undefined);
  if (words === undefined || formId === undefined) return undefined;
  return html`<form method="post" action="${room.path}" class="retry">
<input type="hidden" name="formId" value="${formId}">
<label for="again">${voice.page('error.unsent')}</label>
<textarea id="again" name="text" rows="4">${words}</textarea>
<button class="send">${voice.page('error.again')}</button></form>`;
}

function wordsOf(part: SubmittedPart): string | undefined {
  if (part.kind === 'file') return part.caption;
  return part.body.kind === 'text' ? part.body.text : undefined;
}
