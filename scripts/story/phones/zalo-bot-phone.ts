import type { BotPerson } from '../../../test/emulators/zalo-bot/person.ts';
import type { Hands, Received } from '../../providers/hands.ts';
import type { Line } from '../phone.ts';
import { numberedChoices, type Choice } from './chat-phone.ts';
import { ProviderPhone } from './provider-phone.ts';

/** Somebody with Zalo, in a chat with a bot of the Bot Platform; there are no buttons. */
export class ZaloBotPhone extends ProviderPhone<BotPerson> implements Hands {
  get chatId(): string {
    return this.person.id;
  }

  get received(): readonly Received[] {
    return this.person.posted
      .filter(({ isOurs }) => isOurs)
      .map(({ id, words, files }) => ({ id, words, files: files.length }));
  }

  /** Nothing here can be pressed: whoever copies an id types it. */
  pressesById(choiceId: string): Promise<void> {
    return this.says(choiceId);
  }

  sendsSticker(): Promise<void> {
    return this.act(async () => {
      this.person.sendsSticker();
    });
  }

  sendsFile(): Promise<void> {
    return this.act(async () => {
      this.person.sendsUnsupported();
    });
  }

  protected override async lines(): Promise<readonly Line[]> {
    return this.person.posted.map(({ id, isOurs, words, files }) => ({
      id,
      from: isOurs ? 'bot' : 'person',
      words: [words],
      choices: [],
      files: files.map(({ kind }) => kind),
    }));
  }

  protected override choicesOf(line: Line): readonly Choice[] {
    return numberedChoices(line);
  }

  protected override async transmitText(text: string): Promise<void> {
    this.person.sends(text);
  }

  protected override async transmitChoice({ id }: Choice): Promise<void> {
    this.person.sends(id);
  }

  protected override async transmitPicture(
    picture: Blob,
    _name: string,
    text: string,
  ): Promise<void> {
    this.person.sendsImage(new Uint8Array(await picture.arrayBuffer()), text);
  }
}
