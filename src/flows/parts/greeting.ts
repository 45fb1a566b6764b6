import { choice } from '../../chat/choice.ts';
import type { OutboundMessage } from '../../chat/message.ts';
import { say, type Text } from '../../domain/text.ts';
import { humanChoice, listChoice } from './case-choices.ts';

/** A start for somebody who has said nothing of a concern yet. */
export const startingHelp = (...lines: readonly Text[]): OutboundMessage => ({
  lines: [...lines, say('welcome.start')],
  choices: [choice('help', 'example', say('help.exampleChoice')), listChoice, humanChoice],
});
