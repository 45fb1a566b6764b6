import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCalendar } from '../../src/domain/calendar.ts';
import { createDirectory, type Directory } from '../../src/domain/directory.ts';
import { foldPhrase } from '../../src/domain/fold.ts';
import { say } from '../../src/domain/text.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { createTranslator, type Translator } from '../../src/i18n/index.ts';
import { loadLocales } from '../../src/i18n/load.ts';
import type { Store } from '../../src/store/index.ts';
import { entrancesOf, type Entrance, type Entrances } from '../qr/addresses.ts';
import { posterSheet, qrPng, type PosterWords } from '../qr/poster.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';

const USAGE =
  'qr UNIT-ID --to FOLDER [--web URL] [--telegram BOT] [--zalo OA-ID] [--cards] [--locale vi]';

const LOCALES = fileURLToPath(new URL('../../locales', import.meta.url));

/** A village that is printed. */
interface Printed {
  readonly unit: Unit;
  /** Part of the names of its files. */
  readonly slug: string;
  readonly place: string;
  readonly entrances: readonly Entrance[];
}

interface Options {
  readonly unitId: string;
  readonly folder: string;
  readonly entrances: Entrances;
  readonly perPage: 1 | 4;
  readonly locale: string;
}

const WEB = /^https?:\/\/[^/\s]+$/;
const BOT = /^[A-Za-z]\w{3,30}$/;
const OA = /^\d{1,30}$/;

function given(name: string, value: string | undefined, shape: RegExp): string | undefined {
  if (!value) return undefined;
  if (shape.test(value)) return value;
  throw new UsageError(`${name} does not look like one`);
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      web: { type: 'string' },
      telegram: { type: 'string' },
      zalo: { type: 'string' },
      cards: { type: 'boolean', default: false },
      locale: { type: 'string', default: 'vi' },
    },
  });
  const [unitId] = positionals;
  if (unitId === undefined || values.to === undefined)
    throw new UsageError(`usage: scripts/admin ${USAGE}`);
  const entrances: Entrances = {
    web: given('--web', values.web ?? process.env['CB_PUBLIC_URL'], WEB),
    telegram: given('--telegram', values.telegram, BOT),
    zaloOa: given('--zalo', values.zalo ?? process.env['ZALO_OA_ID'], OA),
  };
  if (Object.values(entrances).every((one) => one === undefined))
    throw new UsageError('say where people come in: --web, --telegram or --zalo');
  return {
    unitId,
    folder: values.to,
    entrances,
    perPage: values.cards ? 4 : 1,
    locale: values.locale,
  };
}

async function directoryOf(store: Store): Promise<{ directory: Directory; on: string }> {
  const tree = await store.organisation.load();
  if (tree === undefined) throw new UsageError('no organisation has been imported');
  const on = createCalendar(tree.organisation).dateOf(new Date());
  return { directory: createDirectory(tree), on };
}

/** The unit itself where it receives, else all villages below it. */
function villagesOf(unitId: string, directory: Directory, on: string): readonly Unit[] {
  const below = new Set(directory.subtree(unitId, on));
  const villages = directory.receivers(on).filter(({ id }) => below.has(id));
  if (villages.length === 0) throw new UsageError(`there is no village in ${unitId}`);
  return villages;
}

const slugOf = (name: string): string => foldPhrase(name).replaceAll(' ', '-');

/** Namesakes are told apart by their ids. */
function printed(
  villages: readonly Unit[],
  entrances: Entrances,
  directory: Directory,
  on: string,
): readonly Printed[] {
  const names = villages.map(({ name }) => slugOf(name));
  return villages.map((unit, index) => {
    const name = names[index] ?? '';
    const isAlone = names.filter((other) => other === name).length === 1;
    const ways = entrancesOf(unit.id, entrances);
    if (ways === undefined) throw new UsageError(`the id ${unit.id} does not fit into a link`);
    const slug = isAlone ? name : `${name}-${unit.id.toLowerCase()}`;
    return { unit, slug, place: directory.placeName(unit.id, on), entrances: ways };
  });
}

function wordsFor(translator: Translator, locale: string): PosterWords {
  if (!translator.locales.includes(locale)) throw new UsageError(`there is no language ${locale}`);
  const word = (key: string): string =>
    translator.translate(say(`poster.${key}`), locale, new Date());
  return {
    locale,
    documentTitle: word('documentTitle'),
    title: word('title'),
    lead: word('lead'),
    steps: [word('scan'), word('write'), word('answer')],
    danger: word('danger'),
    numbers: word('numbers'),
  };
}

/** One picture for each village and way in; Zalo's is the same for all, so it is made once. */
async function writePictures(villages: readonly Printed[], folder: string): Promise<number> {
  const pictures = new Map<string, string>();
  for (const { slug, entrances } of villages)
    for (const { channel, address } of entrances) {
      const isShared = channel === 'zalo-oa';
      pictures.set(isShared ? 'qr-zalo-oa.png' : `qr-${slug}-${channel}.png`, address);
    }
  for (const [name, address] of pictures) await writeFile(join(folder, name), await qrPng(address));
  return pictures.size;
}

async function print(store: Store, options: Options): Promise<string> {
  const { unitId, folder, entrances, perPage, locale } = options;
  const { directory, on } = await directoryOf(store);
  if (directory.find(unitId) === undefined) throw new UsageError(`there is no unit ${unitId}`);
  const translator = createTranslator(loadLocales(LOCALES));
  const words = wordsFor(translator, locale);
  const villages = printed(villagesOf(unitId, directory, on), entrances, directory, on);
  const labelOf = (channel: string): string =>
    translator.translate(say(`poster.by.${channel}`), locale, new Date());
  await mkdir(folder, { recursive: true });
  const pictures = await writePictures(villages, folder);
  const posters = villages.map(({ place, entrances: ways }) => ({
    place,
    signs: ways.map(({ channel, address }) => ({ address, label: labelOf(channel) })),
  }));
  await writeFile(join(folder, 'qr.html'), await posterSheet(posters, words, perPage));
  return `${pictures} pictures and qr.html for ${villages.length} villages`;
}

/** Makes QR codes by which people come in at their village: pictures, and a sheet to print. */
export const qrCommand: AdminCommand = {
  name: 'qr',
  usage: USAGE,
  summary:
    'QR codes for a village, or all villages of a unit: PNG files, and qr.html to print on A4 (a poster a page, or four cards).',
  run: async (args) => {
    const options = readOptions(args);
    console.log(await withStore(databaseUri(), (store) => print(store, options)));
  },
};
