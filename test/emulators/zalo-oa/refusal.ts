/** An answer with `error` other than 0; the status stays 200. */
export class ZaloRefusal extends Error {
  override readonly name = 'ZaloRefusal';
  readonly code: number;

  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

/** -201, which names the field that is wrong. */
export const invalid = (field: string): ZaloRefusal =>
  new ZaloRefusal(-201, `${field} is invalid!`);

/** What a planned refusal of the emulator says. */
export interface PlannedRefusal {
  readonly error: number;
  /** Default: words that name the code. */
  readonly message?: string;
}
