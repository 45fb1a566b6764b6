import type { Conversation, Dialogue } from '../chat/conversation.ts';
import type { TurnEffect } from '../chat/effect.ts';
import { offeredAfter, type TurnBase } from '../chat/engine.ts';
import type { Asker, Outcome, Turn } from '../chat/flow.ts';
import type { InboundMessage } from '../chat/message.ts';
import type { ChatRef } from '../domain/person.ts';
import type { Text } from '../domain/text.ts';
import { calledFromDesk, leftToDesk, type LeftToDesk } from '../flows/by-hand.ts';
import { refuseTurn, spendingOf, withinLimits, type Refusal } from '../flows/limits.ts';
import { draftIn, type Draft } from '../flows/parts/draft.ts';
import { afterwards } from '../flows/parts/paused.ts';
import { loadAsker } from './asker.ts';
import type { Deps } from './deps.ts';
import { forgetDraft } from './forget-draft.ts';
import { lookUp } from './look-up.ts';
import { openConversation } from './open-conversation.ts';
import { outboxEntry } from './outbox.ts';
import { releaseHeld } from './release-held.ts';
import { settleTurn } from './settle-conversation.ts';

/** Too many turns of one chat at the same moment; nothing was stored, the provider delivers again. */
export class TurnConflict extends Error {
  override readonly name = 'TurnConflict';
}

/** A page that is double-clicked, or an album of ten, comes as parallel turns; each retry lets at least one through. */
const MOST_ATTEMPTS = 12;

/**
 * One turn: read, one pure step, one compare-and-set, then what the step decided.
 * A repeat of the same event changes nothing, but carries out what a crash left behind. A turn that is stored is taken,
 * even when something it decided cannot be carried out now: the sweep tries that again.
 *
 * @throws {TurnConflict} when other turns of the chat kept winning.
 * @throws {StoreUnavailable} when nothing could be stored; the provider delivers again.
 */
export async function handleMessage(deps: Deps, inbound: InboundMessage): Promise<void> {
  const startedMs = performance.now();
  const { channel } = inbound.chat;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const taken = await takeTurn(deps, inbound);
    if (taken !== undefined) {
      const { flow, personId } = taken;
      await settleTurn(deps, inbound.chat);
      await hint(deps, inbound.chat, personId);
      if (flow === REPEATED) deps.events.turnRepeated({ channel });
      else deps.events.turnTaken({ channel, flow, ms: performance.now() - startedMs });
      return;
    }
    deps.events.turnConflicted({ channel, attempt });
  }
  throw new TurnConflict(`a turn lost ${MOST_ATTEMPTS} times`);
}

const REPEATED = '(repeated)';
const LIMITED = '(limited)';
const BY_HAND = '(by hand)';

/** Only chats that are pages of ours have somebody who listens. */
async function hint(deps: Deps, chat: ChatRef, personId: string): Promise<void> {
  const { channel } = chat;
  const isPage = deps.channels.get(channel)?.capabilities.keepsNoHistory === true;
  const delivery = deps.wake.delivery({ channel, personId });
  await Promise.all([delivery, isPage ? deps.wake.page(chat) : undefined]);
}

/** A turn that is stored: the flow that answered it, and whose it was. */
interface Taken {
  readonly flow: string;
  readonly personId: string;
}

/** `undefined` when another turn was quicker. */
async function takeTurn(deps: Deps, inbound: InboundMessage): Promise<Taken | undefined> {
  const { conversation, person } = await openConversation(deps, inbound.chat);
  const { personId } = conversation;
  if (conversation.seen.some((seen) => seen.eventId === inbound.eventId))
    return { flow: REPEATED, personId };
  const now = deps.clock.now();
  const { world } = await deps.surroundings();
  const asker = await loadAsker(deps, inbound.chat, person);
  const { locale } = conversation;
  const newId = (): string => deps.ids.next();
  const translate = (text: Text): string => deps.translate(text, locale, now);
  const base: TurnBase = {
    conversation,
    inbound,
    asker,
    world,
    locale,
    now,
    newId,
    translate,
  };
  const refusal = refuseTurn(base);
  if (refusal !== undefined) return refuse(deps, base, refusal);
  const plan = deps.engine.planTurn(calledFromDesk(base));
  const left = leftToDesk(plan);
  if (left !== undefined) return leave(deps, base, left);
  const facts = await lookUp(deps, asker, plan.queries);
  const outcome = limited(deps, plan.turn, deps.engine.advance(plan, facts));
  const dropped = drops(conversation, outcome) ? await forgetDraft(deps, conversation) : undefined;
  const isStored = await commit(deps, base, outcome);
  if (isStored) await releaseHeld(deps, othersOf(asker, inbound.chat));
  if (isStored && outcome.withholds === true) await forgetFiles(deps, inbound, dropped);
  return isStored ? { flow: plan.flow.id, personId } : undefined;
}

