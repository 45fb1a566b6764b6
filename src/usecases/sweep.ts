import type { Timer } from '../domain/timer.ts';
import type { Case, CaseEffect } from '../domain/case.ts';
import { fireTimer, type Firing } from '../domain/escalation.ts';
import { changeCase } from './change-case.ts';
import type { Deps } from './deps.ts';
import { settleCase, settleOrLeave } from './settle-case.ts';
import { isStoreAway } from './each-alone.ts';
import { settleConversation } from './settle-conversation.ts';
import { settingAt } from './surroundings.ts';

const BATCH = 100;
const LEASE_MS = 30_000;
/** A sweep lets out as many chats with bulk as the channel takes in so long: a third of its time, at 15 s a sweep. */
const BULK_SECONDS = 5;
/** Younger leftovers are still being carried out by the turn that left them. */
const LEFTOVER_MS = 10_000;
/** A hint is followed sooner; an event older than this was taken in without one. */
const UNREAD_MS = 5_000;

/**
 * Does whatever is due and nobody was woken for: timers oldest first, then effects that a crash left pending,
 * cases that triage never saw, events that nobody reads, and messages that wait. The only clock of the system; all its work is in MongoDB.
 */
export async function sweep(deps: Deps): Promise<void> {
  const startedMs = performance.now();
  const timers = await fireDueTimers(deps);
  const leftover = new Date(deps.clock.now().getTime() - LEFTOVER_MS);
  const unsettled = await settleLeftovers(deps, leftover);
  const untriaged = await deps.store.cases.untriaged(leftover, BATCH);
  for (const caseId of untriaged) await deps.wake.triage(caseId);
  await deps.store.cases.postponeTriage(untriaged, deps.clock.now());
  const channels = [...deps.channels.keys()];
  const lanes = await wakeLanes(deps, channels);
  const chats = await wakeChats(deps, channels);
  await letBulkOut(deps);
  const ms = performance.now() - startedMs;
  deps.events.sweepDone({
    timers,
    chats,
    lanes,
    unsettled,
    untriaged: untriaged.length,
    ms,
  });
}

/** So many of each channel: one that takes nothing must not keep the others out. */
async function wakeChats(deps: Deps, channels: readonly string[]): Promise<number> {
  let woken = 0;
  for (const channel of channels) {
    const chats = await deps.store.conversations.due(channel, deps.clock.now(), BATCH * 10);
    for (const { personId } of chats) await deps.wake.delivery({ channel, personId });
    woken += chats.length;
  }
  return woken;
}

async function wakeLanes(deps: Deps, channels: readonly string[]): Promise<number> {
  const now = deps.clock.now();
  const unread = new Date(now.getTime() - UNREAD_MS);
  let woken = 0;
  for (const channel of channels) {
    const lanes = await deps.store.inbox.waitingLanes(now, unread, BATCH * 10, channel);
    for (const lane of lanes) await deps.wake.intake(lane);
    woken += lanes.length;
  }
  return woken;
}

/**
 * Bulk leaves through the sweep alone, a few chats each time, and behind whatever else waits in the queue; so it never
 * fills a channel, however much of it there is.
 */
async function letBulkOut(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const { id, capabilities } of deps.channels.values()) {
    const most = Math.max(1, capabilities.messagesPerSecond * BULK_SECONDS);
    const chats = await deps.store.conversations.bulkDue(id, now, most);
    for (const { personId } of chats)
      await deps.wake.delivery({ channel: id, personId, isBulk: true });
  }
}

/** One thing that cannot be done must not keep the others from being done; `false` for one that a later sweep tries again. */
async function alone(
  deps: Deps,
  what: 'timer' | 'turn' | 'case',
  work: () => Promise<void>,
  caseId?: string,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    // With the store away, all the others would only wait for it in vain.
    if (isStoreAway(error)) throw error;
    deps.events.sweepHindered({ what, error, ...(caseId === undefined ? {} : { caseId }) });
    return false;
  }
}

/** What fails goes to the end of the line: a hundred that cannot be settled must not keep out all later ones. */
async function settleLeftovers(deps: Deps, leftover: Date): Promise<number> {
  const chats = await deps.store.conversations.unsettled(leftover, BATCH);
  for (const chat of chats) {
    const isSettled = await alone(deps, 'turn', () => settleConversation(deps, chat));
    if (!isSettled) await deps.store.conversations.postpone(chat, deps.clock.now());
  }
  const caseIds = await deps.store.cases.unsettled(leftover, BATCH);
  for (const caseId of caseIds) {
    const isSettled = await alone(deps, 'case', () => settleCase(deps, caseId), caseId);
    if (!isSettled) await deps.store.cases.postpone(caseId, deps.clock.now());
  }
  return chats.length + caseIds.length;
}

async function fireDueTimers(deps: Deps): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await deps.store.timers.lease(deps.clock.now(), BATCH, LEASE_MS);
    for (const timer of due) await alone(deps, 'timer', () => fire(deps, timer), timer.caseId);
    fired += due.length;
    if (due.length < BATCH) return fired;
  }
}

/** Reads the case afresh: a timer whose reason is gone does nothing. */
async function fire(deps: Deps, timer: Timer): Promise<void> {
  const current = await deps.store.cases.load(timer.caseId);
  if (current !== undefined) await carryOut(deps, timer, current);
  await deps.store.timers.done(timer.id);
}

async function carryOut(deps: Deps, timer: Timer, current: Case): Promise<void> {
  const { kind, caseId, dueAt, id: eventId } = timer;
  const now = deps.clock.now();
  const firing = fireTimer(timer, current, settingAt(now, await deps.surroundings()));
  const { action } = firing;
  const effects = effectsOf(firing);
  if (action === undefined && effects.length === 0) return;
  if (action === undefined) {
    await deps.store.cases.addPending(caseId, effects);
    await settleOrLeave(deps, caseId);
  } else {
    await changeCase(deps, caseId, { eventId, actor: { type: 'system' }, action }, effects);
  }
  deps.events.timerFired({ kind, caseId, lateMs: now.getTime() - dueAt.getTime() });
}

const effectsOf = ({ notices, timers }: Firing): readonly CaseEffect[] => [
  ...notices.map((notice) => ({ type: 'notify' as const, notice })),
  ...timers.map((timer) => ({ type: 'put-timer' as const, timer })),
];
