import { Ear, patiently } from '../wire/ear.ts';
import { numberOf } from '../wire/numbered.ts';
import { pictureType } from '../wire/picture.ts';
import type { Account } from './account.ts';
import type { Member, Said, ShownButton } from './chats.ts';
import type { Attached } from './events.ts';
import { textOf } from './fields.ts';

/** A file that a person sends. */
export interface SentFile {
  readonly bytes: Uint8Array;
  readonly name?: string;
  /** As announced; default as it is. */
  readonly sizeBytes?: number;
  /** Address in the event; default where the emulator serves the bytes. */
  readonly url?: string;
}

/** What a person shares when they are asked for contact details. */
export interface SharedInfo {
  readonly name?: string;
  /** Form `84…`. */
  readonly phone?: string;
  readonly address?: string;
}

/** One line of a chat as the person sees it. */
export interface SeenLine {
  readonly from: 'person' | 'oa' | 'admin' | 'template';
  readonly words: string;
  readonly buttons: readonly string[];
  readonly files: number;
  readonly reactions: readonly string[];
}

/** A person with Zalo on the phone. */
export class ZaloPerson {
  readonly #account: Account;
  readonly #member: Member;
  readonly #ear: Ear<Said>;

  constructor(account: Account, name: string) {
    this.#account = account;
    this.#member = account.chats.add(name);
    this.#ear = new Ear(() => this.#member.said);
  }

  get id(): string {
    return this.#member.id;
  }

  /** The number by which templates reach them; form `84…`. */
  set phone(phone: string) {
    this.#member.phone = phone;
  }

  /** Writes words. */
  sends(text: string): Said {
    return this.#say('user_send_text', { words: text });
  }

  /** Answers a message by quoting it. */
  quotes({ id }: Said, text: string): Said {
    return this.#say('user_send_text', { words: text, quotes: id });
  }

  sendsImage(bytes: Uint8Array, text = '', options: Pick<SentFile, 'url'> = {}): Said {
    const isGif = pictureType(bytes) === 'gif';
    const url = options.url ?? this.#shelve('photo.jpg', bytes, isGif ? 'image/gif' : 'image/jpeg');
    const type = isGif ? 'gif' : this.#account.settings.pictureType;
    const attached: Attached = { type, payload: { thumbnail: url, url } };
    const name = isGif ? 'user_send_gif' : 'user_send_image';
    return this.#say(name, { words: text, files: [{ kind: 'image', url, bytes }] }, [attached]);
  }

