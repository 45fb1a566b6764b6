import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import type { Labels, Lesson } from '../../src/text/model/train.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { perceive } from '../../src/text/perceive.ts';
import { fold } from '../../src/text/syllable.ts';
import { oneOf } from './labelled.ts';

/** Where the phrases stand that the shipped weights were learnt from. */
export const PHRASES = fileURLToPath(new URL('../../data/triage/phrases', import.meta.url));

/** A training phrase with its labels; `{p}` stands for the name of a village or commune. */
export interface Phrase extends Labels {
  readonly text: string;
}

const readPhrase = (line: string): Phrase => {
  const [category = '', kind = '', urgency = '', text = '', ...rest] = line.split('\t');
  if (text.trim() === '' || rest.length > 0) throw new Error('not four fields parted by tabs');
  return {
    text: text.normalize('NFC'),
    category: oneOf(CATEGORIES, category, 'category'),
    kind: oneOf(KINDS, kind, 'kind'),
    urgency: oneOf(URGENCIES, urgency, 'urgency'),
  };
};

const readFileOf = async (folder: string, name: string): Promise<readonly Phrase[]> => {
  const lines = (await readFile(`${folder}/${name}`, 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [readPhrase(line)];
    } catch (error) {
      throw new Error(`${name}:${at + 1} ${error instanceof Error ? error.message : ''}`, {
        cause: error,
      });
    }
  });
};

/**
 * Reads every `.tsv` of a folder, in the order of their names.
 *
 * @throws {Error} naming the first bad line.
 */
export async function loadPhrases(folder = PHRASES): Promise<readonly Phrase[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tsv')).toSorted();
  return (await Promise.all(names.map((name) => readFileOf(folder, name)))).flat();
}

const PLACE = '{p}';
/** Stands for a name while a phrase is read; no Vietnamese word, so it cannot be taken for one. */
const PLACE_WORD = 'qzplaceq';

/** A phrase as the reader would perceive it if its places were real ones. */
export const lessonOf = ({ text, ...labels }: Phrase): Lesson => {
  const reading = readMessage(text.replaceAll(PLACE, PLACE_WORD));
  const names = reading.tokens.flatMap(({ folded }, at) =>
    folded === PLACE_WORD ? [{ start: at, end: at + 1 }] : [],
  );
  return { ...labels, perception: perceive(reading, names) };
};

/** The lessons of a phrase: as written, and as it would be typed without marks. */
export const lessonsOf = (phrase: Phrase): readonly Lesson[] => {
  const bare = fold(phrase.text);
  const written = lessonOf(phrase);
  return bare === phrase.text.toLowerCase()
    ? [written]
    : [written, lessonOf({ ...phrase, text: bare })];
};
