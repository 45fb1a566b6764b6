import { startAtUnit } from '../../src/domain/start-link.ts';

/** The ways in of one deployment; those that are absent are not printed. */
export interface Entrances {
  /** Where the pages are, such as `https://caunoi.example`. */
  readonly web?: string | undefined;
  /** The bot's name at Telegram, without `@`. */
  readonly telegram?: string | undefined;
  /** The number of the Official Account. */
  readonly zaloOa?: string | undefined;
}

/** One way in, as it is printed. */
export interface Entrance {
  readonly channel: 'zalo-oa' | 'web' | 'telegram';
  readonly address: string;
}

/**
 * The ways in for a unit, the most usual first. Zalo's address carries nothing: there the village is asked for.
 *
 * @returns `undefined` when the unit's id does not fit into a link.
 */
export function entrancesOf(
  unitId: string,
  { web, telegram, zaloOa }: Entrances,
): readonly Entrance[] | undefined {
  const payload = startAtUnit(unitId);
  if (payload === undefined) return undefined;
  const page = web === undefined ? undefined : new URL('/chat', web);
  page?.searchParams.set('bat-dau', payload);
  return [
    ...(zaloOa === undefined
      ? []
      : [{ channel: 'zalo-oa', address: `https://zalo.me/${zaloOa}` } as const]),
    ...(page === undefined ? [] : [{ channel: 'web', address: page.href } as const]),
    ...(telegram === undefined
      ? []
      : [{ channel: 'telegram', address: `https://t.me/${telegram}?start=${payload}` } as const]),
  ];
}
