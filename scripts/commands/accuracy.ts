import { parseArgs } from 'node:util';
import { accuracyOf, percentOf, type ReadingCount, type Share } from '../../src/domain/accuracy.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';

const MOST_MONTHS = 24;

const shown = (share: Share): string => {
  const percent = percentOf(share);
  return percent === undefined ? 'few' : `${percent} % of ${share.of}, ${share.asked} asked`;
};

const lines = (
  counts: readonly ReadingCount[],
  keyOf: (count: ReadingCount) => string,
): readonly string[] =>
  [...new Set(counts.map(keyOf))].toSorted().map((key) => {
    const { place, category } = accuracyOf(counts.filter((count) => keyOf(count) === key));
    return `${key.padEnd(30)} place ${shown(place).padEnd(26)} category ${shown(category)}`;
  });

const firstMonth = (months: number, now: Date): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1))
    .toISOString()
    .slice(0, 7);

/** Shows how often place and category were read rightly, by month, commune and category. */
export const accuracyCommand: AdminCommand = {
  name: 'accuracy',
  usage: 'accuracy [--months 6]',
  summary: 'Shows how often place and category were read rightly, by commune and by category.',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { months: { type: 'string', default: '6' } },
    });
    const months = Number(values.months);
    if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS)
      throw new UsageError(`--months must be 1 to ${MOST_MONTHS}`);
    await withStore(databaseUri(), async (store) => {
      const counts = await store.lessons.counts(undefined, firstMonth(months, new Date()));
      if (counts.length === 0) console.log('Nothing was settled in these months.');
      const tables = [
        lines(counts, ({ month, communeId }) => `${month} ${communeId}`),
        lines(counts, ({ month, categoryId }) => `${month} ${categoryId ?? '(open)'}`),
      ];
      for (const table of tables) if (table.length > 0) console.log(`${table.join('\n')}\n`);
    });
  },
};
