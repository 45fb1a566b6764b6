import type { Conversation, HeardLine, OutboxEntry } from '../chat/conversation.ts';
import type { InboundBody, OutboundMessage } from '../chat/message.ts';
import type { FileRef } from '../domain/case.ts';
import type { Text } from '../domain/text.ts';

/** What the person said. */
export interface HeardTranscriptLine {
  readonly from: 'person';
  readonly id: string;
  readonly at: Date;
  /** `null`: withheld, the words are stored nowhere. */
  readonly body: InboundBody | null;
  /** Words of the button when one was pressed that is still in the chat. */
  readonly pressed?: Text;
}

/** What Cầu Nối said. */
export interface SaidTranscriptLine {
  readonly from: 'bot';
  readonly id: string;
  readonly at: Date;
  readonly message: OutboundMessage;
  /** Nothing was said by the person since: its buttons are the ones meant now. */
  readonly isCurrent: boolean;
}

/** One line of a chat as its person sees it. */
export type TranscriptLine = HeardTranscriptLine | SaidTranscriptLine;

/**
 * How far back a page looks beyond the last line it knows, in milliseconds. Two processes may write
 * lines of one chat within moments of each other, so a line can sort before one already shown.
 */
const OVERLAP_MS = 60_000;

/** The chat in order of time: what was heard, and what has been sent; nothing that still waits. */
export function transcript(conversation: Conversation): readonly TranscriptLine[] {
  const heard = conversation.heard.map((line) => heardLine(line, conversation.outbox));
  const said = conversation.outbox.filter((entry) => entry.state === 'sent').map(saidLine);
  const lines = [...heard, ...said].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const lastHeard = lines.findLastIndex((line) => line.from === 'person');
  return lines.map((line, index) =>
    line.from === 'bot' && index > lastHeard ? { ...line, isCurrent: true } : line,
  );
}

/** Instant of the newest line in milliseconds, which a page gives back to learn what came later; 0 for an empty chat. */
export const cursorOf = (lines: readonly TranscriptLine[]): number =>
  lines.at(-1)?.at.getTime() ?? 0;

/** Lines that a page with this cursor may lack; some it may have, so it compares ids. */
export const linesAfter = (
  lines: readonly TranscriptLine[],
  cursorMs: number,
): readonly TranscriptLine[] => lines.filter((line) => line.at.getTime() >= cursorMs - OVERLAP_MS);

/** The file with this id if it stands in the chat; what is not there may not be opened through it. */
export const findFile = (lines: readonly TranscriptLine[], fileId: string): FileRef | undefined =>
  lines.flatMap(filesOf).find((file) => file.id === fileId);

function filesOf(line: TranscriptLine): readonly FileRef[] {
  if (line.from === 'bot') return line.message.files ?? [];
  return line.body?.kind === 'file' ? [line.body.file] : [];
}

function heardLine(line: HeardLine, outbox: readonly OutboxEntry[]): HeardTranscriptLine {
  const spoken = { from: 'person', id: `h-${line.eventId}`, at: line.at, body: line.body } as const;
  const pressed = line.body?.kind === 'choice' ? labelOf(line.body.id, line.at, outbox) : undefined;
  return pressed === undefined ? spoken : { ...spoken, pressed };
}

/** The same button may have been offered under different words: the latest before the press counts. */
function labelOf(choiceId: string, at: Date, outbox: readonly OutboxEntry[]): Text | undefined {
  return outbox
    .filter((entry) => entry.at <= at)
    .flatMap((entry) => entry.message.choices ?? [])
    .findLast((choice) => choice.id === choiceId)?.label;
}

const saidLine = (entry: OutboxEntry): SaidTranscriptLine => ({
  from: 'bot',
  id: `o-${entry.key}`,
  at: entry.sentAt ?? entry.at,
  message: entry.message,
  isCurrent: false,
});
