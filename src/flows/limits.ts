import type { TurnEffect } from '../chat/effect.ts';
import type { TurnBase } from '../chat/engine.ts';
import type { Outcome, Turn } from '../chat/flow.ts';
import { stay } from '../chat/answers.ts';
import type { SeenEvent } from '../chat/conversation.ts';
import type { InboundMessage } from '../chat/message.ts';
import type { CaseDraft } from '../domain/case.ts';
import { ALBUM_PARTS, LIMITS, MARKED_COST, roomAt, type Spending } from '../domain/limits.ts';
import { say, type TextParam } from '../domain/text.ts';
import { spokenWords } from './parts/accusation.ts';
import { draftIn } from './parts/draft.ts';
import { afterwards } from './parts/paused.ts';
import { draftChoice } from './report/draft-choice.ts';

const MINUTE_MS = 60_000;

// A minute that has begun is over before anybody has looked at a clock.
const spokenAt = (at: Date): TextParam => ({
  at: new Date(Math.ceil(at.getTime() / MINUTE_MS) * MINUTE_MS),
  style: 'moment',
});

/** Danger, or what may be: words that speak of it, or whatever belongs to a danger that is being told. */
export const isUrgent = ({ conversation, inbound, world }: TurnBase): boolean => {
  if (draftIn(afterwards(conversation))?.urgency === 'emergency') return true;
  const words = spokenWords(inbound.body);
  if (words === '') return false;
  const { urgency, isPossibleEmergency } = world.understand(words);
  return urgency === 'emergency' || isPossibleEmergency === true;
};

/** A turn for which there is no room: told once, and not even stored while that answer stands. */
export type Refusal =
  | { readonly type: 'told'; readonly outcome: Outcome }
  | { readonly type: 'silent' };

const partsOf = (taken: readonly SeenEvent[], groupId: string | undefined): number =>
  groupId === undefined ? 0 : taken.filter((one) => one.groupId === groupId).length;

/** Every turn that was taken, an album as one. */
const spentBy = (taken: readonly SeenEvent[]): readonly Spending[] =>
  taken
    .filter(({ groupId }, at) => partsOf(taken.slice(0, at), groupId) % ALBUM_PARTS === 0)
    .map(({ at }) => ({ at, cost: 1 }));

/** A part of an album that has room already. */
const isFurtherPart = (taken: readonly SeenEvent[], { groupId }: InboundMessage): boolean =>
  partsOf(taken, groupId) % ALBUM_PARTS > 0;

/** Refuses a turn when one chat sends more than people can; `undefined`: there is room, or it may be danger. */
export const refuseTurn = (base: TurnBase): Refusal | undefined => {
  const { conversation, inbound, asker, now } = base;
  const taken = conversation.seen.filter(({ isRefused }) => isRefused !== true);
  if (isFurtherPart(taken, inbound)) return undefined;
  const when = roomAt(LIMITS.turns, spentBy(taken), 1, now);
  if (when === undefined || asker.cadre !== undefined || isUrgent(base)) return undefined;
  // Who presses a button waits for what it does.
  const isTold = conversation.seen.at(-1)?.isRefused === true;
  if (isTold && inbound.body.kind !== 'choice') return { type: 'silent' };
  const lines = [
    say('limits.turns', { when: spokenAt(when) }),
    say('limits.notKept'),
    say('limits.danger'),
  ];
  // What is not taken is not kept either: it was read by nobody.
  return { type: 'told', outcome: { ...stay(base, { lines }), withholds: true } };
};

const openedBy = ({ effects = [] }: Outcome): CaseDraft | undefined =>
  effects.flatMap((effect: TurnEffect) => (effect.type === 'open-case' ? [effect.draft] : []))[0];

const costOf = ({ marks = [] }: CaseDraft): number =>
  marks.includes('abuse') || marks.includes('spam') ? MARKED_COST : 1;

/** The room that an outcome takes up of the limit on new cases. */
export const spendingOf = (outcome: Outcome, now: Date): readonly Spending[] => {
  const opened = openedBy(outcome);
  return opened === undefined ? [] : [{ at: now, cost: costOf(opened) }];
};

/** The outcome, or in place of one case too many an answer that leaves its draft where it is. */
export const withinLimits = (turn: Turn, outcome: Outcome): Outcome => {
  const opened = openedBy(outcome);
  if (opened === undefined || opened.urgency === 'emergency') return outcome;
  const { conversation, asker, now } = turn;
  const when = roomAt(LIMITS.cases, conversation.openings ?? [], costOf(opened), now);
  if (when === undefined || asker.cadre !== undefined) return outcome;
  return stay(turn, {
    lines: [say('limits.cases', { when: spokenAt(when) }), say('limits.kept')],
    choices: [draftChoice(opened, 'send', say('report.sendChoice'))],
  });
};
