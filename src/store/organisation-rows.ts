import { Schema, type Connection, type Model } from 'mongoose';
import type { Cadre } from '../domain/cadre.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Unit } from '../domain/unit.ts';
import { ROW_OPTIONS } from './connection.ts';

/** The one row that says which import is in force. */
export interface OrganisationRow {
  readonly _id: typeof THE_ORGANISATION;
  readonly edition: number;
  /** Names the rows that belong to this edition; made from the content, so an equal import finds its own rows. */
  readonly batch: string;
  /** The batch before it: its rows stay one edition longer, for those who are reading them. */
  readonly previousBatch?: string;
  /** Tells equal imports, whatever edition they were. */
  readonly digest: string;
  readonly unitCount: number;
  readonly organisation: Organisation;
  /** False until the cadres of this edition are in their own collection. */
  readonly isSettled: boolean;
}

/** A unit of one import. */
export interface UnitRow {
  readonly _id: string;
  readonly edition: number;
  readonly batch: string;
  /** Where it stood in the import. */
  readonly position: number;
  readonly unit: Unit;
}

/** A cadre of one import, before it is in force. */
export interface RosterRow {
  readonly _id: string;
  readonly edition: number;
  readonly batch: string;
  readonly cadre: Cadre;
}

/** The id of the one organisation. */
export const THE_ORGANISATION = 'organisation';

const { Mixed } = Schema.Types;

const organisationSchema = new Schema<OrganisationRow>(
  {
    _id: String,
    edition: Number,
    batch: String,
    previousBatch: String,
    digest: String,
    unitCount: Number,
    organisation: Mixed,
    isSettled: Boolean,
  },
  ROW_OPTIONS,
);

const unitSchema = new Schema<UnitRow>(
  { _id: String, edition: Number, batch: String, position: Number, unit: Mixed },
  ROW_OPTIONS,
);

const rosterSchema = new Schema<RosterRow>(
  { _id: String, edition: Number, batch: String, cadre: Mixed },
  ROW_OPTIONS,
);

/** The models of the three collections that an import writes first. */
export interface OrganisationModels {
  readonly organisations: Model<OrganisationRow>;
  readonly units: Model<UnitRow>;
  readonly rosters: Model<RosterRow>;
}

/** The models of the three collections that an import writes first. */
export const organisationModels = (connection: Connection): OrganisationModels => ({
  organisations: connection.model<OrganisationRow>(
    'organisations',
    organisationSchema,
    'organisations',
  ),
  units: connection.model<UnitRow>('units', unitSchema, 'units'),
  rosters: connection.model<RosterRow>('rosters', rosterSchema, 'rosters'),
});
