import { createCalendar } from '../../src/domain/calendar.ts';
import type { Actor, Case, CaseAction, CaseDraft } from '../../src/domain/case.ts';
import {
  DEFAULT_DAY_TABLES,
  DEFAULT_NORMS,
  DEFAULT_OFFICE_HOURS,
  DEFAULT_QUIET_HOURS,
} from '../../src/domain/deadline.ts';
import { createDirectory } from '../../src/domain/directory.ts';
import { type CaseChange, openCase, transition } from '../../src/domain/lifecycle.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import type { Setting } from '../../src/domain/setting.ts';
import type { Timer } from '../../src/domain/timer.ts';
import type { Unit } from '../../src/domain/unit.ts';

/**
 * A small network: province P above communes A and B; villages A1, A2 in A and B1 in B.
 * Ended: A3 (now A1), A4 (divided into A1 and A2), X (divided over both communes), GONE (nobody took over),
 * commune C (now A), LOOP (its successors point at each other).
 */
const ended = { to: '2025-06-30' };

const unit = (
  id: string,
  levelId: string,
  parentId?: string,
  successorIds?: readonly string[],
): Unit => ({
  id,
  levelId,
  areaType: levelId,
  name: id,
  validity: successorIds === undefined ? {} : ended,
  parents:
    parentId === undefined
      ? []
      : [{ unitId: parentId, validity: successorIds === undefined ? {} : ended }],
  aliases: [],
  successorIds: successorIds ?? [],
});

export const UNITS: readonly Unit[] = [
  unit('P', 'province'),
  unit('A', 'commune', 'P'),
  unit('B', 'commune', 'P'),
  unit('A1', 'village', 'A'),
  unit('A2', 'village', 'A'),
  unit('B1', 'village', 'B'),
  unit('A3', 'village', 'A', ['A1']),
  unit('A4', 'village', 'A', ['A1', 'A2']),
  unit('X', 'village', 'A', ['A2', 'B1']),
  unit('GONE', 'village', 'A', []),
  unit('C', 'commune', 'P', ['A']),
  unit('LOOP', 'village', 'A', ['LOOP2']),
  unit('LOOP2', 'village', 'A', ['LOOP']),
];

const level = (id: string, rank: number) => ({
  id,
  rank,
  name: { vi: id },
  body: { vi: id },
  receives: rank === 0,
});

export const ORGANISATION: Organisation = {
  id: 'sample',
  name: { vi: 'Mẫu' },
  isFictional: true,
  timeZone: 'Asia/Ho_Chi_Minh',
  levels: [level('village', 0), level('commune', 1), level('province', 2)],
  roles: [],
  dutyUnitId: 'P',
  officeHours: DEFAULT_OFFICE_HOURS,
  quietHours: DEFAULT_QUIET_HOURS,
  dayTables: DEFAULT_DAY_TABLES,
  norms: DEFAULT_NORMS,
  edition: 1,
};

export const directoryOf = (organisation: Partial<Organisation> = {}, units = UNITS) =>
  createDirectory({ organisation: { ...ORGANISATION, ...organisation }, units });

export const DIRECTORY = directoryOf();
const CALENDAR = createCalendar(ORGANISATION);

