import { staleAnswer, unread } from '../chat/answers.ts';
import { choice } from '../chat/choice.ts';
import type { Facts, Flow, LinkCode, Outcome, Query, Turn } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { LIMITS, roomAt } from '../domain/limits.ts';
import { readLinkCode } from '../domain/link-code.ts';
import { say } from '../domain/text.ts';
import { askedThere, LINK, linkChoice, whereOn } from './link/told.ts';
import { readAnswer } from './parts/answers.ts';
import { listChoice } from './parts/case-choices.ts';
import { answerNow } from './parts/consent.ts';
import { afterwards, aside, pausedBy } from './parts/paused.ts';

/** A question about joining waits as long as its code works, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

const stepOf = ({ conversation: { dialogue } }: Turn): string | undefined =>
  dialogue?.flow === LINK ? dialogue.step : undefined;

const typedOf = ({ intent, inbound }: Turn): string => {
  if (intent.type === 'command') return intent.argument;
  return inbound.body.kind === 'text' ? inbound.body.text : '';
};

/** When the next code may be tried; `undefined`: now. */
const barredUntil = ({ conversation, now }: Turn): Date | undefined =>
  roomAt(LIMITS.codes, conversation.wrongCodes ?? [], 1, now);

/** Goes on in this flow, with whatever was being written put aside. */
const proceed = (
  turn: Turn,
  step: string,
  slots: Readonly<Record<string, unknown>>,
  message: OutboundMessage,
): Outcome => ({
  dialogue: {
    flow: LINK,
    step,
    slots: { ...slots, ...pausedBy(turn.conversation) },
    since: turn.now,
  },
  replies: [{ message }],
});

/** Answers and goes back to whatever was being written. */
const conclude = (turn: Turn, message: OutboundMessage): Outcome => {
  const dialogue = afterwards(turn.conversation);
  const isOurs = turn.conversation.dialogue?.flow === LINK;
  return { ...aside(turn, message), dialogue: isOurs ? dialogue : turn.conversation.dialogue };
};

const giveCode = (turn: Turn): Outcome => ({
  dialogue: turn.conversation.dialogue,
  replies: [],
  effects: [{ type: 'link-code', key: `link-code-${turn.inbound.eventId}` }],
});

const SURE = [choice(LINK, 'yes', say('link.yesChoice')), choice(LINK, 'no', say('link.noChoice'))];

const askSure = (turn: Turn, { ref, channel = '' }: LinkCode): Outcome =>
  proceed(
    turn,
    'sure',
    { ref },
    {
      lines: [
        say('link.what'),
        say('link.reads'),
        say('link.ownOnly'),
        say('link.keeps'),
        say('link.ask', { where: whereOn(channel) }),
      ],
      choices: SURE,
    },
  );

const tooMany = (turn: Turn, until: Date): Outcome =>
  conclude(turn, {
    lines: [say('link.tooMany', { when: { at: until, style: 'moment' } })],
    choices: [listChoice],
  });

/** A code is answered without a word on whose it is; each wrong one is counted. */
const tryCode = (turn: Turn, known: LinkCode): Outcome => {
  switch (known.state) {
    case 'open':
      return askSure(turn, known);
    case 'asked':
      return conclude(turn, askedThere(known.channel ?? ''));
    case 'own':
      return conclude(turn, { lines: [say('link.own')] });
    case 'joined':
      return conclude(turn, { lines: [say('link.joined')], choices: [listChoice] });
    case 'used':
    case 'expired':
    case 'unknown':
      return {
        ...conclude(turn, {
          lines: [say(`link.refused.link-${known.state}`)],
          choices: [linkChoice],
        }),
        isWrongCode: true,
      };
  }
};

const askCode = (turn: Turn): Outcome => proceed(turn, 'code', {}, { lines: [say('link.type')] });

/** Reads what was typed as a code. It is not kept, whatever it was: it may be somebody's. */
const take = (turn: Turn, { linkCode }: Facts): Outcome => {
  const until = barredUntil(turn);
  if (until !== undefined) return { ...tooMany(turn, until), withholds: true };
  if (linkCode !== undefined) return { ...tryCode(turn, linkCode), withholds: true };
  const isAsked = stepOf(turn) === 'code';
  return { ...(isAsked ? unread(turn, say('link.unreadable')) : askCode(turn)), withholds: true };
};

const settle = (turn: Turn): Outcome => {
  const ref = turn.conversation.dialogue?.slots['ref'];
  if (stepOf(turn) !== 'sure' || typeof ref !== 'string') return staleAnswer(turn, undefined);
  return {
    dialogue: afterwards(turn.conversation),
    replies: [],
    effects: [
      {
        type: 'ask-link',
        key: `ask-link-${turn.inbound.eventId}`,
        ref,
        consent: answerNow(turn, 'link', true),
      },
    ],
  };
};

