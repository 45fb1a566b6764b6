import type { ZaloPerson } from '../../../test/emulators/zalo-oa/person.ts';
import { PRESS } from '../../../src/channels/zalo-oa/read-event.ts';
import type { Hands, Received, SentFile } from '../../providers/hands.ts';
import type { Line } from '../phone.ts';
import { numberedChoices, type Choice } from './chat-phone.ts';
import { ProviderPhone } from './provider-phone.ts';

/** Somebody with Zalo, in a chat with an Official Account. */
export class ZaloOaPhone extends ProviderPhone<ZaloPerson> implements Hands {
  get chatId(): string {
    return this.person.id;
  }

  get received(): readonly Received[] {
    return this.person.said
      .filter(({ by }) => by === 'oa' || by === 'template')
      .map(({ id, words, files }) => ({ id, words, files: files.length }));
  }

  pressesById(choiceId: string): Promise<void> {
    return this.act(async () => {
      this.person.pressesAgain({
        title: '?',
        type: 'oa.query.hide',
        payload: `${PRESS}${choiceId}`,
      });
    });
  }

  sendsSticker(): Promise<void> {
    return this.act(async () => {
      this.person.sendsSticker();
    });
  }

  sendsFile({ name, bytes }: SentFile): Promise<void> {
    return this.act(async () => {
      this.person.sendsFile({ name, bytes });
    });
  }

  protected override async lines(): Promise<readonly Line[]> {
    return this.person.said
      .filter(({ isHidden }) => !isHidden)
      .map(({ id, isOurs, words, buttons, files }) => ({
        id,
        from: isOurs ? 'bot' : 'person',
        words: [words],
        choices: buttons.map(({ title }, index) => ({ id: `${id}/${index}`, label: title })),
        files: files.map(({ kind }) => kind),
      }));
  }

  protected override choicesOf(line: Line): readonly Choice[] {
    return [...numberedChoices(line), ...line.choices];
  }

  protected override async transmitText(text: string): Promise<void> {
    this.person.sends(text);
  }

  protected override async transmitChoice({ id }: Choice): Promise<void> {
    const [saidId, index] = id.split('/');
    const said = this.person.said.find((one) => one.id === saidId);
    const button = said?.buttons[Number(index)];
    if (button === undefined) this.person.sends(id);
    else this.person.pressesAgain(button);
  }

  protected override async transmitPicture(
    picture: Blob,
    _name: string,
    text: string,
  ): Promise<void> {
    this.person.sendsImage(new Uint8Array(await picture.arrayBuffer()), text);
  }
}
