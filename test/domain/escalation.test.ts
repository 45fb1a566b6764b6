import { describe, expect, it } from 'vitest';
import { recipientsInTurn } from '../../src/domain/announcements.ts';
import type { Ability } from '../../src/domain/cadre.ts';
import type { Case } from '../../src/domain/case.ts';
import { type Firing, fireTimer, timersFor } from '../../src/domain/escalation.ts';
import type { Setting } from '../../src/domain/setting.ts';
import { TIMER_KINDS, type Timer, type TimerKind } from '../../src/domain/timer.ts';
import {
  ACCEPT,
  ADD,
  ASK,
  ASSIGN,
  answered,
  at,
  DIRECTORY,
  directoryOf,
  FORWARD,
  local,
  MONDAY,
  noticesIn,
  ORGANISATION,
  open,
  play,
  REOPEN,
  REPLY,
  RETURN,
  SYSTEM,
  step,
  told,
  waiting,
  working,
} from './village.ts';
import { transition } from '../../src/domain/lifecycle.ts';

/** Local times of the due rows laid now, by kind. */
const laid = (current: Case, setting: Setting): Readonly<Record<string, string>> =>
  Object.fromEntries(
    timersFor(current, setting).map(({ kind, dueAt }) => [
      kind,
      new Date(dueAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '),
    ]),
  );

const timerOf = (kind: TimerKind, current: Case, setting: Setting): Timer => {
  const found = timersFor(current, setting).find((timer) => timer.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};

/** Fires the row of a kind at its due time, as the sweep does. */
const fire = (kind: TimerKind, current: Case, laidAt = at(MONDAY)): Firing => {
  const timer = timerOf(kind, current, laidAt);
  return fireTimer(timer, current, { ...laidAt, now: timer.dueAt });
};

const apply = (firing: Firing, eventId: string, current: Case, setting: Setting): Case =>
  firing.action === undefined
    ? current
    : transition(current, { eventId, actor: SYSTEM, action: firing.action }, setting).after;

const NOTHING: Firing = { notices: [], timers: [] };

describe('due rows', () => {
  it('wait for an acceptance and for an answer', () => {
    expect(laid(waiting(), at(MONDAY))).toEqual({
      'accept-soon': '2026-03-02 16:30',
      'accept-missed': '2026-03-03 09:00',
      'resolve-half': '2026-03-06 08:15',
      'resolve-soon': '2026-03-10 11:00',
      overdue: '2026-03-11 17:00',
      'overdue-leader': '2026-03-13 17:00',
    });
  });

  it('have ids that say what they are', () => {
    const current = waiting();
    expect(timersFor(current, at(MONDAY)).map(({ id }) => id)).toContain('overdue-c1-2');
  });

  it('wait for the answer alone once the team has accepted', () => {
    expect(Object.keys(laid(working(), at(MONDAY)))).toEqual([
      'resolve-half',
      'resolve-soon',
      'overdue',
      'overdue-leader',
    ]);
  });

  it('wait for the citizen alone while the clocks stand still', () => {
    expect(laid(play(working(), [ASK]), at(MONDAY))).toEqual({
      'needs-info-silence': '2026-03-09 17:00',
    });
  });

  it('wait for a word of the citizen after the answer', () => {
    expect(laid(answered(), at(MONDAY))).toEqual({
      'rating-reminder': '2026-03-09 09:00',
      'rating-end': '2026-03-16 09:00',
    });
  });

  it('count from now when nobody knows since when', () => {
    const { answeredAt: _lost, ...undated } = answered();
    expect(laid(undated, at('2026-03-03 09:00'))).toEqual({
      'rating-reminder': '2026-03-10 09:00',
      'rating-end': '2026-03-17 09:00',
    });
  });

  it('ask after forwarded cases while the limit runs on', () => {
    const current = play(working(), [FORWARD]);
    expect(laid(current, at(MONDAY))).toMatchObject({
      'forwarded-chase': '2026-03-16 09:00',
      overdue: '2026-03-11 17:00',
    });
  });

  it('ask for a decision on an idea', () => {
    expect(laid(working({ kind: 'hien-ke' }), at(MONDAY))).toEqual({ decide: '2026-03-22 09:00' });
    const moved = laid(working({ kind: 'hien-ke' }), at('2026-03-23 10:00'));
    expect(moved).toEqual({ decide: '2026-04-12 10:00' });
  });

  it('are laid for nothing that is closed', () => {
    const closed = play(answered(), [{ type: 'confirm' }]);
    expect(timersFor(closed, at(MONDAY))).toEqual([]);
  });

  it('alert people on duty instead of waiting for an acceptance', () => {
    const current = waiting({ urgency: 'emergency' });
    const kinds = Object.keys(laid(current, at(MONDAY)));
    expect(kinds).toContain('duty-unread');
    expect(kinds).not.toContain('accept-missed');
    expect(kinds).not.toContain('accept-soon');
  });

  it('leave out reminders whose moment has passed, never a missed limit', () => {
    expect(laid(working(), at('2026-03-10 12:00'))).toEqual({
      overdue: '2026-03-11 17:00',
      'overdue-leader': '2026-03-13 17:00',
    });
    expect(laid(waiting(), at('2026-03-12 09:00'))).toEqual({
      'accept-missed': '2026-03-03 09:00',
      overdue: '2026-03-11 17:00',
      'overdue-leader': '2026-03-13 17:00',
    });
  });

  it('put the half and the soon later by a pause, and not a second time when they were before it', () => {
    const early = step(working(), ASK, at('2026-03-03 09:00')).after;
    const resumed = step(early, REPLY, at('2026-03-04 09:00')).after;
    expect(laid(resumed, at('2026-03-04 09:00'))).toMatchObject({
      'resolve-half': '2026-03-09 08:15',
      'resolve-soon': '2026-03-11 11:00',
    });
    const late = step(working(), ASK, at('2026-03-09 09:00')).after;
    const resumedLate = step(late, REPLY, at('2026-03-10 09:00')).after;
    expect(laid(resumedLate, at('2026-03-10 09:00'))).not.toHaveProperty('resolve-half');
    expect(laid(resumedLate, at('2026-03-10 09:00'))).toMatchObject({
      'resolve-soon': '2026-03-11 11:00',
    });
  });

  it('count by the clock when a limit holds no office hour', () => {
    const saturday = at('2026-03-07 10:00');
    expect(laid(working({ urgency: 'emergency' }, saturday), saturday)).toMatchObject({
      'resolve-half': '2026-03-07 22:00',
      'resolve-soon': '2026-03-08 05:12',
      overdue: '2026-03-08 10:00',
    });
  });

  it('are laid without the half when the limit is not known any more', () => {
    const norms = { ...ORGANISATION.norms, byCategory: { duong: { resolve: null } } };
    const kinds = Object.keys(laid(working(), at(MONDAY, directoryOf({ norms }))));
    expect(kinds).toEqual(['overdue', 'overdue-leader']);
  });
});

describe('before a limit', () => {
  it('reminds the team to accept', () => {
    expect(told(fire('accept-soon', waiting()).notices)).toEqual(['accept-soon→A1/work']);
  });

  it('reminds the block to place', () => {
    const held = play(open({ place: { withinId: 'A' } }), [{ type: 'hold', ownerUnitId: 'A' }]);
    expect(told(fire('accept-soon', held).notices)).toEqual(['unplaced→A/coordinate']);
  });

  it('reminds whoever has it in hand at half and at four fifths', () => {
    expect(told(fire('resolve-half', working()).notices)).toEqual(['resolve-half→cadre-1']);
    expect(told(fire('resolve-soon', waiting()).notices)).toEqual(['resolve-soon→A1/work']);
  });

  it('reminds the citizen once to say whether it is done', () => {
    const firing = fire('rating-reminder', answered());
    expect(told(firing.notices)).toEqual(['rate-reminder→reporter']);
    expect(firing.timers).toEqual([]);
  });

  it('has a key that is the same when it fires again', () => {
    const current = waiting();
    expect(fire('accept-soon', current).notices).toEqual([
      {
        key: 'accept-soon-c1-2-accept-soon-A1-work',
        kind: 'accept-soon',
        caseId: 'c1',
        to: { type: 'unit', unitId: 'A1', ability: 'work' },
      },
    ]);
    expect(fire('accept-soon', current)).toEqual(fire('accept-soon', current));
  });

  it('waits for the morning when it fires at night', () => {
    const current = working();
    const timer = timerOf('resolve-half', current, at(MONDAY));
    expect(fireTimer(timer, current, at('2026-03-06 20:00')).notices).toMatchObject([
      { notBefore: local('2026-03-07 07:00') },
    ]);
    expect(fireTimer(timer, current, at('2026-03-07 07:00')).notices[0]).not.toHaveProperty(
      'notBefore',
    );
  });

  it('waits for the morning to ask for a rating, even after an emergency', () => {
    const current = answered({ urgency: 'emergency' });
    const timer = timerOf('rating-reminder', current, at(MONDAY));
    expect(fireTimer(timer, current, at('2026-03-09 23:00')).notices).toMatchObject([
      { notBefore: local('2026-03-10 07:00') },
    ]);
  });
});

describe('a missed acceptance', () => {
  it('goes to the block, and the team keeps the case', () => {
    const current = waiting();
    const firing = fire('accept-missed', current);
    expect(firing).toEqual({
      action: { type: 'escalate', toUnitId: 'A', because: 'accept-missed' },
      notices: [],
      timers: [],
    });
    const passed = apply(firing, 'accept-missed-c1-2', current, at('2026-03-03 09:00'));
    expect(passed).toMatchObject({ ownerUnitId: 'A1', teamUnitId: 'A1', escalatedToId: 'A' });
  });

  it('goes above the block when the block has not placed it', () => {
    const held = play(open({ place: { withinId: 'A' } }), [{ type: 'hold', ownerUnitId: 'A' }]);
    expect(fire('accept-missed', held).action).toMatchObject({ toUnitId: 'P' });
  });

  it('goes to the unit on duty when nobody is above', () => {
    const root = open({ place: {} });
    expect(fire('accept-missed', root).action).toMatchObject({ toUnitId: 'P' });
    const onDuty = at(MONDAY, directoryOf({ dutyUnitId: 'B' }));
    expect(fire('accept-missed', { ...root, ownerUnitId: 'P' }, onDuty).action).toMatchObject({
      toUnitId: 'B',
    });
  });

  it('goes above the successor when the unit has ended', () => {
    const moved = { ...waiting(), ownerUnitId: 'A3' };
    expect(fire('accept-missed', moved).action).toMatchObject({ toUnitId: 'A' });
    expect(fire('accept-missed', { ...moved, ownerUnitId: 'A4' }).action).toMatchObject({
      toUnitId: 'A',
    });
    expect(fire('accept-missed', { ...moved, ownerUnitId: 'GONE' }).action).toMatchObject({
      toUnitId: 'P',
    });
  });

  it('is told once, though the citizen is asked and answers afterwards', () => {
    const missedAt = at('2026-03-03 09:00');
    const passed = apply(fire('accept-missed', waiting()), 'x', waiting(), missedAt);
    const resumed = play(passed, [ASK, REPLY], at('2026-03-03 10:00'));
    expect(laid(resumed, at('2026-03-03 10:00'))).not.toHaveProperty('accept-missed');
  });

  it('is told again for the next team', () => {
    const passed = apply(fire('accept-missed', waiting()), 'x', waiting(), at('2026-03-03 09:00'));
    const moved = step(passed, { ...ASSIGN, unitId: 'A2' }, at('2026-03-03 10:00')).after;
    expect(laid(moved, at('2026-03-05 10:00'))).toHaveProperty('accept-missed', '2026-03-04 10:00');
  });
});

describe('a missed limit', () => {
  const overdueAt = at('2026-03-11 17:00');
  const overdue = apply(fire('overdue', working()), 'overdue-c1-3', working(), overdueAt);

  it('goes to the block, and the citizen hears that it is late', () => {
    const firing = fire('overdue', working());
    expect(firing.action).toEqual({ type: 'escalate', toUnitId: 'A', because: 'overdue' });
    expect(overdue.escalatedToId).toBe('A');
  });

  it('goes to the leaders two working days later, and then every week', () => {
    const timer = timerOf('overdue-leader', working(), at(MONDAY));
    const first = fireTimer(timer, overdue, at('2026-03-13 17:00'));
    expect(told(first.notices)).toEqual([
      'overdue→A1/work',
      'overdue→A/coordinate',
      'overdue→A/lead',
    ]);
    expect(first.timers).toEqual([
      { ...timer, id: 'overdue-leader-c1-3-2', dueAt: local('2026-03-20 17:00') },
    ]);
    const [next] = first.timers;
    const second = fireTimer(next ?? timer, overdue, at('2026-03-20 17:00'));
    expect(second.timers).toMatchObject([{ id: 'overdue-leader-c1-3-3' }]);
    expect(second.notices.map(({ key }) => key)).toContain('overdue-leader-c1-3-2-overdue-A-lead');
  });

  it('is told once, though the case moves on', () => {
    const moved = step(overdue, RETURN, at('2026-03-16 09:00')).after;
    expect(laid(moved, at('2026-03-16 09:00'))).toMatchObject({
      'overdue-leader': '2026-03-23 09:00',
    });
    expect(laid(moved, at('2026-03-16 09:00'))).not.toHaveProperty('overdue');
  });

  it('is told again after a reopening', () => {
    const reopened = step(
      play(overdue, [{ type: 'resolve', words: 'Xong', files: [] }], at('2026-03-12 09:00')),
      REOPEN,
      at('2026-03-13 09:00'),
    ).after;
    expect(laid(reopened, at('2026-04-01 09:00'))).toHaveProperty('overdue', '2026-03-24 17:00');
  });

  it('stays with the level above the block that knows already', () => {
    const alerted = { ...waiting({ urgency: 'emergency' }), escalatedToId: 'P' };
    expect(fire('overdue', alerted).action).toMatchObject({ toUnitId: 'P' });
  });
});

describe('an unread emergency', () => {
  const current = waiting({ urgency: 'emergency' }, at('2026-03-02 23:00'));
  const laidAt = at('2026-03-02 23:00');
  const timer = timerOf('duty-unread', current, laidAt);

  it('goes to the next level after a quarter of an hour, at night, and repeats', () => {
    expect(timer.dueAt).toEqual(local('2026-03-02 23:15'));
    const now = at('2026-03-02 23:15');
    const first = fireTimer(timer, current, now);
    expect(first.action).toEqual({ type: 'escalate', toUnitId: 'P', because: 'accept-missed' });
    expect(first.timers).toMatchObject([
      { id: 'duty-unread-c1-2-2', dueAt: local('2026-03-02 23:30') },
    ]);
    const change = transition(
      current,
      { eventId: timer.id, actor: SYSTEM, action: first.action ?? ACCEPT },
      now,
    );
    expect(told(noticesIn(change))).toEqual(['duty-alert→P/duty']);
    expect(noticesIn(change)[0]).not.toHaveProperty('notBefore');
  });

  it('alerts the topmost level again and again', () => {
    const top = { ...current, escalatedToId: 'P' };
    const firing = fireTimer(timer, top, at('2026-03-02 23:30'));
    expect(firing.action).toBeUndefined();
    expect(told(firing.notices)).toEqual(['duty-alert→P/duty']);
    expect(firing.timers).toHaveLength(1);
  });

  it('is over once somebody has taken it', () => {
    const taken = step(current, ACCEPT, at('2026-03-02 23:10')).after;
    expect(fireTimer({ ...timer, round: taken.round }, taken, laidAt)).toEqual(NOTHING);
    expect(laid(taken, laidAt)).not.toHaveProperty('duty-unread');
  });
});

describe('waiting for others', () => {
  it('asks after a forwarded case every fortnight', () => {
    const current = play(working(), [FORWARD]);
    const firing = fire('forwarded-chase', current);
    expect(told(firing.notices)).toEqual(['chase→cadre-1']);
    expect(firing.timers).toMatchObject([{ dueAt: local('2026-03-30 09:00') }]);
  });

  it('asks for a decision on an idea every twenty days', () => {
    const firing = fire('decide', waiting({ kind: 'hien-ke' }));
    expect(told(firing.notices)).toEqual(['decide→A1/work']);
    expect(firing.timers).toMatchObject([{ dueAt: local('2026-04-11 09:00') }]);
  });

  it('closes after five working days without a reply', () => {
    expect(fire('needs-info-silence', play(working(), [ASK])).action).toEqual({ type: 'lapse' });
  });

  it('closes after fourteen days without a rating', () => {
    expect(fire('rating-end', answered()).action).toEqual({ type: 'lapse' });
  });
});

describe('a notice that reaches nobody in its unit', () => {
  it.each<[Ability, readonly string[]]>([
    ['work', ['A1/work', 'A/coordinate', 'P/coordinate', 'P/duty']],
    ['lead', ['A1/lead', 'A/lead', 'P/lead', 'P/duty']],
    ['duty', ['A1/duty', 'A/duty', 'P/duty', 'P/duty']],
  ])('goes upwards, for those who %s', (ability, turns) => {
    const to = { type: 'unit', unitId: 'A1', ability } as const;
    const inTurn = recipientsInTurn(to, DIRECTORY, '2026-03-02');
    expect(inTurn.map((next) => `${next.unitId}/${next.ability}`)).toEqual(turns);
  });
});

describe('a row that does not apply', () => {
  const samples: Readonly<Record<TimerKind, Case>> = {
    'accept-soon': waiting(),
    'accept-missed': waiting(),
    'resolve-half': working(),
    'resolve-soon': working(),
    overdue: working(),
    'overdue-leader': working(),
    'needs-info-silence': play(working(), [ASK]),
    'rating-reminder': answered(),
    'rating-end': answered(),
    'duty-unread': waiting({ urgency: 'emergency' }),
    'forwarded-chase': play(working(), [FORWARD]),
    decide: working({ kind: 'hien-ke' }),
  };

  it.each(TIMER_KINDS)(
    'does nothing: %s of another round, of another case, of a closed case',
    (kind) => {
      const current = samples[kind];
      const timer = timerOf(kind, current, at(MONDAY));
      const now = { ...at(MONDAY), now: timer.dueAt };
      expect(fireTimer(timer, current, now)).not.toEqual(NOTHING);
      expect(fireTimer(timer, { ...current, round: current.round + 1 }, now)).toEqual(NOTHING);
      expect(fireTimer(timer, { ...current, id: 'c2' }, now)).toEqual(NOTHING);
      expect(fireTimer(timer, { ...current, status: 'withdrawn' }, now)).toEqual(NOTHING);
    },
  );

  it('does its action once, and lays the repeat that a crash may have lost', () => {
    const current = waiting({ urgency: 'emergency' });
    const timer = timerOf('duty-unread', current, at(MONDAY));
    const first = fireTimer(timer, current, at('2026-03-02 09:15'));
    const done = apply(first, timer.id, current, at('2026-03-02 09:15'));
    expect(fireTimer(timer, done, at('2026-03-02 09:15'))).toEqual({
      notices: [],
      timers: first.timers,
    });
  });

  it('comments do not move any row', () => {
    const current = working();
    const commented = step(current, ADD, at('2026-03-04 09:00'));
    expect(commented.after.round).toBe(current.round);
    expect(commented.effects.map(({ type }) => type)).toEqual(['notify']);
  });
});
