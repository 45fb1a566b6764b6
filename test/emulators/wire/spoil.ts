import type { Spoil } from './courier.ts';

/** Letters that did not arrive as they were sent, or that somebody else made up. */
export const SPOILT: Readonly<
  Record<'cut-short' | 'changed' | 'unproven' | 'wrongly-proven' | 'not-json', Spoil>
> = {
  /** The second half is missing. */
  'cut-short': (parcel) => ({ ...parcel, body: parcel.body.slice(0, parcel.body.length / 2) }),
  /** One figure in it differs; the proof is that of the true one. */
  changed: (parcel) => ({
    ...parcel,
    body: parcel.body.replace(/\d(?=[^\d]*$)/, (figure) => String((Number(figure) + 1) % 10)),
  }),
  unproven: (parcel) => ({ ...parcel, headers: {} }),
  'wrongly-proven': (parcel) => ({
    ...parcel,
    headers: Object.fromEntries(
      Object.entries(parcel.headers).map(([name, value]) => [name, value.replace(/.$/, otherOf)]),
    ),
  }),
  'not-json': (parcel) => ({ ...parcel, body: '<html></html>' }),
};

const otherOf = (last: string): string => (last === '0' ? '1' : '0');
