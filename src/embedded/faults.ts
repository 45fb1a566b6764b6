import { CommandError, type ErrorName } from './errors.ts';
import { parseFailPoint } from './fail-point.ts';
import type { StoredDocument } from './values.ts';

/** What happens to a command that a fault is waiting for. */
export type FaultAction =
  /** The connection is cut; the command is not carried out. */
  | 'drop-before'
  /** The command is carried out, then the connection is cut without a reply. */
  | 'drop-after'
  /** The command is carried out late, after so many milliseconds. */
  | { readonly delayMs: number }
  /** The command is refused with this error and not carried out. */
  | { readonly code: ErrorName; readonly message?: string }
  /** The command is answered with this refusal, late if need be, and not carried out. */
  | { readonly reply: StoredDocument; readonly delayMs?: number };

/** Chooses commands by name (such as `findAndModify`) and content. */
export type FaultPredicate = (name: string, body: StoredDocument) => boolean;

/** Removes a fault before it has happened. */
export type CancelFault = () => void;

interface Fault {
  readonly matches: FaultPredicate;
  readonly action: FaultAction;
  readonly isOnce: boolean;
}

// Drivers send these on their own account; counting them would make tests depend on timing.
const housekeeping = new Set([
  'hello',
  'isMaster',
  'ismaster',
  'ping',
  'endSessions',
  'killCursors',
  'configureFailPoint',
]);

/** Makes a test's server fail at a chosen command. */
export class Faults {
  #faults: Fault[] = [];
  #commandCount = 0;
  #disarmFailPoint: CancelFault = () => undefined;

  /** Number of commands received so far, apart from handshakes, pings and the like. */
  get commandCount(): number {
    return this.#commandCount;
  }

  /**
   * Arms a fault.
   *
   * @param which - The n-th command from now (1 is the next), which fails once; or a predicate, for
   *   which every matching command fails until the fault is cancelled.
   */
  onCommand(which: number | FaultPredicate, action: FaultAction): CancelFault {
    const due = this.#commandCount + (typeof which === 'number' ? which : 0);
    const matches = typeof which === 'number' ? () => this.#commandCount === due : which;
    const fault = { matches, action, isOnce: typeof which === 'number' };
    this.#faults.push(fault);
    return () => this.#cancel(fault);
  }

  /**
   * Carries out `configureFailPoint`, by which drivers' own tests make a server fail. A new fail
   * point takes the place of the one before.
   *
   * @throws {CommandError} when it asks for more than this server can do.
   */
  configureFailPoint(body: StoredDocument): void {
    const point = parseFailPoint(body);
    this.#disarmFailPoint();
    if (point === undefined) return;
    let seen = 0;
    this.#disarmFailPoint = this.onCommand((name) => {
      if (!point.commands.has(name)) return false;
      seen += 1;
      return seen > point.skip && seen <= point.skip + point.times;
    }, point.action);
  }

  /** Removes every fault. */
  clear(): void {
    this.#faults = [];
  }

  /** Counts a command and returns what is to happen to it. */
  take(name: string, body: StoredDocument): FaultAction | undefined {
    if (housekeeping.has(name)) return undefined;
    this.#commandCount += 1;
    const fault = this.#faults.find(({ matches }) => matches(name, body));
    if (fault?.isOnce === true) this.#cancel(fault);
    return fault?.action;
  }

  #cancel(fault: Fault): void {
    this.#faults = this.#faults.filter((other) => other !== fault);
  }
}

/** The error that a refusing fault answers with. */
export function faultError({ code, message }: { code: ErrorName; message?: string }): CommandError {
  return new CommandError(code, message ?? `refused by a fault: ${code}`);
}
