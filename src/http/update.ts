import { randomUUID } from 'node:crypto';
import type { Conversation } from '../chat/conversation.ts';
import type { Locale } from '../domain/text.ts';
import { drawLine, type LineView } from './pages/line.ts';
import { transcript, cursorOf, linesAfter, type TranscriptLine } from './transcript.ts';
import type { Voice } from './voice.ts';

/** What an open page is told: lines it may lack, and where to go on from. */
export interface Update {
  readonly locale: Locale;
  readonly cursor: number;
  readonly lines: readonly { readonly id: string; readonly html: string }[];
}

/** Makes the view that lines of one page or one update share. */
export const lineView = (
  voice: Voice,
  path: string,
  conversation: Conversation | undefined,
): LineView => ({
  voice,
  path,
  formId: randomUUID(),
  spoken: conversation?.locale ?? voice.locale,
});

/**
 * What came after a page's cursor.
 *
 * @param isKnown - Lines that this page is known to have.
 */
export async function updateFor(
  conversation: Conversation,
  view: LineView,
  cursorMs: number,
  isKnown: (line: TranscriptLine) => boolean = () => false,
): Promise<Update> {
  const lines = transcript(conversation);
  const lacking = linesAfter(lines, cursorMs).filter((line) => !isKnown(line));
  return {
    locale: view.voice.locale,
    cursor: cursorOf(lines),
    lines: await Promise.all(
      lacking.map(async (line) => ({ id: line.id, html: await drawLine(line, view) })),
    ),
  };
}

/** A cursor as a page sends it; anything else asks for the whole chat. */
export function readCursor(given: string | undefined): number {
  const cursorMs = Number(given);
  return Number.isSafeInteger(cursorMs) && cursorMs > 0 ? cursorMs : 0;
}

/** Whether something of this chat is on its way and will be shown within moments. */
export const isSettling = (conversation: Conversation, now: Date): boolean =>
  conversation.pending.length > 0 ||
  conversation.outbox.some(
    ({ state, notBefore }) =>
      state === 'sending' || (state === 'waiting' && notBefore.getTime() - now.getTime() < SOON_MS),
  );

/** Held receipts wait two seconds; whatever waits longer is worth no looking again. */
const SOON_MS = 10_000;
