import type { SendErrorCode } from '../errors.ts';

/** What a status means that an API of Telegram's kind refuses a message with. */
export function refusedByStatus(status: number): SendErrorCode {
  if (status >= 500) return 'unreachable';
  switch (status) {
    case 429:
      return 'throttled';
    case 403:
      return 'blocked';
    // A wrong token is 401, one that is no token at all is 404.
    case 401:
    case 404:
      return 'misconfigured';
    default:
      return 'rejected';
  }
}
