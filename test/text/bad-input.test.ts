import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text as readAll } from 'node:stream/consumers';
import { array, assert, constantFrom, integer, oneof, property, string, tuple } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverAbuse, findAbuse } from '../../src/text/abuse.ts';
import { findPersonalData, maskPersonalData } from '../../src/text/personal-data.ts';
import { HOSTILE } from '../fixtures/hostile-texts.ts';
import { READERS, reader } from '../fixtures/readers.ts';

/** How long each reader took with each text, in milliseconds: measured in a process of its own, where nothing is counted for coverage. */
const measured = async (): Promise<ReadonlyMap<string, number>> => {
  const script = fileURLToPath(new URL('../fixtures/time-readers.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
  });
  const rows = JSON.parse(await readAll(child.stdout)) as readonly (readonly [string, number])[];
  return new Map(rows);
};

describe('64 KB of anything', () => {
  let times: ReadonlyMap<string, number>;
  beforeAll(async () => {
    times = await measured();
  }, 120_000);

  it.each(Object.keys(HOSTILE))('%s is read within 5 ms', (name) => {
    for (const by of Object.keys(READERS))
      expect(times.get(`${name} by ${by}`), by).toBeLessThan(5);
  });
});

const PIECES = [
  'thôn|Tân|lập|xã cũ|cháy|cháy nhà|đ|m|lồn|óc|chó|đồ|0912|345|678|+84|o|stk|số nhà|ngõ|88A|@|.com',
  'zalo.me/| |.|-|,|\n|*|\u0301|\u200B|\u202E|\uD83D|\uDC00|\u0000',
].flatMap((line) => line.split('|'));

/** Strings of many kinds, and the pieces that readers look for, in any order. */
const anyText = oneof(
  string({ unit: 'binary', maxLength: 400 }),
  string({ unit: 'grapheme', maxLength: 400 }),
  array(constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join('')),
  array(integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) =>
    String.fromCharCode(...units),
  ),
  tuple(constantFrom(...PIECES), integer({ min: 1, max: 3_000 })).map(([piece, times]) =>
    piece.repeat(times),
  ),
);

const areInOrder = (text: string, spans: readonly { start: number; end: number }[]): boolean =>
  spans.every(
    ({ start, end }, at) => start >= (spans[at - 1]?.end ?? 0) && start < end && end <= text.length,
  );

describe('any text whatever', () => {
  it('is read without throwing, and what is covered stays covered', () => {
    assert(
      property(anyText, (text) => {
        for (const read of Object.values(READERS)) read(text);
        expect(areInOrder(text, findPersonalData(text))).toBe(true);
        expect(areInOrder(text, findAbuse(text))).toBe(true);
        const { masked } = reader.understand(text);
        expect(masked.isWellFormed()).toBe(true);
        expect(masked).not.toMatch(/\d{8}/u);
        // Nothing that was covered becomes readable by being covered again.
        expect(findAbuse(coverAbuse(masked))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('hides a phone number, whatever stands around and between', () => {
    const between = constantFrom('', ' ', '.', '-', ' - ', '\u00A0', '\u200B', '–', '\u0301');
    const numbers = tuple(anyText, array(between, { minLength: 9, maxLength: 9 })).map(
      ([before, gaps]) => {
        const phone = Array.from('0987654321', (digit, at) => digit + (gaps[at] ?? '')).join('');
        return `${before.slice(0, 200)} gọi ${phone} nhé`;
      },
    );
    assert(
      property(numbers, (text) => {
        const figures = maskPersonalData(text).replaceAll(/[^0-9]/gu, '');
        expect(figures).not.toContain('0987654321');
      }),
      { numRuns: 400 },
    );
  });
});

interface Run {
  readonly code: number | null;
  readonly answers: readonly string[];
  readonly complaints: readonly string[];
}

const linesIn = (output: string): readonly string[] => output.split('\n').filter(Boolean);

/** The command line, fed with these bytes. */
const triage = async (input: Buffer): Promise<Run> => {
  const program = spawn('npm', ['run', '-s', 'triage'], { stdio: 'pipe' });
  program.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => program.on('close', resolve));
  const [answers, complaints, code] = await Promise.all([
    readAll(program.stdout),
    readAll(program.stderr),
    closed,
  ]);
  return { code, answers: linesIn(answers), complaints: linesIn(complaints) };
};

describe('the command line', () => {
  const ask = (id: string, text: string): Buffer =>
    Buffer.from(`${JSON.stringify({ id, text })}\n`);
  const idsOf = ({ answers }: Run): readonly unknown[] =>
    answers.map((line) => (JSON.parse(line) as { id: unknown }).id);

  it('answers every good line, names the bad ones, and does not end well', async () => {
    const run = await triage(
      Buffer.concat([
        Buffer.from('\uFEFF'),
        ask('first', 'đường thôn lục liễu sụt, gọi 0912 345 678'),
        Buffer.from('{"id":"broken","text":"mất điện\n'),
        Buffer.from('null\n[1]\n"chữ"\n{}\n{"id":"x","text":7}\n\n   \n'),
        Buffer.from('{"id":"raw","text":"nước\u2028đục \u2029 quá"}\r\n'),
        Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
        Buffer.from('{"id":"bytes","text":"'),
        Buffer.from([0xe1, 0xbb, 0xff, 0x80]),
        Buffer.from('"}\n'),
        ask('lone', 'thôn \uD800 cháy'),
        ask('long', 'a'.repeat(65_536)),
        Buffer.from('{"text":"không có mã"}'),
      ]),
    );
    expect(idsOf(run)).toEqual(['first', 'raw', 'bytes', 'lone', 'long', null]);
    expect(run.complaints.map((line) => /^line (\d+): /.exec(line)?.[1])).toEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '11',
    ]);
    expect(run.answers.join('')).not.toContain('0912');
    expect(run.complaints.join('')).not.toContain('mất điện');
    expect(run.code).not.toBe(0);
  });

  it('ends well when every line was good', async () => {
    const run = await triage(ask('only', 'mất điện'));
    expect(run).toMatchObject({ code: 0, complaints: [] });
    expect(idsOf(run)).toEqual(['only']);
  });
});
