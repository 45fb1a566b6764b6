import type { BotCommand, InlineKeyboardButton, Message, Update, User } from 'grammy/types';
import { Ear, patiently } from '../wire/ear.ts';
import type { Account } from './account.ts';
import { buttonRows, type EmulatedChat, type Posted } from './chats.ts';
import { menuKey } from './methods/profile.ts';

/** A file that a person sends. */
export interface SentFile {
  readonly bytes: Uint8Array;
  readonly caption?: string;
  readonly name?: string;
  readonly mediaType?: string;
  /** As announced; default as it is. */
  readonly sizeBytes?: number;
}

/** One line of a chat as the person sees it. */
export interface SeenLine {
  readonly from: 'person' | 'bot';
  readonly words: string;
  readonly buttons: readonly string[];
  readonly files: number;
  /** Sign of the bot under it. */
  readonly reaction?: string;
}

type Said = NonNullable<Update['message']>;
type Membership = NonNullable<Update['my_chat_member']>;

/** A person with Telegram on the phone, in a private chat with the bot. */
export class TelegramPerson {
  readonly id: number;
  readonly #account: Account;
  readonly #user: User;
  readonly #chat: EmulatedChat;
  readonly #ear = new Ear(() =>
    this.#chat.posted.map(({ from, message }) => ({
      place: message.message_id,
      words: wordsOf(message),
      isOurs: from === 'bot',
      message,
    })),
  );

  constructor(account: Account, name: string, language: string) {
    this.#account = account;
    this.id = account.chats.nextUserId();
    this.#user = { id: this.id, is_bot: false, first_name: name, language_code: language };
    this.#chat = account.chats.add({ id: this.id, type: 'private', first_name: name });
  }

  /** Writes words; a leading slash makes them a command, as the app marks it. */
  sends(text: string): Message {
    const length = /^\/\w+/.exec(text)?.[0].length;
    const entities =
      length === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length }] };
    return this.#say({ text, ...entities });
  }

  /** In three sizes, as Telegram makes them. */
  sendsPhoto(photo: SentFile): Message {
    return this.#say(this.#photo(photo));
  }

  /** Each photo is a message of its own; they share an id and have no end mark. */
  sendsAlbum(photos: readonly SentFile[]): readonly Message[] {
    const albumId = `${this.id}-${this.#chat.posted.length}`;
    return photos.map((photo) => this.#say({ media_group_id: albumId, ...this.#photo(photo) }));
  }

  /** A document, voice note, video, audio, round video or moving picture. */
  sendsFile(
    kind: 'document' | 'voice' | 'video' | 'audio' | 'video_note' | 'animation',
    file: SentFile,
  ): Message {
    const shown = {
      ...this.#keep(file),
      duration: 1,
      ...(file.name === undefined ? {} : { file_name: file.name }),
      ...(file.mediaType === undefined ? {} : { mime_type: file.mediaType }),
    };
    // Telegram describes a moving picture as a document too.
    const asDocument = kind === 'animation' ? { document: shown } : {};
    return this.#say({ [kind]: shown, ...asDocument, ...captionOf(file) });
  }

  sendsLocation(latitude: number, longitude: number): Message {
    return this.#say({ location: { latitude, longitude } });
  }

  /** Presses the button under the text field that the bot put there. */
  sharesLocation(latitude: number, longitude: number): Message {
    const isOffered = this.keyboard.some((button) => button.asksLocation);
    if (!isOffered) throw new Error('no button asks for a location');
    return this.sendsLocation(latitude, longitude);
  }

  /** @param ownerId - Whose number it is; default the sender's. */
  sendsContact(phone: string, ownerId: number = this.id): Message {
    return this.#say({ contact: { phone_number: phone, first_name: 'A', user_id: ownerId } });
  }

  /** Anything else, as Telegram would put it into a message. */
  sendsOther(content: object): Message {
    return this.#say(content);
  }

  edits(message: Message, text: string): void {
    const edited = { ...message, text, edit_date: this.#account.chats.seconds() + 1 };
    this.#account.updates.push({ edited_message: edited as Said & { edit_date: number } });
  }

  /** Waits for a button with this label and presses it, the latest one first. */
  async presses(label: RegExp): Promise<string> {
    const found = await patiently(`the button ${label}`, () => this.#findButton(label));
    return this.pressesAgain(found.message, found.button);
  }

  /** Presses a button of a message that may be long gone. */
  pressesAgain(message: Message, button: InlineKeyboardButton): string {
    const { presses, updates } = this.#account;
    const id = `${this.id}${presses.size + 1}`;
    const data = 'callback_data' in button ? { data: button.callback_data } : {};
    presses.set(id, 'waiting');
    updates.push({
      callback_query: { id, from: this.#user, message, chat_instance: '1', ...data },
    });
    return id;
  }

  /** Waits for a message of the bot that fits, passing over others before it. */
  async hears(words: RegExp): Promise<Message> {
    return (await this.#ear.hears(words)).message;
  }

  /** Whether such a message is there already. */
  hasHeard(words: RegExp): boolean {
    return this.#ear.hasHeard(words);
  }

  blocks(): void {
    this.#chat.isBlocked = true;
    this.#tellMembership('member', 'kicked');
  }

  unblocks(): void {
    this.#chat.isBlocked = false;
    this.#tellMembership('kicked', 'member');
  }

  /** Deletes the account; unlike blocking, no update tells of it. */
  leavesTelegram(): void {
    this.#chat.isDeactivated = true;
  }

  /** Every message of both sides. */
  get posted(): readonly Posted[] {
    return this.#chat.posted;
  }

  get transcript(): readonly SeenLine[] {
    return this.#chat.posted.map(({ from, message, reaction }) => ({
      from,
      words: wordsOf(message),
      buttons: buttonRows(message)
        .flat()
        .map((button) => button.text),
      files: message.photo !== undefined || message.document !== undefined ? 1 : 0,
      ...(reaction === undefined ? {} : { reaction }),
    }));
  }

  /** Buttons under the text field. */
  get keyboard(): readonly { readonly label: string; readonly asksLocation: boolean }[] {
    return (this.#chat.keyboard?.keyboard ?? []).flat().map((button) =>
      typeof button === 'string'
        ? { label: button, asksLocation: false }
        : {
            label: button.text,
            asksLocation: 'request_location' in button,
          },
    );
  }

  /** The menu that the app would show, found as Telegram finds it. */
  get menu(): readonly BotCommand[] {
    const { menus } = this.#account;
    const language = this.#user.language_code ?? '';
    const own = { type: 'chat', chat_id: this.id } as const;
    const scopes = [own, { type: 'all_private_chats' }, { type: 'default' }] as const;
    const keys = scopes.flatMap((scope) => [menuKey(scope, language), menuKey(scope, '')]);
    return keys.map((key) => menus.get(key)).find((menu) => menu !== undefined) ?? [];
  }

  #say(content: object): Message {
    this.#chat.isOpen = true;
    const message = this.#account.chats.post(this.#chat, this.#user, content);
    this.#account.updates.push({ message: message as Said });
    return message;
  }

  #keep({ bytes, sizeBytes }: SentFile) {
    const file = this.#account.files.keep('received', bytes, sizeBytes);
    return { file_id: file.id, file_unique_id: `u-${file.id}`, file_size: file.sizeBytes };
  }

  #photo(photo: SentFile): object {
    const small = this.#keep({ bytes: new Uint8Array([0]) });
    const sizes = [
      { ...small, width: 90, height: 67 },
      { ...this.#keep(photo), width: 1280, height: 960 },
    ];
    return { photo: sizes, ...captionOf(photo) };
  }

  #fromBot(): readonly Message[] {
    return this.#chat.posted.filter(({ from }) => from === 'bot').map(({ message }) => message);
  }

  #findButton(label: RegExp) {
    for (const message of this.#fromBot().toReversed()) {
      const button = buttonRows(message)
        .flat()
        .find(({ text }) => label.test(text));
      if (button !== undefined) return { message, button };
    }
    return undefined;
  }

  #tellMembership(before: 'member' | 'kicked', after: 'member' | 'kicked'): void {
    const { bot } = this.#account.chats;
    const status = (word: string) => ({ user: bot, status: word, until_date: 0 });
    this.#account.updates.push({
      my_chat_member: {
        chat: this.#chat.chat,
        from: this.#user,
        date: this.#account.chats.seconds(),
        old_chat_member: status(before),
        new_chat_member: status(after),
      } as Membership,
    });
  }
}

const captionOf = ({ caption }: SentFile): { caption?: string } =>
  caption === undefined ? {} : { caption };

/** Text or caption. */
const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';
