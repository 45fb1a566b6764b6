import { until } from '../../launch/until.ts';
import { StoryBroken, type Line, type Narrator, type Phone } from '../phone.ts';

/** A choice as it stands on the screen. */
export type Choice = Line['choices'][number];

const PATIENCE_MS = 30_000;
/** So many lines are on the screen. */
const SCREEN = 12;
const WHICH = /là cho việc nào/;

/** How a person listens, the same on every channel; what differs is how lines are read and words sent. */
export abstract class ChatPhone implements Phone {
  readonly name: string;
  readonly #narrate: Narrator;
  readonly #shown = new Set<string>();
  /** Lines that no step has waited for yet. */
  #unheard: Line[] = [];
  /** Lines of the bot since the person's last word. */
  #answers: Line[] = [];
  /** What was pressed last, if nothing was said since. */
  #pressed: Choice | undefined;

  constructor(name: string, narrate: Narrator) {
    this.name = name;
    this.#narrate = narrate;
  }

  /** Everything said so far, by both, the oldest first. */
  protected abstract lines(): Promise<readonly Line[]>;
  protected abstract transmitText(text: string): Promise<void>;
  protected abstract transmitChoice(choice: Choice): Promise<void>;
  protected abstract transmitPicture(picture: Blob, name: string, text: string): Promise<void>;

  async pickUp(): Promise<void> {
    for (const line of await this.lines()) this.#shown.add(line.id);
  }

  says(text: string): Promise<void> {
    return this.act(() => this.transmitText(text));
  }

  async isOffered(label: RegExp): Promise<boolean> {
    await this.look();
    return this.#answers.some((line) => this.choicesOf(line).some((one) => label.test(one.label)));
  }

  async presses(label: RegExp): Promise<void> {
    const choice = await this.#wait(`the button ${label}`, () => this.#findChoice(label));
    await this.act(() => this.transmitChoice(choice));
    this.#pressed = choice;
  }

  /**
   * Takes one of the choices that were offered last.
   *
   * @param number - As they stand on the screen, from 1 on.
   * @returns `false` when there is none of this number.
   */
  async pressesNumber(number: number): Promise<boolean> {
    const offered = (await this.look()).map((line) => this.choicesOf(line));
    const choice = offered.findLast((choices) => choices.length > 0)?.[number - 1];
    if (choice === undefined) return false;
    await this.act(() => this.transmitChoice(choice));
    return true;
  }

  sends(picture: Blob, name: string, text: string): Promise<void> {
    return this.act(() => this.transmitPicture(picture, name, text));
  }

  async hears(words: RegExp): Promise<Line> {
    return this.#wait(`"${words.source}"`, async () => {
      await this.look();
      const at = this.#unheard.findIndex((line) => words.test(line.words?.join('\n') ?? ''));
      if (at < 0) return undefined;
      const [line] = this.#unheard.splice(0, at + 1).slice(-1);
      return line;
    });
  }

  async seesPicture(): Promise<void> {
    await this.#wait('a picture', async () => {
      await this.look();
      return this.#answers.some(({ files }) => files.length > 0) || undefined;
    });
  }

  async hasHeard(words: RegExp, withinMs = 0): Promise<boolean> {
    const look = async (): Promise<true | undefined> => {
      // What was read stays known while nobody answers.
      await this.look().catch(() => undefined);
      return this.#unheard.some((line) => words.test(line.words?.join('\n') ?? '')) || undefined;
    };
    return until(words.source, withinMs, look).catch(() => false);
  }

  /** What can be taken of a line; default its buttons. */
  protected choicesOf(line: Line): readonly Choice[] {
    return line.choices;
  }

  /** Sends something, until it is taken; what was not waited for before is not waited for after. */
  protected async act(transmit: () => Promise<void>): Promise<void> {
    await this.look().catch(() => undefined);
    this.#unheard = [];
    this.#answers = [];
    this.#pressed = undefined;
    await this.#wait('the message to be taken', async () => {
      await transmit();
      return true;
    });
    await this.look();
  }

  /** Reads what is new. */
  protected async look(): Promise<readonly Line[]> {
    const lines = await this.lines();
    for (const line of lines) {
      if (this.#shown.has(line.id)) continue;
      this.#shown.add(line.id);
      this.#narrate(this.name, line);
      if (line.from !== 'bot' || (await this.#saysWhich(line))) continue;
      this.#unheard.push(line);
      this.#answers.push(line);
    }
    return lines;
  }

  async #wait<Found>(what: string, probe: () => Promise<Found | undefined>): Promise<Found> {
    return until(`${this.name}: ${what}`, PATIENCE_MS, probe).catch((cause: unknown) => {
      const last = this.#unheard.map((line) => line.words?.join(' / ')).join('\n  ');
      throw new StoryBroken(`${this.name} waited in vain for ${what}.\nLast heard:\n  ${last}`, {
        cause,
      });
    });
  }

  /** A number may stand in two lists; then the bot asks which is meant, and the same label is taken there. */
  async #saysWhich(line: Line): Promise<boolean> {
    const pressed = this.#pressed;
    if (pressed === undefined || !WHICH.test(line.words?.join('\n') ?? '')) return false;
    const meant = this.choicesOf(line).find(
      ({ label }) => label === pressed.label || label.endsWith(`: ${pressed.label}`),
    );
    if (meant === undefined) return false;
    await this.transmitChoice(meant);
    return true;
  }

  async #findChoice(label: RegExp): Promise<Choice | undefined> {
    const onScreen = (await this.look()).slice(-SCREEN);
    const choices = onScreen.flatMap((line) => this.choicesOf(line));
    return choices.findLast((choice) => label.test(choice.label));
  }
}

/** A choice among the words, where there are no buttons: `2. Gửi đi`, or `2 sao`, whose number is its own. */
const NUMBERED = /^(\d{1,2})(\.?) (\S.*)$/;

/** The choices that stand as numbered lines in what the bot wrote; what is typed is the number. */
export const numberedChoices = ({ from, words }: Line): readonly Choice[] =>
  (from === 'bot' ? (words ?? []) : [])
    .join('\n')
    .split('\n')
    .flatMap((row) => {
      const [, id, dot, label = ''] = NUMBERED.exec(row) ?? [];
      return id === undefined ? [] : [{ id, label: dot === '.' ? label : row }];
    });
