import type { Case, CasePlace } from './case.ts';
import type { CategoryId } from './category.ts';
import type { Directory } from './directory.ts';
import { blockOf, commonUnit, dutyUnitOf, standingUnits } from './succession.ts';
import type { Unit } from './unit.ts';

/** What was read in the words, as far as placing needs it. */
export interface PlacementReading {
  readonly place: {
    readonly decision: 'assign' | 'ask' | 'none';
    readonly unitId?: string;
    readonly choices: readonly string[];
    readonly withinId?: string;
  };
  readonly category: { readonly id?: CategoryId; readonly decision: 'auto' | 'ask' };
}

/** Where a concern goes: to its team, or to a coordinating unit until somebody can tell. */
export type Placement =
  | { readonly type: 'assign'; readonly unitId: string; readonly categoryId: CategoryId }
  | {
      readonly type: 'hold';
      readonly ownerUnitId: string;
      readonly categoryId: CategoryId;
      /** Units to ask the citizen about, best first, at most four; none when asking would not help. */
      readonly asks: readonly string[];
    };

/** More than four buttons are not read. */
const MOST_ASKED = 4;

const receives = (unitId: string, directory: Directory): boolean =>
  directory.level(directory.unit(unitId)).receives;

const standingAll = (
  unitIds: readonly string[],
  directory: Directory,
  on: string,
): readonly string[] => [
  ...new Set(unitIds.flatMap((unitId) => standingUnits(unitId, directory, on))),
];

/** Whether villages report to the unit itself: only such a unit has people who place concerns. */
const coordinates = (unitId: string, directory: Directory, on: string): boolean =>
  directory.children(unitId, on).some(({ id }) => receives(id, directory));

const wasCalled = ({ name, aliases }: Unit, wanted: string): boolean =>
  name === wanted || aliases.some((alias) => alias.name === wanted);

/**
 * The unit itself when it coordinates, else its one block of the same name: since 1 July 2025 a new commune
 * may hold several former ones, each with its block, and none of its own.
 */
const coordinatorIn = (unitId: string, directory: Directory, on: string): string | undefined => {
  if (coordinates(unitId, directory, on)) return unitId;
  const { name } = directory.unit(unitId);
  const [only, another] = directory
    .subtree(unitId, on)
    .filter(
      (id) =>
        id !== unitId && coordinates(id, directory, on) && wasCalled(directory.unit(id), name),
    );
  return another === undefined ? only : undefined;
};

/** The unit that surely coordinates all of these places: above the villages, never one of them. */
const coordinating = (
  unitIds: readonly string[],
  directory: Directory,
  on: string,
): string | undefined => {
  const shared = commonUnit(standingAll(unitIds, directory, on), directory, on);
  if (shared === undefined) return undefined;
  return receives(shared, directory)
    ? blockOf(shared, directory, on)
    : coordinatorIn(shared, directory, on);
};

/**
 * Who owns a concern whatever happens: the village's team, else the block that was named or that the
 * possible villages share, else the organisation's unit on duty.
 */
export const ownerOfLastResort = (place: CasePlace, directory: Directory, on: string): string => {
  const known = place.unitId === undefined ? [] : standingUnits(place.unitId, directory, on);
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  const within = place.withinId === undefined ? [] : [place.withinId];
  return (
    coordinating(known, directory, on) ??
    coordinating(within, directory, on) ??
    coordinating(place.candidateIds ?? [], directory, on) ??
    dutyUnitOf(directory, on)
  );
};

const categoryOf = (opened: Case, { category }: PlacementReading): CategoryId =>
  opened.categoryId === 'khac' && category.decision === 'auto'
    ? (category.id ?? opened.categoryId)
    : opened.categoryId;

/** Units that the concern may belong to, and whether they are one place rather than a choice of places. */
interface Whereabouts {
  readonly unitIds: readonly string[];
  readonly isOnePlace: boolean;
  /** Whether the citizen was asked already and could not say. */
  readonly wasAsked?: boolean;
}

/** What the citizen said goes before what was read. */
const whereabouts = (place: CasePlace, reading: PlacementReading['place']): Whereabouts => {
  if (place.unitId !== undefined) return { unitIds: [place.unitId], isOnePlace: true };
  const candidateIds = place.candidateIds ?? [];
  if (candidateIds.length > 0) return { unitIds: candidateIds, isOnePlace: false, wasAsked: true };
  if (reading.decision === 'assign' && reading.unitId !== undefined)
    return { unitIds: [reading.unitId], isOnePlace: true };
  return { unitIds: reading.decision === 'ask' ? reading.choices : [], isOnePlace: false };
};

/** The one team that all of it leads to; two villages that were merged are one place today. */
const sureTeam = (
  { unitIds, isOnePlace }: Whereabouts,
  directory: Directory,
  on: string,
): string | undefined => {
  if (!isOnePlace && unitIds.length < 2) return undefined;
  const standing = unitIds.map((unitId) => standingUnits(unitId, directory, on));
  const [only, another] = new Set(standing.flat());
  const agree = another === undefined && standing.every((units) => units.length === 1);
  return only !== undefined && agree && receives(only, directory) ? only : undefined;
};

/** Decides where an opened case goes; a place that is not sure is asked about or left to the block, never guessed. */
export const decidePlacement = (
  opened: Case,
  reading: PlacementReading,
  directory: Directory,
  on: string,
): Placement => {
  const found = whereabouts(opened.place, reading.place);
  const categoryId = categoryOf(opened, reading);
  const team = sureTeam(found, directory, on);
  if (team !== undefined) return { type: 'assign', unitId: team, categoryId };
  const withinId = opened.place.withinId ?? reading.place.withinId;
  const place = { candidateIds: found.unitIds, ...(withinId === undefined ? {} : { withinId }) };
  const villages = standingAll(found.unitIds, directory, on).filter((id) =>
    receives(id, directory),
  );
  return {
    type: 'hold',
    ownerUnitId: ownerOfLastResort(place, directory, on),
    categoryId,
    asks: found.wasAsked === true ? [] : villages.slice(0, MOST_ASKED),
  };
};