/** What is not taken may leave the draft as it was; then its page and pictures stay too. */
const drops = ({ dialogue }: Conversation, outcome: Outcome): boolean =>
  outcome.withholds === true && draftIn(afterwards(outcome))?.id !== draftIn(dialogue)?.id;

/** All chats of whoever writes but this one. */
const othersOf = ({ person, cadre }: Asker, chat: ChatRef): readonly ChatRef[] =>
  [...person.chats, ...(cadre?.chats ?? [])].filter(
    ({ channel, chatId }) => channel !== chat.channel || chatId !== chat.chatId,
  );

/** A person at the desk has the word; what is meant for that person is kept there and not here. */
async function leave(deps: Deps, base: TurnBase, left: LeftToDesk): Promise<Taken | undefined> {
  const isStored = await commit(deps, base, left.outcome, left.tells ? { isTold: true } : {});
  if (!isStored) return undefined;
  await forgetFiles(deps, base.inbound, undefined);
  return { flow: BY_HAND, personId: base.conversation.personId };
}

/** Of too many turns the first is answered; the others cost a reading and no more. */
async function refuse(deps: Deps, base: TurnBase, refusal: Refusal): Promise<Taken | undefined> {
  const { inbound, conversation } = base;
  const isStored =
    refusal.type === 'silent' || (await commit(deps, base, refusal.outcome, { isRefused: true }));
  if (!isStored) return undefined;
  deps.events.turnLimited({ channel: inbound.chat.channel, what: 'turns' });
  await forgetFiles(deps, inbound, undefined);
  return { flow: LIMITED, personId: conversation.personId };
}

function limited(deps: Deps, turn: Turn, decided: Outcome): Outcome {
  const outcome = withinLimits(turn, decided);
  if (outcome !== decided)
    deps.events.turnLimited({ channel: turn.inbound.chat.channel, what: 'cases' });
  return outcome;
}

/** Pictures of what must not be kept go with the words; a crash before this leaves them without a name or owner. */
async function forgetFiles(
  deps: Deps,
  { body }: InboundMessage,
  dropped: Draft | undefined,
): Promise<void> {
  const files = [...(body.kind === 'file' ? [body.file] : []), ...(dropped?.files ?? [])];
  for (const { id } of files) await deps.store.files.remove(id);
}

async function commit(
  deps: Deps,
  { conversation, inbound, now }: TurnBase,
  outcome: Outcome,
  { isRefused = false, isTold = false }: { isRefused?: boolean; isTold?: boolean } = {},
): Promise<boolean> {
  const channel = deps.channels.get(inbound.chat.channel);
  const body = outcome.withholds === true ? null : inbound.body;
  return deps.store.conversations.commit(conversation, {
    dialogue: await sealedDialogue(deps, conversation.personId, outcome.dialogue),
    offered: offeredAfter(conversation, outcome),
    misunderstood: outcome.isMisunderstood === true ? conversation.misunderstood + 1 : 0,
    locale: outcome.locale ?? conversation.locale,
    seen: {
      eventId: inbound.eventId,
      at: now,
      ...(isRefused ? { isRefused } : {}),
      ...(inbound.groupId === undefined ? {} : { groupId: inbound.groupId }),
    },
    interactedAt: inbound.sentAt < now ? inbound.sentAt : now,
    ...(isTold ? { byHandToldAt: now } : {}),
    ...(channel?.capabilities.keepsNoHistory === true
      ? { heard: { eventId: inbound.eventId, at: now, body } }
      : {}),
    openings: spendingOf(outcome, now),
    wrongCodes: outcome.isWrongCode === true ? [{ at: now, cost: 1 }] : [],
    outbox: outcome.replies.map((reply, index) =>
      outboxEntry(`${inbound.eventId}-${index}`, reply, channel, now),
    ),
    pending: await Promise.all((outcome.effects ?? []).map((effect) => sealed(deps, effect))),
  });
}

/** A number that a question keeps until it is answered: its slot `phone` becomes `sealedPhone`. */
async function sealedDialogue(
  { store }: Deps,
  personId: string,
  dialogue: Dialogue | null,
): Promise<Dialogue | null> {
  const { phone, ...slots } = dialogue?.slots ?? {};
  if (dialogue === null || typeof phone !== 'string') return dialogue;
  const sealedPhone = await store.people.sealPhone(personId, phone);
  return { ...dialogue, slots: { ...slots, sealedPhone } };
}

/** What must not be read in the database is closed before it lies there. */
async function sealed({ store }: Deps, effect: TurnEffect): Promise<TurnEffect> {
  if (effect.type !== 'keep-phone' || effect.isSealed === true) return effect;
  return { ...effect, phone: await store.people.sealPhone(effect.personId, effect.phone) };
}
