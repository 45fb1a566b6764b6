/** What kind of personal data a stretch of text is. */
export type PersonalDataKind =
  | 'phone'
  | 'identity-card'
  | 'bank-account'
  | 'plate'
  | 'email'
  | 'location'
  | 'address'
  | 'number';

/** A stretch of a text that tells who or where exactly somebody is; offsets in UTF-16 units. */
export interface PersonalDataSpan {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/** What covers personal data in texts that leave the people who need it. */
export const COVER = '•••';

// Every expression runs in linear time: each starts at one kind of place only, and none is ambiguous.
const SEPARATOR = '[ .\\-\\u00A0\\u2013()]{0,2}';
const PATTERNS: readonly (readonly [PersonalDataKind, RegExp])[] = [
  [
    'email',
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu,
  ],
  [
    'location',
    /https?:\/\/(?:www\.)?(?:maps\.app\.goo\.gl|goo\.gl\/maps|maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6}\/maps|zalo\.me|bit\.ly)[^\s]{0,300}/giu,
  ],
  ['location', /-?\d{1,2}\.\d{4,10}\s?[,;]\s?-?\d{1,3}\.\d{4,10}/gu],
  [
    'location',
    /(?<![\p{L}\p{N}])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\p{L}\p{N}])/giu,
  ],
  [
    'bank-account',
    /(?<![\p{L}])(?:stk|tk|số tài khoản|so tai khoan|tài khoản|tai khoan)(?![\p{L}])[^\d\n]{0,25}\d(?:[ .-]?\d){5,18}/giu,
  ],
  ['identity-card', /(?<!\d)0(?:0[1-9]|[1-9]\d)[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}(?!\d)/gu],
  [
    'phone',
    new RegExp(`(?<!\\d)(?:\\+?84|0)${SEPARATOR}[35789](?:${SEPARATOR}\\d){8}(?!\\d)`, 'gu'),
  ],
  ['plate', /(?<![\p{L}\p{N}])\d{2}[ -]?[A-Z](?:[A-Z]|\d)?[ -]?\d{3}\.?\d{1,2}(?![\p{L}\p{N}])/giu],
  ['number', /(?<!\d)\+?\d(?:[ .\-\u00A0]{0,2}\d){7,}/gu],
  [
    'address',
    /(?<![\p{L}])(?:số nhà|so nha|nhà số|nha so|sn|hẻm|hem|ngách|ngach|kiệt|kiet)\s{0,2}:?\s{0,2}\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?){0,4}(?![\p{L}\p{N}])/giu,
  ],
];

// 2.000.000.000 đồng and 01/07/2025 – 30/09/2025 are long runs of digits, but of nobody.
const isMoney = (text: string, span: PersonalDataSpan): boolean =>
  /^\d{1,3}(?:\.\d{3}){2,4}$/u.test(text.slice(span.start, span.end)) &&
  /^\s{0,2}(?:đ|d|vnd|vnđ|đồng|dong)(?![\p{L}])/iu.test(text.slice(span.end, span.end + 8));

const isDates = (text: string, span: PersonalDataSpan): boolean =>
  /^\d{1,2}[.-]\d{1,2}[.-]\d{4}(?:\s?[-–]\s?\d{1,2}[.-]\d{1,2}[.-]\d{4})?$/u.test(
    text.slice(span.start, span.end),
  );

// Most messages hold none of these, and are done with at once.
const MAY_HOLD =
  /\d{3}|\d[ ./+-]\d|@|:\/\/|\d\D{0,12}$|(?:số|so|nhà|nha|sn|hẻm|hem|ngách|ngach|kiệt|kiet) {0,2}:? {0,2}\d|\+[2-9cfghjmpqrvwx]{2}/iu;

const overlaps = (left: PersonalDataSpan, right: PersonalDataSpan): boolean =>
  left.start < right.end && right.start < left.end;

/** Finds phone, identity-card and account numbers, plates, e-mail and exact locations, in order, not overlapping. */
export const findPersonalData = (text: string): readonly PersonalDataSpan[] => {
  if (!MAY_HOLD.test(text)) return [];
  const spans: PersonalDataSpan[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const span = { kind, start: match.index, end: match.index + match[0].length };
      if (kind === 'number' && (isMoney(text, span) || isDates(text, span))) continue;
      if (!spans.some((known) => overlaps(known, span))) spans.push(span);
    }
  }
  return spans.toSorted((left, right) => left.start - right.start);
};

const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
/** Characters of a text that are masked and kept; what is longer is cut, so that nothing passes uncovered. */
export const MASKED_LENGTH = 8_192;

/** The text with personal data covered. Invisible characters are dropped, lest they part a number. */
export const maskPersonalData = (text: string): string => {
  const visible = text
    .slice(0, MASKED_LENGTH)
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '');
  let masked = '';
  let end = 0;
  for (const span of findPersonalData(visible)) {
    masked += visible.slice(end, span.start) + COVER;
    end = span.end;
  }
  return masked + visible.slice(end);
};
