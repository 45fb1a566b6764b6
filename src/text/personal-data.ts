import { visibleText, withCovers, type Span } from './cover.ts';
import { PERSONAL_PATTERNS, type PersonalDataKind, SPELT_DIGIT } from './personal-patterns.ts';

/** A stretch of a text that tells who or where exactly somebody is. */
export interface PersonalDataSpan extends Span {
  readonly kind: PersonalDataKind;
}

const groupsOf = (digits: string): readonly string[] => digits.match(/\d+/gu) ?? [];

const isAmountIn = (behind: string): boolean =>
  /^\s{0,2}(?:đ|d|vnd|vnđ|đồng|dong)(?!\p{L})/iu.test(behind);

// 912.345.678 without its 0 or behind 84: nobody owes so exact a sum without saying that it is money.
const isBarePhone = (digits: string): boolean =>
  /^(?:84)?[35789]\d{8}$/u.test(digits.replaceAll(/\D/gu, '')) && !digits.endsWith('000');

// 2.000.000.000, or 20000000 đồng; a phone number begins with 0 or 84 and has no thousands.
const isMoney = (digits: string, behind: string): boolean =>
  (/^[1-9]\d{0,2}(?:[.,]\d{3}){1,4}$/u.test(digits) &&
    (!isBarePhone(digits) || isAmountIn(behind))) ||
  (/^[1-9][\d .,]*$/u.test(digits) && isAmountIn(behind));

const DATE = '\\d{1,2}[ .-]\\d{1,2}[ .-](?:19|20)\\d{2}';
const DATES = new RegExp(`^${DATE}(?:\\s?[-–]\\s?${DATE})?$`, 'u');

const HOTLINES: ReadonlySet<string> = new Set(['111', '112', '113', '114', '115', '1022']);
/** 1800 1166: a company's, not somebody's. */
const isServiceLine = (groups: readonly string[]): boolean =>
  /^1[89]00\d{4,6}$/u.test(groups.join(''));
const YEAR = /^(?:19|20)\d{2}$/u;

/** 20 21 22 23: days, classes, villages. */
const isCounting = (groups: readonly string[]): boolean =>
  groups.every(
    (group, at) =>
      group.length <= 2 && (at === 0 || Number(group) === Number(groups[at - 1] ?? '') + 1),
  );

/** 3000-4000: from so many to so many. */
const isRange = ([from = '', to = '', ...more]: readonly string[]): boolean =>
  more.length === 0 && from.length === to.length && !from.startsWith('0') && from < to;

/** Long runs of digits that are of nobody: amounts, dates, years, hotlines, counting. */
const isOfNobody = (digits: string, behind: string): boolean => {
  const groups = groupsOf(digits);
  return (
    isMoney(digits, behind) ||
    DATES.test(digits) ||
    groups.every((group) => HOTLINES.has(group)) ||
    groups.every((group) => YEAR.test(group)) ||
    isServiceLine(groups) ||
    isCounting(groups) ||
    isRange(groups)
  );
};

/** 05/11/2026 08h30, 05/10 and 07/10, 07:30 - 11:30: days and hours, which begin with a 0 as telephones do. */
const WHEN =
  /^0\d(?:[/.-]\d{1,2})?[/.-](?:19|20)\d{2}(?!\d)|^0\d\/[01]?\d(?![\d/])|^0\d:[0-5]\d(?![\d:])/u;

/** A phone with letters in it must still have most of its figures, and "không năm 2024 2025" is none. */
const FEWEST_FIGURES = 6;
const FEWEST_SPELT = 3;

const isPhone = (found: string): boolean => {
  const spelt = found.match(SPELT_DIGIT)?.length ?? 0;
  const figures = found.replaceAll(/\D/gu, '').length;
  return spelt === 0
    ? figures >= FEWEST_FIGURES && !WHEN.test(found)
    : spelt >= FEWEST_SPELT && figures + spelt >= FEWEST_FIGURES;
};

// An account may look like a company's line, a telephone never.
const isAccount = (found: string, behind: string): boolean => {
  const digits = found.replace(/^\D+/u, '');
  return isServiceLine(groupsOf(digits)) || !isOfNobody(digits, behind);
};

const isMeant = (kind: PersonalDataKind, found: string, behind: string): boolean => {
  if (kind === 'number') return !isOfNobody(found, behind);
  if (kind === 'bank-account') return isAccount(found, behind);
  return kind !== 'phone' || isPhone(found);
};

// Most messages hold none of these, and are done with at once.
const MAY_HOLD =
  /[\d@+]|\.[a-z]{2,5}\/|kh[oô]ng\P{L}{1,5}(?:ba|n[aă]m|b[aảẩ]y|t[aá]m|ch[ií]n)|fb|face|zalo|tiktok|insta|telegram/iu;
const BEHIND = 8;

const overlaps = (left: Span, right: Span): boolean =>
  left.start < right.end && right.start < left.end;

/** Finds phone, identity-card and account numbers, plates, e-mail and exact locations, in order, not overlapping. */
export const findPersonalData = (text: string): readonly PersonalDataSpan[] => {
  if (!MAY_HOLD.test(text)) return [];
  const spans: PersonalDataSpan[] = [];
  for (const [kind, pattern] of PERSONAL_PATTERNS) {
    const taken = spans.length;
    for (const { 0: found, index: start } of text.matchAll(pattern)) {
      const end = start + found.length;
      if (!isMeant(kind, found, text.slice(end, end + BEHIND))) continue;
      const span = { kind, start, end };
      // Finds of one expression never overlap each other.
      if (!spans.slice(0, taken).some((known) => overlaps(known, span))) spans.push(span);
    }
  }
  return spans.toSorted((left, right) => left.start - right.start);
};

/** The text with personal data covered. */
export const maskPersonalData = (text: string): string => {
  const visible = visibleText(text);
  return withCovers(visible, findPersonalData(visible));
};
