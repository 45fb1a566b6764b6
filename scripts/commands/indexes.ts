import { parseArgs } from 'node:util';
import { openStore } from '../../src/store/index.ts';
import type { IndexDifference } from '../../src/store/indexes.ts';
import { databaseUri, type AdminCommand } from './command.ts';

const rows = (
  mark: string,
  indexes: readonly { collection: string; name: string }[],
): readonly string[] => indexes.map(({ collection, name }) => `${mark} ${collection}.${name}`);

const show = ({ missing, changed, extra }: IndexDifference): void => {
  const lines = [
    ...rows('missing', missing),
    ...rows('differs', changed),
    ...rows('not ours', extra),
  ];
  console.log(lines.length === 0 ? 'The indexes are as they should be.' : lines.join('\n'));
};

/** Shows how the indexes differ from what the store needs, and builds them when told to. */
export const indexesCommand: AdminCommand = {
  name: 'indexes',
  usage: 'indexes [--build]',
  summary:
    'Shows which indexes are missing or differ; with --build, builds them (the service does not in production).',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { build: { type: 'boolean' } } });
    const store = await openStore({ uri: databaseUri(), buildIndexes: false, checkIndexes: false });
    try {
      show(values.build ? await store.indexes.build() : await store.indexes.difference());
      if (values.build) console.log('Built.');
    } finally {
      await store.close();
    }
  },
};
