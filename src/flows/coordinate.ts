import type { Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { choice } from '../chat/choice.ts';
import type { Choice } from '../chat/message.ts';
import type { Case } from '../domain/case.ts';
import { allowedActions } from '../domain/lifecycle.ts';
import { say } from '../domain/text.ts';
import { caseCard, filesFor, hasInsults } from './staff/card.ts';
import { categorise, categoryChoice, offerCategories } from './staff/categorise.ts';
import { assignChoices, worriesChoice } from './staff/choices.ts';
import {
  askMerge,
  MERGE_STEP,
  mergeChoices,
  mergeInto,
  splitOff,
  takeTarget,
} from './staff/merging.ts';
import { offerVillages, passToBlock, placeIn, takeVillage } from './staff/placing.ts';
import { rightsOf } from './staff/rights.ts';
import {
  answer,
  attempt,
  foundCase,
  lookAt,
  outdated,
  QUESTION_PATIENCE_MS,
  sceneOf,
  type Scene,
  unseen,
} from './staff/scene.ts';
import { readSlots } from './staff/slots.ts';
import { listWorries } from './staff/worries.ts';

const ID = 'coord';

const isList = ({ intent }: Turn): boolean =>
  intent.type === 'command' || (intent.type === 'choice' && intent.verb === 'list');

const codeOf = ({ intent, conversation }: Turn): string => {
  if (intent.type === 'choice') return intent.arguments[0] ?? '';
  const { dialogue } = conversation;
  return dialogue?.flow === ID ? readSlots(dialogue.slots).code : '';
};

/** The case to merge into: on the button that was shown for it, else as it was typed. */
const targetOf = ({ intent, inbound, conversation }: Turn): readonly Query[] => {
  const isTyped = intent.type === 'message' && conversation.dialogue?.step === MERGE_STEP;
  const typed = isTyped && inbound.body.kind === 'text' ? inbound.body.text.trim() : undefined;
  const isPressed = intent.type === 'choice' && intent.verb === 'into';
  const idOrCode = isPressed ? intent.arguments[1] : typed;
  return idOrCode === undefined ? [] : [{ ask: 'merge-target', idOrCode }];
};

// What a coordinator may do besides placing; the work flow asks for the reason and the words.
const closers = ({ rights }: Scene, current: Case): readonly Choice[] =>
  (['forward', 'decline'] as const)
    .filter((action) => allowedActions(current).includes(action) && rights.may(action, current))
    .map((action) => {
      const verb = action === 'decline' ? 'refuse' : action;
      return choice('work', verb, say(`staff.choice.${verb}`), current.code);
    });

// Insults are covered for everybody; whoever must judge them can look, and that is remembered.
const revealing = ({ rights }: Scene, current: Case): readonly Choice[] =>
  rights.may('reveal', current) && allowedActions(current).includes('reveal') && hasInsults(current)
    ? [choice(ID, 'reveal', say('staff.choice.reveal'), current.code)]
    : [];

const openWorry = (scene: Scene, current: Case): Outcome => {
  const { turn, rights } = scene;
  const look = lookAt(scene, current);
  const files = filesFor(current.files, look);
  const isTheirs = rights.may('assign', current);
  const places = isTheirs ? assignChoices(current, turn.world.directory, rights.on) : [];
  return answer(scene, {
    lines: caseCard(current, look),
    choices: [
      ...places,
      ...(isTheirs ? [categoryChoice(current)] : []),
      ...closers(scene, current),
      ...revealing(scene, current),
      ...mergeChoices(scene, current),
      worriesChoice,
    ],
    ...(files.length === 0 ? {} : { files }),
  });
};

type Verb = (scene: Scene, current: Case, argument: string | undefined) => Outcome;

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['open', openWorry],
  ['villages', offerVillages],
  ['to', placeIn],
  ['block', passToBlock],
  ['merge', askMerge],
  ['into', mergeInto],
  ['split', splitOff],
  ['reveal', (scene, current) => attempt(scene, current, { type: 'reveal' })],
  ['kinds', offerCategories],
  ['kind', categorise],
]);

const takeTurn = (scene: Scene, current: Case): Outcome => {
  const { intent, conversation } = scene.turn;
  if (intent.type === 'choice')
    return (
      VERBS.get(intent.verb)?.(scene, current, intent.arguments[1]) ?? outdated(scene, current)
    );
  const step = conversation.dialogue?.step;
  if (step === MERGE_STEP) return takeTarget(scene, current);
  return step === 'village' ? takeVillage(scene, current) : unseen(scene);
};

const listNeeds = (unitIds: readonly string[]): readonly Query[] => [
  { ask: 'inbox', of: 'block', unitIds },
  { ask: 'undelivered', unitIds },
];

/** A block's coordinator: what nobody accepted, what came back, what no village was found for; gives it to a village. */
export const coordinateFlow: Flow = {
  id: ID,
  audience: 'coordinate',
  commands: [{ name: 'dieuphoi', phrases: ['dieu phoi', 'viec chua ai nhan', 'unassigned'] }],
  patienceMs: QUESTION_PATIENCE_MS,
  needs(turn) {
    if (isList(turn)) return listNeeds(rightsOf(turn).scope('coordinate'));
    const idOrCode = codeOf(turn);
    return idOrCode === '' ? [] : [{ ask: 'case', idOrCode }, ...targetOf(turn)];
  },
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    if (isList(turn)) return listWorries(scene);
    const current = foundCase(scene);
    return current === undefined ? unseen(scene) : takeTurn(scene, current);
  },
};
