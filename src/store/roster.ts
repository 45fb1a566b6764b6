import { trusted, type Model } from 'mongoose';
import type { Cadre } from '../domain/cadre.ts';
import { assigned } from './assigned.ts';
import { insertMissing, ROWS_PER_COMMAND } from './batches.ts';
import { ownChatKey, toCadre, type CadreRow } from './cadres.ts';
import { chatKey } from './chat-key.ts';
import { isDuplicateKey } from './errors.ts';
import type { RosterRow } from './organisation-rows.ts';

/** Where an imported roster comes from and goes to. */
export interface RosterModels {
  readonly rosters: Model<RosterRow>;
  readonly cadres: Model<CadreRow>;
}

/**
 * Puts the cadres of an import in force: names, positions and the like are replaced; chats and absences, and a deputy
 * set since the last import, stay. Repeatable, and harmless when a later edition has come in between.
 */
export async function applyRoster(
  models: RosterModels,
  batch: string,
  edition: number,
): Promise<void> {
  const { cadres, rosters } = models;
  for await (const slice of slicesOf(rosters, batch)) await applySlice(cadres, slice, edition);
  await cadres.updateMany(
    { edition: trusted({ $lt: edition }) },
    { $set: { isRetired: true, positions: [], edition } },
  );
}

async function* slicesOf(
  rosters: Model<RosterRow>,
  batch: string,
): AsyncIterable<readonly Cadre[]> {
  for (let last = ''; ; ) {
    const rows = await rosters
      .find({ batch, _id: trusted({ $gt: last }) })
      .sort({ _id: 1 })
      .limit(ROWS_PER_COMMAND)
      .lean<RosterRow[]>();
    if (rows.length === 0) return;
    yield rows.map(({ cadre }) => cadre);
    last = rows.map(({ _id: id }) => id).at(-1) ?? last;
  }
}

async function applySlice(
  cadres: Model<CadreRow>,
  imported: readonly Cadre[],
  edition: number,
): Promise<void> {
  const newRows = imported.map((cadre) => newRow(cadre, edition));
  await insertMissing(cadres, newRows);
  const ids = imported.map(({ id }) => id);
  const older = await cadres
    .find({ _id: trusted({ $in: ids }), edition: trusted({ $lt: edition }) })
    .lean<CadreRow[]>();
  const rowOf = new Map(older.map((row) => [toCadre(row).id, row]));
  const updates = imported.flatMap((cadre) => updateOf(cadre, rowOf.get(cadre.id), edition));
  if (updates.length > 0) await cadres.bulkWrite(updates, { ordered: false });
  for (const { id, chats } of imported)
    for (const chat of chats) await addChat(cadres, id, chatKey(chat));
}

const newRow = ({ id, chats: _chats, ...cadre }: Cadre, edition: number): CadreRow => ({
  _id: id,
  ...cadre,
  ...(cadre.deputyId === undefined ? {} : { importedDeputyId: cadre.deputyId }),
  chatKeys: [ownChatKey(id)],
  edition,
  isRetired: false,
});

function updateOf(cadre: Cadre, row: CadreRow | undefined, edition: number) {
  if (row === undefined) return [];
  const { id, name, positions, locale, isFictional, deputyId: imported } = cadre;
  const deputyId = row.deputyId === row.importedDeputyId ? imported : row.deputyId;
  const fields = { name, positions, locale, isFictional, edition, isRetired: false };
  const update = assigned({ ...fields, deputyId, importedDeputyId: imported });
  return [{ updateOne: { filter: { _id: id, edition: trusted({ $lt: edition }) }, update } }];
}

/** A chat that is somebody else's by now stays theirs: who joined by it is right, the file is old. */
async function addChat(cadres: Model<CadreRow>, cadreId: string, key: string): Promise<void> {
  try {
    await cadres.updateOne({ _id: cadreId }, { $addToSet: { chatKeys: key } });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
