import { staleAnswer } from '../../chat/answers.ts';
import type { Facts, Outcome, Turn } from '../../chat/flow.ts';
import type { OutboundMessage } from '../../chat/message.ts';
import { CATEGORIES } from '../../domain/category.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';
import { isOwn } from '../parts/acts.ts';
import type { Draft } from '../parts/draft.ts';
import { goOn, pose } from './ask.ts';
import { draftChoice } from './draft-choice.ts';
import { askCategories, askEdit } from './edit.ts';
import { join } from './follow-up.ts';
import { atPlace } from './gather.ts';
import { send, sendWithConsent } from './send.ts';
import { explainComplaint } from './steps.ts';

/** What a button of a living draft does; `argument` is what stands behind the draft's id. */
type Verb = (turn: Turn, draft: Draft, argument: string, facts: Facts) => Outcome;

const waitFor = (turn: Turn, step: string, draft: Draft, message: OutboundMessage): Outcome =>
  pose(turn, { step, draft, message });

const backChoice = (draft: Draft) => draftChoice(draft, 'resume', say('report.backChoice'));

const chooseCategory: Verb = (turn, draft, argument) => {
  const categoryId = CATEGORIES.find((id) => id === argument);
  return goOn(turn, {
    ...draft,
    categoryIds: [],
    isCategoryChosen: true,
    categoryId: categoryId ?? draft.categoryId,
  });
};

const choosePlace: Verb = (turn, draft, argument) => {
  const unitId = draft.candidateIds[Number(argument)];
  return goOn(turn, unitId === undefined ? draft : atPlace(draft, unitId));
};

/** Asks for the place anew, openly, and as patiently as the first time. */
const askElsewhere: Verb = (turn, draft) =>
  goOn(turn, {
    ...draft,
    asked: { ...draft.asked, place: 0 },
    unitId: null,
    candidateIds: [],
    withinId: null,
    isElsewhere: true,
    isPlaceLeft: false,
  });

const joinCase: Verb = (turn, draft, _argument, facts) => {
  const { found } = facts;
  if (found === undefined || !isOwn(turn, found) || !allowedActions(found).includes('add'))
    return staleAnswer(turn, found);
  return join(turn, draft, found);
};

const VERBS: Readonly<Record<string, Verb>> = {
  send: (turn, draft) => send(draft, turn),
  resume: (turn, draft) => goOn(turn, draft),
  edit: (turn, draft) => pose(turn, askEdit(draft)),
  rewrite: (turn, draft) =>
    waitFor(turn, 'rewrite', draft, {
      lines: [say('report.edit.rewrite')],
      choices: [backChoice(draft)],
    }),
  where: askElsewhere,
  kinds: (turn, draft, argument) => {
    const page = Number(argument);
    return pose(turn, askCategories(draft, page > 0 && page < CATEGORIES.length ? page : 0));
  },
  behalf: (turn, draft) => goOn(turn, { ...draft, isOnBehalf: true }),
  self: (turn, draft) => goOn(turn, { ...draft, isOnBehalf: false }),
  name: (turn, draft) =>
    waitFor(turn, 'name', draft, {
      lines: [say('report.name.ask')],
      choices: [backChoice(draft)],
    }),
  hide: (turn, draft) => goOn(turn, { ...draft, name: null }),
  photo: (turn, draft) =>
    waitFor(turn, 'photos', draft, {
      lines: [say('report.photo.ask')],
      choices: [backChoice(draft)],
    }),
  at: choosePlace,
  elsewhere: askElsewhere,
  nowhere: (turn, draft) => goOn(turn, { ...draft, candidateIds: [], isPlaceLeft: true }),
  about: chooseCategory,
  otherwise: chooseCategory,
  agree: (turn, draft) => sendWithConsent(draft, turn, true),
  refuse: (turn, draft) => sendWithConsent(draft, turn, false),
  danger: (turn, draft) => goOn(turn, { ...draft, urgency: 'emergency' }),
  safe: (turn, draft) => goOn(turn, { ...draft, danger: 'denied' }),
  complaint: () => explainComplaint(),
  ordinary: (turn, draft) => goOn(turn, { ...draft, complaint: 'denied' }),
  follow: (turn, draft) => goOn(turn, { ...draft, isJoining: true }),
  another: (turn, draft) => goOn(turn, { ...draft, isJoining: false }),
  join: joinCase,
  separate: (turn, draft) => goOn(turn, { ...draft, aboutCode: null }),
};

/** Carries out a button of the draft that is being written; one that is gone is answered as old. */
export const takeVerb = (
  turn: Turn,
  draft: Draft,
  verb: string,
  argument: string,
  facts: Facts,
): Outcome => {
  const take = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  return take?.(turn, draft, argument, facts) ?? staleAnswer(turn, facts.found);
};
