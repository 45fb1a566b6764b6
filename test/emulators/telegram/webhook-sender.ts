import { setTimeout as pause } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { post } from '../wire/post.ts';

/** Where updates are delivered, as the bot asked. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

/** One attempt to deliver; status 0 when nobody answered. */
export interface Delivery {
  readonly updateId: number;
  readonly status: number;
}

interface Source {
  pending(): readonly Update[];
  confirm(update: Update): void;
}

/** Delivers updates: those of one chat one after the other, chats at once; anything but 2xx comes again. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  webhook: Webhook | undefined;
  /** So many accepted updates are delivered once more, as Telegram does when an answer gets lost. */
  repeats = 0;
  readonly #retryMs: number;
  readonly #source: Source;
  readonly #busy = new Set<number>();

  constructor(retryMs: number, source: Source) {
    this.#retryMs = retryMs;
    this.#source = source;
  }

  /** Looks for chats that wait and are not being served. */
  wake(): void {
    for (const update of this.#source.pending()) {
      const chatId = chatOf(update);
      if (this.webhook === undefined || this.#busy.has(chatId)) continue;
      this.#busy.add(chatId);
      void this.#serve(chatId).finally(() => {
        this.#busy.delete(chatId);
        // What came while the last answer was awaited.
        this.wake();
      });
    }
  }

  async #serve(chatId: number): Promise<void> {
    for (;;) {
      const update = this.#source.pending().find((one) => chatOf(one) === chatId);
      if (update === undefined || this.webhook === undefined) return;
      const status = await this.#deliver(this.webhook, update);
      this.deliveries.push({ updateId: update.update_id, status });
      const isTaken = status >= 200 && status < 300;
      if (isTaken && this.repeats > 0) this.repeats -= 1;
      else if (isTaken) this.#source.confirm(update);
      else await pause(this.#retryMs);
    }
  }

  #deliver({ url, secret }: Webhook, update: Update): Promise<number> {
    const headers: Record<string, string> =
      secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret };
    return post({ url, headers, body: JSON.stringify(update) });
  }
}

const chatOf = ({ message, edited_message, callback_query, my_chat_member }: Update): number =>
  (message ?? edited_message ?? callback_query?.message ?? my_chat_member)?.chat.id ?? 0;
