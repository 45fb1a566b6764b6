import { randomUUID } from 'node:crypto';
import type { Hands, Received, SentFile } from '../../../../scripts/providers/hands.ts';
import { WebPhone } from '../../../../scripts/story/phones/web-phone.ts';
import type { Line } from '../../../../scripts/story/phone.ts';
import type { StartRig } from '../rig.ts';
import { silent } from './silent.ts';

/** A browser with a chat of its own, known by its cookie alone. */
class VisitorPhone extends WebPhone implements Hands {
  readonly #cookies = new Map<string, string>();
  #received: readonly Received[] = [];

  /** Known to the cookie, which tells nobody else. */
  get chatId(): string {
    return '';
  }

  get received(): readonly Received[] {
    return this.#received;
  }

  pressesById(choiceId: string): Promise<void> {
    return this.act(() => this.transmitChoice({ id: choiceId, label: '' }));
  }

  /** The page has none. */
  sendsSticker(): Promise<void> {
    return this.says('🐃');
  }

  sendsFile({ name, bytes, mediaType }: SentFile): Promise<void> {
    const file = new Blob([new Uint8Array(bytes)], { type: mediaType });
    return this.sends(file, name, '');
  }

  /** Closing the page is all that can be done. */
  blocks(): void {}
  unblocks(): void {}

  async looks(): Promise<void> {
    await this.look();
  }

  protected override async lines(): Promise<readonly Line[]> {
    const lines = await super.lines();
    this.#received = lines
      .filter(({ from }) => from === 'bot')
      .map(({ id, words, files }) => ({ id, words: words?.join('\n') ?? '', files: files.length }));
    return lines;
  }

  protected override async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
    const response = await super.ask(path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }
}

export const startWebRig: StartRig = async () => {
  const people = new Map<string, Hands>();
  const secret = randomUUID();
  let pages = '';
  return {
    channel: 'web',
    environment: { CB_SESSION_SECRET: secret },
    connect: async ({ address }) => {
      pages = address;
    },
    person: (name) => {
      const known = people.get(name) ?? new VisitorPhone(name, `${pages}/chat`, silent);
      people.set(name, known);
      return known;
    },
    troubles: {},
    secrets: [secret],
    close: async () => undefined,
  };
};
