import type { InboundBody } from '../../chat/message.ts';
import {
  MOST_FILE_BYTES,
  PATIENT_ATTEMPTS,
  type IncomingFile,
  type InboundSink,
} from '../channel.ts';
import { FileRefused } from '../errors.ts';
import { fetchMedia, MediaUnavailable, type MediaRules } from '../wire/fetch-media.ts';
import type { ZaloAttachment } from './event.ts';
import type { ZaloOaAccount } from './options.ts';

/** Kinds whose bytes are fetched, and how they are called where Zalo gives no name; their content tells the type. */
const FETCHED: ReadonlyMap<string, readonly [name: string, mediaType: string]> = new Map([
  ['image', ['photo.jpg', 'image/jpeg']],
  ['photo', ['photo.jpg', 'image/jpeg']],
  ['gif', ['picture.gif', 'image/gif']],
  ['audio', ['voice.amr', 'audio/amr']],
  ['voice', ['voice.amr', 'audio/amr']],
  ['video', ['video.mp4', 'video/mp4']],
  ['file', ['file', 'application/octet-stream']],
]);

/**
 * What an attachment says, with the words beside it: one body, or two where the file is not kept, for the words must
 * not be lost with it.
 */
export async function readAttachment(
  account: ZaloOaAccount,
  { type, payload }: ZaloAttachment,
  caption: string | undefined,
  sink: InboundSink,
  attempt: number,
): Promise<readonly InboundBody[]> {
  const fetched = FETCHED.get(type);
  if (fetched !== undefined) {
    const [name, mediaType] = fetched;
    const file = { name: payload.name ?? name, mediaType, size: payload.size, url: payload.url };
    return readFile(account, file, caption, sink, attempt);
  }
  if (type === 'location') return [readPin(payload), ...wordsOf(caption)];
  if (type === 'link') return [readLink(payload, caption)];
  const what = type === 'sticker' ? 'sticker' : 'other';
  return caption === undefined ? [{ kind: 'unsupported', what }] : wordsOf(caption);
}

/** Where a file lies, and what it claims to be. */
interface Named {
  readonly url: string | undefined;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number | undefined;
}

/**
 * Fetches and stores a file, or says why it is not kept.
 *
 * @throws {MediaUnavailable} while another try may bring it; Zalo's addresses live for an unknown time, so soon.
 */
async function readFile(
  account: ZaloOaAccount,
  named: Named,
  caption: string | undefined,
  sink: InboundSink,
  attempt: number,
): Promise<readonly InboundBody[]> {
  try {
    if ((named.size ?? 0) > MOST_FILE_BYTES) throw new FileRefused('too-big');
    const file = await sink.storeFile(
      await sink.downloading((mostMs) => fetchFile(account, named, mostMs)),
    );
    return [{ kind: 'file', file, ...(caption === undefined ? {} : { caption }) }];
  } catch (error) {
    if (error instanceof MediaUnavailable && error.code !== 'foreign' && attempt < PATIENT_ATTEMPTS)
      throw error;
    const what = error instanceof FileRefused ? error.reason : undefined;
    if (what === undefined && !(error instanceof MediaUnavailable)) throw error;
    return [{ kind: 'unsupported', what: what ?? 'unavailable' }, ...wordsOf(caption)];
  }
}

/** The words go on alone: the concern is in them. */
const wordsOf = (caption: string | undefined): readonly InboundBody[] =>
  caption === undefined ? [] : [{ kind: 'text', text: caption }];

async function fetchFile(
  { mediaHosts, fetch }: ZaloOaAccount,
  { url, name, mediaType }: Named,
  timeoutMs: number,
): Promise<IncomingFile> {
  const rules: MediaRules = {
    hosts: mediaHosts,
    mostBytes: MOST_FILE_BYTES,
    timeoutMs,
    fetch,
  };
  if (url === undefined) throw new MediaUnavailable('foreign');
  const media = await fetchMedia(url, rules);
  return { name, mediaType: media.mediaType ?? mediaType, bytes: media.bytes };
}

/** Zalo writes both as strings. */
function readPin({ coordinates }: ZaloAttachment['payload']): InboundBody {
  const { latitude = Number.NaN, longitude = Number.NaN } = coordinates ?? {};
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth
    ? { kind: 'location', pin: { latitude, longitude } }
    : { kind: 'unsupported', what: 'other' };
}

/** A link is words: what it is called, and where it leads. */
function readLink(
  { url, description }: ZaloAttachment['payload'],
  caption: string | undefined,
): InboundBody {
  const text = [...new Set([caption, description, url])].filter(Boolean).join('\n');
  return text === '' ? { kind: 'unsupported', what: 'other' } : { kind: 'text', text };
}
