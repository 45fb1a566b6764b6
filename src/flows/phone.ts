import { staleAnswer, unread } from '../chat/answers.ts';
import { choice } from '../chat/choice.ts';
import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import type { Choice, OutboundMessage } from '../chat/message.ts';
import { maskPhone, readPhone } from '../domain/phone.ts';
import { say } from '../domain/text.ts';
import { readAnswer } from './parts/answers.ts';
import { answerTo, recordConsent } from './parts/consent.ts';
import { afterwards, aside, pausedBy } from './parts/paused.ts';

const ID = 'phone';

/** So long the question stays open, in milliseconds: later figures mean something else. */
const PATIENCE_MS = 15 * 60_000;

/** Opens what is kept of the phone number. */
export const phoneChoice: Choice = choice(ID, 'open', say('phone.openChoice'));

const stepOf = ({ conversation: { dialogue } }: Turn): string | undefined =>
  dialogue?.flow === ID ? dialogue.step : undefined;

/** The number, if it was given and may be kept. */
export const phoneOf = (turn: Turn): string | undefined =>
  answerTo(turn, 'phone') === true ? turn.asker.person.phone : undefined;

const proceed = (
  turn: Turn,
  step: string,
  message: OutboundMessage,
  slots: Readonly<Record<string, unknown>> = {},
): Outcome => ({
  dialogue: {
    flow: ID,
    step,
    slots: { ...slots, ...pausedBy(turn.conversation) },
    since: turn.now,
  },
  replies: [{ message }],
});

const conclude = (turn: Turn, message: OutboundMessage): Outcome => {
  const isOurs = turn.conversation.dialogue?.flow === ID;
  const dialogue = isOurs ? afterwards(turn.conversation) : turn.conversation.dialogue;
  return { ...aside(turn, message), dialogue };
};

const LEAVE = [
  choice(ID, 'agree', say('consent.phone.yesChoice')),
  choice(ID, 'refuse', say('consent.phone.noChoice')),
];

const askLeave = (turn: Turn): Outcome =>
  proceed(turn, 'leave', {
    lines: [say('consent.phone.what'), say('consent.phone.ask')],
    choices: LEAVE,
  });

/** Somebody sent the number before agreeing: it waits, sealed, for the answer and is kept nowhere else. */
const askLeaveFor = (turn: Turn, phone: string): Outcome => {
  const shown = maskPhone(phone);
  const message = {
    lines: [say('phone.keepAsk', { phone: shown })],
    choices: [
      choice(ID, 'agree', say('phone.keepYesChoice')),
      choice(ID, 'refuse', say('phone.keepNoChoice')),
    ],
  };
  return proceed(turn, 'leave', message, { phone, shown, of: turn.asker.person.id });
};

const show = (turn: Turn, phone: string): Outcome =>
  aside(turn, {
    lines: [say('phone.kept', { phone: maskPhone(phone) })],
    choices: [
      choice(ID, 'change', say('phone.changeChoice')),
      choice(ID, 'forget', say('phone.forgetChoice')),
    ],
  });

const open = (turn: Turn): Outcome => {
  const phone = phoneOf(turn);
  return phone === undefined ? askLeave(turn) : show(turn, phone);
};

const askNumber = (turn: Turn): Outcome => proceed(turn, 'number', { lines: [say('phone.ask')] });

const refuse = (turn: Turn, key: string): Outcome => ({
  ...conclude(turn, { lines: [say(key)] }),
  effects: [recordConsent(turn, 'phone', false)],
});

/** Leave and number are kept together: there is never one without the other. */
const keep = (turn: Turn, phone: string): Outcome => ({
  ...conclude(turn, { lines: [say('phone.taken', { phone: maskPhone(phone) })] }),
  effects: [
    recordConsent(turn, 'phone', true),
    { type: 'keep-phone', key: `phone-${turn.newId()}`, personId: turn.asker.person.id, phone },
  ],
});

/** The number that waits for leave; none once the chat has become another person's. */
const keepWaiting = (turn: Turn): Outcome | undefined => {
  const { sealedPhone, shown, of } = turn.conversation.dialogue?.slots ?? {};
  const { id: personId } = turn.asker.person;
  if (typeof sealedPhone !== 'string' || typeof shown !== 'string' || of !== personId)
    return undefined;
  const key = `phone-${turn.newId()}`;
  return {
    ...conclude(turn, { lines: [say('phone.taken', { phone: shown })] }),
    effects: [
      recordConsent(turn, 'phone', true),
      { type: 'keep-phone', key, personId, phone: sealedPhone, isSealed: true },
    ],
  };
};

const agree = (turn: Turn): Outcome => keepWaiting(turn) ?? askNumber(turn);

const typedOf = ({ intent, inbound: { body } }: Turn): string => {
  if (intent.type === 'command') return intent.argument;
  if (body.kind === 'contact') return body.phone;
  return body.kind === 'text' ? body.text : '';
};

/** What was typed as a number; right or wrong, it is kept in no chat. */
const takeNumber = (turn: Turn): Outcome => {
  const phone = readPhone(typedOf(turn));
  const outcome = phone === undefined ? unread(turn, say('phone.unreadable')) : keep(turn, phone);
  return { ...outcome, withholds: true };
};

const choose = (turn: Turn, verb: string): Outcome => {
  switch (verb) {
    case 'open':
      return open(turn);
    case 'agree':
      return stepOf(turn) === 'leave' ? agree(turn) : staleAnswer(turn, undefined);
    case 'refuse':
      return stepOf(turn) === 'leave'
        ? refuse(turn, 'consent.phone.notKept')
        : staleAnswer(turn, undefined);
    case 'change':
      return phoneOf(turn) === undefined ? askLeave(turn) : askNumber(turn);
    case 'forget':
      return refuse(turn, 'phone.forgotten');
    default:
      return staleAnswer(turn, undefined);
  }
};

/** Whoever sends the number at once has not been told yet what it is for. */
const hear = (turn: Turn): Outcome => {
  if (stepOf(turn) === 'number') return takeNumber(turn);
  const phone = readPhone(typedOf(turn));
  if (phone !== undefined) return { ...askLeaveFor(turn, phone), withholds: true };
  const answer = readAnswer(typedOf(turn));
  if (answer === 'yes') return agree(turn);
  if (answer === 'no') return refuse(turn, 'consent.phone.notKept');
  return { ...unread(turn, say('phone.yesOrNo')), withholds: true };
};

/** A phone number for results that the chat lets through no more; given, shown covered, and forgotten at a word. */
export const phoneFlow: Flow = {
  id: ID,
  audience: 'everyone',
  commands: [
    {
      name: 'sodienthoai',
      phrases: ['so dien thoai', 'so dien thoai cua toi', 'phone number', 'my phone number'],
      isListed: false,
    },
  ],
  patienceMs: PATIENCE_MS,
  takesContacts: true,
  advance(turn) {
    const { intent } = turn;
    if (intent.type === 'choice') return choose(turn, intent.verb);
    if (intent.type === 'message') return hear(turn);
    const hasWords = intent.argument !== '';
    return { ...open(turn), ...(hasWords ? { withholds: true } : {}) };
  },
};
