import { foldPhrase } from '../../domain/fold.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import type { Case } from '../../domain/case.ts';
import { parseCode } from '../../domain/code.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { act, isOwn, passOn, saidIn } from '../parts/acts.ts';
import { isReopenable } from '../parts/case-choices.ts';
import { isIdle } from '../parts/held.ts';
import { askReason } from '../rating.ts';
import { draftOf, unlessAccusing } from '../report/accusing-addition.ts';
import { rightsOf } from '../staff/rights.ts';
import { showFor } from '../staff/show-for.ts';
import { open } from './verbs.ts';

// "LL-6802", "ll 6802", "ll6802": two letters and four digits or more.
const CODE = /(?<![\p{L}\p{N}])\p{L}{2}[-. ]?\d{4,8}(?![\p{L}\p{N}])/giu;
const REOPEN =
  /(?:^| )(?:mo lai|lam lai|sua lai|chua xong|chua on|chua duoc|van hong|van con|lai hong|reopen)(?: |$)/;
const ASK =
  /(?:^| )(?:sao roi|the nao|den dau|toi dau|xong chua|bao gio|khi nao|ra sao|lam chua|status|how is)(?: |$)/;
/** Words beside a code that tell nothing new. */
const EMPTY = new Set(
  'viec ma so cua toi em xem mo cho hoi ve lai a nhe case open reopen my sao roi'.split(' '),
);

/** A case code within a longer message, as it was typed; the whole message is none of these. */
export const mentionedCode = (words: string): { code: string; rest: string } | undefined => {
  for (const [typed] of words.matchAll(CODE)) {
    const read = parseCode(typed);
    const rest = words.replace(typed, ' ').trim();
    if ('code' in read && /\p{L}/u.test(rest)) return { code: read.code, rest };
  }
  return undefined;
};

const isTelling = (folded: string): boolean =>
  folded.split(' ').some((word) => word !== '' && !EMPTY.has(word));

const reopening = (turn: Turn, current: Case, rest: string): Outcome => {
  const reason = rest.replace(/^\s*(?:mở lại|mo lai)(?:\s+(?:việc|viec))?/iu, '');
  const words = reason.replace(/^[\s,.:;-]+/u, '');
  return isTelling(foldPhrase(words))
    ? {
        dialogue: turn.conversation.dialogue,
        replies: [],
        effects: [act(turn, current, { type: 'reopen', words })],
      }
    : askReason(turn, current, 'rating.whyReopen');
};

const mayReopen = (turn: Turn, current: Case): boolean =>
  allowedActions(current).includes('reopen') &&
  (current.status === 'answered' || isReopenable(current, turn.world.directory, turn.now));

/** Verbs beside a code tell nothing: the case is opened, with what can be done to it. */
const VERBS = /^(?:(?:nhan|mo|xem|xong|bao|viec|da|a|nhe|di)(?: |$))*$/;

/** Words that name a case of the team are for that one. */
const ofStaff = (turn: Turn, current: Case, rest: string): Outcome => {
  if (!isIdle(turn.conversation) || !rightsOf(turn).sees(current)) return open(turn, current);
  const words = VERBS.test(foldPhrase(rest)) ? '' : rest;
  return showFor(turn, current, { words, files: saidIn(turn.inbound.body).files });
};

/** What a message wants of the own case that it names: to have it reopened, to see it, or to add to it. */
export const takeMention = (turn: Turn, current: Case, rest: string): Outcome => {
  const folded = foldPhrase(rest);
  if (!isOwn(turn, current)) return ofStaff(turn, current, rest);
  if (REOPEN.test(` ${folded} `) && mayReopen(turn, current))
    return unlessAccusing(turn, current, draftOf(turn), () => reopening(turn, current, rest));
  const isAsking = ASK.test(` ${folded} `) || !isTelling(folded);
  if (isAsking || !allowedActions(current).includes('add')) return open(turn, current);
  return unlessAccusing(turn, current, draftOf(turn), () => ({
    dialogue: turn.conversation.dialogue,
    replies: [],
    effects: [passOn(turn, current, saidIn(turn.inbound.body))],
  }));
};
