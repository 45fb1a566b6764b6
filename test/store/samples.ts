import type { OutboxEntry } from '../../src/chat/conversation.ts';
import type { Cadre } from '../../src/domain/cadre.ts';
import type { Case, CaseAction, CaseEffect, CaseEvent } from '../../src/domain/case.ts';
import type { Organisation, OrganisationTree } from '../../src/domain/organisation.ts';
import type { Timer } from '../../src/domain/timer.ts';
import type { Unit } from '../../src/domain/unit.ts';
import type { ConversationPatch } from '../../src/store/conversations.ts';
import type { Claiming } from '../../src/store/outbox.ts';
import type { TakenPart } from '../../src/store/outbox-entry.ts';

/** The instant at which tests begin: Monday 23 November 2026, 9:00 in Vietnam. */
export const NOW = new Date('2026-11-23T02:00:00Z');

/** So many minutes after {@link NOW}, or before it when negative. */
export const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

export const hours = (count: number): Date => minutes(count * 60);

export const entry = (key: string, fields: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  message: { lines: [{ key: 'greeting', params: { name: 'bà Sáu' } }] },
  at: NOW,
  notBefore: NOW,
  state: 'waiting',
  attempts: 0,
  ...fields,
});

/** How a provider that cannot be asked is sent to. */
export const CLAIMING: Claiming = { leaseMs: 60_000, afterCrash: 'leave' };

/** The only part of a message, taken at an instant. */
export const taken = (at: Date, providerId?: string): TakenPart => ({
  part: 0,
  at,
  hasMore: false,
  ...(providerId === undefined ? {} : { providerId }),
});

export const patch = (fields: Partial<ConversationPatch> = {}): ConversationPatch => ({
  dialogue: null,
  offered: [],
  misunderstood: 0,
  locale: 'vi',
  outbox: [],
  pending: [],
  ...fields,
});

export const event = (
  id: string,
  action: CaseAction,
  fields: Partial<CaseEvent> = {},
): CaseEvent => ({
  id,
  at: NOW,
  actor: { type: 'system' },
  action,
  from: 'triage',
  to: 'triage',
  ...fields,
});

export const sampleCase = (id: string, fields: Partial<Case> = {}): Case => ({
  id,
  code: `LL-${id}`,
  kind: 'phan-anh',
  categoryId: 'duong',
  urgency: 'normal',
  text: 'Đường vào thôn bị sụt, xe không qua được.',
  files: [],
  place: { unitId: 'luc-lieu', pin: { latitude: 21.5, longitude: 105.6 } },
  reporter: { personId: 'person-1', isHidden: true, isOnBehalf: false },
  sentAt: NOW,
  status: 'triage',
  ownerUnitId: 'block',
  reopenedCount: 0,
  round: 1,
  history: [event(`open-${id}`, { type: 'open' })],
  pending: [],
  version: 0,
  ...fields,
});

/** A case given to a team, as triage leaves it. */
export const assignedCase = (id: string, teamUnitId: string, fields: Partial<Case> = {}): Case =>
  sampleCase(id, {
    status: 'waiting',
    ownerUnitId: teamUnitId,
    teamUnitId,
    acceptDueAt: hours(8),
    resolveDueAt: hours(24 * 7),
    history: [
      event(`open-${id}`, { type: 'open' }),
      event(`assign-${id}`, { type: 'assign', unitId: teamUnitId }),
    ],
    ...fields,
  });

export const timer = (id: string, fields: Partial<Timer> = {}): Timer => ({
  id,
  kind: 'accept-soon',
  caseId: 'case-1',
  round: 1,
  dueAt: NOW,
  ...fields,
});

export const putTimer = (id: string, fields: Partial<Timer> = {}): CaseEffect => ({
  type: 'put-timer',
  timer: timer(id, fields),
});

export const notify = (key: string): CaseEffect => ({
  type: 'notify',
  notice: { key, kind: 'placed', caseId: 'case-1', to: { type: 'reporter' } },
});

export const cadre = (id: string, fields: Partial<Cadre> = {}): Cadre => ({
  id,
  name: `Cán bộ ${id}`,
  positions: [{ unitId: 'luc-lieu', roleId: 'member', validity: {} }],
  chats: [],
  absences: [],
  locale: 'vi',
  isFictional: true,
  ...fields,
});

export const unit = (id: string, fields: Partial<Unit> = {}): Unit => ({
  id,
  levelId: 'village',
  areaType: 'thôn',
  name: id,
  validity: {},
  parents: [],
  aliases: [],
  successorIds: [],
  ...fields,
});

const span = { amount: 1, unit: 'working-days' } as const;
const norm = { accept: span, resolve: span };

const organisation: Organisation = {
  id: 'sample',
  name: { vi: 'Mạng lưới mẫu' },
  isFictional: true,
  timeZone: 'Asia/Ho_Chi_Minh',
  levels: [],
  roles: [],
  dutyUnitId: 'block',
  officeHours: {},
  quietHours: { from: 1200, to: 420 },
  dayTables: [],
  norms: {
    byUrgency: { normal: norm, soon: norm, emergency: norm },
    byCategory: {},
    needsInfoSilence: span,
    ratingWindow: span,
    leaderAfterOverdue: span,
    dutyUnread: span,
  },
  edition: 0,
};

export const tree = (
  units: readonly Unit[],
  fields: Partial<Organisation> = {},
): OrganisationTree => ({ organisation: { ...organisation, ...fields }, units });

/** All that an async iterable gives, in order. */
export async function collected<T>(things: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const thing of things) all.push(thing);
  return all;
}
