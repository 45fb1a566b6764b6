import { isPossibleSyllable, readSyllable } from './syllable.ts';

const HATS: ReadonlyMap<string, string> = new Map([
  ['aa', 'â'],
  ['ee', 'ê'],
  ['oo', 'ô'],
  ['dd', 'đ'],
  ['aw', 'ă'],
  ['ow', 'ơ'],
  ['uw', 'ư'],
]);
const MARKS: ReadonlyMap<string, string> = new Map([
  ['s', '\u0301'],
  ['f', '\u0300'],
  ['r', '\u0309'],
  ['x', '\u0303'],
  ['j', '\u0323'],
]);
// Short foreign words that decode to something Vietnamese.
const FOREIGN = new Set([
  'as',
  'is',
  'us',
  'bus',
  'gas',
  'pass',
  'plus',
  'ads',
  'max',
  'fax',
  'fix',
  'mix',
  'for',
  'car',
  'bar',
  'hair',
  'has',
  'his',
  'tax',
  'ios',
  'gps',
  'sms',
  'sos',
  'bhxh',
  'atm',
  'tools',
  'web',
  'www',
  'taxi',
  'oto',
  'boot',
  'too',
  'see',
  'add',
  'css',
  'ship',
  'shop',
  'test',
]); // prettier-ignore

const joinHats = (word: string): string =>
  word
    .replace(/uow/gu, 'ươ')
    .replace(/^dd/u, 'đ')
    .replace(/aa|ee|oo|aw|ow|uw/gu, (pair) => HATS.get(pair) ?? pair)
    .replace(/^w|(?<=^[^aeiouyâêôơưă]+)w/u, 'ư');

// "duongw", "Taanj", "muaf": the key may come anywhere after the vowel.
const lateHat = (word: string): string => {
  const double = /([aeo])([bcdghmnpt]+)\1/u.exec(word);
  if (double)
    return word.replace(double[0], (HATS.get(`${double[1]}${double[1]}`) ?? '') + double[2]);
  if (!word.endsWith('w')) return word;
  const bare = word.slice(0, -1);
  return /uo/u.test(bare)
    ? bare.replace('uo', 'ươ')
    : bare.replace(/[aou]/u, (vowel) => HATS.get(`${vowel}w`) ?? vowel);
};

const lateD = (word: string): string => (/^d[^d]+d$/u.test(word) ? `đ${word.slice(1, -1)}` : word);

const takeTone = (word: string): { readonly rest: string; readonly mark: string } => {
  const match = /^(.*[aeiouyâêôơưă][a-zâêôơưă]*?)([sfrxj])([a-z]{0,2})$/u.exec(word);
  if (!match) return { rest: word, mark: '' };
  const after = match[3] ?? '';
  // "tr", "x" and "r" open syllables; after the vowel only endings may follow the tone key.
  if (after !== '' && !/^(?:c|ch|m|n|ng|nh|p|t|w|a|e|o|d|i|u|y)$/u.test(after)) {
    return { rest: word, mark: '' };
  }
  return { rest: (match[1] ?? '') + after, mark: MARKS.get(match[2] ?? '') ?? '' };
};

const HATTED = ['â', 'ê', 'ô', 'ơ', 'ư', 'ă'];

const placeMark = (word: string, mark: string): string => {
  if (mark === '') return word;
  const at = /[âêôơưă]/u.test(word)
    ? Math.max(...HATTED.map((letter) => word.lastIndexOf(letter)))
    : word.search(/[aeiouy]/u);
  return (word.slice(0, at + 1) + mark + word.slice(at + 1)).normalize('NFC');
};

/**
 * What raw Telex keys were meant to write: "dduwowngf" → "đường". Undefined for a word that already
 * is a possible syllable, or that does not become one.
 */
export const decodeTelex = (written: string): string | undefined => {
  if (written.length < 2 || written.length > 11 || FOREIGN.has(written)) return undefined;
  if (!/[sfrxjw]|dd|aa|ee|oo|([aeod]).+\1/u.test(written)) return undefined;
  if (isPossibleSyllable(readSyllable(written).folded)) return undefined;
  const { rest, mark } = takeTone(written);
  const decoded = placeMark(lateD(lateHat(joinHats(rest))), mark);
  return decoded !== written && isPossibleSyllable(readSyllable(decoded).folded)
    ? decoded
    : undefined;
};
