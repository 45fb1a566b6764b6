import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZaloOa } from '../../scripts/providers/zalo-oa.ts';
import { openTown, type Town } from '../fixtures/town.ts';

const NOW = new Date('2026-11-25T01:00:00Z');

describe('files that a provider hands out byte by byte', () => {
  let clock = (): Date => NOW;
  const dribbling = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    response.write('x');
  });
  let oa: Awaited<ReturnType<typeof startZaloOa>>;
  let town: Town;
  let host: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => dribbling.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(dribbling.address() as AddressInfo).port}`;
    oa = await startZaloOa(() => clock());
    const environment = { ...oa.environment, ZALO_OA_MEDIA_HOSTS: host };
    town = await openTown({ now: NOW, environment });
    clock = () => town.clock.now();
    const { address = '' } = town.app;
    const { store } = town.app.deps;
    await oa.connect({ address, store, now: clock });
  }, 90_000);
  afterAll(async () => {
    dribbling.closeAllConnections();
    dribbling.close();
    await town[Symbol.asyncDispose]();
    await oa.close();
  });

  it('keep no emergency of another chat waiting', { timeout: 60_000 }, async () => {
    for (let index = 0; index < 24; index += 1)
      oa.emulator
        .user(`Bà con ${index}`)
        .sendsImage(Buffer.from('x'), 'ảnh', { url: `http://${host}/${index}.jpg` });
    await expect
      .poll(async () => (await town.app.deps.store.inbox.count()).unread, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(20);
    const villager = oa.emulator.user('Người báo cháy');
    villager.sends('cháy nhà ở thôn lục liễu cứu với');
    // By downloads in turn it would be a minute and more.
    await expect.poll(() => villager.hasHeard(/114/), { timeout: 15_000 }).toBe(true);
  });
});
