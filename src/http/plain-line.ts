import type { InboundBody, OutboundMessage } from '../chat/message.ts';
import type { TranscriptLine } from './transcript.ts';
import type { Voice } from './voice.ts';

/** One line of a chat in plain values, for programs. */
export interface PlainLine {
  readonly id: string;
  readonly from: 'person' | 'bot';
  readonly at: string;
  /** `null`: withheld. */
  readonly words: readonly string[] | null;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Addresses of its files. */
  readonly files: readonly string[];
  readonly link?: string;
}

/** Tells a line in the language of the voice; `path` is the address of its chat. */
export function plainLine(line: TranscriptLine, path: string, voice: Voice): PlainLine {
  const { id, from, at } = line;
  const frame = { id, from, at: at.toISOString() };
  return from === 'bot'
    ? { ...frame, ...plainMessage(line.message, path, voice) }
    : { ...frame, words: heardWords(line, voice), choices: [], files: heardFiles(line.body, path) };
}

const plainMessage = (
  { lines, choices = [], files = [], link }: OutboundMessage,
  path: string,
  voice: Voice,
) => ({
  words: lines.map((text) => voice.translate(text)),
  choices: choices.map((choice) => ({ id: choice.id, label: voice.translate(choice.label) })),
  files: files.map((file) => addressOf(path, file.id)),
  ...(link === undefined ? {} : { link: link.path }),
});

function heardWords(
  { body, pressed }: TranscriptLine & { from: 'person' },
  voice: Voice,
): readonly string[] | null {
  if (body === null) return null;
  switch (body.kind) {
    case 'text':
      return [body.text];
    case 'choice':
      return [pressed === undefined ? body.id : voice.translate(pressed)];
    case 'file':
      return body.caption === undefined ? [] : [body.caption];
    case 'location':
      return [`${body.pin.latitude}, ${body.pin.longitude}`];
    case 'contact':
      return [body.phone];
    case 'start':
      return [voice.page('start.begin')];
    case 'unsupported':
      return [];
  }
}

const heardFiles = (body: InboundBody | null, path: string): readonly string[] =>
  body?.kind === 'file' ? [addressOf(path, body.file.id)] : [];

const addressOf = (path: string, fileId: string): string => `${path}/files/${fileId}`;
