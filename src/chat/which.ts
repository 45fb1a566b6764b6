import { say, type Text } from '../domain/text.ts';
import { choice } from './choice.ts';
import { choicesAbove, stay, wayOut } from './answers.ts';
import type { Outcome, Turn } from './flow.ts';
import type { Candidate, Meaning } from './meaning.ts';
import type { Choice } from './message.ts';

/** As many as are read at a glance; whoever has more is told how else to say it. */
const MOST_SHOWN = 9;

/** Whoever answers an old message mostly has a case under way. */
const ownCases: Choice = choice('mine', 'list', say('mine.listChoice'));

const CODE = /^[A-Z]{2}-\d{4,}$/;

const nameOf = ({ choice: meant, subject }: Candidate): Text => {
  const label = meant.label ?? say('numbers.unnamed');
  const isSaid = Object.values(label.params ?? {}).some((param) => param === subject);
  return subject !== undefined && CODE.test(subject) && !isSaid
    ? say('numbers.named', { code: subject, choice: label })
    : label;
};

/** What a person picks here is what happens. */
const asChoice = (candidate: Candidate): Choice => ({
  id: candidate.choice.id,
  label: nameOf(candidate),
});

/** Asks which of several choices was meant; nothing is done until that is said. */
export const askWhich = (
  turn: Turn,
  { candidates, orWords }: Extract<Meaning, { type: 'which' }>,
): Outcome => {
  const { body } = turn.inbound;
  const said = body.kind === 'text' ? body.text.trim() : '';
  return stay(turn, {
    lines: [say(orWords ? 'numbers.orWords' : 'numbers.which', { said })],
    // The latest are the likeliest; an earlier one is still reached by its case.
    choices: candidates.slice(-MOST_SHOWN).map(asChoice),
  });
};

/** The question above has no such number. */
export const beyond = (turn: Turn): Outcome => ({
  ...stay(turn, { lines: [say('numbers.beyond')], ...choicesAbove(turn) }),
  isMisunderstood: true,
});

/** The choices that the number stood for are no longer there, or nobody can say which they were. */
export const gone = (turn: Turn): Outcome =>
  stay(
    turn,
    turn.conversation.dialogue === null
      ? { lines: [say('numbers.gone')], choices: [ownCases, ...wayOut] }
      : { lines: [say('numbers.gone'), say('errors.answerAbove')] },
  );

/** It answers an older question, which came before the one that stands; that one stays, choices and all. */
export const late = (turn: Turn): Outcome => {
  const { body } = turn.inbound;
  const said = body.kind === 'text' ? body.text.trim() : '';
  return stay(turn, { lines: [say('numbers.late', { said })] });
};
