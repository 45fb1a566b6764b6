import type { Facts, Outcome, Query, Turn } from '../../chat/flow.ts';
import { answerTo } from '../parts/consent.ts';
import { draftIn, wordsOf, type Draft } from '../parts/draft.ts';
import { goOn } from './ask.ts';
import { comparable } from './same-case.ts';

/** The draft that is ready to be shown as a whole. */
const readyDraft = ({ dialogue }: Pick<Outcome, 'dialogue'>): Draft | undefined =>
  dialogue?.step === 'summary' ? draftIn(dialogue) : undefined;

/**
 * Asks the store, once all is known and before it is summed up, whether others have reported the same.
 * Not for whoever refused that the chat is kept: nobody could tell that person anything.
 *
 * @param outcome - What the turn would lead to.
 */
export const duplicateQuery = (turn: Turn, outcome: Outcome): readonly Query[] => {
  const draft = readyDraft(outcome);
  if (draft === undefined || draft.offer !== undefined) return [];
  const matter = comparable(draft);
  const { unitId, pin, words } = draft;
  if (matter === undefined || unitId === null || words.length === 0) return [];
  if (answerTo(turn, 'report') === false) return [];
  const probe = { ...matter, unitId, text: wordsOf(draft), ...(pin === null ? {} : { pin }) };
  return [{ ask: 'duplicate', probe }];
};

/** Puts the question before the summary where there is such a case; asked once, whatever is answered. */
export const withOffer = (turn: Turn, outcome: Outcome, { duplicate }: Facts): Outcome => {
  const draft = readyDraft(outcome);
  if (draft === undefined || duplicate === undefined || draft.offer !== undefined) return outcome;
  const offer = { ...duplicate, forUnitId: draft.unitId };
  const { dialogue, replies } = goOn(turn, { ...draft, offer });
  return { ...outcome, dialogue, replies };
};
