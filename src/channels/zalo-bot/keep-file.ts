import type { InboundBody } from '../../chat/message.ts';
import { MOST_FILE_BYTES, PATIENT_ATTEMPTS, type InboundSink } from '../channel.ts';
import { FileRefused } from '../errors.ts';
import { fetchMedia, MediaUnavailable } from '../wire/fetch-media.ts';
import type { ZaloBotOptions } from './options.ts';

const CALLED = {
  picture: ['photo.jpg', 'image/jpeg'],
  voice: ['voice.aac', 'audio/aac'],
} as const;

/** A file that an event names. */
export interface NamedFile {
  readonly url: string | undefined;
  readonly kind: keyof typeof CALLED;
  readonly caption: string | undefined;
}

/**
 * Fetches and stores a file, or says why it is not kept; its words go on in either case.
 *
 * @throws {MediaUnavailable} while another try may bring it.
 */
export async function keepFile(
  options: Pick<ZaloBotOptions, 'mediaHosts' | 'fetch'>,
  { url, kind, caption }: NamedFile,
  sink: InboundSink,
  attempt: number,
): Promise<readonly InboundBody[]> {
  const [name, mediaType] = CALLED[kind];
  try {
    if (url === undefined) throw new MediaUnavailable('foreign');
    const { bytes, mediaType: claimed } = await sink.downloading((timeoutMs) =>
      fetchMedia(url, {
        hosts: options.mediaHosts,
        mostBytes: MOST_FILE_BYTES,
        timeoutMs,
        fetch: options.fetch,
      }),
    );
    const file = await sink.storeFile({ name, mediaType: claimed ?? mediaType, bytes });
    return [{ kind: 'file', file, ...(caption === undefined ? {} : { caption }) }];
  } catch (error) {
    if (error instanceof FileRefused) return without(error.reason, caption);
    if (!(error instanceof MediaUnavailable)) throw error;
    if (error.code !== 'foreign' && attempt < PATIENT_ATTEMPTS) throw error;
    return without('other', caption);
  }
}

/** The words go on alone: the concern is in them. */
const without = (
  what: FileRefused['reason'] | 'other',
  caption: string | undefined,
): readonly InboundBody[] => [
  { kind: 'unsupported', what },
  ...(caption === undefined ? [] : [{ kind: 'text', text: caption } as const]),
];
