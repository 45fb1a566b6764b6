import type { Conversation } from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { Reply } from '../chat/message.ts';
import type { ChatRef } from '../domain/person.ts';
import { dutyUnitOf } from '../domain/succession.ts';
import { alertMessage } from '../flows/duty-alert.ts';
import { HOLD_MS } from '../flows/parts/album.ts';
import { outcomeMessage, type EffectResult } from '../flows/outcomes.ts';
import { announceTo } from './announce-menus.ts';
import { changeCase } from './change-case.ts';
import type { Deps } from './deps.ts';
import { eachAlone, isStoreAway } from './each-alone.ts';
import { forgetLessonWords } from './keep-lesson.ts';
import { keepLandmark } from './keep-landmark.ts';
import { askLink, denyLink, linkChats, makeLinkCode } from './link-chats.ts';
import { unlinkChat } from './unlink-chat.ts';
import { openConversation } from './open-conversation.ts';
import { openDraft } from './open-draft.ts';
import { outboxEntry } from './outbox.ts';
import { chatsForDanger } from './reach-staff.ts';
import { isOutOfReach } from './reachable-chats.ts';
import { hashSecret } from './secret.ts';
import { putNotice } from './tell.ts';
import { settleUndelivered } from './undelivered.ts';

/** How long a sign-in link works, in milliseconds. */
const SIGN_IN_MS = 15 * 60_000;

/**
 * Carries out what a committed turn decided, in order, and answers its outcome into the chat.
 * Repeatable: a crash in the middle leaves the rest pending, and each effect has its key.
 *
 * @throws the first failure, once all else was carried out; the effect that failed stays pending.
 */
export async function settleConversation(deps: Deps, chat: ChatRef): Promise<void> {
  const conversation = await deps.store.conversations.load(chat);
  if (conversation === undefined) return;
  await eachAlone(conversation.pending, async (effect) => {
    if (!isAnswered(conversation, effect)) {
      const replies = await carryOut(deps, conversation, effect);
      await answer(deps, chat, effect.key, replies);
    }
    await deps.store.conversations.clearPending(chat, effect.key);
  });
}

/**
 * Settles a turn that stands already: a failure is only told, for the sweep tries again, and neither the provider
 * nor what waits in the chat must wait for it.
 *
 * @throws {StoreUnavailable} when the store is away.
 */
export async function settleTurn(deps: Deps, chat: ChatRef): Promise<void> {
  await settleConversation(deps, chat).catch((error: unknown) => {
    if (isStoreAway(error)) throw error;
    deps.events.settlingFailed({ what: 'turn', error });
  });
}

/** Whoever was told that it could not be done must not find it done later, because a crash came in between. */
const isAnswered = ({ outbox }: Conversation, effect: TurnEffect): boolean =>
  outbox.some(({ key }) => key === answerKey(effect.key, 0));

const answerKey = (effectKey: string, index: number): string => `${effectKey}-${index}`;

async function answer(
  deps: Deps,
  chat: ChatRef,
  key: string,
  replies: readonly Reply[],
): Promise<void> {
  if (replies.length === 0) return;
  const channel = deps.channels.get(chat.channel);
  const now = deps.clock.now();
  const entries = replies.map((reply, index) =>
    outboxEntry(answerKey(key, index), reply, channel, now),
  );
  await deps.store.conversations.push(chat, entries);
}

async function carryOut(
  deps: Deps,
  conversation: Conversation,
  effect: TurnEffect,
): Promise<readonly Reply[]> {
  const { store } = deps;
  switch (effect.type) {
    case 'open-case':
      return openDraft(deps, effect.draft);
    case 'alert-duty':
      await alertDuty(deps, effect);
      return [];
    case 'record-consent':
      await store.people.recordConsent(effect.personId, effect.consent);
      if (effect.consent.purpose === 'learn' && !effect.consent.granted)
        await forgetLessonWords(deps, effect.personId);
      return [];
    case 'remember-home':
      await store.people.rememberHome(effect.personId, effect.unitId);
      return [];
    case 'set-locale':
      await store.people.setLocale(effect.personId, effect.locale);
      return [];
    case 'count-withheld':
      await store.counters.bump('withheld', (await deps.surroundings()).today, effect.key);
      return [];
    case 'keep-phone':
      await store.people.keepPhone(effect.personId, effect.phone, conversation.chat);
      return [];
    case 'act':
    case 'join':
    case 'link-code':
    case 'ask-link':
    case 'link':
    case 'deny-link':
    case 'unlink':
    case 'settle-undelivered':
    case 'sign-in-link':
    case 'keep-landmark':
      return tellOutcome(deps, conversation, await attempt(deps, conversation, effect));
  }
}

/** Effects whose outcome is answered into the chat. */
type Answered =
  | 'act'
  | 'join'
  | 'link-code'
  | 'ask-link'
  | 'link'
  | 'deny-link'
  | 'unlink'
  | 'settle-undelivered'
  | 'sign-in-link'
  | 'keep-landmark';

