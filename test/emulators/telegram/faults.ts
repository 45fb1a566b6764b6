import type { Call } from './call.ts';

/** How the next call of a method goes wrong. */
export type Fault =
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
    }
  /** A gateway's page instead of JSON. */
  | { readonly kind: 'gateway'; readonly status: number }
  /** Cut off before anything was done, or after it was. */
  | { readonly kind: 'cut'; readonly isDone: boolean }
  /** No answer until the caller hangs up. */
  | { readonly kind: 'silent' };

interface Planned {
  readonly method: string;
  readonly fault: Fault;
  /** Calls that still pass before it begins. */
  spared: number;
  left: number;
}

/** What is going to go wrong; each plan is used up by the calls that it fits. */
export class Faults {
  #planned: Planned[] = [];

  /**
   * @param method - Such as `sendMessage`, or `*` for any.
   * @param when.times - How often; default once.
   * @param when.after - So many calls pass first; default none.
   */
  plan(method: string, fault: Fault, when: { times?: number; after?: number } = {}): void {
    this.#planned.push({ method, fault, left: when.times ?? 1, spared: when.after ?? 0 });
  }

  /** Telegram's answer to calls that come too fast. */
  throttle(method: string, seconds: number, when: { times?: number } = {}): void {
    const description = `Too Many Requests: retry after ${seconds}`;
    const fault: Fault = {
      kind: 'refused',
      status: 429,
      description,
      retryAfterSeconds: seconds,
    };
    this.plan(method, fault, when);
  }

  /** Takes the first plan that fits a call. */
  take({ method }: Pick<Call, 'method'>): Fault | undefined {
    const found = this.#planned.find((one) => one.method === '*' || one.method === method);
    if (found === undefined) return undefined;
    found.spared -= 1;
    if (found.spared >= 0) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((one) => one !== found);
    return found.fault;
  }
}
