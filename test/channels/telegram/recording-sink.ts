import type { IncomingFile, InboundSink } from '../../../src/channels/channel.ts';
import { FileRefused } from '../../../src/channels/errors.ts';
import type { InboundMessage } from '../../../src/chat/message.ts';

/** A core that takes everything and remembers it; an empty file it refuses, as the store does. */
export class RecordingSink implements InboundSink {
  readonly received: InboundMessage[] = [];
  readonly files: IncomingFile[] = [];
  /** So many turns fail from now on, as when the store is away. */
  failures = 0;

  receive = async (message: InboundMessage): Promise<void> => {
    this.failures -= 1;
    if (this.failures >= 0) throw new Error('the store is away');
    this.received.push(message);
  };

  storeFile = async (file: IncomingFile) => {
    if (file.bytes.byteLength === 0) throw new FileRefused('empty');
    this.files.push(file);
    const id = `stored-${this.files.length}`;
    return { id, mediaType: file.mediaType, sizeBytes: file.bytes.byteLength, name: `${id}.bin` };
  };
}
