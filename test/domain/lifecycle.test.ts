import { describe, expect, it } from 'vitest';
import { type Case, type CaseAction, STATUSES, type Status } from '../../src/domain/case.ts';
import { consequences } from '../../src/domain/consequences.ts';
import { UnknownUnit } from '../../src/domain/directory.ts';
import { IllegalTransition } from '../../src/domain/errors.ts';
import {
  type ActionType,
  allowedActions,
  isAcceptedLate,
  isApplied,
  isFinal,
  isOpen,
  isOverdue,
  openCase,
  TRANSITIONS,
  transition,
} from '../../src/domain/lifecycle.ts';
import { ACTION_TYPES } from '../../src/domain/step.ts';
import {
  ACCEPT,
  ADD,
  ASK,
  ASSIGN,
  actorOf,
  answered,
  at,
  CADRE,
  CITIZEN,
  DECLINE,
  directoryOf,
  draftOf,
  FORWARD,
  joinOf,
  local,
  MONDAY,
  noticesIn,
  open,
  ORGANISATION,
  PROGRESS,
  play,
  REOPEN,
  REPLY,
  RESOLVE,
  RETURN,
  SYSTEM,
  step,
  timersIn,
  told,
  waiting,
  working,
} from './village.ts';

/** One action of each sort that differs from what the samples have seen. */
const ACTIONS: { readonly [T in ActionType]: Extract<CaseAction, { type: T }> } = {
  open: { type: 'open' },
  assign: { type: 'assign', unitId: 'A2' },
  hold: { type: 'hold', ownerUnitId: 'A' },
  recategorise: { type: 'recategorise', categoryId: 'dien' },
  accept: ACCEPT,
  return: RETURN,
  ask: ASK,
  reply: REPLY,
  add: ADD,
  progress: PROGRESS,
  'hand-over': { type: 'hand-over', cadreId: 'cadre-2' },
  resolve: RESOLVE,
  forward: { type: 'forward', to: 'Công an xã', words: '' },
  decline: DECLINE,
  confirm: { type: 'confirm' },
  rate: { type: 'rate', stars: 4 },
  lapse: { type: 'lapse' },
  reopen: REOPEN,
  withdraw: { type: 'withdraw' },
  merge: { type: 'merge', intoId: 'c2' },
  split: { type: 'split' },
  join: joinOf('c3'),
  part: { type: 'part', caseId: 'c2' },
  escalate: { type: 'escalate', toUnitId: 'A', because: 'overdue' },
  reveal: { type: 'reveal' },
};

const SAMPLES: Readonly<Record<Status, Case>> = {
  triage: open(),
  waiting: waiting(),
  working: working(),
  'needs-info': play(working(), [ASK]),
  forwarded: play(working(), [FORWARD]),
  answered: answered(),
  confirmed: play(answered(), [{ type: 'confirm' }]),
  unconfirmed: play(answered(), [{ type: 'lapse' }]),
  declined: play(working(), [DECLINE]),
  withdrawn: play(working(), [{ type: 'withdraw' }]),
  merged: play(working(), [{ type: 'merge', intoId: 'c2' }]),
};

