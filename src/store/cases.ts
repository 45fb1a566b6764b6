import { trusted, type Connection, type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import type { Case, CaseEffect } from '../domain/case.ts';
import type { Figures } from '../domain/figures.ts';
import { assigned } from './assigned.ts';
import { canonical } from './batches.ts';
import { figuresOf } from './case-figures.ts';
import {
  caseModel,
  codeKeyOf,
  fieldsOf,
  NO_OPTIONAL_FIELDS,
  sharedKey,
  toCase,
  toPending,
  type CaseRow,
} from './case-row.ts';
import { isDuplicateKey } from './errors.ts';

/** An effect of unknown age counts as old: the sweep may carry it out at once, it is repeatable. */
const UNKNOWN_AGE = new Date(0);

const anyOf = (values: readonly string[]) => trusted({ $in: [...values] });

/** Concerns, each with its history and what it still owes, one row each; a step is one compare-and-set. */
export class Cases {
  readonly #rows: Model<CaseRow>;

  constructor(connection: Connection) {
    this.#rows = caseModel(connection);
  }

  /** Keeps a new case; its id and its code are each given once. */
  async insert(opened: Case): Promise<'inserted' | 'exists' | 'code-taken'> {
    const { id, history, pending, version } = opened;
    const pendingSince =
      pending.length === 0 ? {} : { pendingSince: history.at(-1)?.at ?? UNKNOWN_AGE };
    const row = {
      _id: id,
      ...fieldsOf(opened),
      history,
      version,
      pending: toPending(pending),
      ...pendingSince,
    };
    try {
      await this.#rows.insertOne(row);
      return 'inserted';
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.#rows.exists({ _id: id })) === null ? 'code-taken' : 'exists';
    }
  }

  /** The case with this id, if there is one. */
  async load(caseId: string): Promise<Case | undefined> {
    const row = await this.#rows.findOne({ _id: caseId }).lean<CaseRow>();
    return row === null ? undefined : toCase(row);
  }

  /** The case with this id or, in any spelling, this code. */
  async find(idOrCode: string): Promise<Case | undefined> {
    const known = await this.load(idOrCode);
    const codeKey = codeKeyOf(idOrCode);
    if (known !== undefined || codeKey === '') return known;
    const row = await this.#rows.findOne({ codeKey }).lean<CaseRow>();
    return row === null ? undefined : toCase(row);
  }

  /** The codes and owners of all cases that these units own, by their ids. */
  async codesOwnedBy(
    unitIds: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<Case, 'code' | 'ownerUnitId'>>> {
    const rows = await this.#rows
      .find({ ownerUnitId: anyOf(unitIds) })
      .select({ code: 1, ownerUnitId: 1 })
      .lean<Pick<CaseRow, '_id' | 'code' | 'ownerUnitId'>[]>();
    return new Map(rows.map(({ _id, code, ownerUnitId }) => [_id, { code, ownerUnitId }]));
  }

  /** What a person reported, newest first. */
  async ofPerson(personId: string, limit: number): Promise<Case[]> {
    return this.#list({ 'reporter.personId': personId }, { sentAt: -1 }, limit);
  }

  /**
   * Open cases that wait for somebody in these units, emergencies first, then by the limit that runs.
   *
   * @param of - `team`: to be accepted or worked on; `block`: unplaced, not accepted in time, or passed upwards.
   */
  async inbox(
    of: 'team' | 'block',
    unitIds: readonly string[],
    now: Date,
    limit: number,
  ): Promise<Case[]> {
    const scope = { openScopeIds: anyOf(unitIds) };
    const filter = of === 'team' ? teamFilter(unitIds) : blockFilter(unitIds, now);
    return this.#list({ ...scope, ...filter }, { precedence: 1, nextDueAt: 1 }, limit);
  }

  /** Open cases of these units past their limit, longest overdue first. */
  async overdue(unitIds: readonly string[], now: Date, limit: number): Promise<Case[]> {
    return this.#list(
      { openScopeIds: anyOf(unitIds), overdueAt: trusted({ $lt: now }) },
      { overdueAt: 1 },
      limit,
    );
  }

  /**
   * Cases that others may be asked to follow: of this category in these villages, open or ended lately; newest first.
   * What is private or in danger is not among them.
   */
  async shared(
    categoryId: string,
    unitIds: readonly string[],
    now: Date,
    limit: number,
  ): Promise<Case[]> {
    const keys = unitIds.map((unitId) => sharedKey(categoryId, unitId));
    const filter = { sharedIn: anyOf(keys), sharedUntil: trusted({ $gte: now }) };
    return this.#list(filter, { sentAt: -1 }, limit);
  }

  /**
   * Writes a step, unless the case is no longer what it was `before`: then nothing, and `false`.
   * History and pending effects are only ever added to.
   */
  async commit(before: Case, after: Case): Promise<boolean> {
    const written = await this.#rows.updateOne(
      { _id: before.id, version: before.version },
      stepUpdate(before, after),
    );
    return written.matchedCount === 1;
  }

  /**
   * Makes whatever one person reported another's; a step under way is taken again. Repeatable.
   *
   * @returns How many cases changed hands.
   */
  async setReporter(personId: string, newId: string): Promise<number> {
    const moved = await this.#rows.updateMany(
      { 'reporter.personId': personId },
      { $set: { 'reporter.personId': newId }, $inc: { version: 1 } },
    );
    return moved.modifiedCount;
  }

  /** Adds effects to be carried out, each unless one of its key is pending. */
  async addPending(caseId: string, effects: readonly CaseEffect[]): Promise<void> {
    for (const pending of toPending(effects)) {
      await this.#rows.updateOne(
        { _id: caseId, 'pending.key': trusted({ $ne: pending.key }) },
        { $push: { pending }, $min: { pendingSince: UNKNOWN_AGE } },
      );
    }
  }

  /** Notes that an effect was carried out. */
  async clearPending(caseId: string, key: string): Promise<void> {
    const row = await this.#rows
      .findOneAndUpdate(
        { _id: caseId },
        { $pull: { pending: { key } } },
        { returnDocument: 'after' },
      )
      .select({ pending: 1 })
      .lean<Pick<CaseRow, 'pending'>>();
    if (row === null || row.pending.length > 0) return;
    await this.#rows.updateOne(
      { _id: caseId, pending: trusted({ $size: 0 }) },
      { $unset: { pendingSince: 1 } },
    );
  }

  /** Puts a case with something pending at the end of the line of those to be settled. */
  async postpone(caseId: string, now: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: caseId, 'pending.0': trusted({ $exists: true }) },
      { $set: { pendingSince: now } },
    );
  }

  /** Cases with effects that were decided before an instant and are not yet carried out, oldest first. */
  async unsettled(olderThan: Date, limit: number): Promise<string[]> {
    const owing = {
      pendingSince: trusted({ $lt: olderThan }),
      'pending.0': trusted({ $exists: true }),
    };
    return this.#ids(owing, { pendingSince: 1 }, limit);
  }

  /** Cases sent before an instant that nobody has placed, oldest first. */
  async untriaged(olderThan: Date, limit: number): Promise<string[]> {
    return this.#ids({ untriagedSince: trusted({ $lt: olderThan }) }, { untriagedSince: 1 }, limit);
  }

  /** Puts cases that nobody has placed at the end of the line of those to be placed; a case placed meanwhile stays as it is. */
  async postponeTriage(caseIds: readonly string[], now: Date): Promise<void> {
    if (caseIds.length === 0) return;
    await this.#rows.updateMany(
      { _id: trusted({ $in: [...caseIds] }), untriagedSince: trusted({ $exists: true }) },
      { $set: { untriagedSince: now } },
    );
  }

  /** How many cases nobody owns; anything but 0 is a fault of the program. */
  async ownerless(): Promise<number> {
    return this.#rows.countDocuments({ ownerUnitId: trusted({ $in: [null, ''] }) });
  }

  /**
   * Counts over all cases of these units.
   *
   * @param unitIds - The whole scope, units below included.
   * @param startOfToday - Local midnight as an instant.
   */
  async figures(unitIds: readonly string[], now: Date, startOfToday: Date): Promise<Figures> {
    return figuresOf(this.#rows, unitIds, now, startOfToday);
  }

  async #list(filter: QueryFilter<CaseRow>, sort: Order, limit: number): Promise<Case[]> {
    const options = { sort: { ...sort, _id: 1 }, limit } as const;
    const rows = await this.#rows.find(filter, null, options).lean<CaseRow[]>();
    return rows.map(toCase);
  }

  async #ids(filter: QueryFilter<CaseRow>, sort: Order, limit: number): Promise<string[]> {
    const rows = await this.#rows
      .find(filter, { _id: 1 }, { sort, limit })
      .lean<{ _id: string }[]>();
    return rows.map(({ _id: id }) => id);
  }
}

