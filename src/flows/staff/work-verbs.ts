import type { Outcome } from '../../chat/flow.ts';
import { choice, isChoiceId } from '../../chat/choice.ts';
import type { Choice } from '../../chat/message.ts';
import type { Cadre } from '../../domain/cadre.ts';
import { DECLINE_REASONS, type Case, type CaseAction } from '../../domain/case.ts';
import { isWithin } from '../../domain/directory.ts';
import { say, type Text } from '../../domain/text.ts';
import { caseCard, filesFor } from './card.ts';
import { openChoice, shortTeamChoices, stopChoice, teamChoices, teamOf } from './choices.ts';
import { finishEvidence, startEvidence, type Telling } from './evidence.ts';
import { keptWords } from './kept-words.ts';
import { pageOf, type Page } from './page.ts';
import { RETURN_REASONS } from './return-reasons.ts';
import { answer, answerLines, attempt, guarded, lookAt, outdated, type Scene } from './scene.ts';
import { readSlots, type WorkSlots } from './slots.ts';
import { askWords, sendDecline } from './work-steps.ts';

/** What a button does to a case; `rest` are the arguments after the code. */
type Verb = (scene: Scene, current: Case, rest: readonly string[]) => Outcome;

const may =
  ({ rights }: Scene, current: Case) =>
  (action: CaseAction['type']): boolean =>
    rights.may(action, current);

const coordination = (scene: Scene, current: Case): readonly Choice[] =>
  may(scene, current)('assign')
    ? [choice('coord', 'open', say('staff.choice.coordinate'), current.code)]
    : [];

/** Something begun for another case, so that nobody writes into it unawares. */
const begun = ({ turn }: Scene, current: Case): readonly Text[] => {
  const { dialogue } = turn.conversation;
  if (dialogue?.flow !== 'work') return [];
  const { code } = readSlots(dialogue.slots);
  return code === '' || code === current.code ? [] : [say('staff.step.begun', { code })];
};

/** A cadre who is also the citizen of this case keeps the way to it as a citizen. */
const asReporter = ({ turn }: Scene, current: Case): readonly Choice[] =>
  current.reporter.personId === turn.asker.person.id
    ? [choice('mine', 'open', say('mine.openChoice'), current.code)]
    : [];

/**
 * Shows a case with what the asker may do to it; reading ends nothing that was begun.
 *
 * @param isFull - Every button instead of the first ones. Default false.
 * @param first - Lines above the card. Default none.
 */
export const showCase = (
  scene: Scene,
  current: Case,
  isFull = false,
  first: readonly Text[] = [],
): Outcome => {
  const look = lookAt(scene, current);
  const list = isFull ? teamChoices : shortTeamChoices;
  const choices = [
    ...list(current, may(scene, current)),
    ...coordination(scene, current),
    ...asReporter(scene, current),
  ];
  const files = isFull ? [] : filesFor(current.files, look);
  const message = {
    lines: [...first, ...caseCard(current, look), ...begun(scene, current)],
    ...(choices.length === 0 ? {} : { choices }),
    ...(files.length === 0 ? {} : { files }),
  };
  return answer(scene, message, scene.turn.conversation.dialogue);
};

const begin =
  (action: CaseAction['type'], step: Verb): Verb =>
  (scene, current, rest) =>
    guarded(scene, current, action, () => step(scene, current, rest));

const askReturn: Verb = (scene, current) =>
  askWords(
    scene,
    current,
    'return',
    {},
    RETURN_REASONS.map((reason) =>
      choice('work', 'back', say(`staff.returnReason.${reason}`), current.code, reason),
    ),
  );

const giveBack: Verb = (scene, current, [reason]) =>
  RETURN_REASONS.some((known) => known === reason) && reason !== undefined
    ? attempt(scene, current, { type: 'return', words: reason })
    : outdated(scene, current);

// Silence closes by itself, so a person is not offered it as a reason.
const OFFERED_REASONS = DECLINE_REASONS.filter((reason) => reason !== 'no-reply');

const askReason: Verb = (scene, current) =>
  answerLines(
    scene,
    [say('staff.step.declineReason', { code: current.code })],
    [
      ...OFFERED_REASONS.map((reason) =>
        choice('work', 'reason', say(`declineReason.${reason}`), current.code, reason),
      ),
      stopChoice(current.code),
    ],
  );

