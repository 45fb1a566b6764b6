import type { TurnEffect } from '../chat/effect.ts';
import { scopeOf } from '../domain/policy.ts';
import { blockOf } from '../domain/succession.ts';
import type { Deps } from './deps.ts';

/** What became of a confirmed landmark. */
type Kept =
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly reason: 'not-allowed' };

/** Keeps a landmark in the name of a cadre who coordinates its village at this moment. Repeatable. */
export async function keepLandmark(
  { store, clock, surroundings }: Pick<Deps, 'store' | 'clock' | 'surroundings'>,
  { landmark, cadreId }: Extract<TurnEffect, { type: 'keep-landmark' }>,
): Promise<Kept> {
  const { directory, today } = await surroundings();
  const cadre = await store.cadres.load(cadreId);
  const grants = cadre === undefined ? [] : directory.grants(cadre, today);
  const { unitId } = landmark;
  if (!scopeOf(grants, 'coordinate', directory, today).includes(unitId))
    return { status: 'refused', reason: 'not-allowed' };
  await store.landmarks.put({
    ...landmark,
    communeId: blockOf(unitId, directory, today),
    confirmedBy: cadreId,
    confirmedAt: clock.now(),
  });
  return { status: 'done' };
}
