import { choice } from '../../chat/choice.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import type { InboundBody, OutboundMessage } from '../../chat/message.ts';
import { say } from '../../domain/text.ts';
import type { Understanding } from '../../text/understand.ts';
import { draftIn } from './draft.ts';
import { afterwards } from './paused.ts';

/** The words of a message, typed or written under a photo. */
export const spokenWords = (body: InboundBody): string => {
  if (body.kind === 'text') return body.text.trim();
  return body.kind === 'file' ? (body.caption ?? '').trim() : '';
};

/** Whether words may accuse somebody in office, in danger or not. */
export const accuses = ({ isSuspectedDenunciation, kind }: Understanding): boolean =>
  isSuspectedDenunciation || kind.id === 'to-cao';

/** Whether they do so and must be let go of. Danger to life goes before everything, whoever is accused. */
export const isAccusation = (reading: Understanding): boolean =>
  reading.urgency !== 'emergency' && accuses(reading);

/** The one calm question, in words that accuse nobody. */
const question: OutboundMessage = {
  lines: [say('withheld.ask'), say('withheld.notKept')],
  choices: [
    choice('withheld', 'yes', say('withheld.yesChoice')),
    choice('withheld', 'no', say('withheld.noChoice')),
  ],
};

/** That a concern was being written is remembered, nothing of what it said. */
const droppedWith = ({ conversation }: Turn): { readonly hadDraft?: true } => {
  const { dialogue } = conversation;
  const hadDraft =
    draftIn(afterwards(conversation)) !== undefined || dialogue?.slots['hadDraft'] === true;
  return hadDraft ? { hadDraft: true } : {};
};

/** Takes the place of whatever answer still waits to be sent that quotes the draft. */
const superseding = ({ conversation }: Turn): { readonly groupId?: string } => {
  const draft = draftIn(afterwards(conversation));
  return draft === undefined ? {} : { groupId: `draft-${draft.id}` };
};

/**
 * Lets go of words that may accuse an official: nothing of them, nor of the draft they came with, is in the
 * outcome (Law 25/2018 on denunciations; who denounces is a state secret).
 *
 * @param isRepeated - The question stands already, so the occurrence was counted.
 */
export const withhold = (turn: Turn, isRepeated = false): Outcome => ({
  dialogue: { flow: 'withheld', step: 'asked', slots: droppedWith(turn), since: turn.now },
  replies: [{ message: question, ...superseding(turn) }],
  effects: isRepeated ? [] : [{ type: 'count-withheld', key: `withheld-${turn.newId()}` }],
  withholds: true,
});

/** Whether the person has said, of what is being told now, that it accuses nobody. */
export const isSaidGeneral = ({ conversation }: Pick<Turn, 'conversation'>): boolean =>
  draftIn(conversation.dialogue)?.isGeneral === true;
