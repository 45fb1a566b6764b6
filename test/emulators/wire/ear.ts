import { until } from '../../../scripts/launch/until.ts';

/** One line of a chat. */
export interface Line {
  /** Grows within the emulator. */
  readonly place: number;
  readonly words: string;
  readonly isOurs: boolean;
}

const PATIENCE_MS = 15_000;

/** How a person listens: what was heard once is not heard again. */
export class Ear<Heard extends Line> {
  readonly #lines: () => readonly Heard[];
  #heard = -1;

  constructor(lines: () => readonly Heard[]) {
    this.#lines = lines;
  }

  /** Waits for a line of ours that fits, passing over others before it. */
  async hears(words: RegExp): Promise<Heard> {
    const found = await until(`"${words.source}"`, PATIENCE_MS, () => this.#find(words)).catch(
      (cause: unknown) => {
        const seen = this.#lines()
          .slice(-6)
          .map((line) => `${line.isOurs ? 'we' : 'person'}: ${line.words}`);
        throw new Error(`not heard: ${words}; the last lines were\n${seen.join('\n')}`, { cause });
      },
    );
    this.#heard = found.place;
    return found;
  }

  /** Whether such a line is there already. */
  hasHeard(words: RegExp): boolean {
    return this.#find(words) !== undefined;
  }

  #find(words: RegExp): Heard | undefined {
    return this.#lines().find(
      (line) => line.isOurs && line.place > this.#heard && words.test(line.words),
    );
  }
}

/** Waits as long as a person does. */
export const patiently = <Found>(what: string, probe: () => Found | undefined): Promise<Found> =>
  until(what, PATIENCE_MS, probe);
