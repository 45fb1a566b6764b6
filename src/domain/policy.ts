import type { Ability } from './cadre.ts';
import type { Case } from './case.ts';
import type { Directory, Grant } from './directory.ts';
import type { ActionType } from './status.ts';
import { standingUnits } from './succession.ts';

/** Somebody who wants to see or change a case. */
export interface CaseAsker {
  readonly personId: string;
  readonly cadreId?: string;
  /** Positions valid on the day, with what their roles allow; empty for citizens. */
  readonly grants: readonly Grant[];
}

/** What somebody can be to a case. */
type Standing = 'reporter' | 'team' | 'coordinator' | 'duty' | 'leader';

/** Who may do what; an action or a standing that is not in a row is refused. */
const RIGHTS: Readonly<Record<ActionType, readonly Standing[]>> = {
  reply: ['reporter'],
  add: ['reporter'],
  confirm: ['reporter'],
  rate: ['reporter'],
  reopen: ['reporter'],
  withdraw: ['reporter'],
  accept: ['team'],
  return: ['team'],
  ask: ['team'],
  progress: ['team'],
  resolve: ['team'],
  'hand-over': ['team'],
  forward: ['team', 'coordinator'],
  decline: ['team', 'coordinator'],
  // People on duty own what nobody else does, so they must be able to pass it on.
  assign: ['coordinator', 'duty'],
  hold: ['coordinator', 'duty'],
  recategorise: ['coordinator', 'duty'],
  merge: ['coordinator'],
  split: ['coordinator'],
  reveal: ['coordinator'],
  // Opening needs no case; the rest is the program's alone.
  open: [],
  lapse: [],
  escalate: [],
  join: [],
  part: [],
};

/** Where the case lies, seen from the unit of a position. */
interface View {
  readonly isTeam: boolean;
  readonly isOwner: boolean;
  /** The position's unit owns the case or is above the owner. */
  readonly isAbove: boolean;
  readonly isEmergency: boolean;
}

const viewFrom = (unitId: string, current: Case, directory: Directory, on: string): View => {
  const { ownerUnitId, teamUnitId, urgency } = current;
  const owners = standingUnits(ownerUnitId, directory, on);
  const teams = teamUnitId === undefined ? [] : standingUnits(teamUnitId, directory, on);
  const above = owners.flatMap((id) => directory.chain(id, on).map((unit) => unit.id));
  return {
    isTeam: teams.includes(unitId),
    isOwner: owners.includes(unitId),
    isAbove: above.includes(unitId),
    isEmergency: urgency === 'emergency',
  };
};

/** What an ability makes of its holder, towards a case seen from the unit of the position. */
const STANDING_BY: Readonly<Record<Ability, (view: View) => Standing | undefined>> = {
  // Work is for the team itself: whoever is above it passes cases on instead.
  work: ({ isTeam }) => (isTeam ? 'team' : undefined),
  coordinate: ({ isAbove }) => (isAbove ? 'coordinator' : undefined),
  lead: ({ isAbove }) => (isAbove ? 'leader' : undefined),
  duty: ({ isOwner, isAbove, isEmergency }) =>
    isOwner || (isAbove && isEmergency) ? 'duty' : undefined,
};

const standingsOf = (
  asker: CaseAsker,
  current: Case,
  directory: Directory,
  on: string,
): readonly Standing[] => {
  const isReporter = asker.personId === current.reporter.personId;
  const byGrant = asker.grants.flatMap(({ position, abilities }) => {
    const view = viewFrom(position.unitId, current, directory, on);
    return abilities.map((ability) => STANDING_BY[ability](view));
  });
  return [isReporter ? ('reporter' as const) : undefined, ...byGrant].filter(
    (standing) => standing !== undefined,
  );
};

/** Whether somebody may do this to the case; what the case allows as it stands is decided by `lifecycle.ts`. */
export const mayAct = (
  asker: CaseAsker,
  action: ActionType,
  current: Case,
  directory: Directory,
  on: string,
): boolean =>
  standingsOf(asker, current, directory, on).some((standing) => RIGHTS[action].includes(standing));

/** Whether somebody may read the case: whoever reported it, works on it, or stands above it. */
export const maySee = (
  asker: CaseAsker,
  current: Case,
  directory: Directory,
  on: string,
): boolean => standingsOf(asker, current, directory, on).length > 0;

/**
 * Units in which somebody holds an ability, each once. Work is done in the unit of the position alone;
 * everything else reaches down to all units below.
 */
export const scopeOf = (
  grants: readonly Grant[],
  ability: Ability,
  directory: Directory,
  on: string,
): readonly string[] => {
  const own = grants
    .filter(({ abilities }) => abilities.includes(ability))
    .flatMap(({ position }) => standingUnits(position.unitId, directory, on));
  if (ability === 'work') return [...new Set(own)];
  return [...new Set(own.flatMap((unitId) => directory.subtree(unitId, on)))];
};