/** Where each action leads, in the order of STATUSES: `.` is refused, `=` was done already. */
const EXPECTED: Readonly<Record<ActionType, string>> = {
  //          triage    waiting   working   needs-info forwarded answered confirmed unconfirmed declined withdrawn merged
  open: '      .         .         .         .          .         .        .         .           .        .         .',
  assign:
    '    waiting   waiting   waiting   waiting    waiting   .        .         .           .        .         .',
  hold: '      triage    triage    triage    triage     triage    .        .         .           .        .         .',
  recategorise:
    'triage      waiting   working   needs-info forwarded  .        .         .           .        .         .',
  accept:
    '    .         working   =         .          .         .        .         .           .        .         .',
  return:
    '    =         triage    triage    triage     .         .        .         .           .        .         .',
  ask: '       .         needs-info needs-info =         .         .        .         .           .        .         .',
  reply:
    '     triage    waiting   working   working    forwarded .        .         .           .        .         .',
  add: '       triage    waiting   working   working    forwarded answered .         .           .        .         .',
  progress:
    '  .         .         working   needs-info forwarded .        .         .           .        .         .',
  'hand-over':
    '.        .         working   needs-info .         .        .         .           .        .         .',
  resolve:
    '   .         .         answered  answered   answered  =        .         .           .        .         .',
  forward:
    '   forwarded forwarded forwarded forwarded  forwarded .        .         .           .        .         .',
  decline:
    '   declined  declined  declined  declined   declined  .        .         .           =        .         .',
  confirm:
    '   .         .         .         .          .         confirmed =        confirmed   .        .         .',
  rate: '      .         .         .         .          .         answered confirmed unconfirmed .        .         .',
  lapse:
    '     .         .         .         declined   .         unconfirmed .      =           =        .         .',
  reopen:
    '    .         .         .         .          .         waiting  waiting   waiting     waiting  .         .',
  withdraw:
    '  withdrawn withdrawn withdrawn withdrawn  withdrawn .        .         .           .        =         withdrawn',
  merge:
    '     merged    merged    merged    merged     merged    .        .         .           .        .         =',
  split:
    '     .         .         .         .          .         .        .         .           .        .         waiting',
  join: '      triage    waiting   working   needs-info forwarded answered confirmed unconfirmed .        .         .',
  // None of them is followed by anybody.
  part: '      =         =         =         =          =         =        =         =           =        =         =',
  escalate:
    '  triage    waiting   working   .          forwarded .        .         .           .        .         .',
  reveal:
    '    triage    waiting   working   needs-info forwarded answered confirmed unconfirmed declined .         .',
};

const outcomeOf = (current: Case, action: CaseAction): string => {
  try {
    return step(current, action).after.status;
  } catch (error) {
    if (!(error instanceof IllegalTransition)) throw error;
    expect(error).toMatchObject({ status: current.status, action: action.type });
    return error.code === 'already' ? '=' : '.';
  }
};

