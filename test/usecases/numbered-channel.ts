import type { Rendering } from '../../src/channels/channel.ts';
import { MESSAGE_LIMITS } from '../../src/channels/rendering/limits.ts';
import { renderMessage } from '../../src/channels/rendering/render-message.ts';
import type { OutboundMessage } from '../../src/chat/message.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import type { Speaker } from './office.ts';
import { RecordingChannel } from './recording-channel.ts';

/** A provider without buttons, such as Zalo: choices are numbers in the text, and people answer by number. */
export class NumberedChannel extends RecordingChannel {
  override readonly capabilities = {
    hasButtons: false,
    keepsNoHistory: false,
    answersInResponse: false,
    reachesAway: true,
    messagesPerSecond: 1_000,
  };

  override async send({ chatId }: ChatRef, message: OutboundMessage, rendering: Rendering) {
    for (const { text, buttons } of renderMessage(message, rendering, MESSAGE_LIMITS['zalo-oa'])) {
      if (buttons.length > 0) throw new Error('there are no buttons here');
      this.sent.push({ chatId, words: text, choices: [] });
    }
    return { providerId: `message-${this.sent.length}` };
  }
}

/** The number before a label in the latest message that has it, as a person reads it off the screen. */
export function numberOf(speaker: Speaker, label: RegExp): string {
  for (const { words } of speaker.heard().toReversed())
    for (const line of words.split('\n')) {
      const [, number, named] = /^(\d{1,2})(?:\.)? (.+)$/.exec(line) ?? [];
      if (number !== undefined && (label.test(named ?? '') || label.test(line))) return number;
    }
  throw new Error(`no number before ${label}; heard:\n${speaker.transcript()}`);
}

/** Answers with the number before a label. */
export const picks = (speaker: Speaker, label: RegExp): Promise<void> =>
  speaker.says(numberOf(speaker, label));
