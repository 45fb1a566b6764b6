import type { Rendering } from '../../../src/channels/channel.ts';
import type { OutboundMessage } from '../../../src/chat/message.ts';
import type { FileRef } from '../../../src/domain/case.ts';
import { say, type Text } from '../../../src/domain/text.ts';

/** What the house lends a channel: sentences are their own keys, files their own names. */
export const rendering = (publicUrl: string): Rendering => ({
  locale: 'vi',
  translate: ({ key }) => key,
  openFile: async (file) => Buffer.from(file.name),
  aboutToSend: async () => undefined,
  absolute: (path) => `${publicUrl}${path}`,
});

/** A stored file. */
export const stored = (id: string, mediaType = 'image/jpeg', sizeBytes = 9): FileRef => ({
  id,
  mediaType,
  sizeBytes,
  name: `${id}.bin`,
});

/** A message of plain words. */
export const words = (...lines: readonly string[]): Pick<OutboundMessage, 'lines'> => ({
  lines: lines.map((line): Text => say(line)),
});

/** Choices with these labels. */
export const choices = (...labels: readonly string[]) =>
  labels.map((label, index) => ({ id: `report:pick:${index}`, label: say(label) }));
