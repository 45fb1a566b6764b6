import { createCalendar } from '../../../src/domain/calendar.ts';
import type { Actor, Case, CaseAction, CaseDraft, FileRef } from '../../../src/domain/case.ts';
import { openCase, transition } from '../../../src/domain/lifecycle.ts';
import type { Setting } from '../../../src/domain/setting.ts';
import { DIRECTORY, ORGANISATION } from './network.ts';

/** Local time of Việt Nam, such as `2026-11-23 09:00` (a Monday). */
export const local = (time: string): Date => new Date(`${time.replace(' ', 'T')}:00+07:00`);

export const MONDAY = local('2026-11-23 09:00');

const CALENDAR = createCalendar(ORGANISATION);

export const at = (now: Date): Setting => ({ now, directory: DIRECTORY, calendar: CALENDAR });

export const PHOTO: FileRef = {
  id: 'file-1',
  mediaType: 'image/jpeg',
  sizeBytes: 1_000,
  name: 'anh.jpg',
};

export const WORDS = 'đường vào lục liễu sụt một hố to, gọi tôi 0912345678';

/** The same with the phone number covered, as a team reads it while the reporter is hidden. */
export const COVERED = 'đường vào lục liễu sụt một hố to, gọi tôi •••';

/** Who reported; the chat and this id must never reach staff. */
export const REPORTER_ID = 'person-secret';

export const draftOf = (change: Partial<CaseDraft> = {}): CaseDraft => ({
  id: 'case-1',
  kind: 'phan-anh',
  categoryId: 'duong',
  urgency: 'soon',
  text: WORDS,
  files: [],
  place: { unitId: 'DT-01' },
  reporter: { personId: REPORTER_ID, isHidden: true, isOnBehalf: false },
  sentAt: MONDAY,
  ...change,
});

export const opened = (change: Partial<CaseDraft> = {}, code = 'LL-4827', now = MONDAY): Case =>
  openCase(draftOf({ sentAt: now, ...change }), code, `open-${code}`, at(now));

const CITIZEN: Actor = { type: 'citizen', personId: REPORTER_ID };
const BY_CITIZEN = ['reply', 'add', 'confirm', 'rate', 'reopen', 'withdraw'];
const BY_SYSTEM = ['assign', 'hold', 'lapse', 'escalate', 'join', 'part'];

const actorOf = ({ type }: CaseAction): Actor => {
  if (BY_CITIZEN.includes(type)) return CITIZEN;
  return BY_SYSTEM.includes(type)
    ? { type: 'system' }
    : { type: 'cadre', cadreId: 'CB-1', unitId: 'DT-01' };
};

/** The case after some actions, by whoever usually does them. */
export const after = (current: Case, actions: readonly CaseAction[], now = MONDAY): Case =>
  actions.reduce(
    (before, action) =>
      transition(
        before,
        { eventId: `e${before.history.length}`, actor: actorOf(action), action },
        at(now),
      ).after,
    current,
  );

export const ASSIGN = { type: 'assign', unitId: 'DT-01' } as const;
export const ACCEPT = { type: 'accept' } as const;
export const RESOLVE = { type: 'resolve', words: 'Đã đổ đá', files: [] } as const;

export const waiting = (change: Partial<CaseDraft> = {}, code?: string): Case =>
  after(opened(change, code), [ASSIGN]);
export const working = (change: Partial<CaseDraft> = {}, code?: string): Case =>
  after(opened(change, code), [ASSIGN, ACCEPT]);
export const answered = (change: Partial<CaseDraft> = {}, code?: string): Case =>
  after(opened(change, code), [ASSIGN, ACCEPT, RESOLVE]);
