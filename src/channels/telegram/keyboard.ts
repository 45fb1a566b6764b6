import { InlineKeyboard, Keyboard } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Rendering } from '../channel.ts';
import { say } from '../../domain/text.ts';
import { SendError } from '../errors.ts';

/** Telegram refuses more with a button. */
const MOST_CHOICE_BYTES = 64;
/** A longer label is cut off on a small phone when two stand side by side. */
const MOST_PAIRED_CHARACTERS = 16;

/**
 * The choices under a message, two in a row where both labels are short, and the link if it can be a button.
 *
 * @throws {SendError} `rejected` when a choice does not fit into a button.
 */
export function inlineKeyboard(
  { choices = [], link }: OutboundMessage,
  rendering: Rendering,
): InlineKeyboard | undefined {
  const buttons = choices.map(({ id, label }) =>
    InlineKeyboard.text(rendering.translate(label), checkedId(id)),
  );
  const rows = rowsOf(buttons);
  if (link !== undefined && isButtonLink(rendering.absolute(link.path)))
    rows.push([InlineKeyboard.url(rendering.translate(link.label), rendering.absolute(link.path))]);
  return rows.length === 0 ? undefined : InlineKeyboard.from(rows);
}

/** Telegram refuses a message whose button leads elsewhere than to a public address. */
export const isButtonLink = (address: string): boolean => address.startsWith('https://');

/** One button under the text field that sends where the phone is; it goes away once pressed. */
export const locationKeyboard = (rendering: Rendering): Keyboard =>
  new Keyboard()
    .requestLocation(rendering.translate(say('telegram.sendLocation')))
    .resized()
    .oneTime();

function rowsOf(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (const button of buttons) {
    const last = rows.at(-1);
    if (last?.length === 1 && [...last, button].every(isShort)) last.push(button);
    else rows.push([button]);
  }
  return rows;
}

const isShort = ({ text }: InlineKeyboardButton): boolean => text.length <= MOST_PAIRED_CHARACTERS;

function checkedId(id: string): string {
  const sizeBytes = Buffer.byteLength(id);
  if (sizeBytes === 0 || sizeBytes > MOST_CHOICE_BYTES)
    throw new SendError('rejected', { cause: new RangeError(`a choice of ${sizeBytes} bytes`) });
  return id;
}
