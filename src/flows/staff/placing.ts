import { choice, isChoiceId } from '../../chat/choice.ts';
import type { Outcome } from '../../chat/flow.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { say } from '../../domain/text.ts';
import { blockOf } from '../../domain/succession.ts';
import { officialWarning } from './card.ts';
import { openChoice, villageChoices, VILLAGES_SHOWN } from './choices.ts';
import { findUnits } from './find-units.ts';
import { pageOf } from './page.ts';
import { bodyName } from '../parts/names.ts';
import { attempt, guarded, misread, outdated, proceed, type Scene } from './scene.ts';

/** Villages that receive concerns today. */
const receiversOf = ({ turn, rights }: Scene): readonly string[] =>
  turn.world.directory.receivers(rights.on).map((unit) => unit.id);

/** The villages that a coordinator chooses from: those beside the case first of all, else all of the scope. */
const villagesFor = (scene: Scene, current: Case): readonly string[] => {
  const { rights, turn } = scene;
  const { directory } = turn.world;
  const scope = new Set(rights.scope('coordinate'));
  const open = receiversOf(scene).filter((id) => scope.has(id) && id !== current.teamUnitId);
  const owner = directory.find(current.ownerUnitId);
  const chain = owner === undefined ? [] : directory.chain(owner.id, rights.on);
  for (const { id } of chain) {
    const below = new Set(directory.subtree(id, rights.on));
    const near = open.filter((village) => below.has(village));
    if (near.length > 0) return near;
  }
  return open;
};

const buttonsFor = (
  { turn, rights }: Scene,
  current: Case,
  ids: readonly string[],
  among?: readonly string[],
): readonly Choice[] => villageChoices(current, ids, turn.world.directory, rights.on, among);

/** Offers villages a page at a time; a name may be typed instead. */
export const offerVillages = (scene: Scene, current: Case, page: string | undefined): Outcome =>
  guarded(scene, current, 'assign', () => {
    const { code } = current;
    const all = villagesFor(scene, current);
    const { items, next, rest } = pageOf(all, page, VILLAGES_SHOWN);
    const more =
      next === undefined
        ? []
        : [choice('coord', 'villages', say('staff.choice.rest', { rest }), code, next)];
    const choices = [...buttonsFor(scene, current, items, all), ...more, stopCoordinating(code)];
    return proceed(
      scene,
      'village',
      { code },
      {
        message: {
          lines: [...officialWarning(current), say('staff.coord.village', { code })],
          choices,
        },
      },
    );
  });

const stopCoordinating = (code: string): Choice =>
  choice('coord', 'open', say('staff.choice.stop'), code);

/** Another block's village is not ours to give work to: the case goes to that block. */
const offerBlock = (scene: Scene, current: Case, unitId: string): Outcome => {
  const { turn, rights } = scene;
  const { directory } = turn.world;
  const blockId = blockOf(unitId, directory, rights.on);
  const unit = bodyName(directory, blockId);
  const place = directory.placeName(unitId, rights.on);
  const pass = choice('coord', 'block', say('staff.choice.block', { unit }), current.code, blockId);
  return guarded(scene, current, 'hold', () =>
    proceed(
      scene,
      'village',
      { code: current.code },
      {
        message: {
          lines: [say('staff.coord.otherBlock', { place, unit })],
          choices: [...(isChoiceId(pass.id) ? [pass] : []), stopCoordinating(current.code)],
        },
      },
    ),
  );
};

/** Gives the case to a village of the asker's scope; for one outside it, offers its block. */
export const placeIn = (scene: Scene, current: Case, unitId: string | undefined): Outcome => {
  if (unitId === undefined || !receiversOf(scene).includes(unitId)) return outdated(scene, current);
  return scene.rights.scope('coordinate').includes(unitId)
    ? attempt(scene, current, { type: 'assign', unitId })
    : offerBlock(scene, current, unitId);
};

/** Passes the case to another block to be placed there. */
export const passToBlock = (scene: Scene, current: Case, blockId: string | undefined): Outcome => {
  const { turn, rights } = scene;
  const isBlock =
    blockId !== undefined &&
    receiversOf(scene).some((id) => blockOf(id, turn.world.directory, rights.on) === blockId);
  return isBlock
    ? attempt(scene, current, { type: 'hold', ownerUnitId: blockId })
    : outdated(scene, current);
};

/** Villages that typed words may mean: called exactly so, else as the reader of messages understands them. */
export const meantVillages = (scene: Scene, typed: string): readonly string[] => {
  const { turn, rights } = scene;
  const receivers = receiversOf(scene);
  const exact = findUnits(typed, turn.world.directory, rights.on).map((unit) => unit.id);
  const called = exact.filter((id) => receivers.includes(id));
  if (called.length > 0) return called;
  const { place } = turn.world.understand(typed);
  const read = place.decision === 'assign' ? [place.unitId ?? ''] : place.choices;
  return read.filter((id) => receivers.includes(id));
};

// One's own villages first: a namesake elsewhere is seldom meant.
const ownFirst = ({ rights }: Scene, ids: readonly string[]): readonly string[] => {
  const scope = new Set(rights.scope('coordinate'));
  return ids.toSorted((left, right) => Number(scope.has(right)) - Number(scope.has(left)));
};

/** Takes a typed village name: one is taken, several are asked about, none is asked again. */
export const takeVillage = (scene: Scene, current: Case): Outcome => {
  const { body } = scene.turn.inbound;
  const meant = body.kind === 'text' ? meantVillages(scene, body.text) : [];
  const [only, ...others] = meant;
  if (only === undefined)
    return misread(scene, 'staff.coord.unknownVillage', [openChoice(current)]);
  if (others.length === 0) return placeIn(scene, current, only);
  const shown = ownFirst(scene, meant).slice(0, VILLAGES_SHOWN);
  return proceed(
    scene,
    'village',
    { code: current.code },
    {
      message: {
        lines: [say('staff.coord.whichVillage')],
        choices: [...buttonsFor(scene, current, shown), stopCoordinating(current.code)],
      },
    },
  );
};
