import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** How long an address is good, in milliseconds; providers fetch at once, a person may look in the evening. */
const LIFE_MS = 24 * 3_600_000;
/** Addresses of one hour are the same, so that a message that is sent again is the same message. */
const STEP_MS = 3_600_000;
/** A file's id, the hour in which it ends, and the proof of both. */
const TOKEN = /^(?<fileId>[\w-]{1,64})\.(?<hour>[0-9a-z]{4})\.(?<proof>[\w-]{43})$/;

/** Passing public addresses of stored files, for providers that fetch what we send. */
export interface HandOut {
  /** Path of a file for the next 24 to 25 hours; equally long whenever it is made. */
  pathOf(fileId: string): string;
  /** The file that a token opens; `undefined` when we did not make it, or its time is over. */
  read(token: string): string | undefined;
}

/**
 * Makes and reads addresses. Nothing is stored: who has an address has the file until it ends, and nobody can make one.
 *
 * @param secret - The data key; another key is derived from it.
 */
export function createHandOut(secret: string, now: () => Date): HandOut {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'cau-noi/hand-out', 32));
  const prove = (fileId: string, hour: string): Buffer =>
    createHmac('sha256', key).update(`${fileId}.${hour}`).digest();
  return {
    pathOf: (fileId) => {
      const hour = Math.ceil((now().getTime() + LIFE_MS) / STEP_MS).toString(36);
      return `/t/${fileId}.${hour}.${prove(fileId, hour).toString('base64url')}`;
    },
    read: (token) => {
      const { fileId = '', hour = '', proof = '' } = TOKEN.exec(token)?.groups ?? {};
      const shown = Buffer.from(proof, 'base64url');
      const wanted = prove(fileId, hour);
      if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted)) return undefined;
      return Number.parseInt(hour, 36) * STEP_MS > now().getTime() ? fileId : undefined;
    },
  };
}