describe('the table of transitions', () => {
  it.each(ACTION_TYPES)('leads %s where the villagers expect it', (type) => {
    const row = STATUSES.map((status) => outcomeOf(SAMPLES[status], ACTIONS[type]));
    expect(row).toEqual(EXPECTED[type].trim().split(/\s+/));
  });

  it('reaches every status', () => {
    expect(STATUSES.map((status) => SAMPLES[status].status)).toEqual(STATUSES);
  });

  it('names every action once', () => {
    expect(ACTION_TYPES.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  it('tells which actions are possible', () => {
    expect(allowedActions(SAMPLES.declined)).toEqual(['reopen', 'part', 'reveal']);
    expect(allowedActions(SAMPLES.withdrawn)).toEqual(['part']);
    for (const status of STATUSES)
      expect(allowedActions({ status })).toHaveLength(Object.keys(TRANSITIONS[status]).length);
  });

  it('tells open statuses from final ones', () => {
    expect(STATUSES.filter(isOpen)).toEqual([
      'triage',
      'waiting',
      'working',
      'needs-info',
      'forwarded',
    ]);
    expect(STATUSES.filter(isFinal)).toEqual([
      'confirmed',
      'unconfirmed',
      'declined',
      'withdrawn',
      'merged',
    ]);
  });
});

describe('opening', () => {
  it('gives the concern to the village, with its clocks running from the moment of sending', () => {
    expect(open({ sentAt: local('2026-03-01 22:00') })).toMatchObject({
      id: 'c1',
      code: 'AA-1234',
      status: 'triage',
      ownerUnitId: 'A1',
      categoryId: 'duong',
      acceptDueAt: local('2026-03-02 17:00'),
      resolveDueAt: local('2026-03-11 17:00'),
      reopenedCount: 0,
      round: 1,
      version: 0,
    });
  });

  it('writes the first line of the history in the name of the citizen', () => {
    expect(open().history).toEqual([
      {
        id: 'open-1',
        at: local(MONDAY),
        actor: CITIZEN,
        action: { type: 'open' },
        from: 'triage',
        to: 'triage',
      },
    ]);
  });

  it('calls a concern that nobody could name "khac"', () => {
    const { categoryId: _unknown, ...draft } = draftOf();
    expect(openCase(draft, 'AA-1234', 'open-1', at(MONDAY)).categoryId).toBe('khac');
  });

  it('tells nobody of an ordinary concern before it is placed', () => {
    expect(told(noticesIn({ effects: open().pending }))).toEqual([]);
  });

  it('alerts the people on duty in the commune of an emergency, at night too', () => {
    const opened = open({ urgency: 'emergency' }, at('2026-03-02 23:30'));
    const notices = noticesIn({ effects: opened.pending });
    expect(notices).toEqual([
      {
        key: 'open-1-duty-alert-A-duty',
        kind: 'duty-alert',
        caseId: 'c1',
        to: { type: 'unit', unitId: 'A', ability: 'duty' },
        eventId: 'open-1',
      },
    ]);
    expect(timersIn({ effects: opened.pending })).toContainEqual({
      id: 'duty-unread-c1-1',
      kind: 'duty-unread',
      caseId: 'c1',
      round: 1,
      dueAt: local('2026-03-02 23:45'),
    });
  });

  it('alerts the owner itself when an emergency has no village', () => {
    const opened = open({ urgency: 'emergency', place: {} });
    expect(told(noticesIn({ effects: opened.pending }))).toEqual(['duty-alert→P/duty']);
  });

  it('sets no limit to resolve an idea, however urgent', () => {
    expect(open({ kind: 'hien-ke' })).not.toHaveProperty('resolveDueAt');
    expect(open({ kind: 'hien-ke', urgency: 'soon' })).not.toHaveProperty('resolveDueAt');
  });
});

describe('assigning', () => {
  it('tells the team and the citizen, and starts the time to accept', () => {
    const change = step(open(), ASSIGN, at('2026-03-02 10:00'));
    expect(change.after).toMatchObject({
      status: 'waiting',
      ownerUnitId: 'A1',
      teamUnitId: 'A1',
      acceptDueAt: local('2026-03-03 10:00'),
      resolveDueAt: local('2026-03-11 17:00'),
    });
    expect(told(noticesIn(change))).toEqual(['assigned→A1/work', 'placed→reporter']);
  });

  it('starts the time to accept anew for another team, and keeps the promise to the citizen', () => {
    const { after } = step(
      play(working(), [{ type: 'hand-over', cadreId: 'cadre-2' }]),
      { type: 'assign', unitId: 'B1' },
      at('2026-03-05 09:00'),
    );
    expect(after).toMatchObject({
      status: 'waiting',
      ownerUnitId: 'B1',
      teamUnitId: 'B1',
      acceptDueAt: local('2026-03-06 09:00'),
      resolveDueAt: local('2026-03-11 17:00'),
    });
    expect(after).not.toHaveProperty('acceptedAt');
    expect(after).not.toHaveProperty('assigneeId');
  });

  it('does nothing for the team that has it, unless the category is corrected', () => {
    expect(() => step(working(), ASSIGN)).toThrow(
      expect.objectContaining({ code: 'already', status: 'working' }),
    );
    const { after } = step(working(), { ...ASSIGN, categoryId: 'dien' });
    expect(after).toMatchObject({ status: 'waiting', categoryId: 'dien' });
  });

  it('takes a forwarded case back for the team that had it', () => {
    expect(step(play(working(), [FORWARD]), ASSIGN).after.status).toBe('waiting');
  });

  it('moves the limits of an emergency by the clock that a pause took', () => {
    const danger = working({ urgency: 'emergency' }, at('2026-03-06 16:00'));
    expect(danger.resolveDueAt).toEqual(local('2026-03-07 16:00'));
    const asked = step(danger, ASK, at('2026-03-06 17:30')).after;
    const replied = step(asked, REPLY, at('2026-03-08 18:00')).after;
    expect(replied.resolveDueAt).toEqual(local('2026-03-09 16:30'));
  });

  it('gives land papers their longer limit when the category is corrected, pauses included', () => {
    const asked = step(working(), ASK, at('2026-03-03 09:00')).after;
    const paused = step(asked, REPLY, at('2026-03-04 09:00')).after;
    expect(paused.resolveDueAt).toEqual(local('2026-03-12 17:00'));
    const { after } = step(
      paused,
      { type: 'assign', unitId: 'A2', categoryId: 'dat-dai' },
      at('2026-03-05 09:00'),
    );
    // 20 days from Monday 2 March 09:00 is Sunday 22 March; the pause took 24 hours by the clock.
    expect(after.resolveDueAt).toEqual(local('2026-03-23 09:00'));
  });

  it('leaves a case that is put right with whoever has it, and tells nobody', () => {
    const current = working();
    const right = { type: 'recategorise', categoryId: 'dien' } as const;
    const change = step(current, right, at('2026-03-03 09:00'));
    const { history: _history, pending: _pending, ...kept } = current;
    expect(change.after).toMatchObject({ ...kept, categoryId: 'dien' });
    expect(change.effects).toEqual([]);
    expect(() => step(change.after, right)).toThrow(expect.objectContaining({ code: 'already' }));
  });

  it('counts the limit anew where the category that was put right has another, and no other clock', () => {
    const current = working();
    const asked = step(current, ASK, at('2026-03-03 09:00')).after;
    const right = { type: 'recategorise', categoryId: 'dat-dai' } as const;
    const change = step(asked, right, at('2026-03-03 15:00'));
    expect(change.after).toMatchObject({
      status: 'needs-info',
      pausedAt: local('2026-03-03 09:00'),
      acceptDueAt: current.acceptDueAt,
      resolveDueAt: local('2026-03-22 09:00'),
    });
    expect(timersIn(change).map(({ kind }) => kind)).toEqual(['needs-info-silence']);
    const { after } = step(change.after, REPLY, at('2026-03-04 09:00'));
    expect(after).toMatchObject({ status: 'working', resolveDueAt: local('2026-03-23 09:00') });
  });

  it('takes the limit from the correction alone when there was none before', () => {
    const organisation = {
      norms: { ...ORGANISATION.norms, byCategory: { 'van-hoa': { resolve: null } } },
    };
    const setting = at(MONDAY, directoryOf(organisation));
    const opened = open({ categoryId: 'van-hoa' }, setting);
    expect(opened).not.toHaveProperty('resolveDueAt');
    const dated = step(opened, { ...ASSIGN, categoryId: 'duong' }, setting).after;
    expect(dated.resolveDueAt).toEqual(local('2026-03-11 17:00'));
    const undated = step(dated, { ...ASSIGN, categoryId: 'van-hoa' }, setting).after;
    expect(undated).not.toHaveProperty('resolveDueAt');
  });

  it('refuses a unit that does not exist', () => {
    expect(() => step(open(), { type: 'assign', unitId: 'nowhere' })).toThrow(UnknownUnit);
    expect(() => step(open(), { type: 'hold', ownerUnitId: 'nowhere' })).toThrow(UnknownUnit);
  });

  it('answers the citizen at night, and lets the team sleep', () => {
    const [assigned, placed] = noticesIn(step(open(), ASSIGN, at('2026-03-02 22:00')));
    expect(assigned).toMatchObject({ kind: 'assigned', notBefore: local('2026-03-03 07:00') });
    expect(placed).not.toHaveProperty('notBefore');
  });

  it('lets the citizen sleep when a coordinator places the case at night', () => {
    const byCadre = { eventId: 'e1', actor: CADRE, action: ASSIGN };
    const [, placed] = noticesIn(transition(open(), byCadre, at('2026-03-02 22:00')));
    expect(placed).toMatchObject({ kind: 'placed', notBefore: local('2026-03-03 07:00') });
  });
});

describe('holding', () => {
  it('gives the case to the block without restarting its clock, and asks which place is meant', () => {
    const held = step(
      open({ place: { withinId: 'A' } }),
      {
        type: 'hold',
        ownerUnitId: 'A',
        asks: ['A1', 'A2'],
        categoryId: 'dien',
      },
      at('2026-03-02 10:00'),
    );
    expect(held.after).toMatchObject({
      status: 'triage',
      ownerUnitId: 'A',
      categoryId: 'dien',
      acceptDueAt: local('2026-03-03 09:00'),
      place: { withinId: 'A', candidateIds: ['A1', 'A2'] },
      round: 1,
    });
    expect(told(noticesIn(held))).toEqual(['unplaced→A/coordinate', 'which-place→reporter']);
    expect(timersIn(held)).toEqual([]);
  });

  it('starts the time anew for another block', () => {
    const held = step(open(), { type: 'hold', ownerUnitId: 'B' }, at('2026-03-02 10:00'));
    expect(held.after.acceptDueAt).toEqual(local('2026-03-03 10:00'));
    expect(held.after.round).toBe(2);
    expect(told(noticesIn(held))).toEqual(['unplaced→B/coordinate']);
  });

  it('takes the case from a team that has it', () => {
    const { after } = step(working(), { type: 'hold', ownerUnitId: 'B' }, at('2026-03-04 10:00'));
    expect(after).toMatchObject({ ownerUnitId: 'B', acceptDueAt: local('2026-03-05 10:00') });
    expect(after).not.toHaveProperty('teamUnitId');
  });
});

describe('accepting and returning', () => {
  it('notes who accepted and tells the citizen', () => {
    const change = step(waiting(), ACCEPT, at('2026-03-02 10:00'));
    expect(change.after).toMatchObject({
      status: 'working',
      acceptedAt: local('2026-03-02 10:00'),
      assigneeId: 'cadre-1',
    });
    expect(told(noticesIn(change))).toEqual(['accepted→reporter']);
  });

  it('accepts for nobody in particular when the program does', () => {
    const byProgram = { eventId: 'e9', actor: SYSTEM, action: ACCEPT };
    expect(transition(waiting(), byProgram, at(MONDAY)).after).not.toHaveProperty('assigneeId');
  });

  it('says whether acceptance came late', () => {
    expect(isAcceptedLate(waiting())).toBe(false);
    expect(isAcceptedLate(step(waiting(), ACCEPT, at('2026-03-03 09:00')).after)).toBe(false);
    expect(isAcceptedLate(step(waiting(), ACCEPT, at('2026-03-03 09:01')).after)).toBe(true);
    expect(isAcceptedLate({ acceptedAt: local(MONDAY) })).toBe(false);
  });

  it('sends a misrouted case back to the block, which has its own time to place it', () => {
    const change = step(working(), RETURN, at('2026-03-04 10:00'));
    expect(change.after).toMatchObject({
      status: 'triage',
      ownerUnitId: 'A',
      acceptDueAt: local('2026-03-05 10:00'),
      resolveDueAt: local('2026-03-11 17:00'),
    });
    for (const field of ['teamUnitId', 'assigneeId', 'acceptedAt'])
      expect(change.after).not.toHaveProperty(field);
    expect(told(noticesIn(change))).toEqual(['returned→A/coordinate']);
  });

  it('sends what nobody is above of to the unit on duty', () => {
    const root = play(open(), [{ type: 'assign', unitId: 'P' }]);
    const onDuty = at(MONDAY, directoryOf({ dutyUnitId: 'B' }));
    expect(step(root, RETURN, onDuty).after.ownerUnitId).toBe('B');
  });

  it('hands over to a colleague once', () => {
    const change = step(working(), { type: 'hand-over', cadreId: 'cadre-2' });
    expect(change.after.assigneeId).toBe('cadre-2');
    expect(told(noticesIn(change))).toEqual(['handed-over→cadre-2']);
    expect(() => step(change.after, { type: 'hand-over', cadreId: 'cadre-2' })).toThrow(
      expect.objectContaining({ code: 'already' }),
    );
  });
});

describe('asking the citizen', () => {
  it('stops the clocks, and nothing else does', () => {
    const asked = step(working(), ASK, at('2026-03-03 09:00'));
    expect(asked.after).toMatchObject({
      pausedAt: local('2026-03-03 09:00'),
      resumeStatus: 'working',
    });
    expect(told(noticesIn(asked))).toEqual(['asked→reporter']);
    const busy = play(working(), [ADD, REPLY, PROGRESS], at('2026-03-05 09:00'));
    expect(busy.resolveDueAt).toEqual(working().resolveDueAt);
    expect(busy.round).toBe(working().round);
    expect(busy).not.toHaveProperty('pausedAt');
  });

  it.each([REPLY, ADD])('lets $type move what is due by the working time that passed', (action) => {
    const asked = step(waiting(), ASK, at('2026-03-02 16:00')).after;
    const change = step(asked, action, at('2026-03-03 08:30'));
    expect(change.after).toMatchObject({
      status: 'waiting',
      acceptDueAt: local('2026-03-03 11:00'),
      resolveDueAt: local('2026-03-12 09:30'),
    });
    expect(change.after).not.toHaveProperty('pausedAt');
    expect(change.after).not.toHaveProperty('resumeStatus');
    expect(told(noticesIn(change))).toEqual(['replied→A1/work']);
  });

  it('goes on waiting when it is not known where it paused', () => {
    const { resumeStatus: _lost, ...asked } = play(working(), [ASK]);
    expect(step(asked, REPLY).after.status).toBe('waiting');
  });

  it('leaves the acceptance as it was when the team asks later', () => {
    const asked = step(working(), ASK, at('2026-03-03 09:00')).after;
    expect(step(asked, REPLY, at('2026-03-04 09:00')).after.acceptDueAt).toEqual(
      working().acceptDueAt,
    );
  });

  it('moves no limit where there is none', () => {
    const asked = play(working({ kind: 'hien-ke' }), [ASK]);
    expect(step(asked, REPLY, at('2026-03-04 09:00')).after).not.toHaveProperty('resolveDueAt');
  });

  it('tells whoever has the case in hand', () => {
    const asked = play(working(), [ASK]);
    expect(told(noticesIn(step(asked, REPLY)))).toEqual(['replied→cadre-1']);
    expect(told(noticesIn(step(open({ place: { withinId: 'A' } }), ADD)))).toEqual([
      'added→A/coordinate',
    ]);
  });

  it('ends in silence as declined, and says so', () => {
    const change = step(play(working(), [ASK]), { type: 'lapse' }, at('2026-03-09 17:00'));
    expect(change.after).toMatchObject({ status: 'declined', closedAt: local('2026-03-09 17:00') });
    expect(told(noticesIn(change))).toEqual(['lapsed→reporter']);
  });
});

describe('answering and closing', () => {
  it('notes when the team answered', () => {
    const change = step(working(), RESOLVE, at('2026-03-04 10:00'));
    expect(change.after.answeredAt).toEqual(local('2026-03-04 10:00'));
    expect(change.after).not.toHaveProperty('closedAt');
    expect(told(noticesIn(change))).toEqual(['resolved→reporter']);
  });

  it('tells the team that the citizen agrees', () => {
    const change = step(answered(), { type: 'confirm' }, at('2026-03-05 10:00'));
    expect(change.after).toMatchObject({
      confirmedAt: local('2026-03-05 10:00'),
      closedAt: local('2026-03-05 10:00'),
    });
    expect(told(noticesIn(change))).toEqual(['confirmed→cadre-1']);
  });

  it('lets a late agreement count without closing a second time', () => {
    const lapsed = step(answered(), { type: 'lapse' }, at('2026-03-16 09:00'));
    expect(noticesIn(lapsed)).toEqual([]);
    expect(step(lapsed.after, { type: 'confirm' }, at('2026-03-18 09:00')).after).toMatchObject({
      status: 'confirmed',
      closedAt: local('2026-03-16 09:00'),
      confirmedAt: local('2026-03-18 09:00'),
    });
  });

  it('keeps the stars, and tells the block of a low rating', () => {
    const high = step(answered(), { type: 'rate', stars: 3 });
    expect(high.after.stars).toBe(3);
    expect(noticesIn(high)).toEqual([]);
    const low = step(high.after, { type: 'rate', stars: 2 });
    expect(told(noticesIn(low))).toEqual(['rated-low→A/coordinate']);
    expect(() => step(low.after, { type: 'rate', stars: 2 })).toThrow(
      expect.objectContaining({ code: 'already' }),
    );
  });

  it.each([0, 6, 2.5, Number.NaN])('refuses a rating of %d stars', (stars) => {
    expect(() => step(answered(), { type: 'rate', stars })).toThrow(
      expect.objectContaining({ code: 'not-now' }),
    );
  });

  it('keeps the owner of a forwarded case, who must chase it', () => {
    const change = step(working(), FORWARD);
    expect(change.after).toMatchObject({
      status: 'forwarded',
      ownerUnitId: 'A1',
      teamUnitId: 'A1',
    });
    expect(told(noticesIn(change))).toEqual(['forwarded→reporter']);
    expect(() => step(change.after, FORWARD)).toThrow(expect.objectContaining({ code: 'already' }));
    expect(step(change.after, { ...FORWARD, to: 'UBND xã' }).after.round).toBe(
      change.after.round + 1,
    );
  });

  it('tells the citizen why a case is declined or where it went', () => {
    expect(told(noticesIn(step(working(), DECLINE)))).toEqual(['declined→reporter']);
    const merged = step(working(), { type: 'merge', intoId: 'c2' });
    expect(told(noticesIn(merged))).toEqual(['merged→reporter']);
    expect(merged.after).toMatchObject({ mergedIntoId: 'c2', closedAt: local(MONDAY) });
  });

  it('cannot merge a case into itself', () => {
    expect(() => step(working(), { type: 'merge', intoId: 'c1' })).toThrow(
      expect.objectContaining({ code: 'not-now' }),
    );
  });

  it('tells the team that the citizen withdrew', () => {
    expect(told(noticesIn(step(waiting(), { type: 'withdraw' })))).toEqual(['withdrawn→A1/work']);
  });

  it.each(['withdraw', 'confirm', 'lapse'] as const)('does not let a cadre %s', (type) => {
    const current = type === 'withdraw' ? working() : answered();
    const byCadre = { eventId: 'e9', actor: CADRE, action: { type } };
    expect(() => transition(current, byCadre, at(MONDAY))).toThrow(
      expect.objectContaining({ code: 'not-now' }),
    );
  });

  it('undoes a merging with the old limit and a fresh start for the team', () => {
    const merged = play(working(), [{ type: 'merge', intoId: 'c2' }]);
    const { after } = step(merged, { type: 'split' }, at('2026-03-04 10:00'));
    expect(after).toMatchObject({
      status: 'waiting',
      ownerUnitId: 'A1',
      acceptDueAt: local('2026-03-05 10:00'),
      resolveDueAt: local('2026-03-11 17:00'),
      reopenedCount: 0,
    });
    for (const field of ['mergedIntoId', 'closedAt', 'acceptedAt'])
      expect(after).not.toHaveProperty(field);
  });

  it('undoes a merging of a case that never had a team', () => {
    const merged = play(open({ place: {} }), [{ type: 'merge', intoId: 'c2' }]);
    const change = step(merged, { type: 'split' });
    expect(change.after).toMatchObject({ status: 'triage', ownerUnitId: 'P' });
    expect(told(noticesIn(change))).toEqual(['unplaced→P/coordinate', 'parted→reporter']);
  });
});

describe('reopening', () => {
  const confirmed = play(answered(), [{ type: 'rate', stars: 5 }, { type: 'confirm' }]);

  it('returns to the responsible team with new clocks, and tells the block', () => {
    const change = step(confirmed, REOPEN, at('2026-03-10 09:00'));
    expect(change.after).toMatchObject({
      status: 'waiting',
      ownerUnitId: 'A1',
      teamUnitId: 'A1',
      reopenedCount: 1,
      round: confirmed.round + 1,
      acceptDueAt: local('2026-03-11 09:00'),
      resolveDueAt: local('2026-03-19 17:00'),
    });
    for (const field of [
      'answeredAt',
      'confirmedAt',
      'closedAt',
      'acceptedAt',
      'assigneeId',
      'stars',
    ])
      expect(change.after).not.toHaveProperty(field);
    expect(told(noticesIn(change))).toEqual(['reopened→A1/work', 'reopened→A/coordinate']);
  });

  it('is possible for fourteen days after closing, to the minute', () => {
    expect(step(confirmed, REOPEN, at('2026-03-16 09:00')).after.status).toBe('waiting');
    expect(() => step(confirmed, REOPEN, at('2026-03-16 09:01'))).toThrow(
      expect.objectContaining({ code: 'not-now' }),
    );
  });

  it('brings a case that no team ever had back to whoever decided it', () => {
    const declined = play(open({ place: {} }), [{ type: 'hold', ownerUnitId: 'B' }, DECLINE]);
    const change = step(declined, REOPEN);
    expect(change.after).toMatchObject({ status: 'triage', ownerUnitId: 'B' });
    expect(told(noticesIn(change))).toEqual(['reopened→B/coordinate', 'reopened→P/coordinate']);
  });

  it('reaches the unit that took over from the team', () => {
    const before = { ...confirmed, teamUnitId: 'A3', ownerUnitId: 'A3' };
    expect(step(before, REOPEN).after).toMatchObject({ status: 'waiting', teamUnitId: 'A1' });
  });

  it('reaches the block when the team was divided', () => {
    const { after } = step({ ...confirmed, teamUnitId: 'A4', ownerUnitId: 'A4' }, REOPEN);
    expect(after).toMatchObject({ status: 'triage', ownerUnitId: 'A' });
    expect(after).not.toHaveProperty('teamUnitId');
  });

  it('tells the same people once when the block is the owner', () => {
    const root = play(open({ place: {} }), [DECLINE]);
    expect(told(noticesIn(step(root, REOPEN)))).toEqual(['reopened→P/coordinate']);
  });
});

describe('being overdue', () => {
  it('counts for open cases past their limit, the pause left out', () => {
    expect(isOverdue(working(), local('2026-03-11 17:00'))).toBe(false);
    expect(isOverdue(working(), local('2026-03-11 17:01'))).toBe(true);
    expect(isOverdue(answered(), local('2026-04-11 17:01'))).toBe(false);
    expect(isOverdue(open({ kind: 'hien-ke' }), local('2026-12-11 17:01'))).toBe(false);
    const asked = step(working(), ASK, at('2026-03-10 09:00')).after;
    expect(isOverdue(asked, local('2026-03-31 09:00'))).toBe(false);
  });
});

describe('passing upwards', () => {
  const missed = { type: 'escalate', toUnitId: 'A', because: 'accept-missed' } as const;
  const late = { type: 'escalate', toUnitId: 'A', because: 'overdue' } as const;

  it('leaves the case with the team and shows it to the block', () => {
    const change = step(waiting(), missed, at('2026-03-03 09:00'));
    expect(change.after).toMatchObject({
      ownerUnitId: 'A1',
      status: 'waiting',
      escalatedToId: 'A',
    });
    expect(told(noticesIn(change))).toEqual(['accept-missed→A/coordinate']);
    expect(timersIn(change)).toEqual([]);
  });

  it('calls a concern without a team unplaced', () => {
    expect(told(noticesIn(step(open(), missed)))).toEqual(['unplaced→A/coordinate']);
  });

  it('tells the team, the block and the citizen of a missed limit', () => {
    expect(told(noticesIn(step(working(), late, at('2026-03-11 17:00'))))).toEqual([
      'overdue→A1/work',
      'overdue→A/coordinate',
      'late→reporter',
    ]);
  });

  it('is over once the team accepts in time', () => {
    const passed = step(waiting(), missed, at('2026-03-03 09:00')).after;
    expect(step(passed, ADD, at('2026-03-03 09:10')).after.escalatedToId).toBe('A');
    expect(step(passed, ACCEPT, at('2026-03-03 09:10')).after).not.toHaveProperty('escalatedToId');
  });

  it('stays while the limit is missed, and ends with the answer', () => {
    const passed = step(waiting(), late, at('2026-03-11 17:00')).after;
    const accepted = step(passed, ACCEPT, at('2026-03-12 09:00')).after;
    expect(accepted.escalatedToId).toBe('A');
    expect(step(accepted, RESOLVE, at('2026-03-12 10:00')).after).not.toHaveProperty(
      'escalatedToId',
    );
  });
});

describe('repeating a step', () => {
  it('changes nothing when the event was applied before', () => {
    const accepted = step(waiting(), ACCEPT, at(MONDAY), 'twice');
    expect(isApplied(accepted.after, 'twice')).toBe(true);
    expect(isApplied(accepted.after, 'once')).toBe(false);
    const later = step(accepted.after, RESOLVE).after;
    expect(step(later, ACCEPT, at('2026-03-30 09:00'), 'twice')).toEqual({
      after: later,
      event: accepted.event,
      effects: [],
    });
  });

  it('only ever appends to the history and to what is pending', () => {
    const before = working();
    const { after, event, effects } = step(before, RESOLVE);
    expect(after.history).toEqual([...before.history, event]);
    expect(after.pending).toEqual([...before.pending, ...effects]);
    expect(after.version).toBe(before.version);
    expect(event).toMatchObject({ actor: CADRE, from: 'working', to: 'answered' });
  });

  it('leaves the case before it as it was', () => {
    const before = Object.freeze(working());
    expect(step(before, RESOLVE).after).not.toBe(before);
    expect(before.status).toBe('working');
  });

  it('changes nothing in the case by opening it again', () => {
    const scene = {
      eventId: 'e9',
      actor: actorOf({ type: 'open' }),
      action: { type: 'open' },
    } as const;
    expect(consequences(working(), scene, 'working', at(MONDAY))).toEqual(working());
  });
});
