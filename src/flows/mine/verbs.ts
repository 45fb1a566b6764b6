import { staleAnswer, stay } from '../../chat/answers.ts';
import { choice, shortcut } from '../../chat/choice.ts';
import type { Facts, Outcome, Turn } from '../../chat/flow.ts';
import type { Case } from '../../domain/case.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';
import { act, isOwn } from '../parts/acts.ts';
import { openChoice } from '../parts/case-choices.ts';
import { localDay } from '../parts/names.ts';
import { afterwards, aside, pausedBy } from '../parts/paused.ts';
import { ADDING, MINE } from './steps.ts';
import { caseMessage } from './view.ts';

/** A case of somebody else that the asker may see as staff opens in the staff's own way. */
const showStaff = (turn: Turn, current: Case): Outcome =>
  aside(turn, {
    lines: [say('mine.staffCase', { code: current.code, status: say(`status.${current.status}`) })],
    choices: [choice('work', 'open', say('mine.openChoice'), current.code)],
  });

/** Opens a case that the asker may see. */
export const open = (turn: Turn, current: Case): Outcome =>
  isOwn(turn, current) ? aside(turn, caseMessage(current, turn)) : showStaff(turn, current);

const askWords = (turn: Turn, current: Case, key: string): Outcome => ({
  dialogue: {
    flow: MINE,
    step: ADDING,
    slots: { code: current.code, ...pausedBy(turn.conversation) },
    since: turn.now,
  },
  replies: [
    {
      message: {
        lines: [say(key, { code: current.code })],
        // A number may be the answer here ("how many houses?"), so this one has none.
        choices: [shortcut(choice(MINE, 'keep', say('mine.keepChoice'), current.code))],
      },
    },
  ],
});

/** Whether others reported the same: then the work goes on without this one. */
const isShared = ({ mergedIntoId, joined }: Case): boolean =>
  mergedIntoId !== undefined || joined !== undefined;

const askWithdrawal = (turn: Turn, current: Case): Outcome =>
  stay(turn, {
    lines: [say(isShared(current) ? 'mine.leaveAsk' : 'mine.withdrawAsk', { code: current.code })],
    choices: [
      choice(MINE, 'drop', say('mine.dropChoice'), current.code),
      choice(MINE, 'keep', say('mine.keepChoice'), current.code),
    ],
  });

/** Where the case lies, of the villages that were asked about; whoever holds it reads the name. */
const choosePlace = (turn: Turn, current: Case, index: string): Outcome => {
  const unitId = current.place.candidateIds?.[Number(index)];
  const { directory } = turn.world;
  if (unitId === undefined || directory.find(unitId) === undefined)
    return staleAnswer(turn, current);
  const words = directory.placeName(unitId, localDay(directory, turn.now));
  return {
    dialogue: turn.conversation.dialogue,
    replies: [],
    effects: [act(turn, current, { type: 'add', words, files: [] })],
  };
};

type Verb = (turn: Turn, current: Case, argument: string) => Outcome;

// Each with the action that the case must still allow.
const VERBS: Readonly<Record<string, { readonly needs?: 'add' | 'withdraw'; take: Verb }>> = {
  open: { take: open },
  add: {
    needs: 'add',
    take: (turn, current) =>
      askWords(turn, current, current.status === 'needs-info' ? 'mine.replyAsk' : 'mine.addAsk'),
  },
  withdraw: { needs: 'withdraw', take: askWithdrawal },
  drop: {
    needs: 'withdraw',
    take: (turn, current) => ({
      dialogue: turn.conversation.dialogue,
      replies: [],
      effects: [act(turn, current, { type: 'withdraw' })],
    }),
  },
  keep: {
    take: (turn, current) => ({
      ...aside(turn, {
        lines: [say('mine.kept', { code: current.code })],
        choices: [openChoice(current)],
      }),
      dialogue: afterwards(turn.conversation),
    }),
  },
  place: { needs: 'add', take: choosePlace },
  elsewhere: {
    needs: 'add',
    take: (turn, current) => askWords(turn, current, 'mine.placeAsk'),
  },
};

/** Carries out a button of the list or of one case; one that no longer fits is answered as old. */
export const takeVerb = (turn: Turn, verb: string, argument: string, { found }: Facts): Outcome => {
  const entry = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (entry === undefined || found === undefined) return staleAnswer(turn, found);
  if (verb === 'open') return open(turn, found);
  const isPossible = entry.needs === undefined || allowedActions(found).includes(entry.needs);
  return isOwn(turn, found) && isPossible
    ? entry.take(turn, found, argument)
    : staleAnswer(turn, found);
};
