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
 * Looks in the conversation as Zalo keeps it whether a parcel arrived: words by what they say; a picture or file
 * cannot be told from another one, so any since then leaves it open.
 *
 * @param since - When the call went out.
 * @throws {ZaloError}
 */
export async function findSent(
  client: ZaloOaClient,
  userId: string,
  parcel: Parcel,
  since: Date,
): Promise<SendOutcome> {
  const from = since.getTime() - SKEW_MS;
  const { lines, isWhole } = await linesSince(client, userId, from);
  const ours = lines.filter(({ src }) => src === OURS);
  const wanted = parcel.kind === 'file' ? undefined : parcel.text;
  const found =
    wanted === undefined ? undefined : ours.find(({ message }) => isSame(message, wanted));
  if (found !== undefined)
    return found.message_id === undefined
      ? { state: 'sent' }
      : { state: 'sent', providerId: found.message_id };
  const isOpen = !isWhole || (parcel.kind !== 'text' && ours.some(({ type }) => type !== 'text'));
  return { state: isOpen ? 'unknown' : 'not-sent' };
}

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
