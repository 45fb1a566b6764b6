import type { Case, CaseEffect } from '../domain/case.ts';
import { isSecluded } from '../domain/duplicates.ts';
import { IllegalTransition } from '../domain/errors.ts';
import { PASSED_ON } from '../domain/following.ts';
import { allowedActions, transition } from '../domain/lifecycle.ts';
import { mayAct } from '../domain/policy.ts';
import type { Step } from '../domain/step.ts';
import { credentialsOf } from './asker.ts';
import type { Deps } from './deps.ts';
import { rootOf, seenFrom } from './root-of.ts';
import { settingAt } from './surroundings.ts';

/** What became of a step: done (now or at an earlier try), or refused with the case as it stands. */
export type StepResult =
  | { readonly status: 'done'; readonly current: Case }
  | {
      readonly status: 'refused';
      readonly reason: Refusal | 'gone';
      readonly current?: Case;
    };

type Refusal = 'not-now' | 'already' | 'enough' | 'not-allowed';

/** A result, and the case whose effects are now to be carried out. */
export interface Applied {
  readonly result: StepResult;
  readonly changedId?: string;
  /** It was written at an earlier try. */
  readonly isRepeat?: true;
}

/** Compare-and-set conflicts on one case are rare (a team of five); this many in a row mean a fault. */
const MOST_ATTEMPTS = 8;

/** Other steps on the same case kept winning; the caller may try again. */
export class CaseBusy extends Error {
  override readonly name = 'CaseBusy';
}

/** The case that a step is about, and the one that it changes: a reporter's word goes to the case that is followed. */
interface Scene {
  readonly own: Case;
  readonly current: Case;
}

/**
 * Writes one step of the table, within the actor's rights of this moment; what follows from it stays pending.
 *
 * @param alsoOwed - Effects that ride along in the same commit, beside those of the step.
 * @throws {CaseBusy} when other steps kept winning.
 * @throws {StoreUnavailable} when the store is away; the step may be repeated.
 */
export async function applyStep(
  deps: Deps,
  caseId: string,
  step: Step,
  alsoOwed: readonly CaseEffect[] = [],
): Promise<Applied> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const scene = await sceneOf(deps, caseId, step);
    if (scene === undefined) return { result: { status: 'refused', reason: 'gone' } };
    const { current } = scene;
    if (current.history.some((event) => event.id === step.eventId))
      return { ...done(scene, current), isRepeat: true };
    const aimed = await aim(deps, scene, step);
    if (typeof aimed === 'string') return { result: refused(deps, scene, step, aimed) };
    const change = await attemptStep(deps, current, aimed);
    if (change instanceof IllegalTransition)
      return { result: refused(deps, scene, step, change.code) };
    const after = { ...change.after, pending: [...change.after.pending, ...alsoOwed] };
    const written = await commit(deps, current, after);
    if (written === 'too-large') return { result: refused(deps, scene, step, 'enough') };
    if (written) {
      const { from, to } = change.event;
      deps.events.caseChanged({ caseId: current.id, action: step.action.type, from, to });
      return done(scene, change.after);
    }
  }
  throw new CaseBusy(`a step lost ${MOST_ATTEMPTS} times`);
}

/** What is too large today is so tomorrow: it is refused, not tried again. */
async function commit(deps: Deps, before: Case, after: Case): Promise<boolean | 'too-large'> {
  try {
    return await deps.store.cases.commit(before, after);
  } catch (error) {
    if (error instanceof Error && error.name === 'DocumentTooLarge') return 'too-large';
    throw error;
  }
}

async function sceneOf(deps: Deps, caseId: string, step: Step): Promise<Scene | undefined> {
  const own = await deps.store.cases.load(caseId);
  if (own === undefined) return undefined;
  const isPassedOn = step.actor.type === 'citizen' && PASSED_ON.includes(step.action.type);
  const root = isPassedOn ? await rootOf(deps, own) : own;
  return { own, current: root ?? own };
}

const seen = ({ own }: Scene, current: Case): Case => seenFrom(own, current);

const done = (scene: Scene, after: Case): Applied => ({
  result: { status: 'done', current: seen(scene, after) },
  changedId: after.id,
});

/** The step as it is to be taken, or why not: rights are those to the own case, and to the one it is merged into. */
async function aim(deps: Deps, { own }: Scene, step: Step): Promise<Step | Refusal> {
  const { actor, action } = step;
  const mayDo = await rightsOf(deps, step);
  if (!mayDo(own)) return 'not-allowed';
  if (action.type !== 'merge') return step;
  const named = await deps.store.cases.load(action.intoId);
  const into = named && (await rootOf(deps, named));
  if (into === undefined || into.id === own.id || !allowedActions(into).includes('join'))
    return 'not-now';
  if (isSecluded(own) || isSecluded(into)) return 'not-now';
  return mayDo(into)
    ? { eventId: step.eventId, actor, action: { type: 'merge', intoId: into.id } }
    : 'not-allowed';
}

async function rightsOf(deps: Deps, { actor, action }: Step): Promise<(current: Case) => boolean> {
  if (actor.type === 'system') return () => true;
  const credentials = await credentialsOf(deps, actor);
  const { directory, today } = await deps.surroundings();
  return (current) =>
    credentials !== undefined && mayAct(credentials, action.type, current, directory, today);
}

async function attemptStep(deps: Deps, current: Case, step: Step) {
  try {
    return transition(current, step, settingAt(deps.clock.now(), await deps.surroundings()));
  } catch (error) {
    if (error instanceof IllegalTransition) return error;
    throw error;
  }
}

function refused(deps: Deps, scene: Scene, step: Step, reason: Refusal): StepResult {
  const { current } = scene;
  deps.events.actionRefused({ caseId: current.id, action: step.action.type, reason });
  return reason === 'not-allowed'
    ? { status: 'refused', reason }
    : { status: 'refused', reason, current: seen(scene, current) };
}
