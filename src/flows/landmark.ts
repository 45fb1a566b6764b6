import { choice, isChoiceId } from '../chat/choice.ts';
import { foldPhrase } from '../domain/fold.ts';
import type { Flow, Outcome } from '../chat/flow.ts';
import type { Choice } from '../chat/message.ts';
import { blockOf } from '../domain/succession.ts';
import { say } from '../domain/text.ts';
import { isLandmarkName } from '../text/landmark-name.ts';
import { readAnswer } from './parts/answers.ts';
import { namesBeside } from './staff/names.ts';
import { meantVillages } from './staff/placing.ts';
import {
  answerLines,
  aside,
  misread,
  proceed,
  QUESTION_PATIENCE_MS,
  sceneOf,
  unseen,
  type Scene,
} from './staff/scene.ts';

const ID = 'landmark';
const VILLAGES_SHOWN = 4;
/** A name of one word, or a number, is a word of many things. */
const MANY_WORDS = /\p{L}\S* \S/u;

const stopChoice = choice(ID, 'stop', say('landmark.stopChoice'));

const askBoth = (scene: Scene): Outcome =>
  proceed(scene, 'both', {}, { message: { lines: [say('landmark.how')], choices: [stopChoice] } });

const placeName = ({ turn, rights }: Scene, unitId: string): string =>
  turn.world.directory.placeName(unitId, rights.on);

const askWhich = (scene: Scene, name: string, unitIds: readonly string[]): Outcome => {
  const villages: readonly Choice[] = [
    ...namesBeside(unitIds, scene.turn.world.directory, scene.rights.on),
  ]
    .map(([id, place]) => choice(ID, 'in', say('staff.choice.village', { place }), id))
    .filter(({ id }) => isChoiceId(id));
  return proceed(
    scene,
    'which',
    { name },
    {
      message: { lines: [say('landmark.which', { name })], choices: [...villages, stopChoice] },
    },
  );
};

const askSure = (scene: Scene, name: string, unitId: string): Outcome =>
  proceed(
    scene,
    'sure',
    { name, unitId },
    {
      message: {
        lines: [say('landmark.sure', { name, place: placeName(scene, unitId) })],
        choices: [choice(ID, 'keep', say('landmark.keepChoice')), stopChoice],
      },
    },
  );

/** "chợ Bồ Lý = Bồ Trong": what it is called, and the village in which it stands. */
const readBoth = (typed: string): readonly [name: string, village: string] | undefined => {
  const [name = '', village = '', ...rest] = typed.normalize('NFC').split('=');
  const [said, meant] = [name.trim().replaceAll(/\s+/gu, ' '), village.trim()];
  return said === '' || meant === '' || rest.length > 0 ? undefined : [said, meant];
};

/** The name of a village or commune means that unit already. */
const isUnitName = ({ turn }: Scene, name: string): boolean => {
  const { directory } = turn.world;
  const folded = foldPhrase(name);
  return directory.units.some((unit) =>
    [unit.name, directory.areaName(unit.id)].some((own) => foldPhrase(own) === folded),
  );
};

/** The name of another's village or commune in it would draw what is said of that one to one's own. */
const namesOthers = ({ turn, rights }: Scene, name: string): boolean => {
  const { directory } = turn.world;
  const said = ` ${foldPhrase(name)} `;
  const named = directory.units.filter(({ name: own }) => {
    const folded = foldPhrase(own);
    return MANY_WORDS.test(folded) && said.includes(` ${folded} `);
  });
  if (named.length === 0) return false;
  const scope = rights.scope('coordinate');
  const own = new Set([...scope, ...scope.map((id) => blockOf(id, directory, rights.on))]);
  const ownNames = new Set([...own].map((id) => foldPhrase(directory.unit(id).name)));
  return named.some((unit) => !ownNames.has(foldPhrase(unit.name)));
};

