import type { Choice, OutboundMessage } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { say } from '../../domain/text.ts';
import { inboxChoice, openChoice } from './choices.ts';
import { stateLine } from './state.ts';

/** Told to a cadre whose button no longer fits the case: where it stands now, and the way in. */
export const staleMessage = (current: Case, now: Date): OutboundMessage => ({
  lines: [say('staff.stale.button', { code: current.code }), stateLine(current, now)],
  choices: [openChoice(current)],
});

/**
 * Told when there is no such case for this person: the same words whether it is absent or another's.
 *
 * @param ways - Where to go from here. Default: the list of the team.
 */
export const unseenMessage = (ways: readonly Choice[] = [inboxChoice]): OutboundMessage => ({
  lines: [say('staff.stale.unseen')],
  choices: ways,
});
