import type { Facts, Outcome, Turn } from '../../chat/flow.ts';
import { foldPhrase } from '../../domain/fold.ts';
import { say } from '../../domain/text.ts';
import { accuses, isAccusation } from '../parts/accusation.ts';
import { isOwn } from '../parts/acts.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';
import { readAnswer } from '../parts/answers.ts';
import { goOn, pose } from './ask.ts';
import { corrected, refutingOffered } from './correct.ts';
import { askEdit } from './edit.ts';
import { askBelongs, askWhichAnswer, awaitedAnswers, join } from './follow-up.ts';
import { letGo } from './let-go.ts';
import { readsWhole, withBody, withEdit, withPlaceAnswer } from './gather.ts';
import { namedCategory } from './named-category.ts';
import { send, sendWithConsent } from './send.ts';

/** A longer name is a sentence. */
const MOST_NAME = 60;

/** What a step makes of a text. */
type Step = (turn: Turn, draft: Draft, words: string, facts: Facts) => Outcome;

/**
 * Whether the draft as a whole must be let go of: parts that are harmless alone can accuse together. A danger that was
 * told is never let go of, whatever is said after it.
 */
const mustWithhold = (turn: Turn, draft: Draft): boolean =>
  draft.urgency !== 'emergency' && !draft.isGeneral && isAccusation(readsWhole(draft, turn));

/** Goes on with what was gathered, unless it must not be kept. */
export const proceed = (turn: Turn, draft: Draft): Outcome =>
  mustWithhold(turn, draft) ? letGo(turn, wordsOf(draft)) : goOn(turn, draft);

/** Above this, small talk inside a draft ("cảm ơn nhé") is no part of the story. */
const SURELY = 0.8;

const isSmallTalk = (turn: Turn, words: string): boolean => {
  const { kind, place } = turn.world.understand(words);
  return kind.id === 'rac' && kind.confidence >= SURELY && place.decision === 'none';
};

/** Words of the story. A bare "ok" or "cảm ơn nhé" is none: the question stands. */
const addWords: Step = (turn, draft, words) =>
  readAnswer(words) !== undefined || isSmallTalk(turn, words)
    ? goOn(turn, draft)
    : proceed(turn, withBody(draft, turn.inbound.body, turn));

const atSummary: Step = (turn, draft, words, facts) => {
  const answer = readAnswer(words);
  if (answer === 'yes') return send(draft, turn);
  return answer === 'no' ? pose(turn, askEdit(draft)) : addWords(turn, draft, words, facts);
};

const atEdit: Step = (turn, draft, words, facts) =>
  readAnswer(words) === undefined ? addWords(turn, draft, words, facts) : goOn(turn, draft);

const atDanger: Step = (turn, draft, words, facts) => {
  const answer = readAnswer(words);
  if (answer === 'yes') return goOn(turn, { ...draft, urgency: 'emergency' });
  return answer === 'no'
    ? goOn(turn, { ...draft, danger: 'denied' })
    : addWords(turn, draft, words, facts);
};

const SKIPS = new Set(['bo qua', 'bo qua di', 'skip']);

const atPlace: Step = (turn, draft, words) => {
  const answer = readAnswer(words);
  const isSkipped = SKIPS.has(foldPhrase(words));
  if (answer === 'unknown' || isSkipped) return goOn(turn, { ...draft, isPlaceLeft: true });
  if (answer === 'no') return goOn(turn, refutingOffered(draft));
  if (answer !== undefined) return goOn(turn, draft);
  return proceed(turn, withPlaceAnswer(draft, words, turn));
};

/** A kind named in words is taken. Whatever names none is story, read with the rest, and nobody's choice. */
const atCategory: Step = (turn, draft, words) => {
  const answered: Draft = { ...draft, categoryIds: [], isCategoryChosen: true };
  if (readAnswer(words) !== undefined) return goOn(turn, answered);
  const { id, decision } = turn.world.understand(words).category;
  const named = namedCategory(words) ?? (decision === 'auto' ? id : undefined);
  if (named === undefined) return leaveCategory(turn, draft, words);
  return proceed(turn, withBody({ ...answered, categoryId: named }, turn.inbound.body, turn));
};

// Asked once: who handles the case sees what it is about.
const leaveCategory = (turn: Turn, draft: Draft, words: string): Outcome => {
  const left: Draft = { ...draft, categoryIds: [], isCategoryLeft: true };
  return isSmallTalk(turn, words)
    ? goOn(turn, left)
    : proceed(turn, withBody(left, turn.inbound.body, turn));
};

const atName: Step = (turn, draft, words) =>
  words.length > MOST_NAME
    ? pose(turn, { step: 'name', draft, message: { lines: [say('report.name.tooLong')] } })
    : goOn(turn, { ...draft, name: words });

const atRewrite: Step = (turn, draft) => {
  const blank: Draft = {
    ...draft,
    words: [],
    isFull: false,
    isCategoryChosen: false,
    isCategoryLeft: false,
  };
  return proceed(turn, withBody(blank, turn.inbound.body, turn));
};

// Elsewhere these refuse what is shown; here they must not refuse the keeping.
const EDITS = new Set(['sua', 'sua lai', 'edit']);