const askDecline: Verb = (scene, current, [reason]) =>
  OFFERED_REASONS.some((known) => known === reason)
    ? askWords(scene, current, 'decline', { reason })
    : outdated(scene, current);

const isAway = (cadre: Cadre, on: string): boolean =>
  cadre.absences.some((absence) => isWithin(absence, on));

/** Colleagues who may be handed the case today: of this team, present, and not oneself. */
const available = ({ turn, facts, rights }: Scene, unitId: string): readonly Cadre[] =>
  (facts.colleagues ?? []).filter(
    (cadre) =>
      cadre.id !== turn.asker.cadre?.id &&
      cadre.positions.some((position) => position.unitId === unitId) &&
      !isAway(cadre, rights.on),
  );

const COLLEAGUES_SHOWN = 6;

const colleagueChoices = (
  { code }: Case,
  unitId: string,
  { items, next }: Page<Cadre>,
): readonly Choice[] => [
  ...items
    .map(({ id, name }) =>
      choice('work', 'hand', say('staff.choice.person', { name }), code, unitId, id),
    )
    .filter(({ id }) => isChoiceId(id)),
  ...(next === undefined
    ? []
    : [choice('work', 'give', say('staff.choice.next'), code, unitId, next)]),
  stopChoice(code),
];

const offerColleagues: Verb = (scene, current, [unitId = '', page]) => {
  if (unitId !== teamOf(current)) return outdated(scene, current);
  const all = available(scene, unitId);
  if (all.length === 0)
    return answerLines(scene, [say('staff.step.noColleague')], [openChoice(current)]);
  return answerLines(
    scene,
    [say('staff.step.colleague', { code: current.code })],
    colleagueChoices(current, unitId, pageOf(all, page, COLLEAGUES_SHOWN)),
  );
};

const handOver: Verb = (scene, current, [unitId = '', cadreId = '']) => {
  const isOurs = unitId === teamOf(current);
  return isOurs && available(scene, unitId).some((cadre) => cadre.id === cadreId)
    ? attempt(scene, current, { type: 'hand-over', cadreId })
    : outdated(scene, current);
};

/** The step and slots of this flow's own dialogue; nothing when another flow has the word. */
const ownStep = ({ turn, flow }: Scene): { step: string; slots: WorkSlots } => {
  const { dialogue } = turn.conversation;
  return dialogue?.flow === flow
    ? { step: dialogue.step, slots: readSlots(dialogue.slots) }
    : { step: '', slots: readSlots({}) };
};

const tell =
  (telling: Telling): Verb =>
  (scene, current) =>
    startEvidence(scene, current, telling, keptWords(scene.turn));

const finish: Verb = (scene, current) => {
  const { step, slots } = ownStep(scene);
  return finishEvidence(scene, current, step, slots);
};

const send: Verb = (scene, current) => {
  const { step, slots } = ownStep(scene);
  return step === 'decline-sure' && slots.code === current.code
    ? sendDecline(scene, current, slots)
    : outdated(scene, current);
};

const stop: Verb = (scene, current) =>
  answerLines(scene, [say('staff.step.stopped', { code: current.code })], [openChoice(current)]);

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['open', (scene, current) => showCase(scene, current)],
  ['more', (scene, current) => showCase(scene, current, true)],
  ['accept', (scene, current) => attempt(scene, current, { type: 'accept' })],
  ['return', begin('return', askReturn)],
  ['back', giveBack],
  ['ask', begin('ask', (scene, current) => askWords(scene, current, 'ask'))],
  ['progress', begin('progress', tell('progress'))],
  ['resolve', begin('resolve', tell('resolve'))],
  ['finish', finish],
  ['give', begin('hand-over', offerColleagues)],
  ['hand', begin('hand-over', handOver)],
  ['forward', begin('forward', (scene, current) => askWords(scene, current, 'forward'))],
  ['refuse', begin('decline', askReason)],
  ['reason', begin('decline', askDecline)],
  ['send', send],
  ['stop', stop],
]);

/** Does what a button says; a verb of an older version counts as an old button. */
export const takeVerb = (
  scene: Scene,
  verb: string,
  current: Case,
  rest: readonly string[],
): Outcome => VERBS.get(verb)?.(scene, current, rest) ?? outdated(scene, current);
