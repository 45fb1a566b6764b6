import { Schema, trusted, type Connection, type Model } from 'mongoose';
import type { Cadre, Position } from '../domain/cadre.ts';
import { isWithin } from '../domain/directory.ts';
import type { ChatRef } from '../domain/person.ts';
import { chatKey, chatOfKey } from './chat-key.ts';
import { ROW_OPTIONS } from './connection.ts';
import { isDuplicateKey, surfaced } from './errors.ts';

/** A cadre as stored; what an import sets stands beside what is set while the service runs. */
export interface CadreRow extends Omit<Cadre, 'id' | 'chats'> {
  readonly _id: string;
  /** The chats, and first a key of the cadre's own: an empty array would collide in the unique index. */
  readonly chatKeys: readonly string[];
  /** The deputy that the import named, to tell one that was set later. */
  readonly importedDeputyId?: string;
  /** The edition whose import was last applied to this row. */
  readonly edition: number;
  /** No longer in the network; the name stays for the history of cases. */
  readonly isRetired: boolean;
}

const cadreSchema = new Schema<CadreRow>(
  {
    _id: String,
    name: String,
    positions: [Schema.Types.Mixed],
    chatKeys: [String],
    deputyId: String,
    importedDeputyId: String,
    absences: [Schema.Types.Mixed],
    locale: String,
    isFictional: Boolean,
    edition: Number,
    isRetired: Boolean,
  },
  ROW_OPTIONS,
);

/** The model of the collection, for the import too. */
export const cadreModel = (connection: Connection): Model<CadreRow> =>
  connection.models['cadres'] ?? connection.model<CadreRow>('cadres', cadreSchema, 'cadres');

/** The key that keeps `chatKeys` from being empty; no channel's id begins with it. */
export const ownChatKey = (cadreId: string): string => `${OWN}${cadreId}`;
const OWN = '=';

/** A row as the domain sees it. */
export function toCadre(row: CadreRow): Cadre {
  const {
    _id,
    chatKeys,
    importedDeputyId: _imported,
    edition: _edition,
    isRetired: _retired,
    ...rest
  } = row;
  return { id: _id, chats: chatKeys.filter((key) => !key.startsWith(OWN)).map(chatOfKey), ...rest };
}

/** No unit has so many members; a longer answer would be a fault of the data. */
const MOST_HOLDERS = 1_000;

/** The members of the network. */
export class Cadres {
  readonly #rows: Model<CadreRow>;

  constructor(connection: Connection) {
    this.#rows = cadreModel(connection);
  }

  /** The member whose chat this is; one who left the network has none. */
  async byChat(chat: ChatRef): Promise<Cadre | undefined> {
    const row = await this.#rows
      .findOne({ chatKeys: chatKey(chat), isRetired: false })
      .lean<CadreRow>();
    return row === null ? undefined : toCadre(row);
  }

  /** The cadre with this id, also one who has left. */
  async load(cadreId: string): Promise<Cadre | undefined> {
    const row = await this.#rows.findOne({ _id: cadreId }).lean<CadreRow>();
    return row === null ? undefined : toCadre(row);
  }

  /** The cadres with these ids, those who have left too, in no order. */
  async byIds(cadreIds: readonly string[]): Promise<Cadre[]> {
    const rows = await this.#rows.find({ _id: trusted({ $in: [...cadreIds] }) }).lean<CadreRow[]>();
    return rows.map(toCadre);
  }

  /**
   * Who holds one of these roles in exactly this unit on a day.
   *
   * @param on - Local date `YYYY-MM-DD`.
   */
  async holding(unitId: string, roleIds: readonly string[], on: string): Promise<Cadre[]> {
    const rows = await this.#rows
      .find({ 'positions.unitId': unitId, isRetired: false })
      .sort({ _id: 1 })
      .limit(MOST_HOLDERS)
      .lean<CadreRow[]>();
    const holds = ({ positions }: CadreRow): boolean =>
      positions.some((position) => position.unitId === unitId && isHeld(position, roleIds, on));
    return rows.filter(holds).map(toCadre);
  }

  /**
   * Makes a chat a cadre's own, also one that was left behind by a cadre who has left. Repeating it changes nothing.
   *
   * @returns `taken` when the chat is another cadre's, `unknown` when there is no such cadre.
   */
  async linkChat(cadreId: string, chat: ChatRef): Promise<'linked' | 'taken' | 'unknown'> {
    const key = chatKey(chat);
    try {
      await this.#rows.updateOne(
        { _id: trusted({ $ne: cadreId }), chatKeys: key, isRetired: true },
        { $pull: { chatKeys: key } },
      );
      const linked = await this.#rows.updateOne({ _id: cadreId }, { $addToSet: { chatKeys: key } });
      return linked.matchedCount === 1 ? 'linked' : 'unknown';
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  /** Takes a chat from a cadre. Repeating it changes nothing. */
  async unlinkChat(cadreId: string, chat: ChatRef): Promise<void> {
    await this.#rows.updateOne({ _id: cadreId }, { $pull: { chatKeys: chatKey(chat) } });
  }

  /** Every member, one after the other, by id. */
  async *all(): AsyncIterable<Cadre> {
    try {
      const rows = this.#rows
        .find({ isRetired: false })
        .sort({ _id: 1 })
        .lean<CadreRow[]>()
        .cursor();
      for await (const row of rows) yield toCadre(row);
    } catch (error) {
      throw surfaced(error);
    }
  }

  /** How many members there are, and how many of them have joined by a chat. */
  async counts(): Promise<{ total: number; joined: number }> {
    const [total, joined] = await Promise.all([
      this.#rows.countDocuments({ isRetired: false }),
      this.#rows.countDocuments({ isRetired: false, 'chatKeys.1': trusted({ $exists: true }) }),
    ]);
    return { total, joined };
  }
}

const isHeld = (position: Position, roleIds: readonly string[], on: string): boolean =>
  roleIds.includes(position.roleId) && isWithin(position.validity, on);
