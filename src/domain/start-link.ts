import { CATEGORIES, type CategoryId } from './category.ts';
import { parseCode } from './code.ts';
import { readLinkCode } from './link-code.ts';

/** What the payload of a start link asks for. It names places and codes, and proves nothing. */
export type StartLink =
  | { readonly to: 'report'; readonly unitId?: string; readonly categoryId?: CategoryId }
  | { readonly to: 'case'; readonly code: string }
  /** Opens the joining of chats; the code in it is not taken, for anybody may send a link. */
  | { readonly to: 'link' };

/** What Telegram takes, and with it everybody else. */
const PAYLOAD = /^[\w-]{1,64}$/;

const REPORT = /^(?:v-(?<unitId>.+?))?(?:(?:^|_)c-(?<category>[a-z-]+))?$/;

/**
 * Reads the payload of a start link: `v-<unit>`, `c-<category>`, both as `v-<unit>_c-<category>`, `m-<case code>`,
 * `n-<link code>`; `undefined` for any other.
 */
export function readStartLink(payload: string): StartLink | undefined {
  if (!PAYLOAD.test(payload)) return undefined;
  if (payload.startsWith('m-')) {
    const read = parseCode(payload.slice(2));
    return 'code' in read ? { to: 'case', code: read.code } : undefined;
  }
  if (payload.startsWith('n-')) {
    return readLinkCode(payload.slice(2)) === undefined ? undefined : { to: 'link' };
  }
  const { unitId, category } = REPORT.exec(payload)?.groups ?? {};
  const categoryId = CATEGORIES.find((id) => id === category);
  if (unitId === undefined && categoryId === undefined) return undefined;
  return {
    to: 'report',
    ...(unitId === undefined ? {} : { unitId }),
    ...(categoryId === undefined ? {} : { categoryId }),
  };
}

/** The payload that leads to concerns of a unit; `undefined` where the unit's id does not fit into one. */
export const startAtUnit = (unitId: string): string | undefined => {
  const payload = `v-${unitId}`;
  const read = readStartLink(payload);
  return read?.to === 'report' && read.unitId === unitId ? payload : undefined;
};
