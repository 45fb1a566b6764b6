import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/launch/until.ts';
import { registerWebhook } from '../../src/channels/telegram/register-webhook.ts';
import { drawInviteCode } from '../../src/domain/invite.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import type { TelegramPerson } from '../emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../emulators/telegram/telegram-emulator.ts';
import { openTown, SAMPLE, type Town } from '../fixtures/town.ts';

const TOKEN = '123456:emulated-token';
const SECRET = 'webhook-secret-of-a-test';
const WORDS = 'đường bê tông vào thôn lục liễu sụt một hố to, xe không đi được';
/** Head of the team of thôn Lục Liễu. */
const HEAD = 'TD-DT-12-1';
const DAY_MS = 86_400_000;

const photo = {
  bytes: readFileSync(`${SAMPLE}photo-mended-road.png`),
  caption: 'Đã đổ đá vá hố, cắm biển, xã sẽ trải lại nhựa trong tháng 12.',
};

describe('the story over Telegram', { timeout: 60_000 }, () => {
  let telegram: TelegramEmulator;
  let town: Town;
  let villager: TelegramPerson;
  let head: TelegramPerson;

  beforeAll(async () => {
    telegram = await createTelegramEmulator({ token: TOKEN });
    town = await openTown({
      environment: {
        TELEGRAM_ENABLED: 'true',
        TELEGRAM_API_ROOT: telegram.apiRoot,
        TELEGRAM_BOT_TOKEN: TOKEN,
        TELEGRAM_WEBHOOK_SECRET: SECRET,
      },
    });
    const account = { apiRoot: telegram.apiRoot, botToken: TOKEN, webhookSecret: SECRET };
    await registerWebhook(account, town.app.address ?? '');
    villager = telegram.user('Bà con');
    head = telegram.user('Tổ trưởng');
  });
  afterAll(async () => {
    await town[Symbol.asyncDispose]();
    await telegram.close();
  });

  /** What the command line does with `invite`, at the time of the town. */
  const invite = async (cadreId: string): Promise<string> => {
    const code = drawInviteCode((limit) => Math.floor(Math.random() * limit));
    const createdAt = town.clock.now();
    const expiresAt = new Date(createdAt.getTime() + DAY_MS);
    const codeHash = hashSecret(code);
    await town.app.deps.store.invites.create({ codeHash, cadreId, createdAt, expiresAt });
    return code;
  };

  const cadreIn = (person: TelegramPerson) =>
    town.app.deps.store.cadres.byChat({ channel: 'telegram', chatId: String(person.id) });

  it('lets a cadre join by a one-time code, and nobody by the same code again', async () => {
    const code = await invite(HEAD);
    head.sends('/start');
    await head.hears(/Cầu Nối/);
    head.sends(code.toLowerCase());
    await head.hears(/Đã vào mạng lưới/);
    const other = telegram.user('Người khác');
    other.sends(code);
    await other.hears(/Mã mời này đã dùng rồi/);
    expect((await cadreIn(head))?.id).toBe(HEAD);
    expect(await cadreIn(other)).toBeUndefined();
  });

  it('takes a sentence, sends it once though pressed and delivered twice, and answers a code', async () => {
    villager.sends('/start');
    await villager.hears(/Cầu Nối/);
    telegram.updates.sender.repeats = 1;
    villager.sends(WORDS);
    await villager.hears(/Lục Liễu[\s\S]*sụt một hố[\s\S]*được chưa ạ/);
    telegram.updates.sender.repeats = 1;
    await villager.presses(/^Gửi$/);
    await villager.hears(/Đồng ý cho giữ không ạ/);
    const pressId = await villager.presses(/^Đồng ý$/);
    await villager.hears(/[A-Z]{2}-\d{4,}[\s\S]*tổ dân vận thôn Lục Liễu/i);
    expect(telegram.press(pressId)).toBe('answered');
    await head.hears(/[A-Z]{2}-\d{4,}[\s\S]*Lục Liễu[\s\S]*sụt một hố to/);
    const summaries = villager.transcript.filter(({ words }) => /được chưa ạ/.test(words));
    expect(summaries).toHaveLength(1);
  });

  it('lets the team accept and resolve it with a photo', async () => {
    await head.presses(/^Nhận việc/);
    await head.hears(/Đã nhận/);
    await villager.hears(/nhận việc|đã nhận/i);
    await head.presses(/^Báo xong/);
    await head.hears(/gửi ảnh/);
    head.sendsPhoto(photo);
    await head.hears(/sẽ gửi bà con/);
    await head.presses(/^Xong/);
    const done = await head.hears(/Đã báo xong/);
    expect(done.text).toMatch(/LL-\d{4,}/);
  });

  it('brings words and photo to the villager, who confirms and rates', async () => {
    const answer = await villager.hears(/Đã đổ đá vá hố/);
    expect(answer.photo).toHaveLength(1);
    await villager.presses(/^Ổn rồi/);
    await villager.hears(/mấy sao/);
    await villager.presses(/^5 sao/);
    await villager.hears(/cảm ơn/i);
    await head.hears(/bà con.*ổn/i);
  });

  it('never shows the team who reported', () => {
    const seen = head.transcript.map(({ words }) => words).join('\n');
    expect(seen).not.toMatch(new RegExp(`Bà con thôn|${villager.id}`));
  });

  it('asks for the place with a button that sends the position', async () => {
    const stranger = telegram.user('Khách');
    stranger.sends('có đống rác to bốc mùi ở đầu ngõ');
    await until('the offer', 15_000, () =>
      stranger.keyboard.some(({ asksLocation }) => asksLocation) ? true : undefined,
    );
    const before = stranger.transcript.length;
    stranger.sharesLocation(21.45, 105.6);
    await until('an answer', 15_000, () =>
      stranger.transcript.length > before + 1 ? true : undefined,
    );
    expect(stranger.transcript.at(-1)?.from).toBe('bot');
  });

  it('answers what it cannot read kindly, and an old button with what is now', async () => {
    villager.sendsOther({ sticker: { file_id: 'x', file_unique_id: 'x' } });
    await villager.hears(/Nhãn dán thì Cầu Nối không xem được/);
    await villager.presses(/^Ổn rồi/);
    await villager.hears(/Mục này đã cũ|như vậy rồi|đã ổn/);
    expect(villager.hasHeard(/mấy sao/)).toBe(false);
  });

  it('gives up on a person who is gone, and goes on with the others', async () => {
    // Not a fault of the next call, whoever it is to: a notice to somebody else may still be under way.
    const gone = telegram.user('Đã đi');
    gone.sends('/start');
    gone.leavesTelegram();
    await until('the refusal', 15_000, () =>
      town.log.some((line) => line.includes('message.failed') && line.includes('blocked'))
        ? true
        : undefined,
    );
    expect(gone.transcript.map(({ from }) => from)).toEqual(['person']);
    villager.sends('trợ giúp');
    await villager.hears(/Cầu Nối|việc/);
  });

  it('writes nothing into the log that anybody said, nor who it was', () => {
    const log = town.log.join('\n');
    expect(log).toContain('turn.taken');
    expect(log).not.toMatch(/sụt một hố|bốc mùi|emulated-token/);
    for (const { id } of [villager, head]) expect(log).not.toContain(String(id));
  });
});
