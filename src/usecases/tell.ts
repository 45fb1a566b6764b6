import type { Conversation, OutboxEntry } from '../chat/conversation.ts';
import { ownersOf, recipientsInTurn, type UnitRecipient } from '../domain/announcements.ts';
import type { Ability, Cadre } from '../domain/cadre.ts';
import type { Case } from '../domain/case.ts';
import type { Notice, NoticeKind, Recipient } from '../domain/notice.ts';
import { isWithin } from '../domain/directory.ts';
import type { ChatRef } from '../domain/person.ts';
import { dutyUnitOf } from '../domain/succession.ts';
import { noticeMessage } from '../flows/notices.ts';
import type { Deps } from './deps.ts';
import { eachAlone } from './each-alone.ts';
import { openConversation } from './open-conversation.ts';
import { allReports } from './root-of.ts';

/** A chat that hears a notice, and the case as whoever is there may see it. */
interface Hearing {
  readonly chat: ChatRef;
  readonly seen: Case;
  readonly key: string;
  /** Whose chat it is: somebody further up may read less than whom the notice was meant for. */
  readonly to: Recipient;
}

/** Puts one notice into the outbox of everybody it is for. Repeatable: a chat takes each key once. */
export async function tell(deps: Deps, current: Case, notice: Notice): Promise<void> {
  const hearings = await hearingsOf(deps, current, notice);
  if (hearings.length === 0) {
    const unit = notice.to.type === 'unit' ? { unitId: notice.to.unitId } : {};
    deps.events.noticeUnreachable({ caseId: current.id, kind: notice.kind, ...unit });
  }
  const now = deps.clock.now();
  const { world } = await deps.surroundings();
  await eachAlone(hearings, async ({ chat, seen, key, to }) => {
    const { conversation } = await openConversation(deps, chat);
    const message = noticeMessage({ ...notice, to }, seen, world, conversation.locale, now);
    await putNotice(deps, conversation, {
      key,
      message,
      caseId: current.id,
      ...groupOf(notice, seen),
      ...onlyIn(notice, current),
      ...quietUntil(notice),
    });
  });
}

const quietUntil = (notice: Notice) =>
  notice.notBefore === undefined ? {} : { notBefore: notice.notBefore };

/** The receipt with a code gives way to the fuller one with team and dates when both still wait. */
const groupOf = ({ kind, caseId }: Notice, { joinsId }: Case) =>
  kind === 'placed' || (kind === 'merged' && joinsId !== undefined)
    ? { groupId: `receipt-${caseId}` }
    : {};

/** Said of a case that stands still: held for the night, they may have nothing to say in the morning. */
const PINGS: ReadonlySet<NoticeKind> = new Set([
  'accept-soon',
  'accept-missed',
  'resolve-half',
  'resolve-soon',
  'overdue',
  'late',
  'unplaced',
  'chase',
  'decide',
  'rate-reminder',
]);

const onlyIn = ({ kind }: Notice, { id, round }: Case) =>
  PINGS.has(kind) ? { onlyIn: { caseId: id, round } } : {};

/** Appends a message to a chat's outbox and hints at delivery. */
export async function putNotice(
  deps: Deps,
  { chat, personId }: Pick<Conversation, 'chat' | 'personId'>,
  entry: Pick<OutboxEntry, 'key' | 'message' | 'groupId' | 'onlyIn' | 'caseId'> & {
    notBefore?: Date;
  },
): Promise<void> {
  const now = deps.clock.now();
  const notBefore = entry.notBefore !== undefined && entry.notBefore > now ? entry.notBefore : now;
  await deps.store.conversations.push(chat, [
    { ...entry, at: now, notBefore, state: 'waiting', attempts: 0 },
  ]);
  await deps.wake.delivery({ channel: chat.channel, personId });
}

async function hearingsOf(deps: Deps, current: Case, notice: Notice): Promise<readonly Hearing[]> {
  const { to: meant, key } = notice;
  if (meant.type === 'reporter') return reporters(deps, await allReports(deps, current), notice);
  if (meant.type === 'first-reporter') return reporters(deps, [current], notice);
  if (meant.type === 'fellow-reporters')
    return reporters(deps, await allReports(deps, current), notice, meant.ofPersonId);
  const { chats, to } = await reachStaff(deps, current, meant);
  return chats.map((chat) => ({ chat, seen: current, key, to }));
}

