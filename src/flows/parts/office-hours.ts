import type { OfficeHours, OfficeInterval } from '../../domain/calendar.ts';
import { say, type Text } from '../../domain/text.ts';

const clock = (minutes: number): Text => {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return minute === 0
    ? say('format.fullHour', { hour })
    : say('format.clock', { hour, minute: String(minute).padStart(2, '0') });
};

const span = ({ from, to }: OfficeInterval): Text =>
  say('human.span', { from: clock(from), to: clock(to) });

const spans = (hours: readonly OfficeInterval[]): Text =>
  hours.map(span).reduce((left, right) => say('human.spans', { left, right }));

/** Days in a row with the same hours, of which there are some. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly hours: readonly OfficeInterval[];
}

const areSame = (a: readonly OfficeInterval[], b: readonly OfficeInterval[]): boolean =>
  a.length === b.length &&
  a.every(({ from, to }, index) => from === b[index]?.from && to === b[index]?.to);

const runs = (officeHours: OfficeHours): readonly Run[] => {
  const found: Run[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const hours = officeHours[String(day)] ?? [];
    const last = found.at(-1);
    if (last !== undefined && last.to === day - 1 && areSame(last.hours, hours))
      found[found.length - 1] = { ...last, to: day };
    else if (hours.length > 0) found.push({ from: day, to: day, hours });
  }
  return found;
};

const days = ({ from, to }: Run): Text =>
  from === to
    ? say(`format.weekday.${from}`)
    : say('human.days', {
        from: say(`format.weekday.${from}`),
        to: say(`format.weekday.${to}`),
      });

/** When offices are open, a line for each run of equal days: "thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ". */
export const officeHourLines = (officeHours: OfficeHours): readonly Text[] =>
  runs(officeHours).map((run) => say('human.hours', { days: days(run), hours: spans(run.hours) }));
