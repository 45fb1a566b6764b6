import type { Conversation, HeardLine, OutboxEntry } from '../chat/conversation.ts';
import type { InboundBody, OutboundMessage } from '../chat/message.ts';
import type { FileRef } from '../domain/case.ts';
import type { Text } from '../domain/text.ts';

/** What the person said. */
export interface HeardTranscriptLine {
  readonly from: 'person';
  readonly id: string;
  readonly eventId: string;
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
  const { heard, outbox } = conversation;
  const spoken = heard.map((line) => heardLine(line, outbox));
  const said = outbox
    .filter((entry) => entry.state === 'sent')
    .map(saidLine)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const lines = interleave(spoken, said);
  const lastSpoken = lines.findLastIndex((line) => line.from === 'person');
  return lines.map((line, index) =>
    line.from === 'bot' && index > lastSpoken ? { ...line, isCurrent: true } : line,
  );
}

/**
 * Within one instant an answer stands below what it answers and above what was said next. What
 * answers no single line (the outcome of an action, a notice) stands as low as that allows.
 */
function interleave(
  spoken: readonly HeardTranscriptLine[],
  said: readonly SaidTranscriptLine[],
): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  const rest = [...spoken];
  said.forEach((answer, index) => {
    const later = said.slice(index + 1);
    const isNext = (line: HeardTranscriptLine): boolean =>
      line.at > answer.at || later.some((other) => isAnswer(other, line));
    const next = rest.findIndex((line) => line.at >= answer.at && isNext(line));
    const before = rest.filter((line) => line.at < answer.at).length;
    const answered = rest.findLastIndex((line) => isAnswer(answer, line)) + 1;
    const lowest = next < 0 ? rest.length : next;
    lines.push(...rest.splice(0, answered > 0 ? Math.max(before, answered) : lowest), answer);
  });
  return [...lines, ...rest];
}

/** A turn's answers carry the id of its event. */
const isAnswer = (said: SaidTranscriptLine, line: HeardTranscriptLine): boolean =>
  said.id.startsWith(`o-${line.eventId}-`);

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
  const { eventId, at, body } = line;
  const spoken = { from: 'person', id: `h-${eventId}`, eventId, at, body } as const;
  const pressed = body?.kind === 'choice' ? labelOf(body.id, at, outbox) : undefined;
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
