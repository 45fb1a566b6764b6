import type { Flow, Turn } from '../chat/flow.ts';
import {
  accuracyOf,
  monthBefore,
  percentOf,
  type Accuracy,
  type ReadingCount,
  type Share,
} from '../domain/accuracy.ts';
import { CATEGORIES } from '../domain/category.ts';
import { say, type Text, type TextParam } from '../domain/text.ts';
import { localDay } from './parts/names.ts';
import { distinctName } from './staff/names.ts';
import { rightsOf, type Rights } from './staff/rights.ts';
import { answerLines, sceneOf, type Scene } from './staff/scene.ts';

const ID = 'accuracy';
/** More lines are not read on a small screen. */
const ROWS_SHOWN = 12;

const scopeOf = (rights: Rights): readonly string[] => [
  ...new Set([...rights.scope('lead'), ...rights.scope('coordinate')]),
];

const thisMonth = ({ world, now }: Turn): string => localDay(world.directory, now).slice(0, 7);

const unitName = ({ turn, rights }: Scene, unitId: string): TextParam => {
  const { directory } = turn.world;
  return directory.find(unitId) === undefined
    ? say('mine.placeUnknown')
    : (distinctName(unitId, directory, rights.on) ?? directory.areaName(unitId));
};

const scopeName = (scene: Scene): TextParam => {
  const posts = [...scene.rights.posts('lead'), ...scene.rights.posts('coordinate')];
  const [only, ...others] = new Set(posts);
  return only === undefined || others.length > 0
    ? say('staff.figures.yourUnits')
    : unitName(scene, only);
};

/** A month beside the one before. */
interface Months {
  readonly now: Accuracy;
  readonly before: Accuracy;
}

const monthsOf = (counts: readonly ReadingCount[], month: string): Months => {
  const of = (wanted: string) => accuracyOf(counts.filter((one) => one.month === wanted));
  return { now: of(month), before: of(monthBefore(month)) };
};

const spoken = (share: Share): TextParam => {
  const percent = percentOf(share);
  return percent === undefined
    ? say('accuracy.tooFew')
    : say('accuracy.share', { percent, of: share.of });
};

const spokenPercent = (number: number | undefined): TextParam =>
  number === undefined ? say('accuracy.none') : say('accuracy.percent', { number });

const cell = (now: Share, before: Share): TextParam => {
  const [percent, earlier] = [percentOf(now), percentOf(before)];
  if (percent === undefined && earlier === undefined) return say('accuracy.none');
  return say('accuracy.cell', { now: spokenPercent(percent), before: spokenPercent(earlier) });
};

const isShown = ({ now, before }: Months): boolean =>
  [now.place, now.category, before.place, before.category].some(
    (share) => percentOf(share) !== undefined,
  );

const groups = (
  counts: readonly ReadingCount[],
  month: string,
  keyOf: (count: ReadingCount) => string | undefined,
): readonly (readonly [string, Months])[] => {
  const keys = [...new Set(counts.flatMap((count) => keyOf(count) ?? []))];
  return keys
    .map((key) => {
      const own = counts.filter((count) => keyOf(count) === key);
      return [key, monthsOf(own, month)] as const;
    })
    .filter(([, months]) => isShown(months))
    .toSorted(([, one], [, other]) => other.now.place.of - one.now.place.of)
    .slice(0, ROWS_SHOWN);
};

const communeRows = (scene: Scene, counts: readonly ReadingCount[], month: string) =>
  groups(counts, month, ({ communeId }) => communeId).map(([unitId, { now, before }]) =>
    say('accuracy.communeRow', {
      name: unitName(scene, unitId),
      place: cell(now.place, before.place),
      category: cell(now.category, before.category),
    }),
  );

const categoryRows = (counts: readonly ReadingCount[], month: string): readonly Text[] => {
  const found = new Map(groups(counts, month, ({ categoryId }) => categoryId));
  return CATEGORIES.flatMap((id) => {
    const months = found.get(id);
    if (months === undefined) return [];
    const share = cell(months.now.category, months.before.category);
    return [say('accuracy.categoryRow', { name: say(`category.${id}`), category: share })];
  });
};

const headed = (head: string, rows: readonly Text[]): readonly Text[] =>
  rows.length === 0 ? [] : [say(`accuracy.head.${head}`), ...rows];

const answerFor = (scene: Scene): readonly Text[] => {
  const counts = scene.facts.accuracy ?? [];
  const month = thisMonth(scene.turn);
  const months = monthsOf(counts, month);
  const place = scopeName(scene);
  if (!isShown(months)) return [say('accuracy.nothing', { place }), say('accuracy.note')];
  const sentence = (key: string, { place: village, category }: Accuracy): Text =>
    say(key, { place, village: spoken(village), category: spoken(category) });
  return [
    sentence('accuracy.answer', months.now),
    sentence('accuracy.before', months.before),
    ...headed('commune', communeRows(scene, counts, month)),
    ...headed('category', categoryRows(counts, month)),
    say('accuracy.note'),
  ];
};

/** How often messages are read rightly: in plain words first, then by commune and category, this month and the last. */
export const accuracyFlow: Flow = {
  id: ID,
  audience: ['lead', 'coordinate'],
  commands: [
    {
      name: 'dochinhxac',
      phrases: ['do chinh xac', 'may doc dung khong', 'may hieu dung khong', 'accuracy'],
    },
  ],
  needs(turn) {
    const since = monthBefore(thisMonth(turn));
    return [{ ask: 'accuracy', unitIds: scopeOf(rightsOf(turn)), since }];
  },
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    return answerLines(scene, answerFor(scene));
  },
};
