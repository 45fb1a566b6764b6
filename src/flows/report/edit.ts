import type { Choice } from '../../chat/message.ts';
import { CATEGORIES } from '../../domain/category.ts';
import { say } from '../../domain/text.ts';
import type { Draft } from '../parts/draft.ts';
import type { Question } from './ask.ts';
import { draftChoice } from './draft-choice.ts';

/** Categories shown at a time; "1" to "9" still reach all of them, the way on and the way out. */
const PAGE = 7;

/** What shall be changed? */
export const askEdit = (draft: Draft): Question => ({
  step: 'edit',
  draft,
  message: {
    lines: [say('report.edit.ask')],
    choices: [
      draftChoice(draft, 'rewrite', say('report.edit.wordsChoice')),
      draftChoice(draft, 'where', say('report.edit.placeChoice')),
      draftChoice(draft, 'kinds', say('report.edit.categoryChoice'), 0),
      draft.isOnBehalf
        ? draftChoice(draft, 'self', say('report.edit.selfChoice'))
        : draftChoice(draft, 'behalf', say('report.edit.behalfChoice')),
      draftChoice(draft, 'resume', say('report.edit.doneChoice')),
    ],
  },
});

const nextPage = (draft: Draft, page: number): readonly Choice[] => {
  const isLast = (page + 1) * PAGE >= CATEGORIES.length;
  return isLast ? [] : [draftChoice(draft, 'kinds', say('report.category.moreChoice'), page + 1)];
};

/** For whom none of the categories fits, or who cannot say. */
export const otherCategory = (draft: Draft): Choice =>
  draftChoice(draft, 'otherwise', say('report.category.otherChoice'));

/** All categories, page by page: a choice by hand is always possible (Law 91/2025, Art. 30). */
export const askCategories = (draft: Draft, page: number): Question => ({
  step: 'category',
  draft,
  message: {
    lines: [say('report.category.ask')],
    choices: [
      ...CATEGORIES.slice(page * PAGE, (page + 1) * PAGE).map((id) =>
        draftChoice(draft, 'about', say(`category.${id}`), id),
      ),
      ...nextPage(draft, page),
      otherCategory(draft),
    ],
  },
});
