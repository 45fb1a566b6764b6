import { spawn } from 'node:child_process';
import { text as readAll } from 'node:stream/consumers';
import { array, assert, constantFrom, integer, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverAbuse, findAbuse } from '../../src/text/abuse.ts';
import { findPersonalData, maskPersonalData } from '../../src/text/personal-data.ts';
import { createReader } from '../../src/text/reader.ts';
import { directoryOf, TODAY } from './network.ts';
import { MODEL } from '../fixtures/model.ts';

const reader = createReader(directoryOf(), TODAY, MODEL);

/** Everything that reads a message. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'understand()': (text) => reader.understand(text),
  'maskPersonalData()': maskPersonalData,
  'coverAbuse()': coverAbuse,
};

const LONG = 65_536;
const filled = (piece: string): string => piece.repeat(Math.ceil(LONG / piece.length));
const any = (count: number, letters: readonly string[]): string =>
  Array.from({ length: count }, (_, at) => letters[(at * 7919) % letters.length] ?? '').join('');

/** Each is about 64 KB, or as bad as its kind can be. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one letter': filled('a'),
  'one marked letter': filled('ặ'),
  'one capital': filled('Đ'),
  'lone high surrogates': filled('\uD800'),
  'lone surrogates of both kinds': filled('\uDC00\uD83D'),
  'zero-width characters': filled('\u200B\u200D\uFEFF\u2060'),
  'a zero-width character after each letter': filled('đ\u200Bm\u200C '),
  'right-to-left marks': filled('\u202Eđường\u202C \u200F'),
  'isolates that never end': filled('\u2066\u2067\u2068'),
  'mixed scripts': filled('thôn дом 村 قرية หมู่บ้าน 👨‍👩‍👧 '),
  'letters that look alike': filled('đéо lồп сặc '),
  'a storm of marks': `o${filled('\u0301\u0323\u0302\u0308')}`,
  'marks on every letter': filled('a\u0301\u0323\u0302\u0307\u0331'),
  'marks between digits': filled('0\u0338'),
  'ligatures that grow': filled('ﷺ'),
  'Hangul in pieces': filled('\u1112\u1161\u11AB'),
  'emoji joined': filled('👩‍❤️‍💋‍👨'),
  keycaps: filled('1️⃣'),
  'digits of other scripts': filled('٠١٢٣४५६７８９𝟘'),
  'digits and spaces': filled('0 '),
  'digits and every separator': filled('1 .-(–_*~·'),
  'digits almost a phone': filled('0 9 1 2 3 4 5 6 x'),
  'digits almost an account': filled('stk 1 2 3 4 '),
  'digits almost a plate': filled('88A-12'),
  'digits almost a place': filled('21.1234,'),
  'degrees without minutes': filled('21° '),
  'words almost an account': filled('tài khoản '),
  'words almost a house': filled('số nhà '),
  'words almost a card': filled('căn cước công dân số '),
  'chains of @': filled('a@'),
  'chains of dots': filled('a.'),
  'an address that never ends': `a@${filled('b.')}`,
  'a name that never ends': `${filled('a.b-c_d%')}@`,
  'links without an end': filled('http://zalo.me/'),
  'slashes after a house': `hẻm ${filled('1/')}`,
  'letters one by one': filled('đ m '),
  'letters with dots': filled('d.i.t.'),
  'letters with changing signs': filled('d.i t-'),
  'stars and letters': filled('đ*'),
  'one word of stars': `đ${filled('*')}`,
  'one word of signs': filled('l0@$!'),
  'stretched letters': filled('aaaaab'),
  'insults alone': filled('óc chó '),
  'insults almost': filled('tiên sư '),
  'starts of insults': filled('đồ '),
  'place names': any(6_000, ['Đạo Trù Hạ ', 'tân lập ', 'thôn ', 'Lục Liễu, ', 'xã cũ ']),
  'prefix words': filled('thôn xã huyện '),
  'Telex keys': filled('ddwowngfs '),
  commas: filled(','),
  'line breaks': filled('\r\n\u2028\u2029'),
  nulls: filled('\u0000'),
  brackets: filled('({['),
  backslashes: filled('\\'),
};

const CASES = Object.entries(HOSTILE).flatMap(([name, text]) =>
  Object.keys(READERS).map((by) => [name, by, text] as const),
);

/** The quickest of several, in milliseconds: other work on the machine must not fail the test. */
const quickest = (work: () => unknown, times = 25): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times && least >= 5; run += 1) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

describe('64 KB of', () => {
  it.each(CASES)('%s is read by %s within 5 ms', (_name, by, text) => {
    expect(quickest(() => READERS[by]?.(text))).toBeLessThan(5);
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
