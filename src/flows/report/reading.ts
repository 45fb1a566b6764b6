import type { Turn } from '../../chat/flow.ts';
import type { CaseReading } from '../../domain/case.ts';
import { homeOf } from '../parts/home.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';

/** What the machine would have taken without a question, beside what the person settled: kept to learn from. */
export const readingOf = (draft: Draft, turn: Turn): { readonly reading?: CaseReading } => {
  const { modelVersion: model } = turn.world;
  if (model === undefined || draft.words.length === 0) return {};
  const { place, category } = turn.world.understand(wordsOf(draft), homeOf(turn));
  const isPlaced = place.decision === 'assign' && place.unitId !== undefined;
  const isTaken = category.decision === 'auto' && category.id !== undefined;
  return {
    reading: {
      ...(isPlaced ? { unitId: place.unitId } : {}),
      ...(isTaken ? { categoryId: category.id } : {}),
      isCategoryChosen: draft.isCategoryChosen && draft.categoryId !== null,
      model,
    },
  };
};
