/** An answer with `ok: false`. Which codes Zalo uses beside 408 is not documented; ours follow Telegram's. */
export class BotRefusal extends Error {
  override readonly name = 'BotRefusal';
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

/** 400 with a word of what is wrong. */
export const badRequest = (words: string): BotRefusal =>
  new BotRefusal(400, `Bad Request: ${words}`);

/** What a planned refusal of the emulator says. */
export interface PlannedRefusal {
  readonly error_code: number;
  readonly description?: string;
}
