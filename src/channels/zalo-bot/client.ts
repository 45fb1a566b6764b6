import { z } from 'zod';
import { callJson, NoAnswer, retryAfterOf, type JsonAnswer } from '../wire/call-json.ts';
import { ZaloBotError } from './bot-error.ts';
import type { ZaloBotAccount } from './options.ts';

/** Longest wait for an answer, in milliseconds; a poll is held for longer by Zalo itself. */
const TIMEOUT_MS = 10_000;

const ENVELOPE = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.coerce.number().int().catch(0),
});

/** Ids are text; one that comes as a number is not rounded on the way. */
const ID = z.union([z.string().min(1), z.number()]).transform(String);
const TAKEN = z.looseObject({ message_id: ID });
const ANYTHING = z.unknown();

/** Zalo took a message. */
export interface Taken {
  readonly messageId: string;
}

/** Code of a poll during which nothing came. */
const NOTHING_NEW = 408;

/** The calls of the bot platform that we make; each answer is checked, and each failure is a {@link ZaloBotError}. */
export class ZaloBotClient {
  readonly #account: Pick<ZaloBotAccount, 'apiBase' | 'botToken' | 'fetch'>;

  constructor(account: Pick<ZaloBotAccount, 'apiBase' | 'botToken' | 'fetch'>) {
    this.#account = account;
  }

  /** @param text - 1 to 2 000 characters. */
  sendMessage(chatId: string, text: string): Promise<Taken> {
    return this.#send('sendMessage', { chat_id: chatId, text });
  }

  /** @param photo - An address that Zalo can reach; it fetches it at once. */
  sendPhoto(chatId: string, photo: string, caption?: string): Promise<Taken> {
    const words = caption === undefined ? {} : { caption };
    return this.#send('sendPhoto', { chat_id: chatId, photo, ...words });
  }

  /** @param url - https, public. */
  async setWebhook(url: string, secret: string): Promise<void> {
    await this.#call('setWebhook', { url, secret_token: secret }, ANYTHING);
  }

  async deleteWebhook(): Promise<void> {
    await this.#call('deleteWebhook', {}, ANYTHING);
  }

  /**
   * One event, the same object as at the webhook; `undefined` when nothing came. There is no confirming: Zalo
   * forgets an event as it hands it out.
   */
  async getUpdate(holdSeconds: number): Promise<unknown> {
    try {
      // The documents show a number and say text; the one client that is well kept sends text.
      const asked = { timeout: String(holdSeconds) };
      return await this.#call('getUpdates', asked, ANYTHING, TIMEOUT_MS + holdSeconds * 1_000);
    } catch (error) {
      if (error instanceof ZaloBotError && error.code === NOTHING_NEW) return undefined;
      throw error;
    }
  }

  async #send(method: string, fields: object): Promise<Taken> {
    const { message_id: messageId } = await this.#call(method, fields, TAKEN);
    return { messageId };
  }

  async #call<Shape extends z.ZodType>(
    method: string,
    fields: object,
    shape: Shape,
    timeoutMs = TIMEOUT_MS,
  ): Promise<z.infer<Shape>> {
    const { apiBase, botToken, fetch } = this.#account;
    const answer = await callJson({
      url: `${apiBase}/bot${botToken}/${method}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
      timeoutMs,
      fetch,
    }).catch((cause: unknown) => {
      const mayBeDone = !(cause instanceof NoAnswer) || cause.mayHaveArrived;
      throw new ZaloBotError(0, { mayBeDone, cause });
    });
    return read(answer, shape);
  }
}

/** `ok` counts, whatever the status says; what has no envelope comes from something that stands before Zalo. */
function read<Shape extends z.ZodType>(
  { status, headers, body }: JsonAnswer,
  shape: Shape,
): z.infer<Shape> {
  const retryAfterMs = retryAfterOf(headers);
  const envelope = ENVELOPE.safeParse(body);
  if (!envelope.success) {
    // A gateway that refused passed nothing on; one that failed may have.
    const isRefused = status >= 300 && status < 500;
    throw new ZaloBotError(status, { mayBeDone: !isRefused, retryAfterMs });
  }
  const { ok, error_code: code, result } = envelope.data;
  if (!ok) throw new ZaloBotError(code === 0 ? status : code, { retryAfterMs });
  const parsed = shape.safeParse(result);
  // It was taken; under which id we shall never know.
  if (!parsed.success) throw new ZaloBotError(status, { mayBeDone: true, cause: parsed.error });
  return parsed.data;
}
