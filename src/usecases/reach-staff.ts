import { ownersOf, recipientsInTurn, type UnitRecipient } from '../domain/announcements.ts';
import type { Ability, Cadre } from '../domain/cadre.ts';
import type { Case } from '../domain/case.ts';
import { isWithin } from '../domain/directory.ts';
import type { Recipient } from '../domain/notice.ts';
import type { ChatRef } from '../domain/person.ts';
import { dutyUnitOf, unitsAbove } from '../domain/succession.ts';
import type { Deps } from './deps.ts';
import { newsChat } from './reachable-chats.ts';

type StaffRecipient = Extract<Recipient, { type: 'cadre' | 'unit' }>;

/** A chat that is reached, among all of its cadre. */
interface StaffChat {
  readonly chat: ChatRef;
  readonly among: readonly ChatRef[];
}

/** The chats that are reached, and whose they are. */
interface Reached {
  readonly to: Recipient;
  readonly chats: readonly StaffChat[];
}

/**
 * Whoever of staff hears of a case.
 *
 * @param isAlarming - All chats of each, instead of the one in which each hears news.
 */
export async function reachStaff(
  deps: Deps,
  current: Case,
  to: StaffRecipient,
  isAlarming: boolean,
): Promise<Reached> {
  switch (to.type) {
    case 'cadre': {
      const cadre = await deps.store.cadres.load(to.cadreId);
      const chats = cadre === undefined ? [] : await chatsOfCadres(deps, [cadre], isAlarming);
      return chats.length > 0 ? { to, chats } : reachOwners(deps, current, isAlarming);
    }
    case 'unit':
      return reachUnit(deps, to, isAlarming);
  }
}

/** Whoever has a case in hand may be away without a deputy, or gone: then the owning unit must know. */
async function reachOwners(deps: Deps, current: Case, isAlarming: boolean): Promise<Reached> {
  const owners = ownersOf(current);
  return owners.type === 'unit' ? reachUnit(deps, owners, isAlarming) : { to: owners, chats: [] };
}

/** The unit's own chats; where nobody there can be reached, those of whoever stands above it. */
async function reachUnit(deps: Deps, to: UnitRecipient, isAlarming: boolean): Promise<Reached> {
  const { directory, today } = await deps.surroundings();
  for (const next of recipientsInTurn(to, directory, today)) {
    const chats = await chatsOfCadres(
      deps,
      await holders(deps, next.unitId, next.ability),
      isAlarming,
    );
    if (chats.length > 0) return { to: next, chats };
  }
  return { to, chats: [] };
}

/** All who hold an ability in exactly this unit today. */
async function holders(deps: Deps, unitId: string, ability: Ability): Promise<readonly Cadre[]> {
  const { directory, today } = await deps.surroundings();
  const { roles } = directory.organisation;
  const roleIds = roles.filter((role) => role.abilities.includes(ability)).map((role) => role.id);
  return deps.store.cadres.holding(unitId, roleIds, today);
}

/**
 * The chats of those present; an absent cadre's notices go to the deputy, and none to who has left.
 *
 * @param isAlarming - All chats of each, instead of the one in which each hears news.
 */
async function chatsOfCadres(
  deps: Deps,
  cadres: readonly Cadre[],
  isAlarming: boolean,
): Promise<readonly StaffChat[]> {
  const { directory, today } = await deps.surroundings();
  const deputyIds = cadres
    .filter((cadre) => isAbsent(cadre, today))
    .flatMap((cadre) => cadre.deputyId ?? []);
  const deputies = deputyIds.length === 0 ? [] : await deps.store.cadres.byIds(deputyIds);
  const present = cadres.filter((cadre) => !isAbsent(cadre, today));
  const told = [...present, ...deputies].filter(
    (cadre) => directory.grants(cadre, today).length > 0,
  );
  const chats = await Promise.all(told.map((cadre) => chatsOfCadre(deps, cadre, isAlarming)));
  return [
    ...new Map(chats.flat().map((one) => [`${one.chat.channel} ${one.chat.chatId}`, one])).values(),
  ];
}

async function chatsOfCadre(
  deps: Deps,
  { chats }: Cadre,
  isAlarming: boolean,
): Promise<readonly StaffChat[]> {
  if (isAlarming) return chats.map((chat) => ({ chat, among: [chat] }));
  const chat = await newsChat(deps, chats);
  return chat === undefined ? [] : [{ chat, among: chats }];
}

const isAbsent = (cadre: Cadre, today: string): boolean =>
  cadre.absences.some((absence) => isWithin(absence, today));

/**
 * The chats of those who hear of a danger that waits for nobody, every one they have: all on duty for the organisation;
 * where none of them can be reached, those of whoever stands above them, and at last those on duty nearest to the place.
 *
 * @param placeId - The unit where it happens, if that is known.
 */
export async function chatsForDanger(
  deps: Deps,
  placeId: string | undefined,
): Promise<readonly ChatRef[]> {
  const { directory, today } = await deps.surroundings();
  const onDuty = { type: 'unit', ability: 'duty' } as const;
  const above = await reachUnit(deps, { ...onDuty, unitId: dutyUnitOf(directory, today) }, true);
  const { chats } =
    above.chats.length > 0 || placeId === undefined
      ? above
      : await reachUnit(deps, { ...onDuty, unitId: placeId }, true);
  return chats.map(({ chat }) => chat);
}

/**
 * The chats of those who can act when a channel fails: all on duty for the organisation, and all who coordinate in its
 * topmost unit, over the other channels.
 *
 * @param channel - The one that fails.
 */
export async function chatsForOutage(deps: Deps, channel: string): Promise<readonly ChatRef[]> {
  const { directory, today } = await deps.surroundings();
  const dutyUnitId = dutyUnitOf(directory, today);
  const topUnitId = unitsAbove(dutyUnitId, directory, today).at(-1) ?? dutyUnitId;
  const people = [
    ...(await holders(deps, dutyUnitId, 'duty')),
    ...(await holders(deps, topUnitId, 'coordinate')),
  ];
  const chats = await chatsOfCadres(deps, people, true);
  return chats.flatMap(({ chat }) => (chat.channel === channel ? [] : [chat]));
}
