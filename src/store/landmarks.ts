import { Schema, trusted, type Connection, type Model } from 'mongoose';
import { foldPhrase } from '../domain/fold.ts';
import type { Landmark } from '../domain/landmark.ts';
import { ROW_OPTIONS } from './connection.ts';

/** A landmark with who vouches for it. */
export interface ConfirmedLandmark extends Landmark {
  /** The unit right above the village: within it one name means one place. */
  readonly communeId: string;
  /** The cadre who confirmed it; absent for an import by operators. */
  readonly confirmedBy?: string;
  readonly confirmedAt: Date;
}

interface LandmarkRow extends ConfirmedLandmark {
  readonly _id: string;
  readonly isActive: boolean;
}

interface EditionRow {
  readonly _id: string;
  readonly edition: number;
}

const THE_LANDMARKS = 'landmarks';

const landmarkSchema = new Schema<LandmarkRow>(
  {
    _id: String,
    name: String,
    unitId: String,
    communeId: String,
    pin: Schema.Types.Mixed,
    confirmedBy: String,
    confirmedAt: Date,
    isActive: Boolean,
  },
  ROW_OPTIONS,
);

const editionSchema = new Schema<EditionRow>({ _id: String, edition: Number }, ROW_OPTIONS);

/** "Chợ Bồ Lý" and "cho bo ly" are one landmark. */
const keyOf = (communeId: string, name: string): string => `${communeId}/${foldPhrase(name)}`;

/** Landmarks per commune that officers have confirmed; they are read beside the names of the organisation. */
export class Landmarks {
  readonly #rows: Model<LandmarkRow>;
  readonly #editions: Model<EditionRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<LandmarkRow>('landmarks', landmarkSchema, 'landmarks');
    this.#editions = connection.model<EditionRow>('editions', editionSchema, 'editions');
  }

  /** Grows with every change, so that processes know when to read them again. */
  async edition(): Promise<number> {
    const row = await this.#editions.findOne({ _id: THE_LANDMARKS }).lean<EditionRow>();
    return row?.edition ?? 0;
  }

  /** Landmarks in force, in the order of commune and name. */
  async list(): Promise<ConfirmedLandmark[]> {
    const rows = await this.#rows.find({ isActive: true }).sort({ _id: 1 }).lean<LandmarkRow[]>();
    return rows.map(({ _id, isActive: _active, ...landmark }) => landmark);
  }

  /** Keeps a landmark; the same name in the same commune moves it. May be repeated. */
  async put(landmark: ConfirmedLandmark): Promise<void> {
    const { communeId, name, pin, confirmedBy } = landmark;
    const gone = { ...(pin ? {} : { pin: 1 }), ...(confirmedBy ? {} : { confirmedBy: 1 }) };
    await this.#rows.updateOne(
      { _id: keyOf(communeId, name) },
      { $set: { ...landmark, isActive: true }, $unset: gone },
      { upsert: true },
    );
    await this.#changed();
  }

  /** Takes a landmark out of force; who confirmed it stays known. `false` when there is none. */
  async remove(communeId: string, name: string): Promise<boolean> {
    const removed = await this.#rows.updateOne(
      { _id: keyOf(communeId, name), isActive: trusted({ $ne: false }) },
      { $set: { isActive: false } },
    );
    if (removed.matchedCount === 0) return false;
    await this.#changed();
    return true;
  }

  // After the change: whoever reads the new edition finds the change.
  async #changed(): Promise<void> {
    await this.#editions.updateOne(
      { _id: THE_LANDMARKS },
      { $inc: { edition: 1 } },
      { upsert: true },
    );
  }
}
