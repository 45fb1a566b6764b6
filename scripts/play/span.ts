const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 };
const MOST_MINUTES = 366 * 24 * 60;

/** Minutes of a span such as `30m`, `2h` or `3d`; `undefined` when it is none, or longer than a year. */
export function minutesOf(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? [];
  const minutes = Number(count) * (UNITS[unit] ?? 0);
  return minutes > 0 && minutes <= MOST_MINUTES ? minutes : undefined;
}
