import { staleAnswer } from '../chat/answers.ts';
import type { Facts, Flow, Intent, Outcome, Query, Turn } from '../chat/flow.ts';
import { readLinkCode } from '../domain/link-code.ts';
import { accuses, spokenWords } from './parts/accusation.ts';
import { answerTo } from './parts/consent.ts';
import { draftIn, emptyDraft, type Draft } from './parts/draft.ts';
import { afterwards } from './parts/paused.ts';
import { duplicateQuery, withOffer } from './report/duplicate.ts';
import { outOfTheBlue } from './report/follow-up.ts';
import { withBody, withWords } from './report/gather.ts';
import { consentAfterwards, rememberHome } from './report/send.ts';
import { proceed, takeMessage } from './report/steps.ts';
import { takeVerb } from './report/verbs.ts';

type ChoiceIntent = Extract<Intent, { type: 'choice' }>;
type CommandIntent = Extract<Intent, { type: 'command' }>;

/** The draft that is being written, with its step. */
const living = ({ conversation }: Turn): { draft: Draft; step: string } | undefined => {
  const { dialogue } = conversation;
  const draft = draftIn(dialogue);
  return draft === undefined || dialogue === null ? undefined : { draft, step: dialogue.step };
};

/** The same, or the one that waits while something else is talked of: its buttons still work. */
const waiting = ({ conversation }: Turn): Draft | undefined => draftIn(afterwards(conversation));

const ownCases = (turn: Turn): Query => ({
  ask: 'cases-of-person',
  personId: turn.asker.person.id,
});

// Buttons that are about no draft.
const DRAFTLESS = ['start', 'remember', 'forget'];

const forChoice = (turn: Turn, { verb, arguments: given }: ChoiceIntent): readonly Query[] => {
  const [draftId, code] = given;
  if (DRAFTLESS.includes(verb) || draftId === undefined) return [];
  // A draft that was sent is a case of the same id: an old button tells what became of it.
  if (waiting(turn)?.id !== draftId) return [{ ask: 'case', idOrCode: draftId }];
  return verb === 'join' && code !== undefined ? [{ ask: 'case', idOrCode: code }] : [];
};

const forMessage = (turn: Turn): readonly Query[] => {
  const now = living(turn);
  if (now === undefined) return [ownCases(turn)];
  const { body } = turn.inbound;
  if (now.step === 'belongs' && now.draft.aboutCode !== null)
    return [{ ask: 'case', idOrCode: now.draft.aboutCode }];
  if (now.step !== 'which') return [];
  const named = body.kind === 'text' ? body.text.trim() : '';
  return [ownCases(turn), ...(named === '' ? [] : [{ ask: 'case' as const, idOrCode: named }])];
};

/** Starts a draft, or takes up the one that is being written. */
const begin = (turn: Turn, { name, argument }: Omit<CommandIntent, 'type'>): Outcome => {
  const draft = waiting(turn) ?? emptyDraft(turn.newId());
  const isOnBehalf = draft.isOnBehalf || name === 'baoho';
  const next = withWords({ ...draft, isOnBehalf }, argument, turn);
  return proceed(turn, next);
};

const choose = (turn: Turn, { verb, arguments: given }: ChoiceIntent, facts: Facts): Outcome => {
  const [draftId = '', argument = ''] = given;
  if (verb === 'start') return begin(turn, { name: 'bao', argument: '' });
  if (verb === 'remember') return rememberHome(turn, draftId);
  if (verb === 'forget') return rememberHome(turn, undefined);
  const draft = waiting(turn);
  if (draft?.id === draftId) return takeVerb(turn, draft, verb, argument, facts);
  const isConsent = verb === 'agree' || verb === 'refuse';
  return isConsent && answerTo(turn, 'report') === undefined
    ? consentAfterwards(turn, verb === 'agree')
    : staleAnswer(turn, facts.found);
};

const listen = (turn: Turn, facts: Facts): Outcome => {
  const now = living(turn);
  if (now !== undefined) return takeMessage(turn, now.step, now.draft, facts);
  const paused = waiting(turn);
  if (paused?.urgency === 'emergency')
    return proceed(turn, withBody(paused, turn.inbound.body, turn));
  const draft = withBody(emptyDraft(turn.newId()), turn.inbound.body, turn);
  // Whoever was accused in words that were let go of a moment ago may be who is dangerous.
  const isAccused = turn.conversation.dialogue?.flow === 'withheld';
  return outOfTheBlue(turn, facts, isAccused ? { ...draft, isAboutOfficial: true } : draft);
};

const decide = (turn: Turn, facts: Facts): Outcome => {
  const { intent } = turn;
  if (intent.type === 'choice') return choose(turn, intent, facts);
  return intent.type === 'command' ? begin(turn, intent) : listen(turn, facts);
};

const firstQueries = (turn: Turn): readonly Query[] => {
  const { intent } = turn;
  if (intent.type === 'choice') return forChoice(turn, intent);
  return intent.type === 'message' ? forMessage(turn) : [];
};

/** A concern, told in any order and any number of messages; what is missing is asked for, one thing at a time. */
export const reportFlow: Flow = {
  id: 'report',
  audience: 'everyone',
  commands: [
    {
      name: 'bao',
      phrases: ['bao', 'bao viec', 'phan anh', 'gop y', 'viec moi', 'report', 'new report'],
    },
    {
      name: 'baoho',
      phrases: ['bao ho', 'bao ho hang xom', 'bao giup', 'report for a neighbour', 'on behalf'],
    },
  ],
  // Danger to life interrupts everything, even the question about an accusation; once told, none throws it away.
  claims(turn) {
    const words = spokenWords(turn.inbound.body);
    if (words === '' || readLinkCode(words) !== undefined) return false;
    const reading = turn.world.understand(words);
    const isElsewhere = turn.conversation.dialogue?.flow !== 'report';
    return (
      (isElsewhere && reading.urgency === 'emergency') ||
      (accuses(reading) && waiting(turn)?.urgency === 'emergency')
    );
  },
  // Deciding is pure and quick, so it is tried without facts to see whether a summary comes of it.
  needs: (turn) => [...firstQueries(turn), ...duplicateQuery(turn, decide(turn, {}))],
  advance: (turn, facts) => withOffer(turn, decide(turn, facts), facts),
};
