import { describe, expect, it } from 'vitest';
import type { SendErrorCode } from '../../../src/channels/errors.ts';
import {
  kindOf,
  toSendError,
  ZaloError,
  type ZaloErrorKind,
} from '../../../src/channels/zalo-oa/zalo-error.ts';

/** Saturday 28 November 2026, 23:30 in Viet Nam. */
const NIGHT = new Date('2026-11-28T16:30:00Z');
const MINUTE_MS = 60_000;

/** The table of the specification, and what each kind means for a message. */
const TABLE: readonly (readonly [ZaloErrorKind, SendErrorCode, readonly number[]])[] = [
  ['reauth', 'misconfigured', [-216, -220]],
  ['retry', 'throttled', [-32]],
  ['retry', 'unreachable', [-200]],
  ['later', 'later', [-144, -147, -133, -234]],
  ['asset', 'rejected', [-100]],
  ['closed', 'closed', [-230, -232, -213, -218, -114, -118, -119, -139, -140, -141]],
  ['closed', 'blocked', [-217, -227, -244]],
  ['ours', 'rejected', [-201, -210, -233, -249, -108, -1121, -1122, -1124, -131, -146, -127]],
  ['ours', 'rejected', [-99_999, 7]],
  [
    'operator',
    'misconfigured',
    [
      -204, -205, -209, -211, -212, -219, -221, -223, -224, -235, -240, -242, -248, -320, -321,
      -101, -102, -103, -104, -105, -115, -135, -1351, -136, -137,
    ],
  ],
];
const ROWS = TABLE.flatMap(([kind, code, numbers]) =>
  numbers.map((number) => [number, kind, code] as const),
);

const sendErrorOf = (error: ZaloError, now = NIGHT) => toSendError(error, now);

describe('an error of Zalo', () => {
  it.each(ROWS)('%i is %s, and leaves a message %s', (number, kind, code) => {
    expect(kindOf(number)).toBe(kind);
    const error = new ZaloError(number, kindOf(number));
    expect(sendErrorOf(error)).toMatchObject({ code, cause: error });
  });

  it('means another thing on the host of templates by phone', () => {
    expect(kindOf(-124, 'business')).toBe('reauth');
    expect(kindOf(-124)).toBe('ours');
    expect(kindOf(-100, 'business')).toBe('retry');
  });

  it.each([
    [-234, 6.5 * 60 * MINUTE_MS],
    [-133, 6.5 * 60 * MINUTE_MS],
    [-144, 31 * MINUTE_MS],
  ])('%i says when to come again', (number, retryAfterMs) => {
    expect(sendErrorOf(new ZaloError(number, kindOf(number)))).toMatchObject({ retryAfterMs });
  });

  it('of a sending that failed for no reason is tried three times, no other so counted', () => {
    expect(sendErrorOf(new ZaloError(-200, 'retry'))).toMatchObject({ mostTries: 3 });
    expect(sendErrorOf(new ZaloError(0, 'retry'))).toMatchObject({ mostTries: undefined });
  });

  it('over the limit waits ten seconds and a little, or as long as Zalo says', () => {
    const { retryAfterMs } = sendErrorOf(new ZaloError(-32, 'retry')) as {
      retryAfterMs: number;
    };
    expect(retryAfterMs).toBeGreaterThanOrEqual(10_000);
    expect(retryAfterMs).toBeLessThan(15_000);
    expect(sendErrorOf(new ZaloError(-32, 'retry', { retryAfterMs: 7_000 }))).toMatchObject({
      retryAfterMs: 7_000,
    });
  });

  it('without an answer leaves open whether the message went out, unless it cannot have', () => {
    expect(sendErrorOf(new ZaloError(0, 'retry', { mayBeDone: true }))).toMatchObject({
      code: 'unknown',
    });
    expect(sendErrorOf(new ZaloError(0, 'retry'))).toMatchObject({ code: 'unreachable' });
  });

  it('keeps Zalo’s words only where a number has two meanings, and of them only letters', () => {
    const words = 'OA 388613280878808645 exceeded! 0912345678';
    expect(new ZaloError(-32, 'retry', { words }).reason).toBe('oa-exceeded');
    expect(new ZaloError(-201, 'ours', { words }).reason).toBeUndefined();
    expect(new ZaloError(-32, 'retry', { words }).message).not.toMatch(/\d{6}|exceeded/);
  });

  it('that is none of Zalo’s stays what it is', () => {
    const error = new TypeError('a fault of ours');
    expect(toSendError(error, NIGHT)).toBe(error);
  });
});
