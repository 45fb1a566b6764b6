import { staleAnswer, stay } from '../chat/answers.ts';
import { choice } from '../chat/choice.ts';
import type { Facts, Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import type { Case, CaseAction, FileRef } from '../domain/case.ts';
import { allowedActions } from '../domain/lifecycle.ts';
import { say } from '../domain/text.ts';
import { act, isOwn, saidIn } from './parts/acts.ts';
import { isReopenable, starChoices, verdictChoices } from './parts/case-choices.ts';
import { bodyNameFirst, responsibleId } from './parts/names.ts';
import { afterwards, pausedBy, wayBack } from './parts/paused.ts';
import { isFileRef } from './parts/slots.ts';
import { draftOf, unlessAccusing } from './report/accusing-addition.ts';

const ID = 'rating';

/** The step in which the next message says why it is not well. */
const REASON = 'reason';

/** The case that is found not well, and photos that came before the words. */
interface Doubt {
  readonly code: string;
  readonly files: readonly FileRef[];
}

const doubtIn = ({ conversation }: Turn): Doubt | undefined => {
  const { dialogue } = conversation;
  if (dialogue?.flow !== ID || dialogue.step !== REASON) return undefined;
  const { code, files } = dialogue.slots as Readonly<Record<'code' | 'files', unknown>>;
  if (typeof code !== 'string') return undefined;
  return { code, files: Array.isArray(files) ? files.filter(isFileRef) : [] };
};

/** Asks why a case is not well; the next message is the answer. */
export const askReason = (
  turn: Turn,
  current: Pick<Case, 'code'>,
  key: string,
  files: readonly FileRef[] = [],
): Outcome => ({
  dialogue: {
    flow: ID,
    step: REASON,
    slots: { code: current.code, files, ...pausedBy(turn.conversation) },
    since: turn.now,
  },
  replies: [
    {
      message: {
        lines: [say(key, { code: current.code })],
        choices: [choice('mine', 'keep', say('rating.leaveChoice'), current.code)],
      },
    },
  ],
});

const doing = (turn: Turn, current: Case, ...actions: readonly CaseAction[]): Outcome => ({
  dialogue: turn.conversation.dialogue,
  replies: [],
  effects: actions.map((action) => act(turn, current, action)),
});

const askStars = (turn: Turn, current: Case): Outcome =>
  stay(turn, {
    lines: [
      say('rating.ask', {
        team: bodyNameFirst(turn.world.directory, responsibleId(current)),
      }),
    ],
    choices: starChoices(current),
  });

const leaveOpen = (turn: Turn, current: Case): Outcome =>
  stay(turn, {
    lines: [say('rating.unsure', { code: current.code })],
    choices: verdictChoices(current).slice(0, 2),
  });

/** What each button does, with the action that the case must still allow. */
const VERBS: Readonly<
  Record<
    string,
    {
      readonly needs: CaseAction['type'];
      readonly take: (turn: Turn, current: Case, argument: string) => Outcome;
    }
  >
> = {
  fine: {
    needs: 'confirm',
    take: (turn, current) => doing(turn, current, { type: 'confirm' }),
  },
  notyet: {
    needs: 'reopen',
    take: (turn, current) => askReason(turn, current, 'rating.whyNot'),
  },
  unsure: { needs: 'confirm', take: leaveOpen },
  ask: { needs: 'rate', take: askStars },
  star: {
    needs: 'rate',
    take: (turn, current, argument) => {
      const stars = Number(argument);
      return [1, 2, 3, 4, 5].includes(stars)
        ? doing(turn, current, { type: 'rate', stars })
        : askStars(turn, current);
    },
  },
  reopen: {
    needs: 'reopen',
    take: (turn, current) => askReason(turn, current, 'rating.whyReopen'),
  },
};

const mayReopen = (turn: Turn, current: Case): boolean =>
  current.status === 'answered' || isReopenable(current, turn.world.directory, turn.now);

const isPossible = (turn: Turn, current: Case, action: CaseAction['type']): boolean =>
  isOwn(turn, current) &&
  allowedActions(current).includes(action) &&
  (action !== 'reopen' || mayReopen(turn, current));

const choose = (turn: Turn, verb: string, argument: string, { found }: Facts): Outcome => {
  const entry = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  return entry !== undefined && found !== undefined && isPossible(turn, found, entry.needs)
    ? entry.take(turn, found, argument)
    : staleAnswer(turn, found);
};

/** A reason in words reopens; photos alone wait for a word, so that the team knows what to look for. */
const takeReason = (turn: Turn, doubt: Doubt, { found }: Facts): Outcome => {
  const dialogue = afterwards(turn.conversation);
  if (found === undefined || !isPossible(turn, found, 'reopen'))
    return { ...staleAnswer(turn, found), dialogue };
  const said = saidIn(turn.inbound.body);
  const files = [...doubt.files, ...said.files];
  if (said.words === '') return askReason(turn, found, 'rating.whyInWords', files);
  const shown: readonly CaseAction[] =
    files.length === 0 ? [] : [{ type: 'add', words: '', files }];
  return unlessAccusing(turn, found, draftOf(turn), () => ({
    ...doing(turn, found, { type: 'reopen', words: said.words }, ...shown),
    dialogue,
    replies: wayBack(turn.conversation),
  }));
};

/** Whether it is well now, how well it was done, and what is still wrong. */
export const ratingFlow: Flow = {
  id: ID,
  audience: 'everyone',
  commands: [],
  needs(turn): readonly Query[] {
    const { intent } = turn;
    const code = intent.type === 'choice' ? intent.arguments[0] : doubtIn(turn)?.code;
    return code === undefined ? [] : [{ ask: 'case', idOrCode: code }];
  },
  advance(turn, facts) {
    const { intent } = turn;
    if (intent.type === 'choice')
      return choose(turn, intent.verb, intent.arguments[1] ?? '', facts);
    const doubt = doubtIn(turn);
    return doubt === undefined ? staleAnswer(turn, undefined) : takeReason(turn, doubt, facts);
  },
};
