import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/launch/until.ts';
import { registerZaloBotWebhook } from '../../src/channels/zalo-bot/register-webhook.ts';
import { drawInviteCode } from '../../src/domain/invite.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { SPOILT } from '../emulators/wire/spoil.ts';
import type { BotPerson } from '../emulators/zalo-bot/person.ts';
import {
  createZaloBotEmulator,
  type ZaloBotEmulator,
} from '../emulators/zalo-bot/zalo-bot-emulator.ts';
import { openTown, SAMPLE, type Town } from '../fixtures/town.ts';

const SECRET = 'webhook-secret-of-a-test';
const WORDS = 'đường bê tông vào thôn lục liễu sụt một hố to, xe không đi được';
/** Head of the team of thôn Lục Liễu. */
const HEAD = 'TD-DT-12-1';
const NOW = new Date('2026-11-25T01:00:00Z');
const DAY_MS = 86_400_000;
const PHOTO = readFileSync(`${SAMPLE}photo-mended-road.png`);

describe('the story over the Zalo bot, by numbers alone', { timeout: 60_000 }, () => {
  let zalo: ZaloBotEmulator;
  let town: Town;
  let clock = (): Date => NOW;
  let villager: BotPerson;
  let head: BotPerson;

  beforeAll(async () => {
    zalo = await createZaloBotEmulator({ now: () => clock() });
    town = await openTown({
      now: NOW,
      environment: {
        ZALO_BOT_ENABLED: 'true',
        ZALO_BOT_API_BASE: zalo.apiBase,
        ZALO_BOT_TOKEN: zalo.token,
        ZALO_BOT_WEBHOOK_SECRET: SECRET,
        ZALO_BOT_MEDIA_HOSTS: zalo.mediaHost,
      },
    });
    clock = () => town.clock.now();
    const account = { apiBase: zalo.apiBase, botToken: zalo.token, webhookSecret: SECRET };
    await registerZaloBotWebhook(account, town.app.address ?? '');
    villager = zalo.user('Bà con');
    head = zalo.user('Tổ trưởng');
  });
  afterAll(async () => {
    await town[Symbol.asyncDispose]();
    await zalo.close();
  });

  /** A minute later, once all that was sent is written down as sent: a number means what was shown since the last word. */
  const minuteLater = async (person: BotPerson): Promise<void> => {
    await until('what was sent to be written down', 15_000, async () => {
      const chat = { channel: 'zalo-bot', chatId: person.id };
      const conversation = await town.app.deps.store.conversations.load(chat);
      return conversation?.outbox.every(({ state }) => state !== 'sending') === true
        ? true
        : undefined;
    });
    town.clock.advance(1);
  };
  const presses = async (person: BotPerson, label: RegExp): Promise<void> => {
    await minuteLater(person);
    await person.presses(label);
  };

  /** What the command line does with `invite`, at the time of the town. */
  const invite = async (cadreId: string): Promise<string> => {
    const code = drawInviteCode((limit) => Math.floor(Math.random() * limit));
    const expiresAt = new Date(NOW.getTime() + DAY_MS);
    const codeHash = hashSecret(code);
    await town.app.deps.store.invites.create({ codeHash, cadreId, createdAt: NOW, expiresAt });
    return code;
  };

  it('takes a sentence, sends it once though it comes twice and spoilt, and answers a code', async () => {
    head.sends(await invite(HEAD));
    await head.hears(/Đã vào mạng lưới/);
    zalo.webhook.repeats = 1;
    zalo.webhook.spoil(SPOILT.unproven, SPOILT['not-json']);
    villager.sends(WORDS);
    await villager.hears(/Lục Liễu[\s\S]*sụt một hố[\s\S]*được chưa ạ/);
    zalo.webhook.repeats = 1;
    await presses(villager, /^Gửi$/);
    await villager.hears(/Đồng ý cho giữ không ạ/);
    await presses(villager, /^Đồng ý$/);
    await villager.hears(/[A-Z]{2}-\d{4,}[\s\S]*tổ dân vận thôn Lục Liễu/i);
    await head.hears(/[A-Z]{2}-\d{4,}[\s\S]*Lục Liễu[\s\S]*sụt một hố to/);
    const summaries = villager.transcript.filter(({ words }) => /được chưa ạ/.test(words));
    expect(summaries).toHaveLength(1);
    expect(zalo.webhook.deliveries.filter(({ form }) => form === 'spoilt')).toMatchObject([
      { status: 401 },
      { status: 400 },
    ]);
  });

  it('brings the team to resolve it with a photo, which Zalo fetches from us by a passing address', async () => {
    await presses(head, /^Nhận việc/);
    await head.hears(/Đã nhận/);
    await presses(head, /^Báo xong/);
    await head.hears(/gửi ảnh/);
    await minuteLater(head);
    head.sendsImage(PHOTO, 'Đã đổ đá vá hố, cắm biển.');
    await head.hears(/sẽ gửi bà con/);
    await presses(head, /^Xong/);
    await head.hears(/Đã báo xong/);
    const answer = await villager.hears(/Đã đổ đá vá hố/);
    expect(Buffer.from(answer.files[0]?.bytes ?? []).equals(PHOTO)).toBe(true);
    expect(answer.files[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/t\//);
    // Two questions have a 1 by now; words are told apart without asking.
    await minuteLater(villager);
    villager.sends('ổn rồi');
    await villager.hears(/mấy sao/);
  });

  it('says in a group once that it talks in private', async () => {
    const group = zalo.group();
    villager.mentions(group, 'bot ơi');
    await until('the words', 15_000, () => group.heard.at(0));
    const repeated = (): number =>
      town.log.filter((line) => line.includes('event.repeated')).length;
    const before = repeated();
    villager.mentions(group, 'trả lời đi, chuyện bí mật đấy');
    await zalo.webhook.idle();
    expect(zalo.webhook.deliveries.at(-1)).toMatchObject({ status: 200 });
    // The second is a repeat to the store: it is not even read.
    expect(repeated()).toBe(before + 1);
    expect(group.heard).toEqual([expect.stringMatching(/nhắn riêng cho Cầu Nối/)]);
  });

  it('writes nothing into the log that anybody said, nor who it was', () => {
    const log = town.log.join('\n');
    expect(log).toContain('turn.taken');
    expect(log).toMatch(/webhook\.refused[^\n]*401|401[^\n]*webhook\.refused/);
    expect(log).not.toMatch(/sụt một hố|vá hố|bí mật|emulated-token|\/t\/[\w-]+\./);
    for (const { id } of [villager, head]) expect(log).not.toContain(id);
  });
});
