import { choice } from '../../chat/choice.ts';
import type { Outcome } from '../../chat/flow.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { CATEGORIES } from '../../domain/category.ts';
import { say } from '../../domain/text.ts';
import { pageOf } from './page.ts';
import { answerLines, attempt, guarded, outdated, type Scene } from './scene.ts';

const CATEGORIES_SHOWN = 7;

/** Leads a coordinator to all categories. */
export const categoryChoice = ({ code }: Case): Choice =>
  choice('coord', 'kinds', say('staff.choice.category'), code);

/** Offers the other categories, a page at a time. */
export const offerCategories = (scene: Scene, current: Case, page: string | undefined): Outcome =>
  guarded(scene, current, 'recategorise', () => {
    const { code, categoryId } = current;
    const others = CATEGORIES.filter((id) => id !== categoryId);
    const { items, next, rest } = pageOf(others, page, CATEGORIES_SHOWN);
    const more =
      next === undefined
        ? []
        : [choice('coord', 'kinds', say('staff.choice.rest', { rest }), code, next)];
    return answerLines(
      scene,
      [say('staff.coord.category', { code, category: say(`category.${categoryId}`) })],
      [
        ...items.map((id) => choice('coord', 'kind', say(`category.${id}`), code, id)),
        ...more,
        choice('coord', 'open', say('staff.choice.stop'), code),
      ],
    );
  });

/** Puts the category of a case right. */
export const categorise = (scene: Scene, current: Case, typed: string | undefined): Outcome => {
  const categoryId = CATEGORIES.find((id) => id === typed);
  return categoryId === undefined || categoryId === current.categoryId
    ? outdated(scene, current)
    : attempt(scene, current, { type: 'recategorise', categoryId });
};
