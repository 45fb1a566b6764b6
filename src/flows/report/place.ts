import { foldPhrase } from '../../domain/fold.ts';
import type { Turn } from '../../chat/flow.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Draft } from '../parts/draft.ts';
import { homeOf } from '../parts/home.ts';

/** At most this many villages are offered; more are not read. */
export const MOST_PLACES = 4;

/** Villages that the whole message names and nothing else: "Lục Liễu", "thôn lục liễu ạ". */
export const namedAlone = (words: string, directory: Directory, on: string): readonly string[] => {
  const folded = foldPhrase(words).replace(/ (?:a|nhe|nha)$/, '');
  return directory
    .receivers(on)
    .filter(({ id, name }) =>
      [foldPhrase(name), foldPhrase(directory.areaName(id))].includes(folded),
    )
    .map(({ id }) => id);
};

// Words around a place name that tell nothing of the matter.
const AROUND_A_NAME = new Set(
  (
    'o tai thon xa a nhe nha la thuoc ben lang xom khu to dan pho tdp em toi minh day vang da ' +
    'nham lai roi lon moi dung phai khong ko k hong chang dau co chu ma sai'
  ).split(' '),
);

/** Whether a folded word only stands around the name of a place. */
export const isAroundName = (word: string): boolean => AROUND_A_NAME.has(word);

/** Whether an answer says where and nothing more, so that it need not be kept among the words. */
export const isOnlyPlace = (
  words: string,
  unitId: string,
  directory: Directory,
  on: string,
): boolean => {
  const spoken = new Set(foldPhrase(directory.placeName(unitId, on)).split(' '));
  return foldPhrase(words)
    .split(' ')
    .every((word) => spoken.has(word) || AROUND_A_NAME.has(word));
};

/** Whether a village lies in a unit. */
export const lies = (unitId: string, withinId: string, directory: Directory, on: string): boolean =>
  directory.chain(unitId, on).some(({ id }) => id === withinId);

/** The own village where nothing speaks against it. */
export const likelyHome = (turn: Turn, withinId: string | null, on: string): string | undefined => {
  const home = homeOf(turn);
  if (home === undefined || withinId === null) return home;
  return lies(home, withinId, turn.world.directory, on) ? home : undefined;
};

/** The village through whose poster the person came, unless it was said not to be there. */
export const startOf = (
  { startUnitId, isElsewhere }: Draft,
  { world }: Pick<Turn, 'world'>,
): string | undefined =>
  startUnitId === undefined || isElsewhere || world.directory.find(startUnitId) === undefined
    ? undefined
    : startUnitId;

/** The villages of a commune, when they are few enough to be offered. */
export const fewWithin = (
  withinId: string,
  directory: Directory,
  on: string,
): readonly string[] => {
  if (directory.find(withinId) === undefined) return [];
  const below = new Set(directory.subtree(withinId, on));
  const villages = directory.receivers(on).filter(({ id }) => below.has(id));
  return villages.length <= MOST_PLACES ? villages.map(({ id }) => id) : [];
};

/** Whether all of these are called the same, so that the question can say so. */
export const areNamesakes = (unitIds: readonly string[], directory: Directory): boolean =>
  new Set(unitIds.map((id) => foldPhrase(directory.areaName(id)))).size === 1;
