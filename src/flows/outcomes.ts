import type { TurnEffect } from '../chat/effect.ts';
import type { World } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import type { Case } from '../domain/case.ts';
import type { Landmark } from '../domain/landmark.ts';
import { say, type Locale } from '../domain/text.ts';
import {
  askedThere,
  deniedHere,
  linkCodeMessage,
  linkedWith,
  linkRefusal,
  partedHere,
} from './link/told.ts';
import { localDay, placeName } from './parts/names.ts';
import { cadreDone } from './staff/cadre-done.ts';
import { citizenDone, citizenRefused } from './staff/citizen-done.ts';
import { inboxChoice } from './staff/choices.ts';
import { staleMessage, unseenMessage } from './staff/stale.ts';

/** Why an effect was not carried out. */
export type Refusal =
  | 'not-now'
  | 'already'
  | 'enough'
  | 'not-allowed'
  | 'gone'
  | 'invite-unknown'
  | 'invite-used'
  | 'invite-expired'
  | 'link-unknown'
  | 'link-used'
  | 'link-expired'
  | 'link-lapsed'
  | 'link-last';

/** What became of an effect, with what is needed to tell of it. */
export type EffectResult =
  | {
      readonly effect: TurnEffect;
      readonly status: 'done';
      /** The case after the act. */
      readonly current?: Case;
      /** Path of the one-time link, on our own pages. */
      readonly link?: string;
      /** The code that joins two chats: the message that is made of it is the only place where it stands. */
      readonly code?: string;
      /** How many messages are sent again, or taken for delivered. */
      readonly count?: number;
      /** Where the chat is that is, or is to be, joined with this one. */
      readonly channel?: string;
      /** Who joined, or who was given the case. */
      readonly cadreName?: string;
      /** The reporter hears of it only on writing again. Absent: no. */
      readonly isHeld?: boolean;
      /** Where the cadre who joined works, as it is spoken. */
      readonly unitName?: string;
    }
  | {
      readonly effect: TurnEffect;
      readonly status: 'refused';
      readonly reason: Refusal;
      /** The case as it stands, where the asker may know of it. */
      readonly current?: Case;
    };

/** What the words of an outcome are chosen from. */
export interface OutcomeContext {
  readonly world: World;
  readonly locale: Locale;
  readonly now: Date;
}

type Done = Extract<EffectResult, { status: 'done' }>;
type Refused = Extract<EffectResult, { status: 'refused' }>;

/** Nothing to say: the effect happens without a word. */
const SILENCE: OutboundMessage = { lines: [] };

const joined = ({ cadreName, unitName }: Done): OutboundMessage => ({
  lines: [
    cadreName === undefined
      ? say('staff.join.done')
      : say('staff.join.doneAs', { name: cadreName }),
    ...(unitName === undefined ? [] : [say('staff.join.unit', { unit: unitName })]),
    say('staff.join.next'),
  ],
  choices: [inboxChoice],
});

const linked = ({ link }: Done): OutboundMessage =>
  link === undefined
    ? { lines: [say('staff.web.failed')] }
    : { lines: [say('staff.web.ready')], link: { path: link, label: say('staff.web.open') } };

const landmarkKept = (
  { name, unitId }: Landmark,
  { world, now }: OutcomeContext,
): OutboundMessage => {
  const place = placeName(world.directory, unitId, localDay(world.directory, now));
  return { lines: [say('landmark.kept', { name, place })] };
};

const unsentDone = (as: 'again' | 'arrived', count: number): OutboundMessage => ({
  lines: [count === 0 ? say('undelivered.gone') : say(`undelivered.done.${as}`, { count })],
});

/** What came of joining chats and of taking them apart. */
const linkDone = ({ effect, code, channel }: Done): OutboundMessage | undefined => {
  if (effect.type === 'link-code') return linkCodeMessage(code ?? '');
  if (effect.type === 'ask-link') return askedThere(channel ?? '');
  if (effect.type === 'link') return linkedWith(channel ?? '');
  if (effect.type === 'deny-link') return deniedHere;
  return effect.type === 'unlink' ? partedHere : undefined;
};

const done = (result: Done, context: OutcomeContext): OutboundMessage => {
  const { effect, current } = result;
  if (effect.type === 'join') return joined(result);
  if (effect.type === 'sign-in-link') return linked(result);
  if (effect.type === 'settle-undelivered') return unsentDone(effect.as, result.count ?? 0);
  const told = linkDone(result);
  if (told !== undefined) return told;
  if (effect.type === 'keep-landmark') return landmarkKept(effect.landmark, context);
  if (effect.type !== 'act' || current === undefined) return SILENCE;
  return effect.actor.type === 'citizen'
    ? citizenDone(effect.action.type, current, context.world)
    : cadreDone(effect, current, {
        ...context,
        cadreName: result.cadreName,
        isHeld: result.isHeld === true,
      });
};

const INVITE_REFUSALS = ['invite-unknown', 'invite-used', 'invite-expired'] as const;

const inviteRefused = (reason: Refusal): OutboundMessage | undefined => {
  const known = INVITE_REFUSALS.find((refusal) => refusal === reason);
  return known === undefined ? undefined : { lines: [say(`staff.join.${known}`)] };
};

const cadreRefused = (
  effect: Extract<TurnEffect, { type: 'act' }>,
  reason: Refusal,
  current: Case,
  now: Date,
): OutboundMessage => {
  const stale = staleMessage(current, now);
  if (reason !== 'already' || effect.action.type !== 'accept') return stale;
  const isOwn = effect.actor.type === 'cadre' && effect.actor.cadreId === current.assigneeId;
  const key = isOwn ? 'staff.outcome.acceptedAlready' : 'staff.outcome.acceptedByOther';
  return { ...stale, lines: [say(key, { code: current.code }), ...stale.lines.slice(1)] };
};

const refused = (result: Refused, context: OutcomeContext): OutboundMessage => {
  const { effect, reason, current } = result;
  const invite = inviteRefused(reason);
  if (invite !== undefined) return invite;
  if (effect.type === 'join') return { lines: [say('staff.join.invite-unknown')] };
  if (effect.type === 'sign-in-link') return { lines: [say('staff.web.failed')] };
  const notLinked = linkRefusal(reason);
  if (notLinked !== undefined) return notLinked;
  if (effect.type === 'keep-landmark') return { lines: [say('landmark.outside')] };
  if (effect.type !== 'act') return SILENCE;
  const isShown = reason === 'already' || reason === 'not-now' || reason === 'enough';
  const shown = isShown ? current : undefined;
  if (effect.actor.type === 'citizen') return citizenRefused(effect.action, reason, shown);
  return shown === undefined ? unseenMessage() : cadreRefused(effect, reason, shown, context.now);
};

/**
 * What the acting chat is told after an effect was carried out or refused; citizens and cadres alike.
 * A message without lines means that there is nothing to say.
 */
export const outcomeMessage = (result: EffectResult, context: OutcomeContext): OutboundMessage =>
  result.status === 'done' ? done(result, context) : refused(result, context);
