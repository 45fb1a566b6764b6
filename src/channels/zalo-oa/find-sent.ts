import type { SendOutcome } from '../channel.ts';
import { CONVERSATION_PAGE, type ZaloOaClient } from './client.ts';
import type { Parcel } from './parcels.ts';
import type { SaidLine } from './shapes.ts';

/** Our clock and Zalo's differ by less, in milliseconds. */
const SKEW_MS = 5_000;
/** More pages than a chat fills between a call and the question what became of it. */
const MOST_PAGES = 5;
/** `src` of what the account said. */
const OURS = 0;

/**
 * Looks in the conversation as Zalo keeps it whether a parcel arrived: words by what they say. A picture or file cannot
 * be told from another one, and words may have gone in its place, so anything new since then leaves it open.
 *
 * @param since - When the call went out.
 * @param knownIds - Of what is known to be another message, which may say the same.
 * @throws {ZaloError}
 */
export async function findSent(
  client: ZaloOaClient,
  userId: string,
  parcel: Parcel,
  since: Date,
  knownIds: ReadonlySet<string>,
): Promise<SendOutcome> {
  const from = since.getTime() - SKEW_MS;
  const { lines, isWhole } = await linesSince(client, userId, from);
  const ours = lines.filter(({ src, message_id: id }) => src === OURS && !isKnown(id, knownIds));
  const wanted = parcel.kind === 'file' ? undefined : parcel.text;
  const same = wanted === undefined ? [] : ours.filter(({ message }) => isSame(message, wanted));
  const found = same.find(
    ({ message_id, time }) => message_id !== undefined || time >= since.getTime(),
  );
  if (found !== undefined)
    return found.message_id === undefined
      ? { state: 'sent' }
      : { state: 'sent', providerId: found.message_id };
  const isOpen = !isWhole || same.length > 0 || (parcel.kind !== 'text' && ours.length > 0);
  return { state: isOpen ? 'unknown' : 'not-sent' };
}

const isKnown = (id: string | undefined, knownIds: ReadonlySet<string>): boolean =>
  id !== undefined && knownIds.has(id);

interface Since {
  readonly lines: readonly SaidLine[];
  /** There are no more of that time. */
  readonly isWhole: boolean;
}

async function linesSince(client: ZaloOaClient, userId: string, from: number): Promise<Since> {
  const lines: SaidLine[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await client.getConversation(userId, page * CONVERSATION_PAGE);
    lines.push(...found.filter(({ time }) => time >= from));
    const isLast = found.length < CONVERSATION_PAGE || found.some(({ time }) => time < from);
    if (isLast) return { lines, isWhole: true };
  }
  return { lines, isWhole: false };
}

const plain = (words: string): string => words.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

const isSame = (said: string | undefined, wanted: string): boolean =>
  said !== undefined && plain(said) === plain(wanted);
