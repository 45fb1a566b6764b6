import { describe, expect, it } from 'vitest';
import { createTelemetry } from '../../src/telemetry/events.ts';
import { createLog, errorFields } from '../../src/telemetry/log.ts';

function listen(level = 'debug') {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, telemetry: createTelemetry(createLog(level, { write })) };
}

describe('an event', () => {
  it('is one line of the log and one count, with the fields that were given', async () => {
    const { lines, telemetry } = listen();
    telemetry.events.casePlaced({ caseId: 'c1', unitId: 'u1', decision: 'assign', ms: 40 });
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
        msg: 'case.placed',
        caseId: 'c1',
        unitId: 'u1',
        decision: 'assign',
        ms: 40,
      },
    ]);
    const metrics = await telemetry.metrics();
    expect(metrics).toContain('cb_case_placed_total{decision="assign"} 1');
    expect(metrics).toContain('cb_case_placed_seconds_bucket{le="0.05"} 1');
    expect(metrics).toContain('cb_case_placed_seconds_bucket{le="0.025"} 0');
  });

  it('counts too where its line is below the level of the log', async () => {
    const { lines, telemetry } = listen('error');
    telemetry.events.turnTaken({ channel: 'web', flow: 'report', ms: 12 });
    expect(lines).toEqual([]);
    expect(await telemetry.metrics()).toContain(
      'cb_turn_taken_total{channel="web",flow="report"} 1',
    );
  });

  it('shows how things stand, as a gauge for each channel', async () => {
    const { telemetry } = listen();
    telemetry.events.channelMaintained({ channel: 'zalo-oa', needsPerson: 1 });
    telemetry.events.channelMaintained({ channel: 'zalo-bot', needsPerson: 1 });
    telemetry.events.channelMaintained({ channel: 'zalo-bot', needsPerson: 0 });
    const metrics = await telemetry.metrics();
    expect(metrics).toContain('cb_channel_maintained_needs_person{channel="zalo-oa"} 1');
    expect(metrics).toContain('cb_channel_maintained_needs_person{channel="zalo-bot"} 0');
  });

  it('may have no fields at all', async () => {
    const { lines, telemetry } = listen();
    telemetry.events.organisationMissing();
    expect(lines).toMatchObject([{ msg: 'organisation.missing', level: 50 }]);
  });

  it('is no metric of another process part of this one', async () => {
    const first = listen().telemetry;
    const second = listen().telemetry;
    first.events.dutyAlerted({ people: 2 });
    expect(await second.metrics()).not.toContain('cb_duty_alerted_total 1');
    first.close();
    expect(await first.metrics()).not.toContain('cb_duty_alerted_total');
  });
});

describe('an error in the log', () => {
  class Refused extends Error {
    override readonly name = 'Refused';
    readonly code = 'ECONNREFUSED';
  }

  it('is its class, code and place, and those of its cause, never its words', () => {
    const { lines, telemetry } = listen();
    const cause = new Refused('bà Sáu, 0912345678\nnhà đầu ngõ');
    const error = new TypeError('“đường sụt” is not a case', { cause });
    telemetry.events.webhookFailed({ channel: 'web', error });
    expect(lines).toMatchObject([
      { error: 'TypeError', cause: { error: 'Refused', code: 'ECONNREFUSED' } },
    ]);
    expect(JSON.stringify(lines)).toContain('events.test.ts');
    expect(JSON.stringify(lines)).not.toMatch(/sụt|Sáu|0912345678|đầu ngõ/);
  });

  it.each([
    ['app-rate-limit', 'app-rate-limit'],
    ['Lan 0912345678', undefined],
    ['84912345678', undefined],
    [7, undefined],
  ])('has its reason %o only where that is made of letters and dashes', (reason, shown) => {
    const { reason: found } = errorFields(Object.assign(new Error('words'), { reason }));
    expect(found).toBe(shown);
  });

  it.each([['a string with words'], [undefined], [null], [{ message: 'words' }]])(
    'that is none (%o) tells its type alone',
    (thrown) => {
      expect(errorFields(thrown)).toEqual({ error: typeof thrown });
    },
  );
});
