import { createHash } from 'node:crypto';

/** What a signature is made of. */
export interface Signed {
  /** The app's id, or the OA's by another reading. */
  readonly id: string;
  /** Exactly as it is sent. */
  readonly body: string;
  readonly timestamp: string;
  readonly secret: string;
}

/** Value of `X-ZEvent-Signature`: a plain hash, not an HMAC. */
export const signatureOf = ({ id, body, timestamp, secret }: Signed): string =>
  `mac=${createHash('sha256').update(id).update(body).update(timestamp).update(secret).digest('hex')}`;
