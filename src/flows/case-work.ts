import type { Flow, Query, Turn } from '../chat/flow.ts';
import { foundCase, sceneOf, unseen } from './staff/scene.ts';
import { readSlots } from './staff/slots.ts';
import { takeStep } from './staff/work-steps.ts';
import { takeVerb } from './staff/work-verbs.ts';

const ID = 'work';

const ownDialogue = ({ conversation }: Turn) =>
  conversation.dialogue?.flow === ID ? conversation.dialogue : undefined;

/** The case that a turn is about: named by the button, else by what was begun. */
const codeOf = (turn: Turn): string => {
  if (turn.intent.type === 'choice') return turn.intent.arguments[0] ?? '';
  const dialogue = ownDialogue(turn);
  return dialogue === undefined ? '' : readSlots(dialogue.slots).code;
};

const colleaguesOf = ({ intent }: Turn): readonly Query[] => {
  const unitId = intent.type === 'choice' ? intent.arguments[1] : undefined;
  const isHandOver = intent.type === 'choice' && (intent.verb === 'give' || intent.verb === 'hand');
  return isHandOver && unitId !== undefined ? [{ ask: 'colleagues', unitId }] : [];
};

/** A team's work on one case: accept, send back, ask, tell how far it is, report it done, hand over, forward, decline. */
export const caseWorkFlow: Flow = {
  id: ID,
  audience: 'cadre',
  commands: [],
  needs(turn) {
    const idOrCode = codeOf(turn);
    return idOrCode === '' ? [] : [{ ask: 'case', idOrCode }, ...colleaguesOf(turn)];
  },
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    const current = foundCase(scene);
    if (current === undefined) return unseen(scene);
    const { intent } = turn;
    if (intent.type === 'choice')
      return takeVerb(scene, intent.verb, current, intent.arguments.slice(1));
    const dialogue = ownDialogue(turn);
    return dialogue === undefined
      ? unseen(scene)
      : takeStep(scene, dialogue.step, current, {
          ...readSlots(dialogue.slots),
          code: current.code,
        });
  },
};
