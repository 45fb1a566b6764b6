import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Line, Narrator } from '../phone.ts';
import { ChatPhone, type Choice } from './chat-phone.ts';

const LINE = z.object({
  id: z.string(),
  from: z.enum(['person', 'bot']),
  words: z.array(z.string()).nullable(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  files: z.array(z.string()),
});
const ANSWER = z.object({ lines: z.array(LINE) });

/** One person's chat page, spoken to over HTTP as the page's own script does. */
export class WebPhone extends ChatPhone {
  readonly #address: string;

  /** @param address - Of the chat page, such as `http://127.0.0.1:8080/demo/ba-con/chat`. */
  constructor(name: string, address: string, narrate: Narrator) {
    super(name, narrate);
    this.#address = address;
  }

  protected override async lines(): Promise<readonly Line[]> {
    const response = await this.ask('/lines');
    return response.ok ? ANSWER.parse(await response.json()).lines : [];
  }

  protected override transmitText(text: string): Promise<void> {
    return this.#post({ text });
  }

  protected override transmitChoice({ id }: Choice): Promise<void> {
    return this.#post({ choice: id });
  }

  protected override transmitPicture(picture: Blob, name: string, text: string): Promise<void> {
    return this.#post({ text }, { picture, name });
  }

  /** @param path - Beneath the chat page. */
  protected ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#address}${path}`, init);
  }

  /** The id makes a repeat harmless, as on a bad mobile network. */
  async #post(
    fields: Readonly<Record<string, string>>,
    sent?: { readonly picture: Blob; readonly name: string },
  ): Promise<void> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, eventId: this.#eventId(fields) }))
      form.set(name, value);
    if (sent !== undefined) form.set('file', sent.picture, sent.name);
    const response = await this.ask('', {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json', origin: new URL(this.#address).origin },
    });
    if (!response.ok) throw new Error(`the page answered ${response.status}`);
    this.#last = undefined;
  }

  /** What is being sent, and under which id it is sent again. */
  #last: { readonly fields: string; readonly eventId: string } | undefined;

  #eventId(fields: Readonly<Record<string, string>>): string {
    const sent = JSON.stringify(fields);
    if (this.#last?.fields !== sent) this.#last = { fields: sent, eventId: randomUUID() };
    return this.#last.eventId;
  }
}
