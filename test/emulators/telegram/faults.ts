import { Faults, type Fault as PlannedFault, type When } from '../wire/faults.ts';

/** What Telegram says when it does not take a call. */
export interface PlannedRefusal {
  readonly status: number;
  readonly description: string;
  readonly retryAfterSeconds?: number;
}

/** How the next call goes wrong. */
export type Fault = PlannedFault<PlannedRefusal>;

/** What is going to go wrong, by method such as `sendMessage`, or `*`. */
export class TelegramFaults extends Faults<PlannedRefusal> {
  /** Telegram's answer to calls that come too fast. */
  throttle(method: string, seconds: number, when: When = {}): void {
    const description = `Too Many Requests: retry after ${seconds}`;
    const refusal: PlannedRefusal = { status: 429, description, retryAfterSeconds: seconds };
    this.plan(method, { kind: 'refused', ...refusal }, when);
  }
}
