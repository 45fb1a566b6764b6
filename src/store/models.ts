import { Schema, trusted, type Connection, type Model } from 'mongoose';
import { ROW_OPTIONS } from './connection.ts';

/** The version that stands for the weights that come with the program. */
export const SHIPPED_MODEL = 'shipped';

/** A version of the weights, without the weights. */
export interface ModelVersion {
  readonly version: string;
  /** The latest is in force. */
  readonly activatedAt: Date;
}

interface ModelRow {
  readonly _id: string;
  readonly activatedAt: Date;
  /** At most 2 MB, as `encodeWeights` writes them; absent for {@link SHIPPED_MODEL}. */
  readonly bytes?: Buffer;
}

const modelSchema = new Schema<ModelRow>(
  { _id: String, activatedAt: Date, bytes: Buffer },
  ROW_OPTIONS,
);

/** As many versions are kept to go back to. */
const VERSIONS_KEPT = 5;

const toVersion = ({ _id, activatedAt }: ModelRow): ModelVersion => ({ version: _id, activatedAt });

/** Versions of the weights that were learnt from corrections; the one activated last is in force in every process. */
export class Models {
  readonly #rows: Model<ModelRow>;

  constructor(connection: Connection) {
    this.#rows = connection.model<ModelRow>('models', modelSchema, 'models');
  }

  /** The version in force; `undefined` for the one that comes with the program. */
  async inForce(): Promise<string | undefined> {
    const [latest] = await this.list(1);
    return latest === undefined || latest.version === SHIPPED_MODEL ? undefined : latest.version;
  }

  /** The weights of a version, if they are still kept. */
  async weights(version: string): Promise<Uint8Array | undefined> {
    const row = await this.#rows.findOne({ _id: version });
    const bytes = row?.bytes;
    return bytes === undefined ? undefined : new Uint8Array(bytes);
  }

  /** Keeps weights and puts them in force; all but the last five versions are dropped. */
  async keep(version: string, bytes: Uint8Array, activatedAt: Date): Promise<void> {
    await this.#rows.updateOne(
      { _id: version },
      { $set: { activatedAt, bytes: Buffer.from(bytes) } },
      { upsert: true },
    );
    const kept = await this.list(VERSIONS_KEPT);
    await this.#rows.deleteMany({
      _id: trusted({ $nin: kept.map((one) => one.version) }),
      activatedAt: trusted({ $lt: activatedAt }),
    });
  }

  /** Puts a kept version, or {@link SHIPPED_MODEL}, in force again; `false` when there is none of that name. */
  async activate(version: string, activatedAt: Date): Promise<boolean> {
    const activated = await this.#rows.updateOne(
      { _id: version },
      { $set: { activatedAt } },
      { upsert: version === SHIPPED_MODEL },
    );
    return activated.matchedCount + activated.upsertedCount > 0;
  }

  /** The versions that are kept, the one in force first. */
  async list(limit = VERSIONS_KEPT + 1): Promise<ModelVersion[]> {
    const rows = await this.#rows
      .find({}, { activatedAt: 1 })
      .sort({ activatedAt: -1, _id: 1 })
      .limit(limit)
      .lean<ModelRow[]>();
    return rows.map(toVersion);
  }
}
