import type { Turn } from '../../chat/flow.ts';
import { metresBetween } from '../../domain/distance.ts';
import { standingUnits } from '../../domain/succession.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import type { Pin } from '../../domain/unit.ts';
import type { Draft } from '../parts/draft.ts';
import { homeOf } from '../parts/home.ts';
import { localDay } from '../parts/names.ts';

/** A village as a pin sees it: by its nearest point that is known. */
interface Neighbour {
  readonly unitId: string;
  readonly km: number;
  /** The landmark that is nearest, unless the village's centre is. */
  readonly landmark?: string;
}

/** A point further away says nothing of a village, in kilometres. */
const NEAR_KM = 5;
/** So far from every village that is known, a pin lies in none of ours, in kilometres. */
const OUTSIDE_KM = 30;

const distanceKm = (a: Pin, b: Pin): number => metresBetween(a, b) / 1_000;

/** All villages of which a point is known, nearest first. */
const neighboursOf = (pin: Pin, { world, now }: Turn): readonly Neighbour[] => {
  const { directory, landmarks = [] } = world;
  const on = localDay(directory, now);
  const receivers = directory.receivers(on);
  const ids = new Set(receivers.map(({ id }) => id));
  const centres = receivers.flatMap(({ id, centre }) =>
    centre === undefined ? [] : [{ unitId: id, km: distanceKm(pin, centre) }],
  );
  const seen = landmarks.flatMap(({ name, unitId, pin: at }) =>
    at === undefined
      ? []
      : standingUnits(unitId, directory, on)
          .filter((id) => ids.has(id))
          .map((id) => ({ unitId: id, km: distanceKm(pin, at), landmark: name })),
  );
  const nearest = new Map<string, Neighbour>();
  for (const one of [...centres, ...seen].toSorted((a, b) => a.km - b.km))
    if (!nearest.has(one.unitId)) nearest.set(one.unitId, one);
  return [...nearest.values()];
};

/** Too few known points cannot say that a pin lies outside. */
const KNOWN_SHARE = 1 / 3;

const isOutside = (neighbours: readonly Neighbour[], { world, now }: Turn): boolean => {
  const [nearest] = neighbours;
  const villages = world.directory.receivers(localDay(world.directory, now)).length;
  return (
    nearest !== undefined && nearest.km > OUTSIDE_KM && neighbours.length >= villages * KNOWN_SHARE
  );
};

/** Whether the draft's pin lies far from every village of the organisation. */
export const isPinOutside = ({ pin }: Draft, turn: Turn): boolean =>
  pin !== null && isOutside(neighboursOf(pin, turn), turn);

/** What a pin makes of the villages in question. */
export interface PinReading {
  /** The one village that words, or the remembered home, and the pin agree on. */
  readonly unitId?: string;
  /** Else what to ask about, best first; none leaves the question open. */
  readonly candidateIds: readonly string[];
}

/** The home where the pin says nothing else: nearest to it, and not against what was named. In danger it is asked. */
const confirmedHome = (
  draft: Draft,
  [nearest]: readonly Neighbour[],
  turn: Turn,
): string | undefined => {
  const { candidateIds, urgency, isElsewhere } = draft;
  const home = homeOf(turn);
  const isOpen = candidateIds.length === 0 || (home !== undefined && candidateIds.includes(home));
  const isMeant = isOpen && !isElsewhere && urgency !== 'emergency';
  return isMeant && nearest?.unitId === home ? home : undefined;
};

/** The one of several villages asked about that the pin is near; all of their places must be known for that. */
const confirmedNamesake = (
  draft: Draft,
  near: readonly Neighbour[],
  known: readonly Neighbour[],
): string | undefined => {
  const { candidateIds, pin } = draft;
  // After an earlier pin the candidates may be its own proposals: a pin confirms no pin.
  if (pin !== null || candidateIds.length < 2) return undefined;
  const isKnown = candidateIds.every((id) => known.some(({ unitId }) => unitId === id));
  const [only, second] = near.filter(({ unitId }) => candidateIds.includes(unitId));
  return isKnown && second === undefined ? only?.unitId : undefined;
};

/**
 * Reads a new pin of a draft that has no village. No village has a border here, so a pin alone only proposes; it
 * settles what the words or the remembered home say as well, and the summary shows that before anything is sent.
 */
export const readPin = (draft: Draft, pin: Pin, turn: Turn): PinReading => {
  const known = neighboursOf(pin, turn);
  const near = known.filter(({ km }) => km <= NEAR_KM);
  const unitId = confirmedHome(draft, near, turn) ?? confirmedNamesake(draft, near, known);
  if (unitId !== undefined) return { unitId, candidateIds: [] };
  const { candidateIds: asked, refutedIds = [] } = draft;
  const proposed = near.map((one) => one.unitId).filter((id) => !refutedIds.includes(id));
  const shared = proposed.filter((id) => asked.includes(id));
  const unseen = asked.filter((id) => !known.some((one) => one.unitId === id));
  const candidateIds = [...new Set([...shared, ...unseen, ...proposed])];
  return { candidateIds: candidateIds.length === 0 ? asked : candidateIds };
};

const pointOf = ({ unitId, landmark }: Neighbour, { world }: Turn): TextParam =>
  landmark ?? say('report.pin.middle', { place: world.directory.areaName(unitId) });

/** As people estimate: to a hundred metres, from a kilometre on to a kilometre. */
const distanceText = (km: number): Text => {
  const metres = Math.round(km * 10) * 100;
  return metres < 1_000
    ? say('report.pin.metres', { number: metres })
    : say('report.pin.kilometres', { number: Math.round(km) });
};

const CLOSE_KM = 0.1;

/** What the pin is near, for the person to compare with what they see: "cách chợ Bồ Lý khoảng 300 mét". */
export const pinLines = ({ pin, candidateIds }: Draft, turn: Turn): readonly Text[] => {
  if (pin === null) return [];
  const neighbours = neighboursOf(pin, turn);
  const [nearest] = neighbours;
  if (isOutside(neighbours, turn)) return [say('report.pin.outside')];
  if (nearest === undefined || nearest.km > NEAR_KM || !candidateIds.includes(nearest.unitId))
    return [];
  const point = pointOf(nearest, turn);
  return nearest.km < CLOSE_KM
    ? [say('report.pin.close', { point })]
    : [say('report.pin.away', { point, distance: distanceText(nearest.km) })];
};
