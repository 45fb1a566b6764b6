import { foldPhrase } from '../domain/fold.ts';
import type { Text } from '../domain/text.ts';
import type { Conversation } from './conversation.ts';
import type { InboundMessage } from './message.ts';
import { numbersOf, readNumber, readNumberWord, readVerbNumber } from './numbering.ts';
import { shownLists, quotedList, type ChoiceList, type Offered } from './shown-choices.ts';

const REFUSALS = new Set(
  (
    'khong|khong a|ko|k|thoi|thoi a|thoi khong can|khong can|khong can dau|ko can|k can|bo qua|bo qua di|' +
    'no|no thanks|skip'
  ).split('|'),
);

/** Whether a whole message only declines: "không", "thôi", "bỏ qua". */
export const isRefusal = (text: string): boolean => REFUSALS.has(foldPhrase(text));

/** A choice that may be meant, and what it is about. */
export interface Candidate {
  readonly choice: Offered;
  readonly subject: string | undefined;
}

/** What a short text means beside the choices that were shown; it is never guessed. */
export type Meaning =
  | { readonly type: 'choice'; readonly id: string }
  /** Several are meant as well, or (`orWords`) the words may answer a question that has no choices. */
  | {
      readonly type: 'which';
      readonly candidates: readonly Candidate[];
      readonly orWords: boolean;
    }
  /** The question that stands has no such number. */
  | { readonly type: 'beyond' }
  /** Nothing that is still known is meant: its choices are gone, or an old message was changed into a number. */
  | { readonly type: 'gone' }
  /** It was written before the choices that it would mean now were shown. */
  | { readonly type: 'late' };

/** A provider's clock and ours differ by less, in milliseconds. */
const SKEW_MS = 3_000;

/** What the meaning is found from. */
interface Reading {
  readonly conversation: Pick<Conversation, 'offered' | 'outbox' | 'seen' | 'dialogue'>;
  readonly inbound: Pick<InboundMessage, 'quotes' | 'edits' | 'sentAt'>;
  /** Says a label as the person read it. */
  readonly label: (text: Text) => string;
}

type Match = (list: ChoiceList, label: Reading['label']) => Offered | undefined;

const labelsOf = (choices: readonly Offered[], label: Reading['label']): readonly string[] =>
  choices.map((one) => (one.label === undefined ? '' : label(one.label)));

const byNumber =
  (number: number): Match =>
  ({ numbered }) =>
    numbered[numbersOf(numbered).indexOf(number)];

const byLabel =
  (folded: string): Match =>
  ({ choices }, label) => {
    const fitting = labelsOf(choices, label).map((words) => foldPhrase(words) === folded);
    return fitting.indexOf(true) === fitting.lastIndexOf(true)
      ? choices[fitting.indexOf(true)]
      : undefined;
  };

/** "Mở 2": the second choice, if it is one of opening. */
const byVerbNumber =
  ({ verb, number }: { verb: string; number: number }): Match =>
  (list, label) => {
    const choice = byNumber(number)(list, label);
    const words = choice?.label === undefined ? '' : foldPhrase(label(choice.label));
    return words.startsWith(`${verb} `) ? choice : undefined;
  };

/** A refusal in a word, whatever the choice that refuses is called. */
const byRefusal: Match = ({ choices }) => choices.find(({ isNo }) => isNo === true);

const candidatesIn = (
  lists: readonly ChoiceList[],
  match: Match,
  label: Reading['label'],
): readonly Candidate[] => {
  const found = lists.flatMap((list) => {
    const choice = match(list, label);
    return choice === undefined ? [] : [{ choice, subject: list.subject }];
  });
  return [...new Map(found.map((one) => [one.choice.id, one])).values()];
};

const among = (candidates: readonly Candidate[], orWords: boolean): Meaning | undefined => {
  const [only, second] = candidates;
  if (only === undefined) return undefined;
  return second === undefined && !orWords
    ? { type: 'choice', id: only.choice.id }
    : { type: 'which', candidates, orWords };
};

const ofQuoted = ({ conversation, label }: Reading, quotes: string, match: Match) => {
  const list = quotedList(conversation, quotes);
  return list && { found: among(candidatesIn([list], match, label), false) };
};

const ofShown = ({ conversation, inbound, label }: Reading, match: Match): Meaning | undefined => {
  const lists = shownLists(conversation);
  const unread = lists.filter(
    ({ shownAtMs = 0 }) => inbound.sentAt.getTime() + SKEW_MS < shownAtMs,
  );
  // What it meant then is not known for sure either: the question that stood before may be forgotten.
  if (candidatesIn(unread, match, label).length > 0) return { type: 'late' };
  // A question that waits for words may get a number as its answer, whatever notice came after it.
  const asksInWords = conversation.dialogue !== null && !lists.some(({ isOwn }) => isOwn);
  return among(candidatesIn(lists, match, label), asksInWords);
};

const ofNumber = (reading: Reading, number: number): Meaning | undefined => {
  const { conversation, inbound } = reading;
  if (inbound.edits !== undefined) return { type: 'gone' };
  const match = byNumber(number);
  if (inbound.quotes !== undefined) {
    const quoted = ofQuoted(reading, inbound.quotes, match);
    return quoted === undefined ? { type: 'gone' } : quoted.found;
  }
  const shown = ofShown(reading, match);
  if (shown !== undefined) return shown;
  const isAsked = conversation.dialogue !== null && conversation.offered.length > 0;
  return isAsked ? { type: 'beyond' } : undefined;
};

const ofWords = (reading: Reading, text: string): Meaning | undefined => {
  const folded = foldPhrase(text);
  const { edits, quotes } = reading.inbound;
  if (folded === '' || edits !== undefined) return undefined;
  const find = (match: Match): Meaning | undefined =>
    quotes === undefined ? ofShown(reading, match) : ofQuoted(reading, quotes, match)?.found;
  return matchesFor(reading, text)
    .map(find)
    .find((meaning) => meaning !== undefined);
};

/** What words may pick, the surest first. */
const matchesFor = ({ conversation }: Reading, text: string): readonly Match[] => {
  const named = readNumberWord(text);
  const counted = readVerbNumber(text);
  // Within a talk the flow knows what a "no" is for.
  const refuses = conversation.dialogue === null && isRefusal(text);
  return [
    byLabel(foldPhrase(text)),
    ...(named === undefined ? [] : [byNumber(named)]),
    ...(counted === undefined ? [] : [byVerbNumber(counted)]),
    ...(refuses ? [byRefusal] : []),
  ];
};

/**
 * What a number ("1", "số 1") or a label typed out ("gui") means among the choices that were shown since the person's
 * last word, or under the message that it quotes; `undefined` when it is a message like any other.
 */
export const meaningOf = (reading: Reading, text: string): Meaning | undefined => {
  const number = readNumber(text);
  return number === undefined ? ofWords(reading, text) : ofNumber(reading, number);
};
