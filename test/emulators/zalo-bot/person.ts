import { Ear, patiently } from '../wire/ear.ts';
import { numberOf } from '../wire/numbered.ts';
import type { BotAccount } from './account.ts';
import type { BotChat, Posted } from './chats.ts';

/** One line of a chat as the person sees it. */
export interface SeenLine {
  readonly from: 'person' | 'bot';
  readonly words: string;
  readonly files: number;
}

/** A person with Zalo on the phone, in a chat with the bot. */
export class BotPerson {
  readonly #account: BotAccount;
  readonly #name: string;
  readonly #own: BotChat;
  readonly #ear: Ear<Posted>;

  constructor(account: BotAccount, name: string) {
    this.#account = account;
    this.#name = name;
    this.#own = account.chats.add('PRIVATE');
    this.#ear = new Ear(() => this.#own.posted);
  }

  get id(): string {
    return this.#own.id;
  }

  sends(text: string): Posted {
    return this.#say('text', { text }, text);
  }

  sendsImage(bytes: Uint8Array, caption = '', url?: string): Posted {
    const { media, settings } = this.#account;
    const address = url ?? media.put('photo.jpg', bytes, 'image/jpeg');
    const words = caption === '' ? {} : { caption };
    return this.#say('image', { [settings.pictureField]: address, ...words }, caption);
  }

  sendsSticker(): Posted {
    return this.#say('sticker', { sticker: 'bc2cf1', url: 'https://zalo-api.zadn.vn/s' }, '');
  }

  sendsVoice(bytes: Uint8Array): Posted {
    const address = this.#account.media.put('voice.aac', bytes, 'audio/aac');
    return this.#say('voice', { voice_url: address }, '');
  }

  /** Something that Zalo withholds from bots. */
  sendsUnsupported(): Posted {
    return this.#say('unsupported', {}, '');
  }

  /** Any event of this person, as Zalo would send it. */
  sendsOther(kind: string, content: object): Posted {
    return this.#say(kind, content, '');
  }

  /** Names the bot in a group, so that it hears. */
  mentions(group: BotGroup, text: string): Posted {
    return this.#say('text', { text }, text, group.chat);
  }

  /** Waits for a numbered line with this label and types its number, in the latest message first. */
  async presses(label: RegExp): Promise<Posted> {
    const number = await patiently(`the choice ${label}`, () => this.#findNumber(label));
    return this.sends(number);
  }

  blocks(): void {
    this.#own.isBlocked = true;
  }

  unblocks(): void {
    this.#own.isBlocked = false;
  }

  /** Waits for a message of the bot that fits, passing over others before it. */
  hears(words: RegExp): Promise<Posted> {
    return this.#ear.hears(words);
  }

  /** Whether such a message is there already. */
  hasHeard(words: RegExp): boolean {
    return this.#ear.hasHeard(words);
  }

  get transcript(): readonly SeenLine[] {
    return this.#own.posted.map(({ isOurs, words, files }) => ({
      from: isOurs ? 'bot' : 'person',
      words,
      files: files.length,
    }));
  }

  /** Every message of both sides. */
  get posted(): readonly Posted[] {
    return this.#own.posted;
  }

  #say(kind: string, content: object, words: string, where: BotChat = this.#own): Posted {
    where.isOpen = true;
    const posted = this.#account.chats.post(where, false, words);
    this.#account.feed.push({
      event_name: `message.${kind}.received`,
      message: {
        from: { id: this.#own.id, display_name: this.#name, is_bot: false },
        chat: { id: where.id, chat_type: where.type },
        ...content,
        message_id: posted.id,
        date: posted.at.getTime(),
      },
    });
    return posted;
  }

  #findNumber(label: RegExp): string | undefined {
    return this.#own.posted
      .filter(({ isOurs }) => isOurs)
      .toReversed()
      .map(({ words }) => numberOf(words, label))
      .find((number) => number !== undefined);
  }
}

/** A group with the bot in it; the bot hears only what names it. */
export class BotGroup {
  readonly chat: BotChat;

  constructor({ chats }: BotAccount) {
    this.chat = chats.add('GROUP');
  }

  /** What the bot wrote. */
  get heard(): readonly string[] {
    return this.chat.posted.filter(({ isOurs }) => isOurs).map(({ words }) => words);
  }
}
