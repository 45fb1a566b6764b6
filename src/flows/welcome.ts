import type { Facts, Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { readStartLink, type StartLink } from '../domain/start-link.ts';
import { say, type Text } from '../domain/text.ts';
import { openLinking } from './link.ts';
import { linkChoice } from './link/told.ts';
import { open } from './mine/verbs.ts';
import { humanChoice, listChoice, newChoice } from './parts/case-choices.ts';
import { draftIn } from './parts/draft.ts';
import { startingHelp } from './parts/greeting.ts';
import { afterwards, aside } from './parts/paused.ts';
import { startAt } from './report/start-at.ts';

const greeting = ({ world }: Turn): readonly Text[] => [
  say('welcome.hello'),
  ...(world.isDemo ? [say('welcome.demo')] : []),
  say('welcome.machine'),
];

const welcome = (turn: Turn): Outcome => aside(turn, startingHelp(...greeting(turn)));

const thanks: OutboundMessage = { lines: [say('welcome.thanks')], choices: [newChoice] };

/** What the link leads to through which the chat was opened, if it was one. */
const linkOf = ({ intent }: Turn): StartLink | undefined =>
  intent.type === 'command' && intent.name === 'start' ? readStartLink(intent.argument) : undefined;

/** The same words whether there is no such case or it is another's. */
const elsewhere: OutboundMessage = {
  lines: [say('welcome.notHere')],
  choices: [linkChoice, listChoice, humanChoice],
};

const follow = (turn: Turn, link: StartLink, facts: Facts): Outcome => {
  if (link.to === 'link') return openLinking(turn);
  if (link.to === 'case')
    return facts.found === undefined ? aside(turn, elsewhere) : open(turn, facts.found);
  // Whatever is being written is not thrown away by a poster.
  const isWriting = draftIn(afterwards(turn.conversation)) !== undefined;
  return (isWriting ? undefined : startAt(turn, link, greeting(turn))) ?? welcome(turn);
};

const queries = (turn: Turn): readonly Query[] => {
  const link = linkOf(turn);
  if (link?.to === 'case') return [{ ask: 'case', idOrCode: link.code }];
  return [];
};

/** The first words, and the small ones between people; a link or a poster may say where from. */
export const welcomeFlow: Flow = {
  id: 'welcome',
  audience: 'everyone',
  commands: [
    {
      name: 'start',
      phrases: [
        'bat dau',
        'xin chao',
        'chao',
        'chao cau noi',
        'alo',
        'a lo',
        'hello',
        'hi',
        'start',
      ],
      isListed: false,
    },
    {
      name: 'camon',
      phrases: [
        'cam on',
        'cam on a',
        'cam on nhe',
        'cam on cau noi',
        'cam on nhieu',
        'ok cam on',
        'thank you',
        'thanks',
      ],
      isListed: false,
    },
  ],
  needs: queries,
  advance(turn, facts) {
    const isThanks = turn.intent.type === 'command' && turn.intent.name === 'camon';
    if (isThanks) return aside(turn, thanks);
    const link = linkOf(turn);
    return link === undefined ? welcome(turn) : follow(turn, link, facts);
  },
};