/** These reporters, each under the own code, and each person once. */
async function reporters(
  deps: Deps,
  reports: readonly Case[],
  { caseId, key, kind, to }: Notice,
  exceptPersonId?: string,
): Promise<readonly Hearing[]> {
  const told = new Set([exceptPersonId]);
  const hearings: Hearing[] = [];
  for (const seen of reports) {
    const { personId } = seen.reporter;
    // Whoever has said already that it is well is not asked again.
    const isAnswered = kind === 'rate-reminder' && seen.status === 'confirmed';
    if (told.has(personId) || isAnswered) continue;
    told.add(personId);
    const [chat] = (await deps.store.people.load(personId))?.chats.slice(-1) ?? [];
    const ownKey = seen.id === caseId ? key : `${key}-${seen.id}`;
    if (chat !== undefined) hearings.push({ chat, seen, key: ownKey, to });
  }
  return hearings;
}

type StaffRecipient = Extract<Recipient, { type: 'cadre' | 'unit' }>;

/** The chats that are reached, and whose they are. */
interface Reached {
  readonly to: Recipient;
  readonly chats: readonly ChatRef[];
}

async function reachStaff(deps: Deps, current: Case, to: StaffRecipient): Promise<Reached> {
  switch (to.type) {
    case 'cadre': {
      const cadre = await deps.store.cadres.load(to.cadreId);
      const chats = cadre === undefined ? [] : await chatsOfCadres(deps, [cadre]);
      return chats.length > 0 ? { to, chats } : reachOwners(deps, current);
    }
    case 'unit':
      return reachUnit(deps, to);
  }
}

/** Whoever has a case in hand may be away without a deputy, or gone: then the owning unit must know. */
async function reachOwners(deps: Deps, current: Case): Promise<Reached> {
  const owners = ownersOf(current);
  return owners.type === 'unit' ? reachUnit(deps, owners) : { to: owners, chats: [] };
}

/** The unit's own chats; where nobody there can be reached, those of whoever stands above it. */
async function reachUnit(deps: Deps, to: UnitRecipient): Promise<Reached> {
  const { directory, today } = await deps.surroundings();
  for (const next of recipientsInTurn(to, directory, today)) {
    const chats = await chatsOfCadres(deps, await holders(deps, next.unitId, next.ability));
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

/** The chats of those present; an absent cadre's notices go to the deputy, and none to who has left. */
async function chatsOfCadres(deps: Deps, cadres: readonly Cadre[]): Promise<readonly ChatRef[]> {
  const { directory, today } = await deps.surroundings();
  const deputyIds = cadres
    .filter((cadre) => isAbsent(cadre, today))
    .flatMap((cadre) => cadre.deputyId ?? []);
  const deputies = deputyIds.length === 0 ? [] : await deps.store.cadres.byIds(deputyIds);
  const present = cadres.filter((cadre) => !isAbsent(cadre, today));
  const told = [...present, ...deputies].filter(
    (cadre) => directory.grants(cadre, today).length > 0,
  );
  const chats = told.flatMap((cadre) => cadre.chats);
  return [...new Map(chats.map((chat) => [`${chat.channel} ${chat.chatId}`, chat])).values()];
}

const isAbsent = (cadre: Cadre, today: string): boolean =>
  cadre.absences.some((absence) => isWithin(absence, today));

/**
 * The chats of those who hear of a danger that waits for nobody: all on duty for the organisation; where none of them
 * can be reached, those of whoever stands above them, and at last those on duty nearest to the place.
 *
 * @param placeId - The unit where it happens, if that is known.
 */
export async function chatsForDanger(
  deps: Deps,
  placeId: string | undefined,
): Promise<readonly ChatRef[]> {
  const { directory, today } = await deps.surroundings();
  const onDuty = { type: 'unit', ability: 'duty' } as const;
  const { chats } = await reachUnit(deps, { ...onDuty, unitId: dutyUnitOf(directory, today) });
  return chats.length > 0 || placeId === undefined
    ? chats
    : (await reachUnit(deps, { ...onDuty, unitId: placeId })).chats;
}
