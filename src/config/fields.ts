import { z } from 'zod';

/** `true` or `false`; off when it is not set. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

/** `on` or `off`; off when it is not set. */
export const toggle = z
  .enum(['on', 'off'])
  .default('off')
  .transform((value) => value === 'on');

/** A secret of at least so many characters. */
export const secret = (shortest: number) => z.string().min(shortest);

/** An address to which paths are appended. */
export const baseUrl = z.url().refine((value) => !value.endsWith('/'), 'must not end with a slash');

/** An empty variable counts as unset: that is how `.env` files leave a thing out. */
export const optional = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (value === '' ? undefined : value), shape.optional());

/** Zalo's hosts of pictures and sound; whatever lies under one of them is fetched. */
const ZALO_MEDIA_HOSTS = 'zdn.vn,zadn.vn';

/** Names of hosts, parted by commas; Zalo's own unless it is set. */
export const zaloMediaHosts = z
  .string()
  .default(ZALO_MEDIA_HOSTS)
  .transform((hosts) => hosts.split(',').map((host) => host.trim().toLowerCase()))
  .refine(
    (hosts) => hosts.every((host) => /^[a-z0-9.-]+(:\d+)?$/.test(host)),
    'must be names of hosts, parted by commas',
  );

/** An id above 2^53, kept as the digits that it is written in. */
export const digits = z.string().regex(/^\d{1,30}$/, 'must be a number');

/** Complains of a variable that is not there, and says why it is needed. */
export type Demand<Environment> = (name: keyof Environment & string, because: string) => void;
