import { Schema, type Connection, type Model } from 'mongoose';
import type { Case, CaseEffect } from '../domain/case.ts';
import { effectKey } from '../domain/effect-key.ts';
import { sharedUntil, villageOf } from '../domain/duplicates.ts';
import { isOpen } from '../domain/status.ts';
import { isUnplaced } from '../domain/unplaced.ts';
import { PART_OPTIONS, ROW_OPTIONS } from './connection.ts';

/** An effect that is still to be carried out, under its key. */
export interface PendingRow {
  readonly key: string;
  readonly effect: CaseEffect;
}

/** Fields that follow from the case itself and are kept for indexes alone. */
interface CaseMarks {
  /** The code as people may type it: capitals and figures only. */
  readonly codeKey: string;
  /** Units whose figures it counts in: owner, team, and where it was passed up to. */
  readonly scopeIds: readonly string[];
  /** The same while it is open; absent afterwards, so that lists of open cases never read closed ones. */
  readonly openScopeIds?: readonly string[];
  /** 0 for emergencies, 2 for what looks like spam, 1 for all others. */
  readonly precedence: number;
  /** The limit that runs now, for the order of lists. */
  readonly nextDueAt: Date;
  /** From when on an open case is overdue; absent while its clock stands still in time. */
  readonly overdueAt?: Date;
  /** When it was sent, or last handed to triage in vain, as long as nobody has placed it. */
  readonly untriagedSince?: Date;
  /** Category and village, on what others may be asked to follow; absent on all that is never offered. */
  readonly sharedIn?: string;
  /** Until when it may be offered. */
  readonly sharedUntil?: Date;
}

/** A case as stored. */
export interface CaseRow extends Omit<Case, 'id' | 'pending'>, CaseMarks {
  readonly _id: string;
  readonly pending: readonly PendingRow[];
  /** Since when something is pending. */
  readonly pendingSince?: Date;
}

/** What a change may take away again. */
export const NO_OPTIONAL_FIELDS = {
  teamUnitId: undefined,
  assigneeId: undefined,
  acceptDueAt: undefined,
  resolveDueAt: undefined,
  pausedAt: undefined,
  resumeStatus: undefined,
  acceptedAt: undefined,
  answeredAt: undefined,
  confirmedAt: undefined,
  closedAt: undefined,
  stars: undefined,
  escalatedToId: undefined,
  mergedIntoId: undefined,
  joinsId: undefined,
  joined: undefined,
  openScopeIds: undefined,
  overdueAt: undefined,
  untriagedSince: undefined,
  sharedIn: undefined,
  sharedUntil: undefined,
  marks: undefined,
} as const satisfies Record<OptionalField, undefined>;

/** Every field of a row that may be absent; a new one that is forgotten above does not compile. */
type OptionalField = Exclude<
  { [Field in keyof CaseRow]-?: undefined extends CaseRow[Field] ? Field : never }[keyof CaseRow],
  'pendingSince'
>;

const { Mixed } = Schema.Types;

const pendingSchema = new Schema<PendingRow>({ key: String, effect: Mixed }, PART_OPTIONS);

const reporterSchema = new Schema<Case['reporter']>(
  { personId: String, isHidden: Boolean, name: String, isOnBehalf: Boolean },
  PART_OPTIONS,
);

const caseSchema = new Schema<CaseRow>(
  {
    _id: String,
    code: String,
    codeKey: String,
    kind: String,
    categoryId: String,
    urgency: String,
    text: String,
    files: [Mixed],
    place: Mixed,
    reporter: reporterSchema,
    sentAt: Date,
    marks: { type: [String], default: undefined },
    status: String,
    ownerUnitId: String,
    teamUnitId: String,
    assigneeId: String,
    acceptDueAt: Date,
    resolveDueAt: Date,
    pausedAt: Date,
    resumeStatus: String,
    acceptedAt: Date,
    answeredAt: Date,
    confirmedAt: Date,
    closedAt: Date,
    stars: Number,
    reopenedCount: Number,
    escalatedToId: String,
    mergedIntoId: String,
    joinsId: String,
    joined: { type: [Mixed], default: undefined },
    round: Number,
    history: [Mixed],
    pending: [pendingSchema],
    pendingSince: Date,
    version: Number,
    scopeIds: [String],
    openScopeIds: { type: [String], default: undefined },
    precedence: Number,
    nextDueAt: Date,
    overdueAt: Date,
    untriagedSince: Date,
    sharedIn: String,
    sharedUntil: Date,
  },
  ROW_OPTIONS,
);

