import { fileTypeFromBuffer } from 'file-type';
import { MOST_FILE_BYTES, type IncomingFile } from '../channels/channel.ts';
import { FileRefused } from '../channels/errors.ts';
import type { FileRef } from '../domain/case.ts';
import type { Deps } from './deps.ts';

/** What evidence and voice look like; anything a browser would run is not among them. */
const KEPT_TYPES: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/heic', 'heic'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['audio/ogg', 'ogg'],
  ['audio/ogg; codecs=opus', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/x-m4a', 'm4a'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/amr', 'amr'],
  ['audio/webm', 'webm'],
  ['video/webm', 'webm'],
  ['video/mp4', 'mp4'],
  ['video/quicktime', 'mov'],
]);

/**
 * Stores a file whose type is told by its content; the name it came with is not kept, for it may name people.
 *
 * @param id - Under which it is kept. Default: a new one.
 * @throws {FileRefused} when it is empty, too big, or of no kept type.
 */
export async function keepFile(
  deps: Pick<Deps, 'store' | 'ids'>,
  file: IncomingFile,
  id: string = deps.ids.next(),
): Promise<FileRef> {
  if (file.bytes.length === 0) throw new FileRefused('empty');
  if (file.bytes.length > MOST_FILE_BYTES) throw new FileRefused('too-big');
  const found = await fileTypeFromBuffer(file.bytes);
  const extension = found && KEPT_TYPES.get(found.mime);
  if (found === undefined || extension === undefined) throw new FileRefused('wrong-type');
  return deps.store.files.put(
    {
      name: `${extension}-${id.slice(0, 6)}.${extension}`,
      mediaType: found.mime,
      bytes: file.bytes,
    },
    id,
  );
}
