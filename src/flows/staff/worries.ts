import { choice } from '../../chat/choice.ts';
import type { Outcome } from '../../chat/flow.ts';
import type { Case } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import { caseLine } from './card.ts';
import { undeliveredChoice, worriesChoice } from './choices.ts';
import { counted } from './names.ts';
import { pageOf } from './page.ts';
import { answerLines, lookAt, waysOf, type Scene } from './scene.ts';

const CASES_SHOWN = 5;

/** Why a case is on a coordinator's list. */
type Worry = 'unplaced' | 'returned' | 'unaccepted' | 'late' | 'spam';

/** Why the case worries: it looks like spam, nobody was found, a team sent it back, nobody accepted it, or it is late in hand. */
export const worryOf = ({ status, history, marks = [] }: Case): Worry => {
  if (status === 'waiting') return 'unaccepted';
  if (status !== 'triage') return 'late';
  if (marks.includes('spam')) return 'spam';
  const moved = history.findLast(
    ({ action }) => action.type === 'return' || action.type === 'hold',
  );
  return moved?.action.type === 'return' ? 'returned' : 'unplaced';
};

const WORRIES: readonly Worry[] = ['unplaced', 'returned', 'unaccepted', 'late', 'spam'];

const summary = (all: readonly Case[]): Text => {
  const countOf = (worry: Worry): number => all.filter((one) => worryOf(one) === worry).length;
  const counts = Object.fromEntries(WORRIES.map((worry) => [worry, countOf(worry)]));
  return say('staff.coord.summary', {
    total: all.length,
    parts: counted(counts, (name, number) => say(`staff.coord.part.${name}`, { number })),
  });
};

const entry = (scene: Scene, current: Case): Text =>
  say(`staff.coord.worry.${worryOf(current)}`, { line: caseLine(current, lookAt(scene, current)) });

/** The coordinator's list: the answer in one sentence, then the cases, most urgent first. */
export const listWorries = (scene: Scene): Outcome => {
  const all = scene.facts.inbox ?? [];
  const { intent } = scene.turn;
  const unsent = scene.facts.undelivered?.length ?? 0;
  const ways = [
    ...(unsent === 0 ? [] : [undeliveredChoice(unsent)]),
    ...waysOf(scene, worriesChoice),
  ];
  if (all.length === 0) return answerLines(scene, [say('staff.coord.empty')], ways);
  const page = intent.type === 'choice' ? intent.arguments[0] : undefined;
  const { items, next, rest } = pageOf(all, page, CASES_SHOWN);
  const openers = items.map(({ code }) =>
    choice('coord', 'open', say('staff.choice.open', { code }), code),
  );
  const more =
    next === undefined ? [] : [choice('coord', 'list', say('staff.choice.rest', { rest }), next)];
  return answerLines(
    scene,
    [summary(all), ...items.map((current) => entry(scene, current))],
    [...openers, ...more, ...ways],
  );
};