/** The model of the collection. */
export const caseModel = (connection: Connection): Model<CaseRow> =>
  connection.model<CaseRow>('cases', caseSchema, 'cases');

/** A code as a key: "ll 4827" and "LL-4827" are the same. */
export const codeKeyOf = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Effects under their keys. */
export const toPending = (effects: readonly CaseEffect[]): readonly PendingRow[] =>
  effects.map((effect) => ({ key: effectKey(effect), effect }));

/** Later than every limit: cases without one come last. */
const NO_LIMIT = new Date('9999-12-31T00:00:00Z');

/** The instant after which `isOverdue` of the domain says yes, for a case as it stands. */
function overdueFrom({ status, pausedAt, resolveDueAt }: Case): Date | undefined {
  const isStopped =
    pausedAt !== undefined && resolveDueAt !== undefined && pausedAt <= resolveDueAt;
  return isOpen(status) && !isStopped ? resolveDueAt : undefined;
}

/** Category and village as one key. */
export const sharedKey = (categoryId: string, unitId: string): string => `${categoryId}@${unitId}`;

function sharedMarks(opened: Case): Pick<CaseMarks, 'sharedIn' | 'sharedUntil'> {
  const until = sharedUntil(opened);
  const village = villageOf(opened);
  if (until === undefined || village === undefined) return {};
  return {
    sharedIn: sharedKey(opened.categoryId, village),
    sharedUntil: until === 'always' ? NO_LIMIT : until,
  };
}

function precedenceOf({ urgency, marks = [] }: Case): number {
  if (urgency === 'emergency') return 0;
  return marks.includes('spam') ? 2 : 1;
}

function marksOf(opened: Case): CaseMarks {
  const { status, ownerUnitId, teamUnitId, escalatedToId, acceptDueAt, resolveDueAt } = opened;
  const scopeIds = [
    ...new Set([ownerUnitId, teamUnitId, escalatedToId].filter((unitId) => unitId !== undefined)),
  ];
  const isUnaccepted = status === 'triage' || status === 'waiting';
  const overdueAt = overdueFrom(opened);
  return {
    codeKey: codeKeyOf(opened.code),
    scopeIds,
    ...(isOpen(status) ? { openScopeIds: scopeIds } : {}),
    precedence: precedenceOf(opened),
    nextDueAt: (isUnaccepted ? acceptDueAt : resolveDueAt) ?? NO_LIMIT,
    ...(overdueAt === undefined ? {} : { overdueAt }),
    ...(isUnplaced(opened) ? { untriagedSince: opened.sentAt } : {}),
    ...sharedMarks(opened),
  };
}

/** A case with its marks, without what is only ever appended. */
export function fieldsOf(
  opened: Case,
): Omit<CaseRow, '_id' | 'history' | 'pending' | 'pendingSince' | 'version'> {
  const { id: _id, history: _history, pending: _pending, version: _version, ...fields } = opened;
  return { ...fields, ...marksOf(opened) };
}

/** A row as the domain sees it. */
export function toCase(row: CaseRow): Case {
  const { _id, pending, pendingSince: _since, codeKey: _code, scopeIds: _scope, ...rest } = row;
  const {
    openScopeIds: _open,
    precedence: _rank,
    nextDueAt: _next,
    overdueAt: _over,
    untriagedSince: _new,
    sharedIn: _shared,
    sharedUntil: _until,
    ...fields
  } = rest;
  return { id: _id, ...fields, pending: pending.map(({ effect }) => effect) };
}
