// What this device keeps for this chat: the draft, and messages that have not arrived yet.
import { path, room } from './log.js';

const name = `caunoi:${path}`;

/** @typedef {{ eventId: string, shown: string, fields: Record<string, string> }} Kept */

/** @returns {{ room?: string, draft?: string, waiting?: Kept[] }} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '{}');
    // Another session's words are none of this one's business.
    return kept.room === room ? kept : {};
  } catch {
    return {};
  }
}

/** @param {{ draft?: string, waiting?: Kept[] }} change */
function keep(change) {
  try {
    localStorage.setItem(name, JSON.stringify({ ...read(), room, ...change }));
  } catch {
    // Full or forbidden: the page then forgets at a reload, and nothing else changes.
  }
}

/** What was being written. */
export const readDraft = () => read().draft ?? '';

/** @param {string} draft */
export const keepDraft = (draft) => keep({ draft });

/** Messages that had not arrived when the page was left. */
export const readWaiting = () => read().waiting ?? [];

/** @param {Kept[]} waiting */
export const keepWaiting = (waiting) => keep({ waiting });

// Wipes what an earlier session left.
keep({});
