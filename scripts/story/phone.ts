import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { until } from '../launch/until.ts';

const LINE = z.object({
  id: z.string(),
  from: z.enum(['person', 'bot']),
  words: z.array(z.string()).nullable(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  files: z.array(z.string()),
});
const ANSWER = z.object({ lines: z.array(LINE) });

/** One line of a chat as `GET <chat>/lines` tells it; withheld words are `null`. */
export type Line = z.infer<typeof LINE>;

/** A step of the story did not go as the story has it. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

/** What is shown of both sides of a chat. */
export type Narrator = (who: string, line: Line) => void;

const PATIENCE_MS = 30_000;

/** One person's chat page, spoken to over HTTP as the page's own script does. */
export class Phone {
  readonly name: string;
  readonly #address: string;
  readonly #narrate: Narrator;
  readonly #shown = new Set<string>();
  /** Lines that no step has waited for yet. */
  #unheard: Line[] = [];

  /** @param address - Of the chat page, such as `http://127.0.0.1:8080/demo/ba-con/chat`. */
  constructor(name: string, address: string, narrate: Narrator) {
    this.name = name;
    this.#address = address;
    this.#narrate = narrate;
  }

  /** Leaves out what was said before the story began. */
  async pickUp(): Promise<void> {
    for (const line of await this.#lines()) this.#shown.add(line.id);
  }

  /** Writes a sentence. */
  says(text: string): Promise<void> {
    return this.#send({ text });
  }

  /** Presses the first button of the last lines whose label fits. */
  async presses(label: RegExp): Promise<void> {
    const choice = await this.#wait(`the button ${label}`, () => this.#findChoice(label));
    await this.#send({ choice });
  }

  /** Sends a picture with a caption. */
  sends(file: Blob, name: string, text: string): Promise<void> {
    return this.#send({ text }, { file, name });
  }

  /** Waits for a line that fits, passing over others before it. */
  async hears(words: RegExp): Promise<Line> {
    return this.#wait(`"${words.source}"`, async () => {
      await this.#look();
      const at = this.#unheard.findIndex((line) => words.test(line.words?.join('\n') ?? ''));
      if (at < 0) return undefined;
      const [line] = this.#unheard.splice(0, at + 1).slice(-1);
      return line;
    });
  }

  /**
   * Whether a line that fits came; for what may or may not be said. It is not passed over.
   *
   * @param withinMs - How long to wait for it, in milliseconds. Default 0.
   */
  async hasHeard(words: RegExp, withinMs = 0): Promise<boolean> {
    const look = async (): Promise<true | undefined> => {
      // What was read stays known while nobody answers.
      await this.#look().catch(() => undefined);
      return this.#unheard.some((line) => words.test(line.words?.join('\n') ?? '')) || undefined;
    };
    return until(words.source, withinMs, look).catch(() => false);
  }

  async #wait<Found>(what: string, probe: () => Promise<Found | undefined>): Promise<Found> {
    return until(`${this.name}: ${what}`, PATIENCE_MS, probe).catch((cause: unknown) => {
      const last = this.#unheard.map((line) => line.words?.join(' / ')).join('\n  ');
      throw new StoryBroken(`${this.name} waited in vain for ${what}.\nLast heard:\n  ${last}`, {
        cause,
      });
    });
  }

  async #findChoice(label: RegExp): Promise<string | undefined> {
    const lines = await this.#look();
    const choices = lines.slice(-12).flatMap((line) => line.choices);
    return choices.findLast((choice) => label.test(choice.label))?.id;
  }

  async #look(): Promise<readonly Line[]> {
    const lines = await this.#lines();
    for (const line of lines) {
      if (this.#shown.has(line.id)) continue;
      this.#shown.add(line.id);
      this.#narrate(this.name, line);
      if (line.from === 'bot') this.#unheard.push(line);
    }
    return lines;
  }

  async #lines(): Promise<readonly Line[]> {
    const response = await fetch(`${this.#address}/lines`);
    return response.ok ? ANSWER.parse(await response.json()).lines : [];
  }

  /** Sends until it is taken: the id makes a repeat harmless, as on a bad mobile network. */
  async #send(
    fields: Readonly<Record<string, string>>,
    picture?: { file: Blob; name: string },
  ): Promise<void> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, eventId: randomUUID() }))
      form.set(name, value);
    if (picture !== undefined) form.set('file', picture.file, picture.name);
    this.#unheard = [];
    await this.#wait('the message to be taken', async () => {
      const response = await fetch(this.#address, {
        method: 'POST',
        body: form,
        headers: { accept: 'application/json', origin: new URL(this.#address).origin },
      });
      return response.ok ? true : undefined;
    });
    await this.#look();
  }
}
