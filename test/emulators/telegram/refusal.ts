/** An answer with `ok: false`, in Telegram's wording as far as it is known. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly parameters: { readonly retry_after?: number };

  constructor(status: number, description: string, parameters: { retry_after?: number } = {}) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

/** 400 with the words that Telegram puts before all of them. */
export const badRequest = (words: string): Refusal => new Refusal(400, `Bad Request: ${words}`);
