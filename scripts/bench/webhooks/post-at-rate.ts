import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from './sender.ts';

/** What came of one delivery. */
export interface Posted {
  /** `0` when the connection broke. */
  readonly status: number;
  /** From sending to the end of the answer. */
  readonly ms: number;
  /** How long after its time it was sent: by this the bench itself was late. */
  readonly lateMs: number;
}

const TICK_MS = 2;
const TIMEOUT_MS = 10_000;

/** Posts so many deliveries a second, whether or not earlier ones were answered: providers do not wait either. */
export async function postAtRate(
  url: string,
  ratePerSecond: number,
  seconds: number,
  next: (index: number) => Delivery,
): Promise<readonly Posted[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const total = Math.round(ratePerSecond * seconds);
  const startedMs = performance.now();
  const underWay: Promise<Posted>[] = [];
  while (underWay.length < total) {
    const dueMs = startedMs + (underWay.length * 1_000) / ratePerSecond;
    if (performance.now() < dueMs) await pause(TICK_MS);
    else underWay.push(post(agent, url, next(underWay.length), performance.now() - dueMs));
  }
  const posted = await Promise.all(underWay);
  agent.destroy();
  return posted;
}

function post(
  agent: Agent,
  url: string,
  { headers, body }: Delivery,
  lateMs: number,
): Promise<Posted> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const end = (status: number): void =>
      resolve({ status, ms: performance.now() - startedMs, lateMs });
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        timeout: TIMEOUT_MS,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => response.resume().once('end', () => end(response.statusCode ?? 0)),
    );
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.once('error', () => end(0));
    sent.end(body);
  });
}
