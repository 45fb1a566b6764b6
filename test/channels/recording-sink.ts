import type { Echo, IncomingFile, InboundSink } from '../../src/channels/channel.ts';
import { FileRefused } from '../../src/channels/errors.ts';
import type { InboundMessage } from '../../src/chat/message.ts';
import type { ChatRef } from '../../src/domain/person.ts';

/** A core that takes everything and remembers it; an empty file it refuses, as the store does. */
export class RecordingSink implements InboundSink {
  readonly received: InboundMessage[] = [];
  readonly files: IncomingFile[] = [];
  /** Everything else that the channel told, in order. */
  readonly told: (readonly [what: string, chat: ChatRef, ...more: unknown[]])[] = [];
  /** So many turns fail from now on, as when the store is away. */
  failures = 0;

  receive = async (message: InboundMessage): Promise<void> => {
    this.failures -= 1;
    if (this.failures >= 0) throw new Error('the store is away');
    this.received.push(message);
  };

  interacted = async (chat: ChatRef): Promise<void> => void this.told.push(['interacted', chat]);
  closed = async (chat: ChatRef): Promise<void> => void this.told.push(['closed', chat]);
  receipt = async (chat: ChatRef, ids: readonly string[], state: string): Promise<void> =>
    void this.told.push([state, chat, ids]);
  echoed = async (chat: ChatRef, echo: Echo): Promise<void> =>
    void this.told.push(['echoed', chat, echo]);

  downloading = <Result>(download: (mostMs: number) => Promise<Result>): Promise<Result> =>
    download(30_000);

  storeFile = async (file: IncomingFile) => {
    if (file.bytes.byteLength === 0) throw new FileRefused('empty');
    this.files.push(file);
    const id = `stored-${this.files.length}`;
    return { id, mediaType: file.mediaType, sizeBytes: file.bytes.byteLength, name: `${id}.bin` };
  };
}
