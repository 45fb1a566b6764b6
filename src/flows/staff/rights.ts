import type { Asker, Turn } from '../../chat/flow.ts';
import type { Ability } from '../../domain/cadre.ts';
import type { Case, CaseAction } from '../../domain/case.ts';
import { mayAct, maySee, scopeOf } from '../../domain/policy.ts';
import { localDay } from '../parts/names.ts';

/** What the asker may do today, as `policy.ts` decides it. */
export interface Rights {
  /** The local date that the rights were looked at, `YYYY-MM-DD`. */
  readonly on: string;
  may(action: CaseAction['type'], current: Case): boolean;
  sees(current: Case): boolean;
  /** Whether this person handles the case and so reads the words as they were written. */
  handles(current: Case): boolean;
  /** Units in which the asker holds the ability, with everything below them. */
  scope(ability: Ability): readonly string[];
  /** Units in which the asker holds the ability by a position, without those below. */
  posts(ability: Ability): readonly string[];
}

const policyAsker = ({ person, cadre, grants }: Asker) =>
  cadre === undefined
    ? { personId: person.id, grants }
    : { personId: person.id, cadreId: cadre.id, grants };

const postsOf = (asker: Asker, ability: Ability): readonly string[] => [
  ...new Set(
    asker.grants
      .filter(({ abilities }) => abilities.includes(ability))
      .map(({ position }) => position.unitId),
  ),
];

/** Asks the policy on behalf of whoever wrote. */
export const rightsOf = ({ asker, world, now }: Pick<Turn, 'asker' | 'world' | 'now'>): Rights => {
  const { directory } = world;
  const on = localDay(directory, now);
  const who = policyAsker(asker);
  const may = (action: CaseAction['type'], current: Case): boolean =>
    mayAct(who, action, current, directory, on);
  const scope = (ability: Ability): readonly string[] =>
    scopeOf(asker.grants, ability, directory, on);
  const owns = ({ ownerUnitId }: Case): boolean =>
    [...postsOf(asker, 'coordinate'), ...postsOf(asker, 'duty')].includes(ownerUnitId);
  const rescues = ({ urgency, ownerUnitId }: Case): boolean =>
    urgency === 'emergency' && scope('duty').includes(ownerUnitId);
  return {
    on,
    may,
    sees: (current) => maySee(who, current, directory, on),
    handles: (current) => may('accept', current) || owns(current) || rescues(current),
    scope,
    posts: (ability) => postsOf(asker, ability),
  };
};
