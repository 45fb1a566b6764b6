import type { Outcome, Turn } from '../../chat/flow.ts';
import type { Choice } from '../../chat/message.ts';
import type { CategoryId } from '../../domain/category.ts';
import { say, type Text } from '../../domain/text.ts';
import { humanChoice } from '../parts/case-choices.ts';
import { emptyDraft, type Draft } from '../parts/draft.ts';
import { localDay } from '../parts/names.ts';
import { pose } from './ask.ts';
import { draftChoice } from './draft-choice.ts';

/** What a poster or a link says of the concern before anybody has said a word. */
export interface StartAt {
  readonly unitId?: string;
  readonly categoryId?: CategoryId;
}

const question = (draft: Draft, place: string | undefined): Text => {
  const about = draft.categoryId === null ? undefined : say(`category.${draft.categoryId}`);
  if (place === undefined) return about ? say('welcome.atAbout', { about }) : say('welcome.start');
  return about ? say('welcome.atBoth', { place, about }) : say('welcome.at', { place });
};

const answers = (draft: Draft): readonly Choice[] =>
  draft.startUnitId === undefined
    ? [humanChoice]
    : [draftChoice(draft, 'elsewhere', say('report.elsewhereChoice')), humanChoice];

/**
 * Begins a concern at the place that a link names: a village is taken, danger too, and the summary shows it and lets it be
 * changed; any village named in words wins. Of a wider area the village is asked for.
 * `undefined` when it names nothing that there is.
 */
export const startAt = (
  turn: Turn,
  { unitId = '', categoryId }: StartAt,
  greeting: readonly Text[],
): Outcome | undefined => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const isVillage = directory.receivers(on).some(({ id }) => id === unitId);
  const isArea = !isVillage && directory.find(unitId) !== undefined;
  if (!isVillage && !isArea && categoryId === undefined) return undefined;
  const draft: Draft = {
    ...emptyDraft(turn.newId()),
    ...(isVillage ? { startUnitId: unitId } : {}),
    withinId: isArea ? unitId : null,
    ...(categoryId === undefined ? {} : { categoryId, isCategoryChosen: true }),
  };
  const place = isVillage || isArea ? directory.areaName(unitId) : undefined;
  const message = {
    lines: [...greeting, question(draft, place)],
    choices: answers(draft),
  };
  return pose(turn, { step: 'words', draft, message });
};
