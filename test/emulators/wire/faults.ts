/** How the next call goes wrong; `Refused` is what this provider says when it will not take one. */
export type Fault<Refused extends object> =
  | ({ readonly kind: 'refused' } & Refused)
  /** A gateway's page instead of JSON. */
  | { readonly kind: 'gateway'; readonly status: number }
  /** A status and nothing with it. */
  | { readonly kind: 'empty'; readonly status: number }
  /** Carried out and answered, but later by so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Cut off before anything was done, or after it was. */
  | { readonly kind: 'cut'; readonly isDone: boolean }
  /** No answer until the caller hangs up. Default: nothing was done. */
  | { readonly kind: 'silent'; readonly isDone?: boolean };

/** How often a fault happens: `times`, default once; `after` so many calls pass first, default none. */
export interface When {
  readonly times?: number;
  readonly after?: number;
}

interface Planned<Refused extends object> {
  readonly call: string;
  readonly fault: Fault<Refused>;
  /** Calls that still pass before it begins. */
  spared: number;
  left: number;
}

/** What is going to go wrong; each plan is used up by the calls that it fits. */
export class Faults<Refused extends object> {
  #planned: Planned<Refused>[] = [];

  /** @param call - A method or path, or `*` for any. */
  plan(call: string, fault: Fault<Refused>, { times = 1, after = 0 }: When = {}): void {
    this.#planned.push({ call, fault, left: times, spared: after });
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#planned = [];
  }

  /** Takes the first plan that fits a call. */
  take(call: string): Fault<Refused> | undefined {
    const found = this.#planned.find((one) => one.call === '*' || one.call === call);
    if (found === undefined) return undefined;
    found.spared -= 1;
    if (found.spared >= 0) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((one) => one !== found);
    return found.fault;
  }
}
