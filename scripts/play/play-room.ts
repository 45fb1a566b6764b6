import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Hands } from '../providers/hands.ts';
import type { Provider } from '../providers/provider.ts';
import type { Narrator } from '../story/phone.ts';
import { minutesOf } from './span.ts';

/** What the room is furnished with. */
export interface RoomOptions {
  readonly providers: readonly Provider[];
  readonly narrate: Narrator;
  /** Moves the clock of everybody on; returns the new time in words. */
  readonly advance: (minutes: number) => string;
  /** A one-time code with which a cadre joins; throws when there is no such cadre. */
  readonly invite: (cadreId: string) => Promise<string>;
}

type Order = (rest: string) => Promise<string | undefined>;

const MOST_PICTURE_BYTES = 20_000_000;

export const PLAY_HELP = `Whatever you type is said by the person whose turn it is. Besides:
  /channel zalo-oa     speak on another channel
  /person Lan          be somebody else; a new name is a new person
  /press 2             take the second of the choices that were offered last
  /photo FILE [words]  send a picture
  /sticker             send a sticker
  /advance 3d          put the clock on: 30m, 2h, 3d
  /block, /unblock     stop the account, and let it write again
  /by-hand WORDS       answer at the provider's own desk (zalo-oa)
  /invite CADRE-ID     print a code with which a cadre joins, such as TD-DT-12-1
  //WORDS              say something that begins with a slash, such as //start
  /help, /quit`;

/** Several people on several emulated channels, played by one hand. */
export class PlayRoom {
  readonly #options: RoomOptions;
  readonly #phones = new Map<string, Hands>();
  #provider: Provider;
  #name = 'Lan';

  constructor(options: RoomOptions) {
    const [first] = options.providers;
    if (first === undefined) throw new Error('no channel to play on');
    this.#options = options;
    this.#provider = first;
  }

  /** Whose turn it is. */
  get prompt(): string {
    return `${this.#provider.channel} ${this.#name}> `;
  }

  /** Does what a line says; returns what there is to tell of it. Never throws for what was typed. */
  async take(line: string): Promise<string | undefined> {
    const text = line.trim();
    if (text === '') return undefined;
    try {
      if (text.startsWith('//')) return await this.#say(text.slice(1));
      if (!text.startsWith('/')) return await this.#say(text);
      const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/su.exec(text) ?? [];
      const order = this.#orders[name];
      return order === undefined
        ? `There is no /${name}; /help tells what there is.`
        : await order(rest);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Shows what is new on every phone. */
  async look(): Promise<void> {
    for (const phone of this.#phones.values()) await phone.looks();
  }

  readonly #orders: Readonly<Record<string, Order>> = {
    help: async () => PLAY_HELP,
    channel: async (id) => {
      const found = this.#options.providers.find(({ channel }) => channel === id);
      if (found === undefined)
        return `There are: ${this.#options.providers.map(({ channel }) => channel).join(', ')}`;
      this.#provider = found;
      return undefined;
    },
    person: async (name) => {
      if (name === '') return 'Which name? /person Lan';
      this.#name = name;
      return undefined;
    },
    press: async (number) =>
      /^\d{1,2}$/.test(number) && (await this.#phone().pressesNumber(Number(number)))
        ? undefined
        : 'No choice of this number was offered last.',
    photo: (rest) => this.#sendPhoto(rest),
    sticker: async () => {
      await this.#phone().sendsSticker();
      return undefined;
    },
    advance: async (span) => {
      const minutes = minutesOf(span);
      return minutes === undefined
        ? 'How long? /advance 30m, 2h or 3d, at most 366d'
        : `⏩ ${this.#options.advance(minutes)}`;
    },
    block: async () => {
      this.#phone().blocks();
      return `${this.#name} has stopped the account.`;
    },
    unblock: async () => {
      this.#phone().unblocks();
      return `${this.#name} lets the account write again.`;
    },
    'by-hand': async (words) => {
      if (this.#provider.answerByHand === undefined)
        return `${this.#provider.channel} has no desk to answer at.`;
      if (words === '') return 'Which words? /by-hand Xin chờ một lát ạ.';
      this.#provider.answerByHand(this.#name, words);
      return undefined;
    },
    invite: async (cadreId) =>
      cadreId === '' ? 'Whom? /invite TD-DT-12-1' : this.#options.invite(cadreId),
  };

  async #say(words: string): Promise<undefined> {
    await this.#phone().says(words);
  }

  async #sendPhoto(rest: string): Promise<string | undefined> {
    const [, file = '', words = ''] = /^(\S+)\s*(.*)$/su.exec(rest) ?? [];
    if (file === '') return 'Which file? /photo data/sample-tam-dao/photo-mended-road.png';
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes === undefined) return `There is no file ${file}.`;
    if (bytes.byteLength > MOST_PICTURE_BYTES) return `${file} has more than 20 MB.`;
    await this.#phone().sends(new Blob([new Uint8Array(bytes)]), basename(file), words);
    return undefined;
  }

  #phone(): Hands {
    const key = `${this.#provider.channel} ${this.#name}`;
    const known = this.#phones.get(key) ?? this.#provider.phone(this.#name, this.#options.narrate);
    this.#phones.set(key, known);
    return known;
  }
}
