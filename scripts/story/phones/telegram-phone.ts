import type { InlineKeyboardButton, Message } from 'grammy/types';
import type { TelegramPerson } from '../../../test/emulators/telegram/person.ts';
import type { Hands, Received, SentFile } from '../../providers/hands.ts';
import type { Line } from '../phone.ts';
import type { Choice } from './chat-phone.ts';
import { ProviderPhone } from './provider-phone.ts';

/** Somebody with Telegram. */
export class TelegramPhone extends ProviderPhone<TelegramPerson> implements Hands {
  get chatId(): string {
    return String(this.person.id);
  }

  get received(): readonly Received[] {
    return this.person.posted
      .filter(({ from }) => from === 'bot')
      .map(({ message }) => ({
        id: String(message.message_id),
        words: wordsOf(message),
        files: filesOf(message).length,
      }));
  }

  pressesById(choiceId: string): Promise<void> {
    return this.act(async () => {
      const message = this.person.posted.findLast(({ from }) => from === 'bot')?.message;
      if (message === undefined) throw new Error('nothing to press yet');
      this.person.pressesAgain(message, { text: '?', callback_data: choiceId });
    });
  }

  sendsSticker(): Promise<void> {
    return this.act(async () => {
      this.person.sendsOther({ sticker: { file_id: 's', file_unique_id: 's' } });
    });
  }

  sendsFile({ name, bytes, mediaType }: SentFile): Promise<void> {
    return this.act(async () => {
      this.person.sendsFile('document', { name, bytes, mediaType });
    });
  }

  protected override async lines(): Promise<readonly Line[]> {
    return this.person.posted.map(({ from, message }) => ({
      id: String(message.message_id),
      from,
      words: [wordsOf(message)],
      choices: buttonsOf(message).map(({ text }, index) => ({
        id: `${message.message_id}/${index}`,
        label: text,
      })),
      files: filesOf(message),
    }));
  }

  protected override async transmitText(text: string): Promise<void> {
    this.person.sends(text);
  }

  protected override async transmitChoice({ id }: Choice): Promise<void> {
    const [messageId, index] = id.split('/').map(Number);
    const posted = this.person.posted.find(({ message }) => message.message_id === messageId);
    const button = posted && buttonsOf(posted.message)[index ?? 0];
    if (posted !== undefined && button !== undefined)
      this.person.pressesAgain(posted.message, button);
  }

  protected override async transmitPicture(
    picture: Blob,
    _name: string,
    caption: string,
  ): Promise<void> {
    this.person.sendsPhoto({ bytes: new Uint8Array(await picture.arrayBuffer()), caption });
  }
}

const buttonsOf = (message: Message): readonly InlineKeyboardButton[] =>
  message.reply_markup?.inline_keyboard.flat() ?? [];

const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';

const filesOf = ({ photo, document }: Message): readonly string[] =>
  photo === undefined && document === undefined ? [] : ['file'];
