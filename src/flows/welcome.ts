import type { Flow, Turn } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { say } from '../domain/text.ts';
import { newChoice } from './parts/case-choices.ts';
import { startingHelp } from './parts/greeting.ts';
import { aside } from './parts/paused.ts';

const welcome = ({ world }: Turn): OutboundMessage =>
  startingHelp(
    say('welcome.hello'),
    ...(world.isDemo ? [say('welcome.demo')] : []),
    say('welcome.machine'),
  );

const thanks: OutboundMessage = { lines: [say('welcome.thanks')], choices: [newChoice] };

/** The first words, and the small ones between people. */
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
  advance(turn) {
    const isThanks = turn.intent.type === 'command' && turn.intent.name === 'camon';
    return aside(turn, isThanks ? thanks : welcome(turn));
  },
};
