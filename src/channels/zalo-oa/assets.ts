import type { FileRef } from '../../domain/case.ts';
import type { Rendering } from '../channel.ts';
import { SendError } from '../errors.ts';
import { smallPicture } from '../wire/small-picture.ts';
import type { Upload, ZaloOaClient } from './client.ts';
import { uploadName } from './parcels.ts';
import { ZaloError } from './zalo-error.ts';

/** Zalo takes a picture of 1 MB; by which megabyte it does not say. */
const MOST_PICTURE_BYTES = 1_000_000;
/** Zalo forgets an upload after 7 days; ours are forgotten a day before. */
const KEPT_MS = 6 * 86_400_000;
/** Uploads are counted, 5 000 a month: a notice with a picture to many people uploads it once. */
const MOST_KEPT = 200;

interface Asset {
  readonly id: string;
  readonly at: number;
}

/** What was uploaded lately, in memory alone: Zalo's ids do not last. */
export class Assets {
  readonly #client: ZaloOaClient;
  readonly #now: () => Date;
  readonly #kept = new Map<string, Asset>();

  constructor(client: ZaloOaClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /**
   * Sends with an uploaded file; where Zalo has forgotten the upload it is made again, once.
   *
   * @returns `undefined` when the file is no picture that can be read.
   */
  async sendWith<Sent>(
    kind: 'image' | 'file',
    file: FileRef,
    rendering: Rendering,
    send: (assetId: string) => Promise<Sent>,
  ): Promise<Sent | undefined> {
    const kept = this.#find(file);
    if (kept !== undefined)
      try {
        return await send(kept);
      } catch (error) {
        if (!isForgotten(error)) throw error;
        this.#kept.delete(file.id);
      }
    const made = await this.#upload(kind, file, rendering);
    return made === undefined ? undefined : this.#sendFresh(made, kind, file, rendering, send);
  }

  async #sendFresh<Sent>(
    made: string,
    kind: 'image' | 'file',
    file: FileRef,
    rendering: Rendering,
    send: (assetId: string) => Promise<Sent>,
  ): Promise<Sent> {
    try {
      return await send(made);
    } catch (error) {
      if (!isForgotten(error)) throw error;
      const again = await this.#upload(kind, file, rendering);
      if (again === undefined) throw error;
      return send(again);
    }
  }

  #find({ id }: FileRef): string | undefined {
    const kept = this.#kept.get(id);
    return kept !== undefined && this.#now().getTime() - kept.at < KEPT_MS ? kept.id : undefined;
  }

  async #upload(
    kind: 'image' | 'file',
    file: FileRef,
    rendering: Rendering,
  ): Promise<string | undefined> {
    const bytes = await open(file, rendering);
    const upload = kind === 'image' ? await pictureOf(bytes) : { ...named(file), bytes };
    if (upload === undefined) return undefined;
    const id = await (kind === 'image'
      ? this.#client.uploadImage(upload)
      : this.#client.uploadFile(upload)
    ).catch(notYetSent);
    this.#kept.delete(file.id);
    this.#kept.set(file.id, { id, at: this.#now().getTime() });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return id;
  }
}

const isForgotten = (error: unknown): boolean =>
  error instanceof ZaloError && error.kind === 'asset';

const named = (file: FileRef): Omit<Upload, 'bytes'> => ({
  name: uploadName(file),
  mediaType: file.mediaType,
});

/** Always made anew: a phone writes into a picture where it was taken. */
async function pictureOf(bytes: Uint8Array): Promise<Upload | undefined> {
  const small = await smallPicture(bytes, MOST_PICTURE_BYTES);
  return small && { name: 'photo.jpg', mediaType: 'image/jpeg', bytes: small };
}

/** With the store away nothing was sent, whatever else may be. */
async function open(file: FileRef, rendering: Rendering): Promise<Uint8Array> {
  try {
    return await rendering.openFile(file);
  } catch (error) {
    throw error instanceof SendError ? error : new SendError('unreachable', { cause: error });
  }
}

/** An upload whose end is unknown is no message whose end is unknown. */
function notYetSent(error: unknown): never {
  if (!(error instanceof ZaloError) || !error.mayBeDone) throw error;
  throw new ZaloError(error.code, 'retry', { cause: error });
}
