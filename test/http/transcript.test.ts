import { describe, expect, it } from 'vitest';
import type { Conversation, HeardLine, OutboxEntry } from '../../src/chat/conversation.ts';
import { say } from '../../src/domain/text.ts';
import { cursorOf, findFile, linesAfter, transcript } from '../../src/http/transcript.ts';

const NOON = new Date('2026-11-25T05:00:00Z').getTime();
const at = (seconds: number): Date => new Date(NOON + seconds * 1_000);

const heard = (
  eventId: string,
  seconds: number,
  body: HeardLine['body'] = { kind: 'text', text: eventId },
): HeardLine => ({
  eventId,
  at: at(seconds),
  body,
});

const said = (key: string, seconds: number, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  message: { lines: [say(key)] },
  at: at(seconds),
  notBefore: at(seconds),
  state: 'sent',
  attempts: 0,
  sentAt: at(seconds),
  ...more,
});

/** A question with one button of these words. */
const offer = (label: string) => ({
  lines: [say('q')],
  choices: [{ id: 'x:yes', label: say(label) }],
});

const chatOf = (lines: Pick<Conversation, 'heard' | 'outbox'>): Conversation => ({
  chat: { channel: 'web', chatId: 'a' },
  personId: 'p',
  locale: 'vi',
  dialogue: null,
  offered: [],
  misunderstood: 0,
  seen: [],
  pending: [],
  version: 0,
  ...lines,
});

const ids = (lines: Pick<Conversation, 'heard' | 'outbox'>): readonly string[] =>
  transcript(chatOf(lines)).map((line) => line.id);

describe('the transcript', () => {
  it('puts both sides in order of time', () => {
    const lines = {
      heard: [heard('a', 0), heard('b', 20)],
      outbox: [said('a-0', 10), said('b-0', 30)],
    };
    expect(ids(lines)).toEqual(['h-a', 'o-a-0', 'h-b', 'o-b-0']);
  });

  it('puts an answer below its question when both came in one instant', () => {
    const lines = {
      heard: [heard('a', 0), heard('b', 0)],
      outbox: [said('a-0', 0), said('notice', 0), said('b-0', 0)],
    };
    expect(ids(lines)).toEqual(['h-a', 'o-a-0', 'o-notice', 'h-b', 'o-b-0']);
  });

  it('puts the outcome of an action below the button that asked for it, in one instant', () => {
    const lines = {
      heard: [heard('a', 0), heard('press', 0), heard('b', 0)],
      outbox: [said('a-0', 0), said('outcome', 0), said('b-0', 0)],
    };
    expect(ids(lines)).toEqual(['h-a', 'o-a-0', 'h-press', 'o-outcome', 'h-b', 'o-b-0']);
  });

  it('leaves what was said after the last answer at the end', () => {
    expect(ids({ heard: [heard('a', 5)], outbox: [said('before', 0)] })).toEqual([
      'o-before',
      'h-a',
    ]);
  });

  it('places a held message at the time it was sent, not when it was written', () => {
    const lines = {
      heard: [heard('a', 0), heard('b', 5)],
      outbox: [said('a-0', 0, { sentAt: at(9) })],
    };
    expect(ids(lines)).toEqual(['h-a', 'h-b', 'o-a-0']);
  });

  it.each(['waiting', 'sending', 'superseded', 'failed'] as const)(
    'shows nothing that is %s',
    (state) => {
      expect(ids({ heard: [], outbox: [said('a-0', 0, { state })] })).toEqual([]);
    },
  );

  it('keeps a withheld line without its words', () => {
    const [line] = transcript(chatOf({ heard: [heard('a', 0, null)], outbox: [] }));
    expect(line).toMatchObject({ from: 'person', body: null });
  });

  it('tells which button was pressed in the words it had then', () => {
    const lines = transcript(
      chatOf({
        heard: [heard('a', 10, { kind: 'choice', id: 'x:yes' })],
        outbox: [
          said('one', 0, { message: offer('first') }),
          said('two', 5, { message: offer('second') }),
          said('three', 20, { message: offer('third') }),
        ],
      }),
    );
    expect(lines.find((line) => line.from === 'person')).toMatchObject({
      pressed: { key: 'second' },
    });
  });

  it('has no words for a button that is no longer in the chat', () => {
    const [line] = transcript(
      chatOf({ heard: [heard('a', 0, { kind: 'choice', id: 'x:gone' })], outbox: [] }),
    );
    expect(line).not.toHaveProperty('pressed');
  });

  it('holds the buttons for current that came after the last word of the person', () => {
    const lines = transcript(
      chatOf({
        heard: [heard('a', 10)],
        outbox: [said('old', 0), said('a-0', 10), said('notice', 30)],
      }),
    );
    const current = lines
      .filter((line) => line.from === 'bot' && line.isCurrent)
      .map((line) => line.id);
    expect(current).toEqual(['o-a-0', 'o-notice']);
  });
});

describe('what came after a cursor', () => {
  it('is 0 before anything was said', () => {
    expect(cursorOf([])).toBe(0);
  });

  it('leaves out what the page must have, and goes a minute back for what came late', () => {
    const lines = transcript(
      chatOf({ heard: [heard('long-ago', -100), heard('late', -30)], outbox: [said('new', 1)] }),
    );
    expect(linesAfter(lines, NOON).map((line) => line.id)).toEqual(['h-late', 'o-new']);
    expect(cursorOf(lines)).toBe(NOON + 1_000);
  });
});

describe('finding a file', () => {
  const photo = { id: 'f1', mediaType: 'image/png', sizeBytes: 1, name: 'a.png' };
  const paper = { id: 'f2', mediaType: 'application/pdf', sizeBytes: 1, name: 'b.pdf' };
  const lines = transcript(
    chatOf({
      heard: [heard('a', 0, { kind: 'file', file: photo }), heard('b', 1, null)],
      outbox: [said('x', 2, { message: { lines: [], files: [paper] } }), said('y', 3)],
    }),
  );

  it('finds files of both sides and no others', () => {
    expect(findFile(lines, 'f1')).toBe(photo);
    expect(findFile(lines, 'f2')).toBe(paper);
    expect(findFile(lines, 'f3')).toBeUndefined();
  });
});
