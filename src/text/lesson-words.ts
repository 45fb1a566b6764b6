import type { CategoryId, Kind } from '../domain/category.ts';
import type { CommonPairs } from './model/common-pairs.ts';
import type { Span } from './model/features.ts';
import { readMessage, type Reading, type Token } from './normalise.ts';
import { isLoose, mayBeginPerson } from './person-names.ts';
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
ung thư | hiểm nghèo | tai biến | khuyết tật | nhiễm bệnh | tự kỷ | bại liệt | động kinh | thần kinh | nan y | tiểu đường | chạy thận | suy thận
đột quỵ | viêm gan | lao phổi | khiếm thị | khiếm thính | câm điếc | sảy thai | vừa đẻ | mới đẻ | vừa sinh | mới sinh
zalo | phây búc | facebook | gmail | a còng | căn cước | cccd`).map(
    (phrase) => [phrase, 'private'] as const,
  ),
);

const RELATIVES = wordSet('con, vợ, chồng, mẹ, bố, cha, má, cháu, bà, ông, em, anh, chị');
const OWNERS = wordSet('em, tôi, mình, cháu, nhà, anh, chị, bác, con');
const SUFFERS = wordSet('bị, ốm, đau, mất');

/** "con em bị …": what somebody's relative suffers from. */
const isOfRelative = ({ tokens }: Reading): boolean =>
  tokens.some((token, at) => {
    const [owner, suffers] = [tokens[at + 1], tokens[at + 2]];
    if (owner === undefined || suffers === undefined) return false;
    return RELATIVES.has(token) && OWNERS.has(owner) && SUFFERS.has(suffers);
  });

const LINKS = /(?:https?:\/\/|www\.|@)\S{1,300}|\S{1,100}\.(?:com|vn|net|org)\S{0,200}/giu;

const TITLES = wordSet(
  'ông, bà, anh, chị, cô, chú, bác, cụ, thầy, cậu, mợ, dì, thím, họ, tên, lão',
);
/** Written so by who uses marks; "ba" and "thay" are a number and a verb then, no title without its mark. */
const UNMARKED_TITLES = wordSet('anh, tên, ông');
// What often follows "anh", "bà" or "cô" and is no name: "bà con", "anh em", "cô giáo", "chi bộ".
const NO_NAMES = wordSet('con, em, giáo, ấy, già, nội, ngoại, bộ, phí, tiết, đoàn, xóm, ta');
/** What a house or a calling is followed by may be whose it is: "nhà hùng thảo", "cô giáo lan". */
const BEFORE_NAMES = wordSet('nhà, quán, tiệm, xưởng, giáo, sĩ, tá, trưởng, thư, tịch, viên');
/** "quán phở thìn": here the name may follow what is sold. */
const SHOPS = wordSet('quán, tiệm');
/** Words of a name after a title, a house or a calling, at most. */
const LONGEST_PERSON = 3;

/** Whether a word is a title before a person's name: "ông", or "ong" where nobody writes marks. */
export const isTitle = ({ isToned }: Pick<Reading, 'isToned'>, token: Token): boolean =>
  (token.isBare && isToned ? UNMARKED_TITLES : TITLES).has(token);

/** What is read, with the pairs of words that are everyday. */
interface Words {
  readonly reading: Reading;
  readonly pairs: CommonPairs;
}

const isWithin = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ start, end }) => start <= at && at < end);

// Without capitals nobody can tell where a name ends; then it lasts while words stand in no everyday pair.
const nameAfter = ({ reading, pairs }: Words, at: number, least: number): number => {
  let end = at + 1;
  while (end <= at + LONGEST_PERSON) {
    const token = reading.tokens[end];
    if (token === undefined || token.wall > 0) break;
    if (!token.isCapital && end > at + least && !isLoose(reading, pairs, end)) break;
    end += 1;
  }
  return end;
};

// "trưởng thôn hùng": the name follows the whole of the calling.
const isHeadOf = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.folded === 'truong' && ['thon', 'xom', 'ban'].includes(tokens[at]?.folded ?? '');

// "cô giáo lan", unlike "giáo viên".
const isTeacher = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.folded === 'giao' && ['co', 'thay'].includes(tokens[at - 1]?.folded ?? '');

const personFrom = (words: Words, at: number): Span | undefined => {
  const { reading, pairs } = words;
  const { tokens } = reading;
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || next.wall > 0) return undefined;
  if (isTitle(reading, token) && (next.isCapital || !NO_NAMES.has(next)))
    return { start: at + 1, end: nameAfter(words, at, 1) };
  if (isTeacher(tokens, at)) return { start: at + 1, end: nameAfter(words, at, 1) };
  if (SHOPS.has(token) && pairs.has(token, next))
    return { start: at + 2, end: nameAfter(words, at + 1, 0) };
  const mayBeOf = (BEFORE_NAMES.has(token) || isHeadOf(tokens, at)) && !pairs.has(token, next);
  return mayBeOf ? { start: at + 1, end: nameAfter(words, at, 0) } : undefined;
};

/** "Hùng ơi": who is called, unless by a title. */
const calledAt = ({ reading }: Words, at: number): Span | undefined => {
  const { tokens } = reading;
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token?.folded !== 'oi' || before === undefined || isTitle(reading, before)) return undefined;
  return { start: at - 1, end: at };
};

const personsIn = (words: Words): readonly Span[] =>
  words.reading.tokens.flatMap((_, at) => personFrom(words, at) ?? calledAt(words, at) ?? []);

const DIGITS = wordSet(
  'không, một, hai, ba, bốn, tư, năm, lăm, sáu, bảy, bẩy, tám, chín, mười, mươi, linh, lẻ',
);
const BEFORE_DIGITS = wordSet('nhà, ngõ, ngách, hẻm, kiệt, số');
/** So many in a row are a telephone or a card. */
const SPELT_NUMBER = 4;

const isDigit = (token: Token | undefined): boolean =>
  token !== undefined && (token.isNumber || DIGITS.has(token));

const isSpelt = ({ tokens }: Reading, at: number): boolean => {
  if (!isDigit(tokens[at])) return false;
  let start = at;
  while (isDigit(tokens[start - 1])) start -= 1;
  let end = at + 1;
  while (isDigit(tokens[end])) end += 1;
  const before = tokens[start - 1];
  return end - start >= SPELT_NUMBER || (before !== undefined && BEFORE_DIGITS.has(before));
};

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
  if (token.isNumber || isSpelt(reading, at)) return NUMBER_MARK;
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
  isOfRelative(reading) ||
  PRIVATE.find(reading).length > 0;

const FEWEST_WORDS = 3;

/** How the reader sees a message: what it means, and which words of what it read name places. */
export interface Seen {
  readonly understood: Understanding;
  readonly placesIn: (reading: Reading) => readonly Span[];
  readonly pairs: CommonPairs;
}

// Nobody can tell where such a name ends, so rather nothing is kept than a part of it.
const namesPerson = ({ reading, pairs }: Words, places: readonly Span[]): boolean =>
  reading.tokens.some((token, at) => {
    const isName = mayBeginPerson(reading, pairs, at) && !isWithin(places, at);
    return isName && !(token.isCapital && reading.tokens[at + 1]?.isCapital === true);
  });

/**
 * A message as the model may keep and learn from it: every name of a place is `{p}`, every number 0, and names of
 * persons, addresses, links and slips are left out. `undefined` for what is private, dangerous or accuses somebody.
 */
export const lessonWords = (
  text: string,
  { understood, placesIn, pairs }: Seen,
): string | undefined => {
  const reading = readMessage(maskPersonalData(text.replaceAll(LINKS, ' ')));
  if (isPrivate(reading, understood)) return undefined;
  const places = placesIn(reading);
  if (namesPerson({ reading, pairs }, places)) return undefined;
  const persons = personsIn({ reading, pairs });
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
