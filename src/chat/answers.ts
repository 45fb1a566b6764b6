import type { Case } from '../domain/case.ts';
import { say, type Text } from '../domain/text.ts';
import { choice, shortcut } from './choice.ts';
import type { Asker, Outcome, Turn } from './flow.ts';
import type { Choice, OutboundMessage } from './message.ts';
import { shownLists, type Offered } from './shown-choices.ts';

/** Ways on for somebody who is stuck; offered together so that "1" and "2" always mean them. */
export const wayOut: readonly Choice[] = [
  choice('help', 'example', say('help.exampleChoice')),
  choice('human', 'open', say('human.choice')),
];

/** Answers one message and leaves the dialogue where it is. */
export const stay = (turn: Pick<Turn, 'conversation'>, message: OutboundMessage): Outcome => ({
  dialogue: turn.conversation.dialogue,
  replies: [{ message }],
});

const isWhole = (one: Offered): one is Choice => one.label !== undefined;

/** The choices of the question that stands, to be shown again: whoever reads a repeat sees no numbers further up. */
export const choicesAbove = ({
  conversation,
}: Pick<Turn, 'conversation'>): Pick<OutboundMessage, 'choices'> => {
  const choices = shownLists(conversation)
    .find(({ isOwn }) => isOwn)
    ?.choices.filter(isWhole);
  return choices === undefined || choices.length === 0 ? {} : { choices };
};

/** A kind word on something that could not be read. Inside a dialogue the question above it stands, choices and all. */
export const unread = (turn: Turn, line: Text): Outcome => {
  const isTalking = turn.conversation.dialogue !== null;
  const message: OutboundMessage = isTalking
    ? { lines: [line, say('errors.answerAbove')], ...choicesAbove(turn) }
    : { lines: [line, say('errors.justWrite')], choices: wayOut };
  return { ...stay(turn, message), isMisunderstood: true };
};

/** Said beside the answer when a second input in a row was not understood. */
export const stuck: OutboundMessage = { lines: [say('errors.stuck')], choices: wayOut };

const isOwn = (current: Case, asker: Asker): boolean =>
  current.reporter.personId === asker.person.id;

/** An old button: what the case is now where there is one of the asker's, else the ways on. */
export const staleAnswer = (turn: Turn, current: Case | undefined): Outcome => {
  if (current === undefined) return stay(turn, { lines: [say('errors.staleButton')] });
  const isMine = isOwn(current, turn.asker);
  const line = say('errors.staleCase', {
    code: current.code,
    // Staff read "Bà con xác nhận ổn"; who confirmed it is told so in other words.
    status: say(`${isMine ? 'mine.state' : 'status'}.${current.status}`),
  });
  if (!isMine) return stay(turn, { lines: [line] });
  return stay(turn, {
    lines: [line],
    choices: [shortcut(choice('mine', 'open', say('mine.openChoice'), current.code))],
  });
};
