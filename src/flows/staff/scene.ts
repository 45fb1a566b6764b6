import type { Facts, Outcome, Turn } from '../../chat/flow.ts';
import type { Dialogue } from '../../chat/conversation.ts';
import type { Choice, OutboundMessage, Reply } from '../../chat/message.ts';
import type { Ability } from '../../domain/cadre.ts';
import type { Case, CaseAction } from '../../domain/case.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import type { Look } from './card.ts';
import { figuresChoice, inboxChoice, worriesChoice } from './choices.ts';
import { rightsOf, type Rights } from './rights.ts';
import { staleMessage, unseenMessage } from './stale.ts';

/** One turn of a staff flow with what every step needs at hand. */
export interface Scene {
  readonly turn: Turn;
  readonly facts: Facts;
  readonly rights: Rights;
  /** The flow's id, so that it knows its own dialogue from another's. */
  readonly flow: string;
}

/** How long a name or a code that was asked for is waited for, in milliseconds: later words mean something else. */
export const QUESTION_PATIENCE_MS = 30 * 60_000;

/** Sets the scene for one turn. */
export const sceneOf = (flow: string, turn: Turn, facts: Facts): Scene => ({
  turn,
  facts,
  flow,
  rights: rightsOf(turn),
});

/** How the asker looks at a case. */
export const lookAt = ({ turn, rights }: Scene, current: Case): Look => ({
  world: turn.world,
  now: turn.now,
  on: rights.on,
  isHandling: rights.handles(current),
});

/** The dialogue of another flow, which a passing button must not end; this flow's own one is over. */
export const aside = ({ turn, flow }: Scene): Dialogue | null => {
  const { dialogue } = turn.conversation;
  return dialogue?.flow === flow ? null : dialogue;
};

/** Answers and leaves the dialogue as it stands, or as given. */
export const answer = (
  scene: Scene,
  message: OutboundMessage,
  dialogue: Dialogue | null = aside(scene),
): Outcome => ({ dialogue, replies: [{ message }] });

/** Answers with lines and buttons. */
export const answerLines = (
  scene: Scene,
  lines: readonly Text[],
  choices: readonly Choice[] = [],
): Outcome => answer(scene, choices.length === 0 ? { lines } : { lines, choices });

/** Goes on to a step of this flow with a question. */
export const proceed = (
  { turn, flow }: Scene,
  step: string,
  slots: Readonly<Record<string, unknown>>,
  reply: Reply,
): Outcome => ({ dialogue: { flow, step, slots, since: turn.now }, replies: [reply] });

/** Stays in the step and says what it waits for; the engine offers help the second time. */
export const misread = (
  { turn }: Scene,
  key: string,
  choices: readonly Choice[] = [],
): Outcome => ({
  dialogue: turn.conversation.dialogue,
  replies: [
    { message: choices.length === 0 ? { lines: [say(key)] } : { lines: [say(key)], choices } },
  ],
  isMisunderstood: true,
});

/** The lists that the asker's posts open, but for the one that is left out. */
export const waysOf = ({ rights }: Scene, without?: Choice): readonly Choice[] => {
  const ways: readonly (readonly [Ability, Choice])[] = [
    ['work', inboxChoice],
    ['coordinate', worriesChoice],
    ['lead', figuresChoice],
  ];
  return ways
    .filter(([ability, way]) => way !== without && rights.posts(ability).length > 0)
    .map(([, way]) => way);
};

/** The answer when there is no such case for this person. */
export const unseen = (scene: Scene): Outcome => {
  const ways = waysOf(scene);
  return answer(scene, ways.length === 0 ? unseenMessage() : unseenMessage(ways));
};

/** The answer when the case has moved on since the button was made. */
export const outdated = (scene: Scene, current: Case): Outcome =>
  answer(scene, staleMessage(current, scene.turn.now));

/** Goes on only when the asker may do this to the case and the case allows it; a right that is missing looks like no case. */
export const guarded = (
  scene: Scene,
  current: Case,
  action: CaseAction['type'],
  go: () => Outcome,
): Outcome => {
  if (!scene.rights.may(action, current)) return unseen(scene);
  return allowedActions(current).includes(action) ? go() : outdated(scene, current);
};

// The team's own unit where the asker belongs to it, else the post that gives the right.
const actingUnit = ({ turn }: Scene, current: Case): string => {
  const units = turn.asker.grants.map(({ position }) => position.unitId);
  const own = [current.teamUnitId, current.ownerUnitId].find((id) => units.some((u) => u === id));
  return own ?? units[0] ?? current.ownerUnitId;
};

/** Emits an act on a case; what became of it is told by its own outcome, so the turn itself is silent. */
export const attempt = (scene: Scene, current: Case, action: CaseAction): Outcome =>
  guarded(scene, current, action.type, () => {
    const { cadre } = scene.turn.asker;
    if (cadre === undefined) return unseen(scene);
    const unitId = actingUnit(scene, current);
    return {
      dialogue: aside(scene),
      replies: [],
      effects: [
        {
          type: 'act',
          key: `act-${scene.turn.inbound.eventId}`,
          caseId: current.id,
          action,
          actor: { type: 'cadre', cadreId: cadre.id, unitId },
        },
      ],
    };
  });

/** The case that was asked for, when the asker may see it. */
export const foundCase = ({ facts, rights }: Scene): Case | undefined =>
  facts.found !== undefined && rights.sees(facts.found) ? facts.found : undefined;
