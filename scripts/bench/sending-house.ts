import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.ts';
import type { SendUrgency } from '../../src/chat/conversation.ts';
import { readSettings } from '../../src/config.ts';
import { say } from '../../src/domain/text.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import type { TelegramPerson } from '../../test/emulators/telegram/person.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
} from '../../test/emulators/telegram/telegram-emulator.ts';
import { startServices } from '../launch/services.ts';
import type { Arrival } from './pace.ts';

/** A worker of the service that sends to a Telegram on loopback, over a Redis and a database of its own. */
export class SendingHouse implements AsyncDisposable {
  readonly telegram: TelegramEmulator;
  readonly app: App;
  readonly #end: () => Promise<void>;
  #count = 0;

  private constructor(telegram: TelegramEmulator, app: App, end: () => Promise<void>) {
    this.telegram = telegram;
    this.app = app;
    this.#end = end;
  }

  static async open(): Promise<SendingHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'));
    const services = await startServices(folder, process.env);
    const telegram = await createTelegramEmulator();
    const settings = readSettings({
      NODE_ENV: 'test',
      MONGODB_URI: services.mongoUri,
      REDIS_URL: services.redisUrl,
      CB_QUEUE_PREFIX: `{bench-${process.pid}}`,
      TELEGRAM_ENABLED: 'true',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_WEBHOOK_SECRET: 'of-a-bench',
    });
    const app = await createApp(settings, 'worker', { log: createLog('silent') });
    return new SendingHouse(telegram, app, async () => {
      await app.close();
      await telegram.close();
      for (const child of services.children) await child.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** So many people who have written to the bot. */
  people(count: number, name: string): readonly TelegramPerson[] {
    return Array.from({ length: count }, (_, index) => {
      const person = this.telegram.user(`${name} ${index}`);
      person.sends('chào');
      return person;
    });
  }

  /** Puts one message into the chat of a person, as a turn or a notice would. */
  async put({ id }: TelegramPerson, urgency: SendUrgency): Promise<void> {
    const { deps } = this.app;
    const chat = { channel: 'telegram', chatId: String(id) };
    const { conversation } = await openConversation(deps, chat);
    const now = deps.clock.now();
    this.#count += 1;
    const lines = [say('format.plain', { words: urgency })];
    await deps.store.conversations.push(chat, [
      {
        key: `bench-${this.#count}`,
        message: { lines },
        urgency,
        at: now,
        notBefore: now,
        state: 'waiting',
        attempts: 0,
      },
    ]);
    const { personId } = conversation;
    if (urgency !== 'bulk') await deps.wake.delivery({ channel: 'telegram', personId });
  }

  /** What the bot has said so far, of these words or of any. */
  arrivals(words?: SendUrgency): readonly Arrival[] {
    return this.telegram
      .calls('sendMessage')
      .filter((call) => words === undefined || call.text('text') === words)
      .map((call) => ({ chat: String(call.number('chat_id')), atMs: call.arrivedMs }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}
