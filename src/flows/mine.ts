import { staleAnswer } from '../chat/answers.ts';
import { readSlash } from '../chat/commands.ts';
import type { Facts, Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { nearCodes, parseCode } from '../domain/code.ts';
import { allowedActions } from '../domain/lifecycle.ts';
import { say } from '../domain/text.ts';
import { mentionedCode, takeMention } from './mine/mention.ts';
import { open, takeVerb } from './mine/verbs.ts';
import { listMessage } from './mine/view.ts';
import { ADDING, MINE } from './mine/steps.ts';
import { isOwn, passOn, saidIn } from './parts/acts.ts';
import { listChoice, openByCode } from './parts/case-choices.ts';
import { afterwards, aside, wayBack } from './parts/paused.ts';
import { draftOf, unlessAccusing } from './report/accusing-addition.ts';
import { reportFlow } from './report.ts';

const ownCases = (turn: Turn): Query => ({
  ask: 'cases-of-person',
  personId: turn.asker.person.id,
});

/** The code of the case that the next message is for. */
const addingTo = ({ conversation }: Turn): string | undefined => {
  const { dialogue } = conversation;
  const code = dialogue?.flow === MINE && dialogue.step === ADDING ? dialogue.slots['code'] : '';
  return typeof code === 'string' && code !== '' ? code : undefined;
};

const typedWords = ({ inbound }: Turn): string =>
  inbound.body.kind === 'text' ? inbound.body.text.trim() : '';

/** What was typed after the command, or as a bare message. */
const typedCode = (turn: Turn): string =>
  turn.intent.type === 'command' ? turn.intent.argument : typedWords(turn);

const isCode = (typed: string): boolean => {
  const read = parseCode(typed);
  return 'code' in read || read.wrong === 'check';
};

const asWritten = (typed: string): string => {
  const read = parseCode(typed);
  return 'code' in read ? read.code : typed.toUpperCase().slice(0, 20);
};

/** The code that a longer message names, where a message is what came. */
const mention = (turn: Turn) =>
  turn.intent.type === 'message' &&
  readSlash(typedWords(turn)) === undefined &&
  !isCode(typedWords(turn))
    ? mentionedCode(typedWords(turn))
    : undefined;

const codeQueries = (turn: Turn): readonly Query[] => {
  const mentioned = mention(turn);
  if (mentioned !== undefined) return [{ ask: 'case', idOrCode: mentioned.code }, ownCases(turn)];
  const read = parseCode(typedCode(turn));
  return 'code' in read ? [{ ask: 'case', idOrCode: read.code }, ownCases(turn)] : [ownCases(turn)];
};

const unknownCode = (turn: Turn, { casesOfPerson = [] }: Facts): Outcome => {
  const typed = asWritten(typedCode(turn));
  const codes = nearCodes(
    typed,
    casesOfPerson.map(({ code }) => code),
  );
  const near = casesOfPerson.filter(({ code }) => codes.includes(code)).slice(0, 3);
  const [first] = near;
  if (first === undefined)
    return aside(turn, {
      lines: [say('mine.noCode', { typed })],
      choices: [listChoice],
    });
  return aside(turn, {
    lines: [say('mine.nearCode', { typed, code: first.code })],
    choices: [...near.map(openByCode), listChoice],
  });
};

const lookUp = (turn: Turn, facts: Facts): Outcome => {
  const mentioned = mention(turn);
  if (mentioned !== undefined)
    return facts.found === undefined
      ? // Two letters and some digits can be anything; then it is a message like any other.
        reportFlow.advance(turn, facts)
      : takeMention(turn, facts.found, mentioned.rest);
  const typed = typedCode(turn);
  if (facts.found !== undefined) return open(turn, facts.found);
  // A bare message that is no code comes from a step that is gone: the list is never wrong.
  const isBare = turn.intent.type === 'message' && !isCode(typed);
  return typed === '' || isBare
    ? aside(turn, listMessage(facts.casesOfPerson ?? [], turn))
    : unknownCode(turn, facts);
};

const passMessageOn = (turn: Turn, { found }: Facts): Outcome => {
  const rest = { dialogue: afterwards(turn.conversation) };
  if (found === undefined || !isOwn(turn, found) || !allowedActions(found).includes('add'))
    return { ...staleAnswer(turn, found), ...rest };
  return unlessAccusing(turn, found, draftOf(turn), () => ({
    ...rest,
    replies: wayBack(turn.conversation),
    effects: [passOn(turn, found, saidIn(turn.inbound.body))],
  }));
};

/** Steps in which a code is part of the answer. */
const ASKED_FOR_CODES: readonly string[] = ['which', 'belongs', 'reason'];

/** The citizen's own cases: the list, one of them, words and photos added to it, its withdrawal. */
export const mineFlow: Flow = {
  id: MINE,
  audience: 'everyone',
  commands: [
    {
      name: 'vieccuatoi',
      phrases: [
        'viec cua toi',
        'xem viec',
        'viec da gui',
        'viec cu',
        'ma viec',
        'ma so',
        'my cases',
        'my reports',
      ],
    },
  ],
  // A bare code is a wish to see that case, unless codes are what was asked for.
  claims: (turn) =>
    !ASKED_FOR_CODES.includes(turn.conversation.dialogue?.step ?? '') &&
    addingTo(turn) === undefined &&
    (isCode(typedWords(turn)) || mention(turn) !== undefined),
  needs(turn) {
    const { intent } = turn;
    if (intent.type === 'choice') {
      const [code] = intent.arguments;
      return intent.verb === 'list' || code === undefined
        ? [ownCases(turn)]
        : [{ ask: 'case', idOrCode: code }];
    }
    const adding = intent.type === 'message' ? addingTo(turn) : undefined;
    return adding === undefined ? codeQueries(turn) : [{ ask: 'case', idOrCode: adding }];
  },
  advance(turn, facts) {
    const { intent } = turn;
    if (intent.type === 'choice') {
      return intent.verb === 'list'
        ? aside(turn, listMessage(facts.casesOfPerson ?? [], turn))
        : takeVerb(turn, intent.verb, intent.arguments[1] ?? '', facts);
    }
    const isAdding = intent.type === 'message' && addingTo(turn) !== undefined;
    return isAdding ? passMessageOn(turn, facts) : lookUp(turn, facts);
  },
};