  sendsLocation(latitude: number, longitude: number): Said {
    const coordinates = { latitude: String(latitude), longitude: String(longitude) };
    return this.#say('user_send_location', { words: '' }, [
      { type: 'location', payload: { coordinates } },
    ]);
  }

  sendsFile(file: SentFile): Said {
    const { bytes, name = 'don.pdf', sizeBytes = bytes.byteLength } = file;
    const url = file.url ?? this.#shelve(name, bytes, 'application/octet-stream');
    const type = name.split('.').at(-1) ?? '';
    const payload = { size: String(sizeBytes), name, checksum: '0', type, url };
    const shown = { words: '', files: [{ kind: 'file', url, name, bytes }] };
    return this.#say('user_send_file', shown, [{ type: 'file', payload }]);
  }

  sendsAudio(bytes: Uint8Array, name = 'voice.amr'): Said {
    const url = this.#shelve(name, bytes, 'audio/amr');
    const shown = { words: '', files: [{ kind: 'audio', url, bytes }] };
    return this.#say('user_send_audio', shown, [{ type: 'audio', payload: { url } }]);
  }

  sendsVideo(bytes: Uint8Array): Said {
    const url = this.#shelve('video.mp4', bytes, 'video/mp4');
    const payload = { thumbnail: url, description: '', url };
    return this.#say('user_send_video', { words: '', files: [{ kind: 'video', url, bytes }] }, [
      { type: 'video', payload },
    ]);
  }

  sendsSticker(): Said {
    const url = this.#shelve('sticker.png', new Uint8Array([1]), 'image/png');
    return this.#say('user_send_sticker', { words: '' }, [
      { type: 'sticker', payload: { id: 'bc2cf1', url } },
    ]);
  }

  sendsLink(url: string, description = ''): Said {
    const payload = { thumbnail: url, description, url };
    return this.#say('user_send_link', { words: url }, [{ type: 'link', payload }]);
  }

  sendsBusinessCard(phone: string): Said {
    const description = JSON.stringify({ phone, caption: '' });
    const payload = { description, thumbnail: '', url: 'https://zalo.me/1' };
    return this.#say('user_send_business_card', { words: '' }, [{ type: 'link', payload }]);
  }

  /** Any event of this person, as Zalo would send it. */
  sendsOther(name: string, attachments: readonly Attached[] = [], text = ''): Said {
    return this.#say(name, { words: text }, attachments);
  }

  /**
   * Waits for a choice with this label and takes it, in the latest message first: presses a button, or types the
   * number of the line where choices are numbered.
   */
  async presses(label: RegExp): Promise<Said> {
    const found = await patiently(`the choice ${label}`, () => this.#findChoice(label));
    return typeof found === 'string' ? this.sends(found) : this.pressesAgain(found);
  }

  /** Presses a button of a message that may be long gone: it looks like typed text. */
  pressesAgain({ type, payload }: ShownButton): Said {
    if (!type.startsWith('oa.query.')) throw new Error(`a button of type ${type} sends nothing`);
    const isHidden = type === 'oa.query.hide';
    return this.#say('user_send_text', { words: textOf(payload), isHidden });
  }

  /** Buttons of the latest message that has any. */
  get buttons(): readonly ShownButton[] {
    return this.#fromOa().find(({ buttons }) => buttons.length > 0)?.buttons ?? [];
  }

  follows(): void {
    this.#member.isFollower = true;
    this.#member.isBlocking = false;
    this.#interacts();
    this.#account.events.following(this.#member, 'follow');
  }

  unfollows(): void {
    this.#member.isFollower = false;
    this.#account.events.following(this.#member, 'unfollow');
  }

  /** Opens the chat by its button, which lets the OA write. */
  clicksChat(): void {
    this.#interacts();
    this.#account.events.clickedChat(this.#member);
  }

  /** Shares what was asked for. */
  submitsInfo({ name = this.#member.name, phone, address = '' }: SharedInfo): void {
    this.#member.shared = { name, address, ...(phone === undefined ? {} : { phone }) };
    this.#interacts();
    const place =
      this.#account.settings.submitInfo === 'nested'
        ? { full_address: { user_city: '', user_ward: '', user_address: address } }
        : { address, city: '', district: '', ward: '' };
    this.#account.events.submitted(this.#member, { name, phone, ...place });
  }

  reacts({ id }: Said, icon = '/-heart'): void {
    this.#account.events.reacted(this.#member, id, icon);
  }

  /** Looks at everything that was written so far. */
  sees(): void {
    const unseen = this.#fromOa().map(({ id }) => id);
    if (unseen.length > 0) this.#account.events.seen(this.#member, unseen.toReversed());
  }

  blocks(): void {
    this.#member.isBlocking = true;
  }

  unblocks(): void {
    this.#member.isBlocking = false;
  }

  /** Is off Zalo for more than 45 days. */
  leavesZalo(): void {
    this.#member.isGone = true;
  }

  /** Waits for a message of the OA that fits, passing over others before it. */
  hears(words: RegExp): Promise<Said> {
    return this.#ear.hears(words);
  }

  /** Whether such a message is there already. */
  hasHeard(words: RegExp): boolean {
    return this.#ear.hasHeard(words);
  }

  get transcript(): readonly SeenLine[] {
    return this.#member.said
      .filter(({ isHidden }) => !isHidden)
      .map(({ by, words, buttons, files, reactions }) => ({
        from: by,
        words,
        buttons: buttons.map(({ title }) => title),
        files: files.length,
        reactions,
      }));
  }

  /** Every message of both sides. */
  get said(): readonly Said[] {
    return this.#member.said;
  }

  get tags(): readonly string[] {
    return [...this.#member.tags];
  }

  #say(
    name: string,
    content: Parameters<Account['chats']['post']>[2],
    attachments: readonly Attached[] = [],
  ): Said {
    const said = this.#account.chats.post(this.#member, 'person', content);
    this.#interacts();
    this.#account.events.sent(this.#member, name, said, attachments);
    return said;
  }

  #interacts(): void {
    this.#member.lastInteractionAt = this.#account.clock.now();
  }

  #shelve(name: string, bytes: Uint8Array, mediaType: string): string {
    return this.#account.media.put(name, bytes, mediaType);
  }

  /** The newest first. */
  #fromOa(): readonly Said[] {
    return this.#member.said.filter(({ isOurs }) => isOurs).toReversed();
  }

  #findChoice(label: RegExp): ShownButton | string | undefined {
    for (const { words, buttons } of this.#fromOa()) {
      const found = buttons.find(({ title }) => label.test(title)) ?? numberOf(words, label);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
