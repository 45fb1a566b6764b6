import { ConsentNeeded } from '../../../src/channels/zalo-oa/token-keeper.ts';
import { ZaloError, type ZaloErrorKind } from '../../../src/channels/zalo-oa/zalo-error.ts';

const MEANINGS: Readonly<Record<ZaloErrorKind, string>> = {
  reauth: 'Zalo takes neither the token nor the renewed one. Run: scripts/admin zalo login',
  retry: 'Zalo did not answer, or is over its limit. Try again in a minute.',
  later: 'Zalo refuses at this time of day, or for today. Try again tomorrow.',
  asset: 'Zalo has forgotten an uploaded file.',
  closed:
    'This person cannot be written to: no follower, blocked, or silent for more than 7 days. Let them write to the account once.',
  ours: 'Zalo says that the call is wrong. Check the ids; if they are right, this is a fault of Cầu Nối: report the number.',
  operator:
    'The account, the app or its package does not allow it. Look at the app at developers.zalo.me and at the package in OA Manager.',
};

/** An error of Zalo in plain words; anything else is thrown on. */
export function meaningOf(error: unknown): string {
  if (error instanceof ConsentNeeded)
    return 'There is no token to call with. Run: scripts/admin zalo login';
  if (!(error instanceof ZaloError)) throw error;
  const { code, kind, reason } = error;
  const words = reason === undefined || reason === '' ? '' : ` (${reason})`;
  return `Zalo error ${code}${words}, kind ${kind}: ${MEANINGS[kind]}`;
}
