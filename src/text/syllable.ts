/** One written syllable in the forms that look-ups need. */
export interface Syllable {
  /** Lower case, NFC. */
  readonly written: string;
  /** Without any mark, đ as d: "dao". */
  readonly folded: string;
  /** Letters with hats and horns plus a tone digit, so that hoà and hòa are one: "hoa2". */
  readonly key: string;
  /** Written without any Vietnamese mark. */
  readonly isBare: boolean;
}

interface Letter {
  readonly plain: string;
  readonly shaped: string;
  readonly tone: string;
}

const TONES: ReadonlyMap<string, string> = new Map([
  ['\u0300', '2'],
  ['\u0301', '1'],
  ['\u0303', '4'],
  ['\u0309', '3'],
  ['\u0323', '5'],
]);
const SHAPED = 'aăâeêioôơuưyđ';

const letterOf = (character: string): Letter => {
  if (character === 'đ') return { plain: 'd', shaped: 'đ', tone: '' };
  const parts = Array.from(character.normalize('NFD'));
  const tone = parts.map((part) => TONES.get(part) ?? '').join('');
  const shaped = parts
    .filter((part) => !TONES.has(part))
    .join('')
    .normalize('NFC');
  const plain = parts.filter((part) => !/\p{M}/u.test(part)).join('');
  return { plain, shaped: SHAPED.includes(shaped) ? shaped : plain, tone: tone.slice(0, 1) };
};

// Every letter is taken apart once; messages use about a hundred of them.
const letters = new Map<string, Letter>();
const LETTERS_KEPT = 4_000;

const readLetter = (character: string): Letter => {
  const known = letters.get(character);
  if (known) return known;
  const letter = letterOf(character);
  if (letters.size < LETTERS_KEPT) letters.set(character, letter);
  return letter;
};

// Mỹ and Mĩ, lý and lí are one word; "tay" and "tai" are not.
const endingAsI = (shaped: string): string =>
  shaped.length === 2 && shaped.endsWith('y') && 'hklmst'.includes(shaped.charAt(0))
    ? `${shaped.charAt(0)}i`
    : shaped;

/** Reads one word already in lower case and NFC. */
export const readSyllable = (written: string): Syllable => {
  let folded = '';
  let shaped = '';
  let tone = '';
  for (const character of written) {
    const letter = readLetter(character);
    folded += letter.plain;
    shaped += letter.shaped;
    tone ||= letter.tone;
  }
  const isBare = tone === '' && shaped === folded;
  return { written, folded, key: endingAsI(shaped) + (tone || '0'), isBare };
};

/** Lower case without marks, đ as d: the form of all look-ups. */
export const fold = (text: string): string => {
  let folded = '';
  for (const character of text.normalize('NFC').toLowerCase())
    folded += readLetter(character).plain;
  return folded;
};

const ONSETS = 'ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|';
const RIMES = [
  'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem',
  'ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc',
  'oe oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung',
  'uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yeng',
  'yet yeu',
]
  .join(' ')
  .split(' ');
const VALID = new RegExp(`^(?:${ONSETS})(?:${RIMES.join('|')})$`, 'u');

// Every other "oo" is Telex for ô.
const LONG_O = /^(?:x|b|g|c|m|s|r)oo(?:ng|c)$/u;

/** Whether a folded word can be a Vietnamese syllable at all; a typo or a foreign word often cannot. */
export const isPossibleSyllable = (folded: string): boolean =>
  folded.length <= 7 && VALID.test(folded) && (!/oo/u.test(folded) || LONG_O.test(folded));
