import { trusted, type Connection, type Model } from 'mongoose';
import type { Cadre } from '../domain/cadre.ts';
import type { OrganisationTree } from '../domain/organisation.ts';
import { canonical, digestOf, insertMissing } from './batches.ts';
import { cadreModel, type CadreRow } from './cadres.ts';
import { isDuplicateKey, StoreContended } from './errors.ts';
import {
  organisationModels,
  THE_ORGANISATION,
  type OrganisationModels,
  type OrganisationRow,
  type RosterRow,
  type UnitRow,
} from './organisation-rows.ts';
import { applyRoster } from './roster.ts';

/** What an import made of units and cadres, counted together. */
export interface ImportTally {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly retired: number;
}

/** Imports and readers that met another import start again; this many in a row mean a fault. */
const MOST_ATTEMPTS = 5;

/**
 * The organisation's tree, by editions. An import is decided by one write, the change of the one organisation row:
 * units and cadres are written beforehand where nobody looks, and put in force afterwards by whoever comes first.
 */
export class Organisations {
  readonly #models: OrganisationModels;
  readonly #cadres: Model<CadreRow>;

  constructor(connection: Connection) {
    this.#models = organisationModels(connection);
    this.#cadres = cadreModel(connection);
  }

  /** The tree in force; finishes what a crashed import left to do first. */
  async load(): Promise<OrganisationTree | undefined> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const row = await this.#row();
      if (row === undefined) return undefined;
      await this.#settle(row);
      const units = await this.#unitsOf(row.batch);
      // Fewer when two imports passed while we read.
      if (units.length === row.unitCount)
        return { organisation: { ...row.organisation, edition: row.edition }, units };
    }
    throw new StoreContended('the organisation');
  }

  /** The edition in force, 0 before the first import. */
  async edition(): Promise<number> {
    const row = await this.#models.organisations
      .findOne({ _id: THE_ORGANISATION })
      .select({ edition: 1 })
      .lean<Pick<OrganisationRow, 'edition'>>();
    return row?.edition ?? 0;
  }

  /**
   * Puts a whole organisation in force, all or nothing. Interrupted, it may be repeated; the same again changes nothing
   * and keeps the edition. What was set while the service ran (chats, absences, deputies) stays.
   */
  async replace(tree: OrganisationTree, cadres: readonly Cadre[]): Promise<ImportTally> {
    const digest = digestOf(contentOf(tree, cadres));
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const current = await this.#row();
      const tally = await this.#compare(current, tree, cadres);
      const next = current?.digest === digest ? current : nextRow(current, tree, digest);
      const isInForce =
        next === current ||
        (await this.#stage(next, tree, cadres), await this.#decide(current, next));
      if (!isInForce) continue;
      await this.#settle(next);
      return tally;
    }
    throw new StoreContended('an import');
  }

  async #row(): Promise<OrganisationRow | undefined> {
    const row = await this.#models.organisations
      .findOne({ _id: THE_ORGANISATION })
      .lean<OrganisationRow>();
    return row ?? undefined;
  }

  async #unitsOf(batch: string): Promise<UnitRow['unit'][]> {
    const rows = await this.#models.units.find({ batch }).sort({ position: 1 }).lean<UnitRow[]>();
    return rows.map(({ unit }) => unit);
  }

  /** Writes an edition where nobody looks yet. */
  async #stage(
    { batch, edition }: OrganisationRow,
    { units }: OrganisationTree,
    cadres: readonly Cadre[],
  ): Promise<void> {
    const unitRows = units.map((unit, position) => ({
      _id: `${batch}/${unit.id}`,
      edition,
      batch,
      position,
      unit,
    }));
    await insertMissing(this.#models.units, unitRows);
    const rosterRows = cadres.map((cadre) => ({
      _id: `${batch}/${cadre.id}`,
      edition,
      batch,
      cadre,
    }));
    await insertMissing(this.#models.rosters, rosterRows);
  }

  /** The decision: from here on the new edition is in force, unless another import was quicker. */
  async #decide(
    current: OrganisationRow | undefined,
    { _id, ...next }: OrganisationRow,
  ): Promise<boolean> {
    if (current !== undefined) {
      const { edition } = current;
      const changed = await this.#models.organisations.updateOne({ _id, edition }, { $set: next });
      return changed.matchedCount === 1;
    }
    try {
      await this.#models.organisations.insertOne({ _id, ...next });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** What follows from the decision; repeatable. */
  async #settle({ _id, batch, previousBatch, edition, isSettled }: OrganisationRow): Promise<void> {
    if (isSettled) return;
    await applyRoster({ rosters: this.#models.rosters, cadres: this.#cadres }, batch, edition);
    const kept = previousBatch === undefined ? [batch] : [batch, previousBatch];
    const stale = { edition: trusted({ $lte: edition }), batch: trusted({ $nin: kept }) };
    await Promise.all([
      this.#models.units.deleteMany(stale),
      this.#models.rosters.deleteMany(stale),
    ]);
    await this.#models.organisations.updateOne({ _id, edition }, { $set: { isSettled: true } });
  }

  async #compare(
    current: OrganisationRow | undefined,
    tree: OrganisationTree,
    cadres: readonly Cadre[],
  ): Promise<ImportTally> {
    const units = current === undefined ? [] : await this.#unitsOf(current.batch);
    const roster =
      current === undefined
        ? []
        : await this.#models.rosters.find({ batch: current.batch }).lean<RosterRow[]>();
    const byUnits = compare(units, tree.units);
    const byCadres = compare(
      roster.map(({ cadre }) => cadre),
      cadres,
    );
    return {
      added: byUnits.added + byCadres.added,
      changed: byUnits.changed + byCadres.changed,
      unchanged: byUnits.unchanged + byCadres.unchanged,
      retired: byUnits.retired + byCadres.retired,
    };
  }
}

/** What makes two imports equal: everything but the edition. */
const contentOf = (
  { organisation, units }: OrganisationTree,
  cadres: readonly Cadre[],
): unknown => ({
  organisation: { ...organisation, edition: 0 },
  units,
  cadres: cadres.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});

function nextRow(
  current: OrganisationRow | undefined,
  tree: OrganisationTree,
  digest: string,
): OrganisationRow {
  const edition = (current?.edition ?? 0) + 1;
  return {
    _id: THE_ORGANISATION,
    edition,
    batch: `${edition}-${digest}`,
    ...(current === undefined ? {} : { previousBatch: current.batch }),
    digest,
    unitCount: tree.units.length,
    organisation: tree.organisation,
    isSettled: false,
  };
}

function compare(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): ImportTally {
  const known = new Map(before.map((thing) => [thing.id, canonical(thing)]));
  const common = after.filter(({ id }) => known.has(id));
  const unchanged = common.filter((thing) => known.get(thing.id) === canonical(thing)).length;
  return {
    added: after.length - common.length,
    changed: common.length - unchanged,
    unchanged,
    retired: before.length - common.length,
  };
}
