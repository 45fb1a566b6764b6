import type { CategoryId, Kind } from '../domain/category.ts';
import type { Span } from './model/features.ts';
import { readMessage, type Reading, type Token } from './normalise.ts';
import { maskPersonalData } from './personal-data.ts';
import { createPhraseIndex, listPhrases } from './phrases.ts';
import type { Understanding } from './understand.ts';
import { wordSet } from './word-set.ts';

/** Stands for the name of a village or commune in words that are learnt from. */
export const PLACE_MARK = '{p}';
/** Stands for every number, for numbers tell of telephones, plates and houses and never of the matter. */
const NUMBER_MARK = '0';

const KINDS_TAUGHT: readonly Kind[] = ['phan-anh', 'hien-ke', 'hoi-dap'];
/** Disputes are between persons who are known in their village even without a name. */
const NEVER_TAUGHT: readonly CategoryId[] = ['hoa-giai'];

// Of violence, children who are harmed, illness and despair not even nameless words are kept.
const PRIVATE = createPhraseIndex(
  listPhrases(`
bạo hành | bạo lực | xâm hại | hiếp dâm | dâm ô | sàm sỡ | quấy rối | hành hung | đánh vợ | đánh con | đánh chồng | đánh đập | đánh nhau
tự tử | tự vẫn | trầm cảm | tâm thần | nghiện | ma túy | hiv | aids | mang thai | có thai | mang bầu | bà bầu | ngoại tình | ly hôn | chết người
trẻ em | trẻ con | trẻ nhỏ | cháu bé | em bé | bé gái | bé trai | con gái tôi | con trai tôi | cháu gái | cháu trai | mồ côi
ung thư | hiểm nghèo | tai biến | khuyết tật | nhiễm bệnh`).map(
    (phrase) => [phrase, 'private'] as const,
  ),
);

const LINKS = /(?:https?:\/\/|www\.|@)\S{1,300}|\S{1,100}\.(?:com|vn|net|org)\S{0,200}/giu;

const TITLES = wordSet(
  'ông, bà, anh, chị, cô, chú, bác, cụ, thầy, cậu, mợ, dì, thím, họ, tên, lão',
);
/** Written so by who uses marks; "ba" and "thay" are a number and a verb then, no title without its mark. */
const UNMARKED_TITLES = wordSet('anh, tên, ông');
// What often follows "anh", "bà" or "cô" and is no name: "bà con", "anh em", "cô giáo", "chi bộ".
const NO_NAMES = wordSet('con, em, giáo, ấy, già, nội, ngoại, bộ, phí, tiết, đoàn, xóm, ta');
const SURE_FAMILY_NAMES = wordSet('nguyễn, phạm, huỳnh, đặng, hoàng');
/** Words of a name after a title or a family name, at most. */
const LONGEST_PERSON = 3;

/** Whether a word is a title before a person's name: "ông", or "ong" where nobody writes marks. */
export const isTitle = ({ isToned }: Pick<Reading, 'isToned'>, token: Token): boolean =>
  (token.isBare && isToned ? UNMARKED_TITLES : TITLES).has(token);

const isWithin = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ start, end }) => start <= at && at < end);

// Without capitals nobody can tell where a name ends; then one word after a title is taken for it.
const nameAfter = (tokens: readonly Token[], at: number, least: number): number => {
  let end = at + 1;
  while (end <= at + LONGEST_PERSON) {
    const token = tokens[end];
    if (token === undefined || token.wall > 0) break;
    if (!token.isCapital && end > at + least) break;
    end += 1;
  }
  return end;
};

const personFrom = (reading: Reading, at: number): Span | undefined => {
  const { tokens } = reading;
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || next.wall > 0) return undefined;
  if (isTitle(reading, token) && (next.isCapital || !NO_NAMES.has(next)))
    return { start: at + 1, end: nameAfter(tokens, at, 1) };
  const isFamily = SURE_FAMILY_NAMES.has(token) && !(token.isBare && reading.isToned);
  if (isFamily && !token.isCapital)
    return { start: at, end: nameAfter(tokens, at, LONGEST_PERSON - 1) };
  return undefined;
};

const personsIn = (reading: Reading): readonly Span[] =>
  reading.tokens.flatMap((_, at) => personFrom(reading, at) ?? []);

/** A capital within a sentence, or two in a row, may be anybody's name. */
const isProper = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token?.isCapital !== true) return false;
  return token.wall < 2 || tokens[at + 1]?.isCapital === true;
};

const GAPS = ['', ',', '.'] as const;

const wordAt = (
  reading: Reading,
  at: number,
  places: readonly Span[],
  persons: readonly Span[],
): string => {
  const token = reading.tokens[at];
  if (token === undefined) return '';
  if (isWithin(places, at)) return isWithin(places, at - 1) ? '' : PLACE_MARK;
  if (token.isNumber) return NUMBER_MARK;
  const mayName = isWithin(persons, at) || isProper(reading.tokens, at) || !token.isPossible;
  return mayName ? '' : token.written;
};

const isPrivate = (reading: Reading, understood: Understanding): boolean =>
  !KINDS_TAUGHT.includes(understood.kind.id) ||
  NEVER_TAUGHT.some((id) => understood.category.choices.includes(id)) ||
  understood.urgency === 'emergency' ||
  understood.isPossibleEmergency === true ||
  understood.isSuspectedDenunciation ||
  understood.isSuspectedComplaint ||
  // In capital letters throughout, names do not stand out.
  reading.isShouted ||
  PRIVATE.find(reading).length > 0;

const FEWEST_WORDS = 3;

/** How the reader sees a message: what it means, and which words of what it read name places. */
export interface Seen {
  readonly understood: Understanding;
  readonly placesIn: (reading: Reading) => readonly Span[];
}

/**
 * A message as the model may keep and learn from it: every name of a place is `{p}`, every number 0, and names of
 * persons, addresses, links and slips are left out. `undefined` for what is private, dangerous or accuses somebody.
 */
export const lessonWords = (text: string, { understood, placesIn }: Seen): string | undefined => {
  const reading = readMessage(maskPersonalData(text.replaceAll(LINKS, ' ')));
  if (isPrivate(reading, understood)) return undefined;
  const places = placesIn(reading);
  const persons = personsIn(reading);
  const words = reading.tokens.flatMap(({ wall }, at) => {
    const word = wordAt(reading, at, places, persons);
    if (word === '') return [];
    return at === 0 ? [word] : [`${GAPS[wall]} ${word}`];
  });
  const question = text.includes('?') ? '?' : '';
  return words.length < FEWEST_WORDS
    ? undefined
    : words.join('').replace(/^[\s,.]+/u, '') + question;
};
