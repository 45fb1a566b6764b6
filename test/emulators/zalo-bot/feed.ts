import type { Courier } from '../wire/courier.ts';
import type { BotSettings } from './account.ts';
import { BotRefusal } from './refusal.ts';

/** One event; a webhook and a poll bring the same object. */
export interface BotEvent {
  readonly event_name: string;
  readonly message: {
    readonly chat: { readonly id: string; readonly chat_type: 'PRIVATE' | 'GROUP' };
    readonly [field: string]: unknown;
  };
}

/** Where the bot wants to be told, and with which secret. */
export interface Hook {
  readonly url: string;
  readonly secret: string;
  readonly updatedAt: number;
}

/** What the bot has still to hear: by webhook or by poll, never by both. A poll takes one event, and it is gone. */
export class Feed {
  readonly #settings: BotSettings;
  readonly #courier: Courier;
  #hook: Hook | undefined;
  #pending: BotEvent[] = [];
  #waiting: ((event: BotEvent | undefined) => void)[] = [];

  constructor(settings: BotSettings, courier: Courier) {
    this.#settings = settings;
    this.#courier = courier;
  }

  get hook(): Hook | undefined {
    return this.#hook;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  setHook(hook: Hook | undefined): void {
    this.#hook = hook;
    this.#courier.url = hook?.url;
    if (hook === undefined) return;
    for (const event of this.#pending.splice(0)) this.#deliver(event, hook);
  }

  push(event: BotEvent): void {
    if (this.#hook !== undefined) return this.#deliver(event, this.#hook);
    const hear = this.#waiting.shift();
    if (hear === undefined) this.#pending.push(event);
    else hear(event);
  }

  /** @throws {BotRefusal} 409 while a webhook is set, 408 when nothing came in time. */
  async poll(timeoutMs: number): Promise<BotEvent> {
    if (this.#hook !== undefined)
      throw new BotRefusal(409, 'Conflict: webhook is active, delete it first');
    const event = this.#pending.shift() ?? (await this.#wait(timeoutMs));
    if (event === undefined) throw new BotRefusal(408, 'Request timeout');
    return event;
  }

  /** Lets waiting polls go. */
  close(): void {
    for (const hear of this.#waiting.splice(0)) hear(undefined);
  }

  #deliver(event: BotEvent, { secret }: Hook): void {
    const body = this.#settings.wrapped ? { ok: true, result: event } : event;
    this.#courier.send({
      lane: event.message.chat.id,
      name: event.event_name,
      body: JSON.stringify(body),
      headers: () => ({ 'X-Bot-Api-Secret-Token': secret }),
    });
  }

  #wait(timeoutMs: number): Promise<BotEvent | undefined> {
    return new Promise((resolve) => {
      const hear = (event: BotEvent | undefined): void => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((one) => one !== hear);
        resolve(event);
      };
      const timer = setTimeout(() => hear(undefined), timeoutMs);
      this.#waiting.push(hear);
    });
  }
}
