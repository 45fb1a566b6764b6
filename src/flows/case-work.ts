import type { Facts, Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import type { Case } from '../domain/case.ts';
import { parseCode } from '../domain/code.ts';
import { say } from '../domain/text.ts';
import { cancelFlow } from './cancel.ts';
import { foundCase, sceneOf, unseen, waysOf, type Scene } from './staff/scene.ts';
import { readSlots } from './staff/slots.ts';
import { takeStep } from './staff/work-steps.ts';
import { showCase, takeVerb } from './staff/work-verbs.ts';

const ID = 'work';

const ownDialogue = ({ conversation }: Turn) =>
  conversation.dialogue?.flow === ID ? conversation.dialogue : undefined;

/** Something begun with a case, as a team or as its coordinator. */
const staffDialogue = ({ conversation }: Turn) =>
  conversation.dialogue?.flow === ID || conversation.dialogue?.flow === 'coord'
    ? conversation.dialogue
    : undefined;

// The citizen's words for letting go; a cadre in the middle of a case goes back to that case.
const CANCELLING: Flow['commands'] = cancelFlow.commands.map(({ name, phrases }) => ({
  name,
  phrases,
  isListed: false,
}));

/** The staff's own lists before what a citizen is offered. */
const withWays = (scene: Scene, outcome: Outcome): Outcome => ({
  ...outcome,
  replies: outcome.replies.map(({ message, ...reply }) => ({
    ...reply,
    message: { ...message, choices: [...waysOf(scene), ...(message.choices ?? [])] },
  })),
});

const cancel = (turn: Turn, facts: Facts): Outcome => {
  const idle = { ...turn, conversation: { ...turn.conversation, dialogue: null } };
  const scene = sceneOf(ID, idle, facts);
  const current = staffDialogue(turn) === undefined ? undefined : foundCase(scene);
  return current === undefined
    ? withWays(scene, cancelFlow.advance(turn, facts))
    : showCase(scene, current, false, [say('staff.step.stopped', { code: current.code })]);
};

/** A code typed alone in the middle of a step, with or without its dash: a wish to see that case, never words for people. */
const typedCode = ({ intent, inbound: { body } }: Turn): string | undefined => {
  const read = intent.type === 'message' && body.kind === 'text' ? parseCode(body.text) : undefined;
  return read !== undefined && 'code' in read ? read.code : undefined;
};

/** The case that a turn is about: named by the button or typed, else by what was begun. */
const codeOf = (turn: Turn): string => {
  if (turn.intent.type === 'choice') return turn.intent.arguments[0] ?? '';
  const typed = typedCode(turn);
  if (typed !== undefined) return typed;
  const dialogue = turn.intent.type === 'command' ? staffDialogue(turn) : ownDialogue(turn);
  return dialogue === undefined ? '' : readSlots(dialogue.slots).code;
};

/** Looking at a case ends nothing that was begun. */
const look = (scene: Scene, current: Case | undefined): Outcome =>
  current === undefined
    ? { ...unseen(scene), dialogue: scene.turn.conversation.dialogue }
    : showCase(scene, current);

const colleaguesOf = ({ intent }: Turn): readonly Query[] => {
  const unitId = intent.type === 'choice' ? intent.arguments[1] : undefined;
  const isHandOver = intent.type === 'choice' && (intent.verb === 'give' || intent.verb === 'hand');
  return isHandOver && unitId !== undefined ? [{ ask: 'colleagues', unitId }] : [];
};

/** A team's work on one case: accept, send back, ask, tell how far it is, report it done, hand over, forward, decline. */
export const caseWorkFlow: Flow = {
  id: ID,
  audience: 'cadre',
  commands: CANCELLING,
  needs(turn) {
    const idOrCode = codeOf(turn);
    return idOrCode === '' ? [] : [{ ask: 'case', idOrCode }, ...colleaguesOf(turn)];
  },
  advance(turn, facts) {
    if (turn.intent.type === 'command') return cancel(turn, facts);
    const scene = sceneOf(ID, turn, facts);
    const current = foundCase(scene);
    if (typedCode(turn) !== undefined) return look(scene, current);
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
