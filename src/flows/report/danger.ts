import type { CategoryId } from '../../domain/category.ts';
import type { TurnEffect } from '../../chat/effect.ts';
import { say, type Text } from '../../domain/text.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';
import { fittingNumbers } from './hotlines.ts';

/** What a danger adds to an answer: who to call first of all, and who is being alerted. */
export interface Alarm {
  readonly draft: Draft;
  readonly lines: readonly Text[];
  readonly effects: readonly TurnEffect[];
}

/** The sentence with the numbers that fit what was told. */
export const callLine = (words: string, categoryId?: CategoryId): Text => {
  const [first = '112', second, third] = fittingNumbers(words, categoryId);
  const one = say(`emergency.number.${first}`);
  if (second === undefined) return say('emergency.call', { first: one });
  const two = say(`emergency.number.${second}`);
  return third === undefined
    ? say('emergency.callEither', { first: one, second: two })
    : say('emergency.callOrElse', {
        first: one,
        second: two,
        third: say(`emergency.number.${third}`),
      });
};

/** The same for a draft, whose category tells where the words do not. */
export const callFor = (draft: Draft): Text =>
  callLine(wordsOf(draft), draft.categoryId ?? draft.categoryIds[0]);

const alert = (draft: Draft, key: string): TurnEffect => ({
  key,
  type: 'alert-duty',
  alert: {
    draftId: draft.id,
    words: wordsOf(draft),
    ...(draft.unitId === null ? {} : { unitId: draft.unitId }),
    ...(draft.pin === null ? {} : { pin: draft.pin }),
  },
});

const isPlaced = ({ unitId, pin }: Draft): boolean => unitId !== null || pin !== null;

/** Alerts the people on duty of a danger as soon as it is told, and once more when the place is known. */
export const raiseAlarm = (draft: Draft): Alarm => {
  if (draft.urgency !== 'emergency' || draft.alerted === 'place')
    return { draft, lines: [], effects: [] };
  const alerted = isPlaced(draft) ? 'place' : 'words';
  if (draft.alerted === 'no')
    return {
      draft: { ...draft, alerted },
      lines: [callFor(draft), say('emergency.alerting')],
      effects: [alert(draft, `alert-${draft.id}`)],
    };
  if (alerted === 'words') return { draft, lines: [], effects: [] };
  return {
    draft: { ...draft, alerted },
    lines: [say('emergency.placed')],
    effects: [alert(draft, `alert-${draft.id}-place`)],
  };
};
