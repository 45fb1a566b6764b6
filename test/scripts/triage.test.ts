import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { findHome } from '../../scripts/triage/home-unit.ts';
import { openDirectory } from '../../scripts/triage/sample-reader.ts';

interface Answer {
  readonly id: string | number;
  readonly place: {
    readonly decision: string;
    readonly unit: string | null;
    readonly choices: readonly string[];
    readonly candidates: readonly string[];
  };
}

/** Runs the command as an operator would. */
async function triage(lines: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/triage.ts']);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  const answers = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
  return { answers, err, code };
}

const line = (id: string, message: string, commune?: string): string =>
  JSON.stringify({ id, text: message, commune });

const TAN_LAP = ['TD-BL-12', 'TD-DD-15', 'TD-DT-11'];

describe('the triage command', () => {
  let run: Awaited<ReturnType<typeof triage>>;
  const answerOf = (id: string) => run.answers.find((answer) => answer.id === id);
  const placeOf = (id: string) => answerOf(id)?.place;
  beforeAll(async () => {
    run = await triage([
      line('whole', 'đường thôn Lục Liễu sụt hố, gọi 0912345678'),
      line('namesakes', 'thôn Tân Lập mất điện'),
      line('by name', 'thôn Tân Lập mất điện', 'xã Đạo Trù'),
      line('by bare name', 'thôn Tân Lập mất điện', 'bo ly'),
      line('by id', 'thôn Tân Lập mất điện', 'TD-DD-15'),
      line('by no name', 'thôn Tân Lập mất điện', 'Sao Hỏa'),
      JSON.stringify({ id: 7, text: 'mất điện' }),
      '',
      'no json',
      line('nothing', 'xin chào'),
    ]);
  }, 60_000);

  it('answers a line for each message, in order, in the agreed form', () => {
    expect(run.answers.map(({ id }) => id)).toEqual([
      'whole',
      'namesakes',
      'by name',
      'by bare name',
      'by id',
      'by no name',
      7,
      'nothing',
    ]);
    expect(answerOf('whole')).toEqual({
      id: 'whole',
      place: {
        decision: 'assign',
        unit: 'TD-DT-12',
        choices: ['TD-DT-12'],
        candidates: expect.arrayContaining(['TD-DT-12']) as unknown,
      },
      category: {
        code: 'duong',
        confidence: expect.any(Number) as unknown,
        decision: expect.stringMatching(/^(?:auto|ask)$/) as unknown,
      },
      kind: { code: 'phan-anh', confidence: expect.any(Number) as unknown },
      urgency: expect.stringMatching(/^(?:normal|soon|emergency)$/) as unknown,
      masked: expect.not.stringContaining('0912345678') as unknown,
    });
  });

  it('asks between namesakes, unless the own commune or village tells them apart', () => {
    for (const id of ['namesakes', 'by no name']) {
      expect(placeOf(id)).toMatchObject({ decision: 'ask', unit: null });
      expect(placeOf(id)?.choices.toSorted()).toEqual(TAN_LAP);
    }
    expect(placeOf('by name')).toMatchObject({ decision: 'assign', unit: 'TD-DT-11' });
    expect(placeOf('by bare name')).toMatchObject({ decision: 'assign', unit: 'TD-BL-12' });
    expect(placeOf('by id')).toMatchObject({ decision: 'assign', unit: 'TD-DD-15' });
  });

  it('says what it could not use, by line, and goes on', () => {
    expect(run.err.split('\n')[0]).toBe('line 6: no one unit is called Sao Hỏa');
    expect(run.err).toContain('line 9: ');
    expect(run.code).toBe(1);
    expect(placeOf('nothing')).toEqual({
      decision: 'none',
      unit: null,
      choices: [],
      candidates: [],
    });
  });
});

describe('an own commune', () => {
  it.each([
    ['TD-DT', 'TD-DT'],
    ['Đạo Trù', 'PT-DT'],
    ['xã Đạo Trù', 'PT-DT'],
    ['Đạo Trù cũ', 'TD-DT'],
    ['dao tru', 'PT-DT'],
    ['Tam Đảo', 'PT-TD'],
    ['thị trấn Tam Đảo', 'TD-TD'],
    ['huyện Tam Đảo', 'VP-TD'],
    ['Hợp Châu', 'TD-HC'],
    ['thôn Lục Liễu', 'TD-DT-12'],
    ['Đồng Mong', 'TD-TQ-12'],
    ['Tân Lập', undefined],
    ['Sao Hỏa', undefined],
    ['', undefined],
  ])('%j is %s', async (name, unitId) => {
    expect(findHome(name, await openDirectory())).toBe(unitId);
  });
});
