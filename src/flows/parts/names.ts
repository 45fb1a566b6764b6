import { createCalendar } from '../../domain/calendar.ts';
import type { Case, CasePlace } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { say, type LocalText, type Text, type TextParam } from '../../domain/text.ts';

/** The organisation's local date of an instant, `YYYY-MM-DD`. */
export const localDay = (directory: Directory, at: Date): string =>
  createCalendar(directory.organisation).dateOf(at);

/** Puts parts of one line side by side, parted by a raised dot. */
export const dotted = (first: TextParam, ...rest: readonly TextParam[]): Text =>
  rest.reduce<Text>(
    (left, right) => say('format.dotted', { left, right }),
    say('format.plain', { words: first }),
  );

const capitalised = (names: LocalText): LocalText =>
  Object.fromEntries(
    Object.entries(names).map(([locale, name]) => [
      locale,
      name.charAt(0).toLocaleUpperCase(locale) + name.slice(1),
    ]),
  ) as LocalText;

/** The body that answers for a unit, inside a sentence: "tổ dân vận thôn Lục Liễu". */
export const bodyName = (directory: Directory, unitId: string): TextParam =>
  directory.find(unitId) === undefined
    ? say('mine.bodyUnknown')
    : { names: directory.bodyName(unitId) };

/** The same at the head of a sentence: "Tổ dân vận thôn Lục Liễu". */
export const bodyNameFirst = (directory: Directory, unitId: string): TextParam =>
  directory.find(unitId) === undefined
    ? say('mine.bodyUnknownFirst')
    : { names: capitalised(directory.bodyName(unitId)) };

/** Longest name of a team in a template of a provider, in characters. */
const MOST_IN_TEMPLATE = 30;

/** The body that answers for a unit where there is little room: its name, else that of its place, at last cut. */
export const shortBodyName = (directory: Directory, unitId: string): Text => {
  if (directory.find(unitId) === undefined) return say('mine.bodyUnknown');
  const body = directory.bodyName(unitId);
  const isLong = Object.values(body).some((name) => name.length > MOST_IN_TEMPLATE);
  const words: TextParam = isLong
    ? shortened(directory.areaName(unitId), MOST_IN_TEMPLATE - 1)
    : { names: body };
  return say('format.plain', { words });
};

/** A village with its commune: "thôn Lục Liễu (Đạo Trù)"; the bare id never shows, for units of old cases may be gone. */
export const placeName = (directory: Directory, unitId: string, on: string): TextParam =>
  directory.find(unitId) === undefined ? say('mine.placeUnknown') : directory.placeName(unitId, on);

/** Where it happened, as far as the citizen could say. */
export const placeText = (place: CasePlace, directory: Directory, on: string): TextParam => {
  if (place.unitId !== undefined) return placeName(directory, place.unitId, on);
  if (place.withinId !== undefined && directory.find(place.withinId) !== undefined)
    return directory.areaName(place.withinId);
  return say(place.pin === undefined ? 'mine.placeAsTold' : 'mine.placeAsPinned');
};

const QUARTER_MS = 15 * 60_000;

/**
 * A limit as it is spoken: nobody says "11 giờ 02". The quarter hour before it, so that no more is promised than is
 * kept; exactly, when that would lie before the case last moved.
 */
const spokenLimit = (due: Date, { history, sentAt }: Case): Date => {
  const quarter = new Date(Math.floor(due.getTime() / QUARTER_MS) * QUARTER_MS);
  return quarter > (history.at(-1)?.at ?? sentAt) ? quarter : due;
};

/** When the answer is due: by the clock in an emergency, else by the day. */
export const resolveDue = (current: Case): TextParam | undefined =>
  current.resolveDueAt === undefined
    ? undefined
    : current.urgency === 'emergency'
      ? { at: spokenLimit(current.resolveDueAt, current), style: 'moment' }
      : { at: current.resolveDueAt, style: 'day' };

/** When the case is to be accepted, by the clock. */
export const acceptDue = (current: Case): TextParam | undefined =>
  current.acceptDueAt === undefined
    ? undefined
    : { at: spokenLimit(current.acceptDueAt, current), style: 'moment' };

/** The unit that has the case in hand: the team, else whoever owns it. */
export const responsibleId = (current: Case): string => current.teamUnitId ?? current.ownerUnitId;

/** Cuts words that are only shown as a reminder; whole words, and a sign that more was said. */
export const shortened = (words: string, mostCharacters: number): string => {
  if (words.length <= mostCharacters) return words;
  const cut = words.slice(0, mostCharacters);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > mostCharacters / 2 ? space : mostCharacters).trimEnd()}…`;
};

/** The number that people call a village by, "Thôn 5", "Tổ dân phố số 3", so that it is the one to type for it. */
export const numberOfPlace = (directory: Directory, unitId: string): number | undefined => {
  const digits = /(?:^|\s)(\d{1,2})$/u.exec(directory.find(unitId)?.name ?? '')?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
};
