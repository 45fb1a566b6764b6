import type { Works } from './works.ts';

/** Everything that lies in Redis under this prefix, whatever its type. */
export async function everythingIn({ redis, settings }: Works): Promise<string> {
  const keys = await redis.keys(`${settings.prefix}*`);
  const read: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
    string: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    list: (key) => redis.lrange(key, 0, -1),
    set: (key) => redis.smembers(key),
    zset: (key) => redis.zrange(key, '0', '-1'),
    stream: (key) => redis.xrange(key, '-', '+'),
  };
  const values = await Promise.all(
    keys.map(async (key) => [key, await read[await redis.type(key)]?.(key)]),
  );
  return JSON.stringify(values);
}
