import { staleAnswer, stay } from '../chat/answers.ts';
import { choice } from '../chat/choice.ts';
import type { TurnEffect } from '../chat/effect.ts';
import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import type { Choice } from '../chat/message.ts';
import { say, type Text } from '../domain/text.ts';
import { maskPhone } from '../domain/phone.ts';
import { linkChoice, partChoice } from './link/told.ts';
import { humanChoice } from './parts/case-choices.ts';
import { answerTo, recordConsent } from './parts/consent.ts';
import { homeOf } from './parts/home.ts';
import { aside } from './parts/paused.ts';
import { phoneChoice, phoneOf } from './phone.ts';

const ID = 'privacy';

const keptWords = (turn: Turn): Text => {
  const answer = answerTo(turn, 'report');
  if (answer === undefined) return say('privacy.reportUnasked');
  return say(answer ? 'privacy.reportKept' : 'privacy.reportRefused');
};

const keptVillage = (turn: Turn): Text => {
  const home = homeOf(turn);
  return home === undefined
    ? say('privacy.homeUnknown')
    : say('privacy.homeKept', { place: turn.world.directory.areaName(home) });
};

const keptPhone = (turn: Turn): readonly Text[] => {
  const phone = phoneOf(turn);
  return phone === undefined ? [] : [say('phone.kept', { phone: maskPhone(phone) })];
};

const isLinked = ({ asker }: Turn): boolean => asker.person.chats.length > 1;

const offers = (turn: Turn): readonly Choice[] => [
  answerTo(turn, 'report') === true
    ? choice(ID, 'refuse', say('privacy.refuseChoice'))
    : choice(ID, 'agree', say('privacy.agreeChoice')),
  ...(homeOf(turn) === undefined ? [] : [choice(ID, 'forget', say('privacy.forgetChoice'))]),
  answerTo(turn, 'learn') === true
    ? choice(ID, 'unteach', say('privacy.unteachChoice'))
    : choice(ID, 'teach', say('privacy.teachChoice')),
  phoneChoice,
  isLinked(turn) ? partChoice : linkChoice,
  humanChoice,
];

const explain = (turn: Turn): Outcome => {
  const keeper = { names: turn.world.directory.organisation.name };
  return aside(turn, {
    lines: [
      keptWords(turn),
      keptVillage(turn),
      ...keptPhone(turn),
      ...(isLinked(turn) ? [say('privacy.linked')] : []),
      say('privacy.machine'),
      say(answerTo(turn, 'learn') === true ? 'privacy.taught' : 'privacy.untaught'),
      say('privacy.refusal'),
      say('privacy.team'),
      say('privacy.rights', { keeper }),
    ],
    choices: offers(turn),
  });
};

const forgetHome = (turn: Turn): readonly TurnEffect[] => [
  recordConsent(turn, 'remember', false),
  {
    key: `home-${turn.newId()}`,
    type: 'remember-home',
    personId: turn.asker.person.id,
    unitId: null,
  },
];

const settle = (turn: Turn, line: Text, effects: readonly TurnEffect[]): Outcome => ({
  ...stay(turn, { lines: [line] }),
  effects,
});

const choose = (turn: Turn, verb: string): Outcome => {
  switch (verb) {
    case 'agree':
      return settle(turn, say('privacy.agreed'), [recordConsent(turn, 'report', true)]);
    case 'refuse':
      return settle(turn, say('privacy.refused'), [
        recordConsent(turn, 'report', false),
        recordConsent(turn, 'learn', false),
        ...(phoneOf(turn) === undefined ? [] : [recordConsent(turn, 'phone', false)]),
        ...forgetHome(turn),
      ]);
    case 'forget':
      return settle(turn, say('privacy.forgotten'), forgetHome(turn));
    case 'teach':
      return settle(turn, say('consent.learn.kept'), [recordConsent(turn, 'learn', true)]);
    case 'unteach':
      return settle(turn, say('consent.learn.notKept'), [recordConsent(turn, 'learn', false)]);
    case 'open':
      return explain(turn);
    default:
      return staleAnswer(turn, undefined);
  }
};

/** What is kept of the person, and how to change that (Law 91/2025). */
export const privacyFlow: Flow = {
  id: ID,
  audience: 'everyone',
  commands: [
    {
      name: 'riengtu',
      phrases: [
        'quyen rieng tu',
        'rieng tu',
        'du lieu cua toi',
        'xoa du lieu',
        'privacy',
        'my data',
      ],
    },
    { name: 'privacy', phrases: [], isListed: false },
  ],
  advance(turn) {
    return turn.intent.type === 'choice' ? choose(turn, turn.intent.verb) : explain(turn);
  },
};
