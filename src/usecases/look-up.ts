import type { Asker, Facts, Query } from '../chat/flow.ts';
import type { Ability } from '../domain/cadre.ts';
import type { Case } from '../domain/case.ts';
import { maySee, scopeOf } from '../domain/policy.ts';
import type { Deps } from './deps.ts';
import { findDuplicate } from './find-duplicate.ts';
import { linkCodeIn } from './link-chats.ts';
import { asReporterSees } from './root-of.ts';
import { undeliveredElse, undeliveredIn } from './undelivered.ts';
import type { Surroundings } from './surroundings.ts';

const LIST_LIMIT = 50;

/** Answers what a flow wants to know, within the asker's rights: what lies outside them is simply not there. */
export async function lookUp(deps: Deps, asker: Asker, queries: readonly Query[]): Promise<Facts> {
  const surroundings = await deps.surroundings();
  const answers = await Promise.all(
    queries.map((query) => answer(deps, surroundings, asker, query)),
  );
  return Object.assign({}, ...answers) as Facts;
}

async function answer(
  deps: Deps,
  surroundings: Surroundings,
  asker: Asker,
  query: Query,
): Promise<Facts> {
  const { store, clock } = deps;
  const now = clock.now();
  const within = (unitIds: readonly string[], ability: Ability): readonly string[] => {
    const scope = new Set(
      scopeOf(asker.grants, ability, surroundings.directory, surroundings.today),
    );
    return unitIds.filter((unitId) => scope.has(unitId));
  };
  switch (query.ask) {
    case 'cases-of-person':
      return query.personId === asker.person.id ? casesOf(deps, asker) : {};
    case 'case': {
      const found = await findCase(deps, surroundings, asker, query.idOrCode);
      return found === undefined ? {} : { found };
    }
    case 'merge-target': {
      const target = await findCase(deps, surroundings, asker, query.idOrCode);
      return target === undefined ? {} : { target };
    }
    case 'duplicate':
      return findDuplicate(deps, surroundings, asker, query.probe);
    case 'inbox': {
      const unitIds = within(query.unitIds, query.of === 'team' ? 'work' : 'coordinate');
      return { inbox: await store.cases.inbox(query.of, unitIds, now, LIST_LIMIT) };
    }
    case 'overdue':
      return { overdue: await store.cases.overdue(within(query.unitIds, 'lead'), now, LIST_LIMIT) };
    case 'figures': {
      const startOfToday = surroundings.calendar.startOfDay(now);
      return {
        figures: await store.cases.figures(within(query.unitIds, 'lead'), now, startOfToday),
      };
    }
    case 'accuracy': {
      const scope = [...within(query.unitIds, 'lead'), ...within(query.unitIds, 'coordinate')];
      return { accuracy: await store.lessons.counts([...new Set(scope)], query.since) };
    }
    case 'link-code':
      return { linkCode: await linkCodeIn(deps, query.chat, asker.person, query.code) };
    case 'undelivered':
      return {
        undelivered: await undeliveredIn(deps, asker, query.unitIds),
        undeliveredElse: await undeliveredElse(deps, asker),
      };
    case 'colleagues':
      return colleagues(deps, surroundings, asker, query.unitId);
  }
}

async function casesOf(deps: Deps, { person }: Asker): Promise<Facts> {
  const own = await deps.store.cases.ofPerson(person.id, LIST_LIMIT);
  return { casesOfPerson: await Promise.all(own.map((each) => asReporterSees(deps, each))) };
}

async function findCase(
  deps: Deps,
  { directory, today }: Surroundings,
  asker: Asker,
  idOrCode: string,
): Promise<Case | undefined> {
  const found = await deps.store.cases.find(idOrCode);
  if (found === undefined || !maySee(credentials(asker), found, directory, today)) return undefined;
  return found.reporter.personId === asker.person.id ? asReporterSees(deps, found) : found;
}

async function colleagues(
  deps: Deps,
  { directory, today }: Surroundings,
  asker: Asker,
  unitId: string,
): Promise<Facts> {
  if (!scopeOf(asker.grants, 'work', directory, today).includes(unitId)) return {};
  const roleIds = directory.organisation.roles
    .filter((role) => role.abilities.includes('work'))
    .map((role) => role.id);
  const holders = await deps.store.cadres.holding(unitId, roleIds, today);
  return { colleagues: holders.filter((cadre) => cadre.id !== asker.cadre?.id) };
}

const credentials = (asker: Asker) => ({
  personId: asker.person.id,
  grants: asker.grants,
  ...(asker.cadre === undefined ? {} : { cadreId: asker.cadre.id }),
});
