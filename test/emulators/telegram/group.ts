import type { Update, User } from 'grammy/types';
import type { Account } from './account.ts';
import type { EmulatedChat } from './chats.ts';

/** A group into which somebody puts the bot. */
export class TelegramGroup {
  readonly id: number;
  readonly #account: Account;
  readonly #chat: EmulatedChat;
  readonly #member: User;

  constructor(account: Account, title: string) {
    this.#account = account;
    const memberId = account.chats.nextUserId();
    this.id = -memberId;
    this.#member = { id: memberId, is_bot: false, first_name: 'An', language_code: 'vi' };
    this.#chat = account.chats.add({ id: this.id, type: 'group', title });
  }

  /** Puts the bot into the group. */
  addsBot(): void {
    this.#chat.isOpen = true;
    const { chats, updates } = this.#account;
    const status = (word: string) => ({ user: chats.bot, status: word });
    updates.push({
      my_chat_member: {
        chat: this.#chat.chat,
        from: this.#member,
        date: chats.seconds(),
        old_chat_member: status('left'),
        new_chat_member: status('member'),
      } as NonNullable<Update['my_chat_member']>,
    });
  }

  /** Somebody writes to the bot in the group. */
  says(text: string): void {
    const message = this.#account.chats.post(this.#chat, this.#member, { text });
    this.#account.updates.push({ message: message as NonNullable<Update['message']> });
  }

  /** What the bot wrote. */
  get heard(): readonly string[] {
    return this.#chat.posted
      .filter(({ from }) => from === 'bot')
      .map(({ message }) => message.text ?? '');
  }

  get hasBot(): boolean {
    return this.#chat.isOpen;
  }
}
