import { choice } from '../../chat/choice.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import { say, type Text } from '../../domain/text.ts';
import { listChoice } from '../parts/case-choices.ts';

/** The flow that joins chats and takes them apart. */
export const LINK = 'link';

/** Offers to join another chat. */
export const linkChoice: Choice = choice(LINK, 'open', say('link.openChoice'));
/** Asks whether to take this chat apart from the others. */
export const partChoice: Choice = choice(LINK, 'part', say('link.partChoice'));

const NAMED = ['web', 'telegram', 'zalo-oa', 'zalo-bot'];

/** Where a chat is, as it is spoken: "trang web", "Zalo". */
export const whereOn = (channel: string): Text =>
  say(`link.where.${NAMED.includes(channel) ? channel : 'other'}`);

/** The one message in which a code stands. */
export const linkCodeMessage = (code: string): OutboundMessage => ({
  lines: [say('link.code', { code }), say('link.how'), say('link.secret')],
  choices: [choice(LINK, 'type', say('link.typeChoice'))],
});

/** Told in the chat in which the code was typed: only the other one can say that it was meant. */
export const askedThere = (channel: string): OutboundMessage => ({
  lines: [say('link.asked', { where: whereOn(channel) })],
});

/** Asked in the chat that gave the code out, before anything is joined. */
export const askGiver = (channel: string, ref: string): OutboundMessage => ({
  lines: [say('link.typed', { where: whereOn(channel) }), say('link.reads'), say('link.isYou')],
  choices: [
    choice(LINK, 'agree', say('link.agreeChoice'), ref),
    choice(LINK, 'deny', say('link.denyChoice'), ref),
  ],
});

/** Told in both chats when the question found no answer in time. */
export const lapsed: OutboundMessage = { lines: [say('link.lapsed')], choices: [linkChoice] };

/** Told in the chat in which the code was typed, when the other says that it was not meant. */
export const deniedThere = (channel: string): OutboundMessage => ({
  lines: [say('link.deniedThere', { where: whereOn(channel) })],
});

/** Told in the chat that gave the code out. */
export const deniedHere: OutboundMessage = {
  lines: [say('link.deniedHere')],
  choices: [linkChoice],
};

/** Told in both chats; whoever did not want it undoes it at once. */
export const linkedWith = (channel: string): OutboundMessage => ({
  lines: [say('link.done', { where: whereOn(channel) }), say('link.doneNext'), say('link.notMe')],
  choices: [listChoice, partChoice],
});

/** Told in the chat that was taken apart. */
export const partedHere: OutboundMessage = { lines: [say('link.parted'), say('link.partedNext')] };

/** Told in the chats that the person still has. */
export const partedElsewhere = (channel: string): OutboundMessage => ({
  lines: [say('link.partedElsewhere', { where: whereOn(channel) })],
  choices: [listChoice],
});

const REFUSALS = ['link-unknown', 'link-used', 'link-expired', 'link-lapsed', 'link-last'];

/** Why chats were not joined or taken apart; `undefined` for a refusal of something else. */
export const linkRefusal = (reason: string): OutboundMessage | undefined =>
  REFUSALS.includes(reason) ? { lines: [say(`link.refused.${reason}`)] } : undefined;
