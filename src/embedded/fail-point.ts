import { errorCodes, refuse } from './errors.ts';
import type { FaultAction } from './faults.ts';
import { isDocument, type StoredDocument, wholeNumberOf } from './values.ts';

/** What a `configureFailPoint` command for `failCommand` asks for. */
export interface FailPoint {
  readonly commands: ReadonlySet<unknown>;
  readonly action: FaultAction;
  /** Matching commands that fail; `Infinity` until it is turned off. */
  readonly times: number;
  /** Matching commands that are let through first. */
  readonly skip: number;
}

const fields = new Set([
  'failCommands',
  'errorCode',
  'errorLabels',
  'closeConnection',
  'blockConnection',
  'blockTimeMS',
]);

/**
 * Reads the test command that makes a MongoDB server's commands fail; `undefined` turns it off.
 *
 * @throws {CommandError} for another fail point, mode or field.
 */
export function parseFailPoint(body: StoredDocument): FailPoint | undefined {
  if (body['configureFailPoint'] !== 'failCommand') {
    refuse('CommandNotSupported', 'The embedded server knows only the fail point failCommand');
  }
  if (body['mode'] === 'off') return undefined;
  const data = isDocument(body['data']) ? body['data'] : {};
  const foreign = Object.keys(data).find((field) => !fields.has(field));
  if (foreign !== undefined) {
    refuse('CommandNotSupported', `The embedded server does not support the fault '${foreign}'`);
  }
  const commands = data['failCommands'];
  if (!Array.isArray(commands)) return refuse('TypeMismatch', 'failCommands must be a list');
  return { commands: new Set(commands), action: actionOf(data), ...countsOf(body['mode']) };
}

function countsOf(mode: unknown): { readonly times: number; readonly skip: number } {
  if (mode === 'alwaysOn') return { times: Infinity, skip: 0 };
  const { times, skip } = isDocument(mode) ? mode : {};
  if (times !== undefined) return { times: wholeNumberOf(times) ?? 0, skip: 0 };
  if (skip !== undefined) return { times: Infinity, skip: wholeNumberOf(skip) ?? 0 };
  return refuse('BadValue', "mode must be 'off', 'alwaysOn', or have 'times' or 'skip'");
}

function actionOf(data: StoredDocument): FaultAction {
  if (data['closeConnection'] === true) return 'drop-before';
  const delayMs = data['blockConnection'] === true ? wholeNumberOf(data['blockTimeMS']) : undefined;
  const code = wholeNumberOf(data['errorCode']);
  if (code === undefined) return { delayMs: delayMs ?? 0 };
  const labels = data['errorLabels'];
  const reply = {
    errmsg: "Failing command via 'failCommand' failpoint",
    code,
    codeName: nameOf(code),
    ...(labels === undefined ? {} : { errorLabels: labels }),
  };
  return delayMs === undefined ? { reply } : { reply, delayMs };
}

function nameOf(code: number): string {
  const known = Object.entries(errorCodes).find(([, number]) => number === code);
  return known?.[0] ?? `Location${code}`;
}
