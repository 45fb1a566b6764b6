import type { Update } from 'grammy/types';
import { until } from '../../../scripts/launch/until.ts';
import { Refusal } from './refusal.ts';
import { WebhookSender, type Webhook } from './webhook-sender.ts';

type Content = Omit<Update, 'update_id'>;

/** Sent only when asked for by name. */
const UNUSUAL = new Set(['message_reaction', 'message_reaction_count', 'chat_member']);
const MOST_UPDATES = 100;

/** What the bot has not confirmed yet; handed out by poll or by webhook, never by both. */
export class Updates {
  readonly sender: WebhookSender;
  /** Kinds that the bot asked for; none: all but unusual ones. */
  allowed: readonly string[] = [];
  #pending: Update[] = [];
  #nextId = 500_000_001;
  #waiting: ((reason: 'news' | 'rival') => void) | undefined;

  constructor(retryMs: number) {
    this.sender = new WebhookSender(retryMs, {
      pending: () => this.#pending,
      confirm: (update) => this.#drop((one) => one.update_id === update.update_id),
    });
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  push(content: Content): void {
    const [kind = ''] = Object.keys(content);
    const isWanted = this.allowed.length === 0 ? !UNUSUAL.has(kind) : this.allowed.includes(kind);
    if (!isWanted) return;
    this.#pending.push({ update_id: this.#nextId, ...content });
    this.#nextId += 1;
    this.#waiting?.('news');
    this.sender.wake();
  }

  /**
   * Waits for updates as `getUpdates` does; an offset confirms all before it.
   *
   * @throws {Refusal} 409 while a webhook is set, and when another poll takes over.
   */
  async poll(offset: number, limit: number, timeoutMs: number): Promise<readonly Update[]> {
    if (this.sender.webhook !== undefined)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    this.#waiting?.('rival');
    this.#drop((one) => one.update_id < offset);
    if (this.#pending.length === 0 && timeoutMs > 0) await this.#wait(timeoutMs);
    return this.#pending.slice(0, Math.min(limit, MOST_UPDATES));
  }

  setWebhook(webhook: Webhook | undefined): void {
    this.sender.webhook = webhook;
    this.sender.wake();
  }

  dropPending(): void {
    this.#pending = [];
  }

  /** Resolves once the bot has confirmed everything. */
  async idle(limitMs = 20_000): Promise<void> {
    await until('all deliveries', limitMs, () => (this.#pending.length === 0 ? true : undefined));
  }

  /** Lets a waiting poll go. */
  close(): void {
    this.setWebhook(undefined);
    this.#waiting?.('news');
  }

  #drop(isDone: (update: Update) => boolean): void {
    this.#pending = this.#pending.filter((update) => !isDone(update));
  }

  async #wait(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const reason = await new Promise<'news' | 'rival' | 'late'>((resolve) => {
      this.#waiting = resolve;
      timer = setTimeout(() => resolve('late'), timeoutMs);
    });
    clearTimeout(timer);
    if (reason === 'rival')
      throw conflict(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    this.#waiting = undefined;
  }
}

const conflict = (words: string): Refusal => new Refusal(409, `Conflict: ${words}`);