/** What is read as a danger or an accusation would no more be read as such. */
const isAlarming = ({ turn }: Scene, name: string): boolean => {
  const read = turn.world.understand(name);
  const isDanger = read.urgency === 'emergency' || read.isPossibleEmergency === true;
  return isDanger || read.isSuspectedDenunciation || read.isSuspectedComplaint;
};

const mayBeKept = (scene: Scene, name: string): boolean =>
  isLandmarkName(name) &&
  !isUnitName(scene, name) &&
  !namesOthers(scene, name) &&
  !isAlarming(scene, name);

const takeBoth = (scene: Scene, typed: string): Outcome => {
  const both = readBoth(typed);
  if (both === undefined) return askBoth(scene);
  const [name, village] = both;
  if (!mayBeKept(scene, name)) return answerLines(scene, [say('landmark.badName', { name })]);
  const scope = new Set(scene.rights.scope('coordinate'));
  const meant = meantVillages(scene, village);
  const own = meant.filter((id) => scope.has(id)).slice(0, VILLAGES_SHOWN);
  const [only, another] = own;
  if (only === undefined)
    return answerLines(scene, [say(meant.length > 0 ? 'landmark.outside' : 'landmark.unknown')]);
  return another === undefined ? askSure(scene, name, only) : askWhich(scene, name, own);
};

interface Slots {
  readonly name: string;
  readonly unitId: string;
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

const slotsOf = ({ turn }: Scene): Slots => {
  const { dialogue } = turn.conversation;
  const slots = dialogue?.flow === ID ? dialogue.slots : {};
  return { name: textIn(slots['name']), unitId: textIn(slots['unitId']) };
};

const isOwn = ({ rights }: Scene, unitId: string): boolean =>
  rights.scope('coordinate').includes(unitId);

const keep = (scene: Scene): Outcome => {
  const { cadre } = scene.turn.asker;
  const { name, unitId } = slotsOf(scene);
  if (cadre === undefined) return unseen(scene);
  if (!mayBeKept(scene, name) || !isOwn(scene, unitId)) return askBoth(scene);
  const key = `landmark-${scene.turn.inbound.eventId}`;
  const landmark = { name, unitId };
  return {
    dialogue: aside(scene),
    replies: [],
    effects: [{ type: 'keep-landmark', key, landmark, cadreId: cadre.id }],
  };
};

const choose = (scene: Scene, verb: string, unitId: string | undefined): Outcome => {
  const { name } = slotsOf(scene);
  if (verb === 'keep') return keep(scene);
  if (verb === 'stop') return answerLines(scene, [say('landmark.stopped')]);
  const isChosen = verb === 'in' && unitId !== undefined && isOwn(scene, unitId);
  return isChosen && isLandmarkName(name) ? askSure(scene, name, unitId) : askBoth(scene);
};

const listen = (scene: Scene): Outcome => {
  const { inbound, conversation } = scene.turn;
  const words = inbound.body.kind === 'text' ? inbound.body.text : '';
  if (words.includes('=')) return takeBoth(scene, words);
  const answer = readAnswer(words);
  if (answer === 'no') return choose(scene, 'stop', undefined);
  const isSure = conversation.dialogue?.flow === ID && conversation.dialogue.step === 'sure';
  if (answer === 'yes' && isSure) return keep(scene);
  return misread(scene, 'landmark.how', [stopChoice]);
};

/** A coordinator says where a market, school or bridge stands, so that people who name it are understood. */
export const landmarkFlow: Flow = {
  id: ID,
  audience: 'coordinate',
  commands: [
    { name: 'themdiadanh', phrases: ['them dia danh', 'ghi dia danh', 'add landmark', 'landmark'] },
  ],
  patienceMs: QUESTION_PATIENCE_MS,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    const { intent } = turn;
    if (intent.type === 'command') return takeBoth(scene, intent.argument);
    return intent.type === 'choice'
      ? choose(scene, intent.verb, intent.arguments[0])
      : listen(scene);
  },
};
