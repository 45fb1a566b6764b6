/** One line of a chat; withheld words are `null`. */
export interface Line {
  readonly id: string;
  readonly from: 'person' | 'bot';
  readonly words: readonly string[] | null;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly files: readonly string[];
}

/** A step of the story did not go as the story has it. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

/** What is shown of both sides of a chat. */
export type Narrator = (who: string, line: Line) => void;

/** One person in one chat, on whatever channel; a new channel is one class of these. */
export interface Phone {
  readonly name: string;
  /** Leaves out what was said before the story began. */
  pickUp(): Promise<void>;
  /** Writes a sentence. */
  says(text: string): Promise<void>;
  /** Takes the first choice of the last lines whose label fits: a button, or its number where there are none. */
  presses(label: RegExp): Promise<void>;
  /** Whether a choice whose label fits came with the answer to this person's last word. */
  isOffered(label: RegExp): Promise<boolean>;
  /** Sends a picture with a caption. */
  sends(picture: Blob, name: string, text: string): Promise<void>;
  /** Waits for a line that fits, passing over others before it. */
  hears(words: RegExp): Promise<Line>;
  /** Waits for a picture that came since this person's last word. */
  seesPicture(): Promise<void>;
  /**
   * Whether a line that fits came; for what may or may not be said. It is not passed over.
   *
   * @param withinMs - How long to wait for it, in milliseconds. Default 0.
   */
  hasHeard(words: RegExp, withinMs?: number): Promise<boolean>;
}
