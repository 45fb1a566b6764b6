import { choice } from '../chat/choice.ts';
import { admits } from '../chat/commands.ts';
import type { Asker, Flow, Turn } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { say, type Text } from '../domain/text.ts';
import { humanChoice, listChoice, newChoice } from './parts/case-choices.ts';
import { aside } from './parts/paused.ts';

/** Commands that staff have besides everybody's, one line each. */
const staffLines = (flows: readonly Flow[], asker: Asker): readonly Text[] => {
  const own = flows
    .filter(({ audience }) => audience !== 'everyone' && admits(audience, asker))
    .flatMap(({ commands }) => commands)
    .filter(({ isListed }) => isListed !== false);
  if (own.length === 0) return [];
  return [
    say('help.staff'),
    ...own.map(({ name }) => say('help.command', { name, label: say(`command.${name}`) })),
  ];
};

const howTo = (flows: readonly Flow[], { asker }: Turn): OutboundMessage => ({
  lines: [say('help.write'), say('help.words'), say('help.files'), ...staffLines(flows, asker)],
  choices: [choice('help', 'example', say('help.exampleChoice')), listChoice, humanChoice],
});

const example: OutboundMessage = {
  lines: [say('help.exampleHead'), say('help.example'), say('help.exampleNext')],
  choices: [newChoice],
};

/**
 * How to speak with Cầu Nối, and one example.
 *
 * @param flows - All flows, asked when help is given, so that a new command explains itself.
 */
export const helpFlow = (flows: () => readonly Flow[]): Flow => ({
  id: 'help',
  audience: 'everyone',
  commands: [
    {
      name: 'trogiup',
      phrases: ['tro giup', 'giup', 'giup do', 'huong dan', 'cach dung', 'help', 'menu'],
    },
    { name: 'help', phrases: [], isListed: false },
  ],
  advance(turn) {
    const wantsExample = turn.intent.type === 'choice' && turn.intent.verb === 'example';
    return aside(turn, wantsExample ? example : howTo(flows(), turn));
  },
});
