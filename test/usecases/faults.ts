import type { FaultAction } from '../../src/embedded/faults.ts';
import type { EmbeddedServer } from '../../src/embedded/server.ts';

const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'findAndModify', 'delete']);

/** A write that is to fail; what it was is known once it did. */
export interface BrokenWrite {
  /** The command as it was sent, or `undefined` when it never came. */
  readonly command: string | undefined;
  /** From now on nothing fails. */
  end(): void;
}

/** Breaks the connection at the n-th write from now; reads the driver repeats by itself. */
export function breakWrite(server: EmbeddedServer, nth: number, action: FaultAction): BrokenWrite {
  let count = 0;
  let command: string | undefined;
  const end = server.faults.onCommand((name, body) => {
    if (WRITES.has(name)) count += 1;
    if (count !== nth || command !== undefined) return false;
    command = JSON.stringify(body);
    return true;
  }, action);
  return {
    end,
    get command() {
      return command;
    },
  };
}
