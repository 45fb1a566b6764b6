import type { Conversation, OutboxEntry } from '../chat/conversation.ts';
import type { OutboundMessage } from '../chat/message.ts';
import type { Case } from '../domain/case.ts';
import { isStaff, type Notice, type NoticeKind, type Recipient } from '../domain/notice.ts';
import type { ChatRef } from '../domain/person.ts';
import { noticeLapse } from '../flows/notice-lapse.ts';
import { noticeMessage } from '../flows/notices.ts';
import type { Deps } from './deps.ts';
import { eachAlone } from './each-alone.ts';
import { openConversation } from './open-conversation.ts';
import { reachStaff } from './reach-staff.ts';
import { newsChat } from './reachable-chats.ts';
import { allReports } from './root-of.ts';

/** A chat that hears a notice, and the case as whoever is there may see it. */
interface Hearing {
  readonly chat: ChatRef;
  /** All chats of whoever hears it; one of them may have had it before the last crash. */
  readonly among: readonly ChatRef[];
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
  await eachAlone(hearings, async ({ chat, among, seen, key, to }) => {
    if (among.length > 1 && (await deps.store.conversations.whoHas(among, key)) !== undefined)
      return;
    const { conversation } = await openConversation(deps, chat);
    const meant = { ...notice, to };
    const saidAt = (at: Date) => noticeMessage(meant, seen, world, conversation.locale, at);
    const lapsesAt = noticeLapse(meant, seen);
    const isTimed = lapsesAt !== undefined && lapsesAt > now;
    await putNotice(deps, conversation, {
      key,
      message: saidAt(now),
      ...(isTimed ? { lapse: { at: lapsesAt, message: saidAt(lapsesAt) } } : {}),
      caseId: current.id,
      ...(isStaff(to) ? { to } : {}),
      ...groupOf(meant, seen),
      ...onlyIn(notice, current),
      ...quietUntil(notice),
    });
  });
}

const quietUntil = (notice: Notice) =>
  notice.notBefore === undefined ? {} : { notBefore: notice.notBefore };

/**
 * The receipt with a code gives way to the fuller one with team and dates when both still wait, and an earlier ping of
 * a case to the later one.
 */
const groupOf = ({ kind, caseId, to }: Notice, { joinsId }: Case) => {
  if (kind === 'placed' || (kind === 'merged' && joinsId !== undefined))
    return { groupId: `receipt-${caseId}` };
  const side = isStaff(to) ? 'staff' : 'citizen';
  return PINGS.has(kind) ? { groupId: `ping-${side}-${caseId}` } : {};
};

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

/** A message that nobody in the chat waits for. */
type Putting = Pick<
  OutboxEntry,
  'key' | 'message' | 'groupId' | 'onlyIn' | 'caseId' | 'to' | 'lapse'
> & {
  readonly notBefore?: Date;
  /** `bulk` for what goes to many at once: the sweep lets it out bit by bit. Default `notice`. */
  readonly urgency?: 'notice' | 'bulk';
};

/** Appends a message to a chat's outbox and hints at delivery. */
export async function putNotice(
  deps: Deps,
  { chat, personId }: Pick<Conversation, 'chat' | 'personId'>,
  { urgency = 'notice', ...entry }: Putting,
): Promise<void> {
  const now = deps.clock.now();
  const notBefore = entry.notBefore !== undefined && entry.notBefore > now ? entry.notBefore : now;
  await deps.store.conversations.push(chat, [
    { ...entry, urgency, at: now, notBefore, state: 'waiting', attempts: 0 },
  ]);
  if (urgency === 'notice') await deps.wake.delivery({ channel: chat.channel, personId });
}

/** Puts a notice that is about the chat itself into it, once per key. */
export async function tellChat(
  deps: Deps,
  chat: ChatRef,
  key: string,
  message: OutboundMessage,
): Promise<void> {
  const { conversation } = await openConversation(deps, chat);
  await putNotice(deps, conversation, { key, message });
}

async function hearingsOf(deps: Deps, current: Case, notice: Notice): Promise<readonly Hearing[]> {
  const { to: meant, key } = notice;
  if (meant.type === 'reporter') return reporters(deps, await allReports(deps, current), notice);
  if (meant.type === 'first-reporter') return reporters(deps, [current], notice);
  if (meant.type === 'fellow-reporters')
    return reporters(deps, await allReports(deps, current), notice, meant.ofPersonId);
  const { chats, to } = await reachStaff(deps, current, meant, isAlarm(current, notice));
  return chats.map(({ chat, among }) => ({ chat, among, seen: current, key, to }));
}

/** Of a danger staff hear on every phone they have. */
const isAlarm = ({ urgency }: Case, { kind }: Notice): boolean =>
  urgency === 'emergency' || kind === 'duty-alert';

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
    const among = (await deps.store.people.load(personId))?.chats ?? [];
    const chat = await newsChat(deps, among);
    const ownKey = seen.id === caseId ? key : `${key}-${seen.id}`;
    if (chat !== undefined) hearings.push({ chat, among, seen, key: ownKey, to });
  }
  return hearings;
}
