import type { Text } from '../domain/text.ts';
import { readChoice } from './choice.ts';
import type { Conversation, OutboxEntry } from './conversation.ts';
import type { Choice } from './message.ts';
import { numberable } from './numbering.ts';

/** A choice as it was shown; its label is not known once the message was trimmed. */
export interface Offered {
  readonly id: string;
  readonly label?: Text;
  /** Its own number: see {@link Choice}. */
  readonly number?: number;
  /** It declines: see {@link Choice}. */
  readonly isNo?: true;
}

/** The choices under one message. */
export interface ChoiceList {
  /** What all of them are about: a case by its code, a draft by its id. Absent: several things or none. */
  readonly subject: string | undefined;
  /** Those with a number, in their order. */
  readonly numbered: readonly Offered[];
  /** All of them. */
  readonly choices: readonly Offered[];
  /** The last turn itself asked, not a notice that came after it. */
  readonly isOwn: boolean;
  /** When it can have been read at the earliest, in milliseconds; infinite before it was sent. Absent: not known any more. */
  readonly shownAtMs?: number;
}

type Shown = Pick<Conversation, 'offered' | 'outbox' | 'seen' | 'dialogue'>;

const idsOf = (choices: readonly Offered[]): string => choices.map(({ id }) => id).join(' ');

// By convention the first argument of a choice about a case is its code or id.
const subjectOf = (choices: readonly Offered[]): string | undefined => {
  const named = choices.flatMap(({ id }) => readChoice(id)?.arguments[0] ?? []);
  const [only, second] = [...new Set(named)];
  return second === undefined ? only : undefined;
};

const listOf = (
  choices: readonly Choice[],
  isOwn: boolean,
  shownAtMs: number | undefined,
): ChoiceList => ({
  ...(shownAtMs === undefined ? {} : { shownAtMs }),
  subject: subjectOf(choices),
  numbered: numberable(choices),
  choices,
  isOwn,
});

/** What the last turn offered, with the labels where its message is still there. */
const ownList = ({ offered, outbox }: Shown): readonly ChoiceList[] => {
  if (offered.length === 0) return [];
  const ids = offered.join(' ');
  const asked = outbox.findLast(({ message }) => idsOf(numberable(message.choices)) === ids);
  if (asked?.message.choices !== undefined)
    return [listOf(asked.message.choices, true, readableAtMs(asked))];
  const choices = offered.map((id) => ({ id }));
  return [{ subject: subjectOf(choices), numbered: choices, choices, isOwn: true }];
};

/** Of a message of which nobody knows whether it arrived: when its call began. */
const readableAtMs = ({ sentAt, calledAt, state, since }: OutboxEntry): number =>
  (sentAt ?? calledAt ?? (state === 'unknown' ? since : undefined))?.getTime() ??
  Number.POSITIVE_INFINITY;

const shownAtMs = ({ state, sentAt }: OutboxEntry): number =>
  state === 'sent' && sentAt !== undefined ? sentAt.getTime() : Number.NEGATIVE_INFINITY;

/** When the answer to the person's last word was shown: what comes before it is not what is being answered. */
const answeredAtMs = ({ dialogue, outbox }: Shown): number =>
  outbox
    .filter(({ urgency = 'reply' }) => urgency === 'reply')
    // Without choices it is a question only where words are waited for.
    .filter(({ message }) => dialogue !== null || numberable(message.choices).length > 0)
    .reduce((latest, entry) => Math.max(latest, shownAtMs(entry)), Number.NEGATIVE_INFINITY);

// Ways on that stand under greetings and dead ends: nobody is asked anything there.
const WAYS_ON = new Set(['help:example', 'mine:list', 'human:open', 'report:start', 'inbox:list']);

const isWayOn = ({ choices }: ChoiceList): boolean => choices.every(({ id }) => WAYS_ON.has(id));

/** A greeting never competes with what was asked about a case. */
const withoutWaysOn = (lists: readonly ChoiceList[]): readonly ChoiceList[] => {
  const asked = lists.filter((list) => !isWayOn(list));
  return asked.some(({ subject }) => subject !== undefined) ? asked : lists;
};

/**
 * Every list of choices that was shown since the person's last word, the oldest first: what that word was answered with,
 * and notices since, but for those before that answer. Of several notices about one case the last counts, for it tells how the case stands.
 */
export const shownLists = (conversation: Shown): readonly ChoiceList[] => {
  const lastWordMs = conversation.seen.at(-1)?.at.getTime() ?? 0;
  const answeredMs = answeredAtMs(conversation);
  const own = ownList(conversation);
  const ownIds = own.map(({ numbered }) => idsOf(numbered));
  const notices = conversation.outbox
    .filter((entry) => shownAtMs(entry) >= Math.max(lastWordMs, answeredMs))
    // A held message stands before others in the outbox and yet is shown after them.
    .toSorted((one, other) => shownAtMs(one) - shownAtMs(other))
    .map((entry) => listOf(entry.message.choices ?? [], false, shownAtMs(entry)))
    .filter(({ numbered }) => numbered.length > 0 && !ownIds.includes(idsOf(numbered)));
  const latest = notices.filter(
    ({ subject }, index) =>
      subject === undefined || !notices.slice(index + 1).some((later) => later.subject === subject),
  );
  return withoutWaysOn([...own, ...latest]);
};

/** The choices of the message that was quoted; `undefined` when it is no message of ours that is still known. */
export const quotedList = (
  { outbox }: Pick<Conversation, 'outbox'>,
  quotes: string,
): ChoiceList | undefined => {
  const quoted = outbox.find(({ receipts }) => receipts?.includes(quotes) === true);
  return quoted && listOf(quoted.message.choices ?? [], false, undefined);
};
