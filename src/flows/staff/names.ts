import { createCalendar, type Calendar } from '../../domain/calendar.ts';
import type { Case, CasePlace } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';

// A list asks for the same day many times, and a calendar remembers the days it was asked for.
const calendars = new WeakMap<Organisation, Calendar>();

const calendarOf = (organisation: Organisation): Calendar => {
  const known = calendars.get(organisation);
  if (known !== undefined) return known;
  const made = createCalendar(organisation);
  calendars.set(organisation, made);
  return made;
};

/** The organisation's local date of an instant, `YYYY-MM-DD`. */
export const localDay = (directory: Directory, at: Date): string =>
  calendarOf(directory.organisation).dateOf(at);

/** Puts parts of one line side by side, parted by a raised dot. */
export const dotted = (first: Text, ...rest: readonly TextParam[]): Text =>
  rest.reduce<Text>((left, right) => say('staff.dotted', { left, right }), first);

/** Puts names one after the other, parted by commas. */
const listed = (names: readonly string[]): string => names.join(', ');

/** A unit's place name, or words for "unknown": units of old cases may have left the tree. */
export const placeName = (directory: Directory, unitId: string, on: string): TextParam =>
  directory.find(unitId) === undefined
    ? say('staff.place.unknown')
    : directory.placeName(unitId, on);

/** The body that answers for a unit: "tổ dân vận thôn Lục Liễu". */
export const bodyName = (directory: Directory, unitId: string): TextParam =>
  directory.find(unitId) === undefined
    ? say('staff.place.body')
    : { names: directory.bodyName(unitId) };

/** Where it happened, in one phrase; says so when the village is still open. */
export const placeText = (place: CasePlace, directory: Directory, on: string): TextParam => {
  if (place.unitId !== undefined) return placeName(directory, place.unitId, on);
  const candidates = (place.candidateIds ?? []).filter((id) => directory.find(id) !== undefined);
  if (candidates.length > 0) {
    const names = listed(candidates.map((id) => directory.placeName(id, on)));
    return say('staff.place.oneOf', { names });
  }
  if (place.withinId === undefined) return say('staff.place.unknown');
  return say('staff.place.within', { place: placeName(directory, place.withinId, on) });
};

/** When the answer is due: by the hour in an emergency, else by the day. */
export const resolveDue = (current: Case): TextParam | undefined =>
  current.resolveDueAt === undefined
    ? undefined
    : { at: current.resolveDueAt, style: current.urgency === 'emergency' ? 'moment' : 'day' };

/** When the case must be accepted, by the hour. */
export const acceptDue = (current: Case): TextParam | undefined =>
  current.acceptDueAt === undefined ? undefined : { at: current.acceptDueAt, style: 'moment' };
