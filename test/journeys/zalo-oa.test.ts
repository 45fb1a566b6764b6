import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/launch/until.ts';
import { drawInviteCode } from '../../src/domain/invite.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { deliverTo } from '../../src/usecases/deliver-chat.ts';
import { maintainChannels } from '../../src/usecases/maintain-channels.ts';
import type { ZaloPerson } from '../emulators/zalo-oa/person.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
} from '../emulators/zalo-oa/zalo-oa-emulator.ts';
import { openTown, type Town } from '../fixtures/town.ts';

const NOW = new Date('2026-11-25T01:00:00Z');
const DAY_MS = 86_400_000;
const HEAD = 'TD-DT-12-1';
const WORDS = 'đường bê tông vào thôn lục liễu sụt một hố to, xe không đi được';

describe('the story over a Zalo Official Account', { timeout: 60_000 }, () => {
  let zalo: ZaloOaEmulator;
  let town: Town;
  let clock = (): Date => NOW;
  let villager: ZaloPerson;
  let head: ZaloPerson;

  beforeAll(async () => {
    zalo = await createZaloOaEmulator({ now: () => clock(), receipts: true });
    town = await openTown({
      now: NOW,
      environment: {
        ZALO_OA_ENABLED: 'true',
        ZALO_OA_API_BASE: zalo.apiBase,
        ZALO_OA_BUSINESS_BASE: zalo.businessBase,
        ZALO_OA_OAUTH_BASE: zalo.oauthBase,
        ZALO_OA_APP_ID: zalo.appId,
        ZALO_OA_APP_SECRET: zalo.appSecret,
        ZALO_OA_ID: zalo.oaId,
        ZALO_OA_WEBHOOK_SECRET: zalo.webhookSecret,
        ZALO_OA_MEDIA_HOSTS: zalo.mediaHost,
      },
    });
    clock = () => town.clock.now();
    zalo.webhook.url = `${town.app.address ?? ''}/webhooks/zalo-oa`;
    await consent();
    villager = zalo.user('Bà con');
    head = zalo.user('Tổ trưởng');
  });
  afterAll(async () => {
    await town[Symbol.asyncDispose]();
    await zalo.close();
  });

  const account = (): string => `zalo-oa:${zalo.oaId}`;
  /** What `scripts/admin zalo login` stores. */
  const consent = async (): Promise<void> => {
    const { credentials } = town.app.deps.store;
    const issued = zalo.tokens.issue();
    const issuedAt = zalo.now();
    const pair = {
      accessToken: issued.access_token,
      refreshToken: issued.refresh_token,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + 90_000_000),
    };
    const after = (await credentials.load(account()))?.version ?? 0;
    await credentials.commit(account(), after, pair, 'consent', issuedAt);
  };
  const invite = async (): Promise<string> => {
    const code = drawInviteCode((limit) => Math.floor(Math.random() * limit));
    const expiresAt = new Date(NOW.getTime() + DAY_MS);
    const codeHash = hashSecret(code);
    await town.app.deps.store.invites.create({
      codeHash,
      cadreId: HEAD,
      createdAt: NOW,
      expiresAt,
    });
    return code;
  };
  /** A minute later, once all that was sent is written down: a number means what was shown since the last word. */
  const presses = async (person: ZaloPerson, label: RegExp): Promise<void> => {
    await until('what was sent to be written down', 15_000, async () => {
      const chat = { channel: 'zalo-oa', chatId: person.id };
      const conversation = await town.app.deps.store.conversations.load(chat);
      return conversation?.outbox.every(({ state }) => state !== 'sending') || undefined;
    });
    town.clock.advance(1);
    await person.presses(label);
  };

  it('greets who follows, takes a sentence that comes twice, and answers a code', async () => {
    head.sends(await invite());
    await head.hears(/Đã vào mạng lưới/);
    villager.follows();
    await villager.hears(/Cầu Nối/);
    town.clock.advance(1);
    zalo.webhook.repeats = 1;
    villager.sends(WORDS);
    await presses(villager, /Gửi/);
    await presses(villager, /Đồng ý/);
    await villager.hears(/LL-\d{4}/);
    await head.hears(/LL-\d{4}[\s\S]*Nhận việc/);
    const said = villager.transcript.filter(({ words }) => /Đã gửi\. Mã việc/.test(words));
    expect(said.length).toBeLessThanOrEqual(1);
  });

  it('lets the team take it in hand', async () => {
    await presses(head, /^Nhận việc/);
    expect(await head.hears(/Đã nhận/)).toMatchObject({ by: 'oa' });
  });

  it('renews its tokens as the day passes, and goes on', async () => {
    town.clock.advance(21 * 60);
    await maintainChannels(town.app.deps);
    const stored = await town.app.deps.store.credentials.load(account());
    expect(stored).toMatchObject({ version: 2, state: 'active' });
    villager.sends('việc của tôi');
    await villager.hears(/Có 1 việc đã gửi/);
  });

  it('keeps what it has to say while consent is missing, and says it once that is given', async () => {
    zalo.tokens.revoke();
    villager.sends('trợ giúp');
    await until('the account to need consent', 15_000, async () => {
      const stored = await town.app.deps.store.credentials.load(account());
      return stored?.state === 'needs-consent' || undefined;
    });
    const { store } = town.app.deps;
    const chat = { channel: 'zalo-oa', chatId: villager.id };
    const before = villager.transcript.length;
    const waiting = await until('the answer to wait', 15_000, async () => {
      const conversation = await store.conversations.load(chat);
      return conversation?.outbox.some(({ state }) => state === 'waiting')
        ? conversation
        : undefined;
    });
    expect(villager.transcript).toHaveLength(before);
    await consent();
    // The queue itself pauses for five minutes of real time; what it would do then is done here.
    town.clock.advance(10);
    const { personId } = waiting;
    await until('what waited', 15_000, async () => {
      await deliverTo(town.app.deps, { channel: 'zalo-oa', personId });
      return villager.transcript.length > before || undefined;
    });
  });

  it('writes no words, ids or tokens into the log', () => {
    const log = town.log.join('\n');
    expect(log).toContain('channel.needs-person');
    expect(log).toContain('tokens.renewed');
    for (const secret of [villager.id, head.id, 'sụt một hố', zalo.appSecret])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/\b[AR][\w-]{60,}/);
  });
});
