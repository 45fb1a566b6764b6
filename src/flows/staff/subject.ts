import type { Turn } from '../../chat/flow.ts';
import type { Directory } from '../../domain/directory.ts';
import { isWithin } from '../../domain/directory.ts';
import { findUnits } from './find-units.ts';
import type { Rights } from './rights.ts';

/** What a leader asks about. */
export type Subject =
  /** Everything the leader is responsible for. */
  | { readonly type: 'all'; readonly unitIds: readonly string[] }
  | { readonly type: 'unit'; readonly unitId: string; readonly unitIds: readonly string[] }
  /** Several units are called so. */
  | { readonly type: 'which'; readonly candidateIds: readonly string[] }
  /** A unit that exists, yet is another leader's. */
  | { readonly type: 'outside' }
  | { readonly type: 'unknown' };

const aboutUnit = (unitId: string, directory: Directory, rights: Rights): Subject => {
  const unit = directory.find(unitId);
  if (unit === undefined || !isWithin(unit.validity, rights.on)) return { type: 'unknown' };
  return rights.scope('lead').includes(unitId)
    ? { type: 'unit', unitId, unitIds: directory.subtree(unitId, rights.on) }
    : { type: 'outside' };
};

// The reader of messages forgives a slip that exact names do not.
const readUnits = (typed: string, { world }: Turn): readonly string[] => {
  const { place } = world.understand(typed);
  if (place.decision === 'assign') return place.unitId === undefined ? [] : [place.unitId];
  if (place.decision === 'ask') return place.choices;
  return place.withinId === undefined ? [] : [place.withinId];
};

/** Everything that the leader answers for. */
export const aboutAll = (rights: Rights): Subject => ({
  type: 'all',
  unitIds: rights.scope('lead'),
});

/** A unit by its typed name; among namesakes those of one's own scope are meant. */
export const aboutName = (typed: string, turn: Turn, rights: Rights): Subject => {
  const { directory } = turn.world;
  const exact = findUnits(typed, directory, rights.on).map((unit) => unit.id);
  const called = exact.length > 0 ? exact : readUnits(typed, turn);
  const scope = new Set(rights.scope('lead'));
  const own = called.filter((id) => scope.has(id));
  const [only, ...others] = own;
  if (only === undefined) return { type: called.length > 0 ? 'outside' : 'unknown' };
  return others.length === 0
    ? aboutUnit(only, directory, rights)
    : { type: 'which', candidateIds: own };
};

/** A unit by its id, as a button names it; without one, everything. */
export const aboutId = (unitId: string | undefined, turn: Turn, rights: Rights): Subject =>
  unitId === undefined ? aboutAll(rights) : aboutUnit(unitId, turn.world.directory, rights);