/** Local time of Việt Nam, such as `2026-03-02 09:00` (a Monday). */
export const local = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+07:00`);

/** The world at a local time. */
export const at = (time: string | Date, directory = DIRECTORY): Setting => ({
  now: typeof time === 'string' ? local(time) : time,
  directory,
  calendar: CALENDAR,
});

export const MONDAY = '2026-03-02 09:00';

export const CITIZEN: Actor = { type: 'citizen', personId: 'person-1' };
export const CADRE: Actor = { type: 'cadre', cadreId: 'cadre-1', unitId: 'A1' };
export const SYSTEM: Actor = { type: 'system' };

export const draftOf = (change: Partial<CaseDraft> = {}): CaseDraft => ({
  id: 'c1',
  kind: 'phan-anh',
  categoryId: 'duong',
  urgency: 'normal',
  text: 'đường sụt một hố to',
  files: [],
  place: { unitId: 'A1' },
  reporter: { personId: 'person-1', isHidden: true, isOnBehalf: false },
  sentAt: local(MONDAY),
  ...change,
});

export const open = (change: Partial<CaseDraft> = {}, setting = at(MONDAY)): Case =>
  openCase(draftOf({ sentAt: setting.now, ...change }), 'AA-1234', 'open-1', setting);

const BY_CITIZEN = ['reply', 'add', 'confirm', 'rate', 'reopen', 'withdraw'];
const BY_SYSTEM = ['assign', 'hold', 'lapse', 'escalate', 'join', 'part'];

/** Whoever usually does such a thing. */
export const actorOf = (action: CaseAction): Actor => {
  if (BY_CITIZEN.includes(action.type)) return CITIZEN;
  return BY_SYSTEM.includes(action.type) ? SYSTEM : CADRE;
};

/** One step by whoever usually does it, with an event id of its own. */
export const step = (
  current: Case,
  action: CaseAction,
  setting = at(MONDAY),
  eventId = `e${current.history.length}`,
): CaseChange => transition(current, { eventId, actor: actorOf(action), action }, setting);

/** Several steps at one time; the case after them. */
export const play = (opened: Case, actions: readonly CaseAction[], setting = at(MONDAY)): Case =>
  actions.reduce((current, action) => step(current, action, setting).after, opened);

export const ASSIGN = { type: 'assign', unitId: 'A1' } as const;
export const ACCEPT = { type: 'accept' } as const;
export const ASK = { type: 'ask', words: 'Ở đoạn nào?' } as const;
export const REPLY = { type: 'reply', words: 'Trước nhà văn hóa', files: [] } as const;
export const ADD = { type: 'add', words: 'Có thêm ảnh', files: [] } as const;
export const RESOLVE = { type: 'resolve', words: 'Đã đổ đá', files: [] } as const;
export const RETURN = { type: 'return', words: 'Không phải thôn tôi' } as const;
export const FORWARD = { type: 'forward', to: 'Điện lực', words: 'Cột điện' } as const;
export const DECLINE = { type: 'decline', reason: 'not-ours', words: 'Việc riêng' } as const;
export const REOPEN = { type: 'reopen', words: 'Vẫn còn hố' } as const;
/** Another case that follows this one. */
export const joinOf = (caseId = 'c2', reporters = 1) =>
  ({
    type: 'join',
    joined: { caseId, code: 'AA-5678', isHidden: true, reporters },
    words: 'hố ấy sâu lắm',
    files: [],
  }) as const;
export const PROGRESS = { type: 'progress', words: 'Đã mua đá', files: [] } as const;

export const waiting = (change: Partial<CaseDraft> = {}, setting = at(MONDAY)): Case =>
  step(open(change, setting), ASSIGN, setting).after;
export const working = (change: Partial<CaseDraft> = {}, setting = at(MONDAY)): Case =>
  step(waiting(change, setting), ACCEPT, setting).after;
export const answered = (change: Partial<CaseDraft> = {}, setting = at(MONDAY)): Case =>
  step(working(change, setting), RESOLVE, setting).after;

export const noticesIn = (change: Pick<CaseChange, 'effects'>): readonly Notice[] =>
  change.effects.flatMap((effect) => (effect.type === 'notify' ? [effect.notice] : []));

export const timersIn = (change: Pick<CaseChange, 'effects'>): readonly Timer[] =>
  change.effects.flatMap((effect) => (effect.type === 'put-timer' ? [effect.timer] : []));

/** Who hears what, in short: `assigned→A1/work`. */
export const told = (notices: readonly Notice[]): readonly string[] =>
  notices.map(({ kind, to }) => {
    if (to.type === 'reporter' || to.type === 'first-reporter') return `${kind}→reporter`;
    if (to.type === 'fellow-reporters') return `${kind}→fellows`;
    return `${kind}→${to.type === 'cadre' ? to.cadreId : `${to.unitId}/${to.ability}`}`;
  });