const heldBy = (unitIds: readonly string[]): QueryFilter<CaseRow>[] => [
  { ownerUnitId: anyOf(unitIds) },
  { teamUnitId: anyOf(unitIds) },
];

const teamFilter = (unitIds: readonly string[]): QueryFilter<CaseRow> => ({
  status: trusted({ $ne: 'triage' }),
  $or: heldBy(unitIds),
});

const blockFilter = (unitIds: readonly string[], now: Date): QueryFilter<CaseRow> => ({
  $or: [
    { status: 'triage', ownerUnitId: anyOf(unitIds) },
    { status: 'waiting', acceptDueAt: trusted({ $lt: now }), $or: heldBy(unitIds) },
    { escalatedToId: anyOf(unitIds) },
  ],
});

type Order = Readonly<Record<string, 1 | -1>>;

function stepUpdate(before: Case, after: Case): UpdateQuery<CaseRow> {
  const known = new Set(before.history.map(({ id }) => id));
  const events = after.history.filter(({ id }) => !known.has(id));
  const owed = new Set(before.pending.map(canonical));
  const pending = toPending(after.pending.filter((effect) => !owed.has(canonical(effect))));
  const since = events.at(-1)?.at ?? UNKNOWN_AGE;
  return {
    ...assigned({ ...NO_OPTIONAL_FIELDS, ...fieldsOf(after) }),
    $push: { history: { $each: events }, pending: { $each: pending } },
    ...(pending.length === 0 ? {} : { $min: { pendingSince: since } }),
    $inc: { version: 1 },
  };
}