async function attempt(
  deps: Deps,
  conversation: Conversation,
  effect: Extract<TurnEffect, { type: Answered }>,
): Promise<EffectResult> {
  if (effect.type === 'link-code') return makeLinkCode(deps, conversation.chat, effect);
  if (effect.type === 'ask-link') return askLink(deps, conversation, effect);
  if (effect.type === 'link') return linkChats(deps, conversation, effect);
  if (effect.type === 'deny-link') return denyLink(deps, conversation, effect);
  if (effect.type === 'unlink') return unlinkChat(deps, conversation, effect);
  if (effect.type === 'settle-undelivered')
    return settleUndelivered(deps, conversation.chat, effect);
  if (effect.type === 'act') {
    const { caseId, actor, action, key } = effect;
    const result = await changeCase(deps, caseId, { eventId: key, actor, action });
    const receiver =
      action.type === 'hand-over' ? await deps.store.cadres.load(action.cadreId) : undefined;
    const heldFor = actor.type === 'cadre' ? result.current?.reporter.personId : undefined;
    const isHeld = heldFor !== undefined && (await isOutOfReach(deps, heldFor));
    const who = receiver === undefined ? {} : { cadreName: receiver.name };
    return { effect, ...result, ...who, ...(isHeld ? { isHeld } : {}) };
  }
  if (effect.type === 'keep-landmark') return { effect, ...(await keepLandmark(deps, effect)) };
  if (effect.type === 'join') return join(deps, conversation, effect);
  const token = `${deps.ids.next()}${deps.ids.next()}`;
  const expiresAt = new Date(deps.clock.now().getTime() + SIGN_IN_MS);
  await deps.store.signIns.create({
    tokenHash: hashSecret(token),
    cadreId: effect.cadreId,
    expiresAt,
  });
  return { effect, status: 'done', link: `/vao/${token}` };
}

async function join(
  deps: Deps,
  { chat, locale }: Conversation,
  effect: Extract<TurnEffect, { type: 'join' }>,
): Promise<EffectResult> {
  const codeHash = hashSecret(effect.inviteCode);
  const invitedId = await deps.store.invites.invited(codeHash);
  const holder = await deps.store.cadres.byChat(chat);
  // Seen before the code is used up: it still serves in a chat that is free.
  if (invitedId !== undefined && holder !== undefined && holder.id !== invitedId)
    return { effect, status: 'refused', reason: 'already' };
  const redeemed = await deps.store.invites.redeem(codeHash, chat, deps.clock.now());
  if (redeemed.outcome !== 'joined')
    return { effect, status: 'refused', reason: `invite-${redeemed.outcome}` };
  const linked = await deps.store.cadres.linkChat(redeemed.cadreId, chat);
  if (linked === 'taken') return { effect, status: 'refused', reason: 'already' };
  await announceTo(deps, chat);
  const cadre = await deps.store.cadres.load(redeemed.cadreId);
  const { directory, today } = await deps.surroundings();
  const unitId = cadre && directory.grants(cadre, today)[0]?.position.unitId;
  const body = unitId === undefined ? undefined : directory.bodyName(unitId);
  return {
    effect,
    status: 'done',
    ...(cadre === undefined ? {} : { cadreName: cadre.name }),
    ...(body === undefined ? {} : { unitName: body[locale] ?? body.vi }),
  };
}

async function tellOutcome(
  deps: Deps,
  conversation: Conversation,
  result: EffectResult,
): Promise<readonly Reply[]> {
  const { world } = await deps.surroundings();
  const message = outcomeMessage(result, {
    world,
    locale: conversation.locale,
    now: deps.clock.now(),
  });
  return message.lines.length === 0 ? [] : [{ message, ...oneForPictures(result.effect) }];
}

/** Several pictures for one case, one message each, get one answer. */
const oneForPictures = (effect: TurnEffect): Pick<Reply, 'groupId' | 'holdMs'> =>
  effect.type === 'act' && effect.action.type === 'add' && effect.action.files.length > 0
    ? { groupId: `added-${effect.caseId}`, holdMs: HOLD_MS }
    : {};

async function alertDuty(
  deps: Deps,
  effect: Extract<TurnEffect, { type: 'alert-duty' }>,
): Promise<void> {
  const { world, directory, today } = await deps.surroundings();
  const { draftId: caseId, unitId } = effect.alert;
  const chats = await chatsForDanger(deps, unitId);
  if (chats.length === 0) {
    const dutyUnitId = dutyUnitOf(directory, today);
    deps.events.noticeUnreachable({ caseId, kind: 'duty-alert', unitId: dutyUnitId });
  }
  const message = alertMessage(effect.alert, world);
  await eachAlone(chats, async (chat) => {
    const { conversation } = await openConversation(deps, chat);
    await putNotice(deps, conversation, { key: effect.key, message });
  });
  deps.events.dutyAlerted({ people: chats.length });
}
