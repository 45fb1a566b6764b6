import { UsageError } from '../command.ts';

/** What an administrator brings back from the consent page. */
export interface Callback {
  readonly code: string;
  readonly state?: string;
  readonly oaId?: string;
}

/** What Zalo's consent page says of itself, by number. */
const PAGE_ERRORS: ReadonlyMap<string, string> = new Map([
  ['-14002', 'the app is not active, and whoever consented is no admin of it'],
  ['-14003', 'the address to return to is not the one in the developer console'],
]);

/**
 * Reads a whole address as copied from the browser, or the bare code.
 *
 * @throws {UsageError} for what is neither, and for an address that says that consent failed.
 */
export function readCallback(pasted: string): Callback {
  const text = pasted.trim();
  if (text === '') throw new UsageError('nothing was pasted');
  if (!/^https?:\/\//i.test(text)) return { code: checkedCode(text) };
  if (!URL.canParse(text)) throw new UsageError('this is no whole address; copy it once more');
  const { searchParams: query } = new URL(text);
  const failure = query.get('error') ?? query.get('error_code');
  const code = query.get('code');
  if (code === null || code === '') throw new UsageError(whyNone(failure));
  const state = query.get('state');
  const oaId = query.get('oa_id');
  return {
    code: checkedCode(code),
    ...(state === null ? {} : { state }),
    ...(oaId === null ? {} : { oaId }),
  };
}

function checkedCode(code: string): string {
  if (/^[\w.~+/=-]{8,4096}$/.test(code)) return code;
  throw new UsageError('this is neither an address with a code nor a code; copy it once more');
}

function whyNone(failure: string | null): string {
  const why = failure === null ? undefined : PAGE_ERRORS.get(failure);
  if (why !== undefined) return `Zalo did not consent (${failure}): ${why}`;
  return failure === null
    ? 'the address has no code in it; copy the one to which Zalo has led back'
    : `Zalo did not consent (${/^-?\d+$/.test(failure) ? failure : 'no number'})`;
}