/** What the chat says that gave the code out; whatever is being written there stays. */
const answerRequest = (turn: Turn, answer: 'agree' | 'deny', ref: string | undefined): Outcome => {
  if (ref === undefined) return staleAnswer(turn, undefined);
  const key = `${answer}-link-${turn.inbound.eventId}`;
  return {
    dialogue: turn.conversation.dialogue,
    replies: [],
    effects: [
      answer === 'agree'
        ? { type: 'link', key, ref, consent: answerNow(turn, 'link', true) }
        : { type: 'deny-link', key, ref },
    ],
  };
};

const isAlone = ({ asker }: Turn): boolean => asker.person.chats.length < 2;

const askPart = (turn: Turn): Outcome =>
  isAlone(turn)
    ? conclude(turn, { lines: [say('link.refused.link-last')], choices: [linkChoice] })
    : proceed(
        turn,
        'part',
        {},
        {
          lines: [say('link.partWhat'), say('link.partAsk')],
          choices: [
            choice(LINK, 'unlink', say('link.unlinkChoice')),
            choice(LINK, 'stay', say('link.stayChoice')),
          ],
        },
      );

const unlink = (turn: Turn): Outcome =>
  stepOf(turn) === 'part'
    ? {
        dialogue: afterwards(turn.conversation),
        replies: [],
        effects: [
          {
            type: 'unlink',
            key: `unlink-${turn.inbound.eventId}`,
            newPersonId: turn.newId(),
            consent: answerNow(turn, 'link', false),
          },
        ],
      }
    : staleAnswer(turn, undefined);

const choose = (turn: Turn, verb: string, ref?: string): Outcome => {
  switch (verb) {
    case 'open':
      return giveCode(turn);
    case 'type':
      return askCode(turn);
    case 'yes':
      return settle(turn);
    case 'agree':
    case 'deny':
      return answerRequest(turn, verb, ref);
    case 'no':
      return conclude(turn, { lines: [say('link.not')] });
    case 'part':
      return askPart(turn);
    case 'unlink':
      return unlink(turn);
    case 'stay':
      return conclude(turn, { lines: [say('link.stays')] });
    default:
      return staleAnswer(turn, undefined);
  }
};

/** An answer to one of the two questions, in words. */
const answerTo = (turn: Turn): Outcome | undefined => {
  const step = stepOf(turn);
  if (step !== 'sure' && step !== 'part') return undefined;
  const answer = readAnswer(typedOf(turn));
  if (answer === 'yes') return choose(turn, step === 'sure' ? 'yes' : 'unlink');
  if (answer === 'no') return choose(turn, step === 'sure' ? 'no' : 'stay');
  return readLinkCode(typedOf(turn)) === undefined ? unread(turn, say('link.yesOrNo')) : undefined;
};

const command = (turn: Turn, name: string, facts: Facts): Outcome => {
  if (name === 'bokenh') return askPart(turn);
  return typedOf(turn) === '' ? giveCode(turn) : take(turn, facts);
};

/** Begins to join chats, as after `/noikenh` in the chat that has no code to give: the code is to be typed. */
export const openLinking = (turn: Turn): Outcome => ({ ...askCode(turn), withholds: true });

/** The code to be looked up, unless there were too many wrong ones already. */
const queries = (turn: Turn): readonly Query[] => {
  const code = turn.intent.type === 'choice' ? undefined : readLinkCode(typedOf(turn));
  if (code === undefined || barredUntil(turn) !== undefined) return [];
  return [{ ask: 'link-code', code, chat: turn.inbound.chat }];
};

/**
 * Several chats of one person: a one-time code that is given out in one and typed in the other joins them, once the first
 * has said that it was meant; one of them can be taken apart again.
 */
export const linkFlow: Flow = {
  id: LINK,
  audience: 'everyone',
  commands: [
    {
      name: 'noikenh',
      phrases: [
        'noi kenh',
        'noi zalo',
        'noi telegram',
        'noi trang web',
        'noi cuoc tro chuyen',
        'link chats',
        'link chat',
      ],
    },
    {
      name: 'bokenh',
      phrases: ['bo kenh', 'bo noi kenh', 'tach kenh', 'tach noi nay ra', 'unlink', 'unlink chat'],
      isListed: false,
    },
  ],
  patienceMs: PATIENCE_MS,
  claims: ({ inbound }) =>
    inbound.body.kind === 'text' && readLinkCode(inbound.body.text) !== undefined,
  needs: queries,
  advance(turn, facts) {
    const { intent } = turn;
    if (intent.type === 'choice') return choose(turn, intent.verb, intent.arguments[0]);
    if (intent.type === 'command') return command(turn, intent.name, facts);
    return answerTo(turn) ?? take(turn, facts);
  },
};
