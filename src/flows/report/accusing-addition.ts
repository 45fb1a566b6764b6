import type { Outcome, Turn } from '../../chat/flow.ts';
import { isAboutOfficial, type Case } from '../../domain/case.ts';
import { accuses } from '../parts/accusation.ts';
import { draftIn, emptyDraft, wordsOf, type Draft } from '../parts/draft.ts';
import { afterwards } from '../parts/paused.ts';
import { goOn } from './ask.ts';
import { atPlace, withBody } from './gather.ts';
import { letGo } from './let-go.ts';

/** Older additions are not read with the new one: every reading costs milliseconds. */
const MOST_READ = 10;

/** What the asker has said of a case, oldest first. */
const saidBefore = ({ asker }: Turn, { text, history }: Case): readonly string[] => [
  text,
  ...history
    .flatMap(({ actor, action }) =>
      actor.type === 'citizen' && actor.personId === asker.person.id && 'words' in action
        ? [action.words]
        : [],
    )
    .slice(-MOST_READ),
];

/** Whether new words of a case accuse somebody in office, alone or only because of what was said before. */
const isAccusing = (turn: Turn, current: Case, words: string): boolean => {
  const read = (...said: readonly string[]): boolean =>
    accuses(turn.world.understand(said.join('\n')));
  if (read(words)) return true;
  const before = saidBefore(turn, current);
  // What accuses already was sent all the same: the person said that it is general.
  return (
    (!read(...before) && read(...before, words)) ||
    (!read(current.text) && read(current.text, words))
  );
};

/** The danger that is being told besides, else the new words as a danger of their own, in the place of the case. */
const dangerAbove = (turn: Turn, current: Case, said: Draft): Draft => {
  const paused = draftIn(afterwards(turn.conversation));
  const isTelling = paused?.urgency === 'emergency' && paused.id !== said.id;
  const draft = isTelling ? withBody(paused, turn.inbound.body, turn) : said;
  const unitId = current.place.unitId ?? current.teamUnitId;
  return {
    ...(draft.unitId === null && unitId !== undefined ? atPlace(draft, unitId) : draft),
    urgency: 'emergency',
    isAboutOfficial: true,
    aboutCode: null,
  };
};

/** What one message says, as a draft. */
export const draftOf = (turn: Turn): Draft =>
  withBody(emptyDraft(turn.newId()), turn.inbound.body, turn);

/**
 * Lets words go to a case that was sent, unless they accuse with what was said of it before: then a danger goes above the
 * accused as a case of its own, and all else is let go of, for the team of the case reads every addition.
 */
export const unlessAccusing = (
  turn: Turn,
  current: Case,
  said: Draft,
  passOn: () => Outcome,
): Outcome => {
  const words = wordsOf(said);
  // Where it is held above the accused it may become known.
  const isAbove = isAboutOfficial(current) && current.teamUnitId === undefined;
  if (words === '' || isAbove || !isAccusing(turn, current, words)) return passOn();
  const isDanger =
    said.urgency === 'emergency' ||
    current.urgency === 'emergency' ||
    draftIn(afterwards(turn.conversation))?.urgency === 'emergency';
  return isDanger ? goOn(turn, dangerAbove(turn, current, said)) : letGo(turn, words);
};
