import { staleAnswer } from '../chat/answers.ts';
import { foldPhrase } from '../domain/fold.ts';
import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import { spokenWords } from './parts/accusation.ts';
import { wordsOf, type Draft } from './parts/draft.ts';
import { heldDraft } from './parts/held.ts';
import { reportFlow } from './report.ts';
import { goOn } from './report/ask.ts';

/** Who means what was held back says so at once, in milliseconds; later the same words are new ones. */
const PATIENCE_MS = 60 * 60_000;

const idle = (turn: Turn): Turn => ({
  ...turn,
  conversation: { ...turn.conversation, dialogue: null },
});

const isSame = (turn: Turn, held: Draft): boolean => {
  const { body } = turn.inbound;
  return body.kind === 'text' && foldPhrase(spokenWords(body)) === foldPhrase(wordsOf(held));
};

/** The draft that this turn insists on: by its button, or by the same words again. */
const insisted = (turn: Turn): Draft | undefined => {
  const held = heldDraft(turn.conversation);
  if (held === undefined) return undefined;
  const { intent } = turn;
  const isMeant = intent.type === 'choice' ? intent.arguments[0] === held.id : isSame(turn, held);
  return isMeant ? held : undefined;
};

// Nobody is asked where an advertisement happens; the block sees it, and knows.
const asConcern = (held: Draft): Draft => ({
  ...held,
  isInsisted: true,
  isPlaceLeft: true,
  candidateIds: [],
  categoryId: 'khac',
  categoryIds: [],
  isCategoryChosen: true,
});

const otherwise = (turn: Turn, facts: Parameters<Flow['advance']>[1]): Outcome =>
  turn.intent.type === 'choice'
    ? staleAnswer(turn, facts.found)
    : reportFlow.advance(idle(turn), facts);

/** What looked like spam and is meant all the same: it becomes a case that a person looks at, for nothing is thrown away unseen. */
export const insistFlow: Flow = {
  id: 'insist',
  audience: 'everyone',
  commands: [],
  patienceMs: PATIENCE_MS,
  needs(turn) {
    if (insisted(turn) !== undefined) return [];
    const { intent } = turn;
    if (intent.type !== 'choice') return reportFlow.needs?.(idle(turn)) ?? [];
    const [draftId] = intent.arguments;
    return draftId === undefined ? [] : [{ ask: 'case', idOrCode: draftId }];
  },
  advance(turn, facts) {
    const held = insisted(turn);
    return held === undefined ? otherwise(turn, facts) : goOn(idle(turn), asConcern(held));
  },
};