const atConsent: Step = (turn, draft, words, facts) => {
  if (EDITS.has(foldPhrase(words))) return pose(turn, askEdit(draft));
  const answer = readAnswer(words);
  if (answer === 'yes' || answer === 'no') return sendWithConsent(draft, turn, answer === 'yes');
  return addWords(turn, draft, words, facts);
};

/** The lawful channel, once the person has said that it is a complaint; nothing of it is kept. */
export const explainComplaint = (): Outcome => ({
  dialogue: null,
  replies: [
    {
      message: {
        lines: [
          say('report.complaint.how'),
          say('report.complaint.where'),
          say('report.complaint.dropped'),
        ],
      },
    },
  ],
});

const atComplaint: Step = (turn, draft, words, facts) => {
  const answer = readAnswer(words);
  if (answer === 'no') return goOn(turn, { ...draft, complaint: 'denied' });
  return answer === 'yes' ? explainComplaint() : addWords(turn, draft, words, facts);
};

/** More of what may belong to a case: kept together, and asked about once more. */
const askAgain: Step = (turn, draft, _words, facts) => {
  if (mustWithhold(turn, draft)) return letGo(turn, wordsOf(draft));
  if (draft.urgency === 'emergency') return goOn(turn, draft);
  if (draft.aboutCode !== null) return pose(turn, askBelongs(draft, draft.aboutCode));
  const codes = awaitedAnswers(facts);
  return codes.length === 0 ? goOn(turn, draft) : pose(turn, askWhichAnswer(draft, codes));
};

const atBelongs: Step = (turn, draft, words, facts) => {
  const answer = readAnswer(words);
  if (answer === 'new') return goOn(turn, draft);
  const { found } = facts;
  const isMeant = answer === 'add' || draft.aboutCode === null;
  if (isMeant && found !== undefined && isOwn(turn, found)) return join(turn, draft, found);
  return askAgain(turn, withBody(draft, turn.inbound.body, turn), words, facts);
};

/** More of the story instead of an answer: the question stands. */
const atSame: Step = (turn, draft, words, facts) => {
  const answer = readAnswer(words);
  if (answer === 'yes' || answer === 'add') return goOn(turn, { ...draft, isJoining: true });
  return answer === 'no' || answer === 'new'
    ? goOn(turn, { ...draft, isJoining: false })
    : addWords(turn, draft, words, facts);
};

/** The question once more, with a sentence on what it is for; being puzzled is no answer and uses up no patience. */
const explain: (turn: Turn, step: string, draft: Draft, facts: Facts) => Outcome = (
  turn,
  step,
  draft,
  facts,
) => {
  const { words, place } = draft.asked;
  const asked = { words: Math.max(0, words - 1), place: Math.max(0, place - 1) };
  const again = repeat(turn, step, { ...draft, asked }, facts);
  const [first, ...rest] = again.replies;
  if (first === undefined) return again;
  const key = EXPLAINED.includes(step) ? step : 'other';
  const lines = [say(`report.explain.${key}`), ...first.message.lines];
  return { ...again, replies: [{ ...first, message: { ...first.message, lines } }, ...rest] };
};

const EXPLAINED = [
  'summary',
  'place',
  'danger',
  'category',
  'consent',
  'complaint',
  'belongs',
  'same',
];

const repeat = (turn: Turn, step: string, draft: Draft, facts: Facts): Outcome => {
  if (step === 'consent') return send(draft, turn);
  if (step === 'edit') return pose(turn, askEdit(draft));
  return WAITING_STEPS.includes(step) ? askAgain(turn, draft, '', facts) : goOn(turn, draft);
};

const STEPS: Readonly<Record<string, Step>> = {
  words: addWords,
  photos: addWords,
  summary: atSummary,
  edit: atEdit,
  danger: atDanger,
  place: atPlace,
  category: atCategory,
  name: atName,
  rewrite: atRewrite,
  consent: atConsent,
  complaint: atComplaint,
  belongs: atBelongs,
  which: atBelongs,
  same: atSame,
};

/** Steps in which no place is talked of. */
const FREE_STEPS = ['name', 'rewrite', 'belongs', 'which'];

const WAITING_STEPS = ['belongs', 'which'];

/** A message within a draft; a step that is gone counts as more words. */
export const takeMessage = (turn: Turn, step: string, draft: Draft, facts: Facts): Outcome => {
  const { body } = turn.inbound;
  const edited = withEdit(draft, turn);
  if (edited !== undefined)
    return WAITING_STEPS.includes(step) ? askAgain(turn, edited, '', facts) : proceed(turn, edited);
  if (body.kind === 'text') {
    const words = body.text.trim();
    const take = Object.hasOwn(STEPS, step) ? STEPS[step] : undefined;
    if (readAnswer(words) === 'what') return explain(turn, step, draft, facts);
    const reading = turn.world.understand(words);
    // Whatever was asked: a cry for help is no name and no place, nor is what accuses somebody beside it.
    const isDanger =
      reading.urgency === 'emergency' || (draft.urgency === 'emergency' && accuses(reading));
    const right = FREE_STEPS.includes(step) ? undefined : corrected(draft, words, turn);
    if (right !== undefined) return proceed(turn, right);
    return (isDanger ? addWords : (take ?? addWords))(turn, draft, words, facts);
  }
  const more = withBody(draft, body, turn);
  return WAITING_STEPS.includes(step) ? askAgain(turn, more, '', facts) : proceed(turn, more);
};
