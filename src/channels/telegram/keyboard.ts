import { InlineKeyboard, Keyboard } from 'grammy';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Rendering } from '../channel.ts';
import { say } from '../../domain/text.ts';
import { SendError } from '../errors.ts';

/** Telegram refuses more with a button. */
const MOST_CHOICE_BYTES = 64;
/** A longer label is cut off on a small phone when two stand side by side. */
const MOST_PAIRED_CHARACTERS = 16;

/** One button as it is shown. */
interface Button {
  readonly id: string;
  readonly label: string;
}

/**
 * The choices under a message, two in a row where both labels are short, and the link if it can be a button.
 *
 * @throws {SendError} `rejected` when a choice does not fit into a button.
 */
export function inlineKeyboard(
  { choices = [], link }: OutboundMessage,
  rendering: Rendering,
): InlineKeyboard | undefined {
  const keyboard = new InlineKeyboard();
  const buttons = choices.map(({ id, label }) => ({ id, label: rendering.translate(label) }));
  for (const row of rowsOf(buttons)) {
    for (const { id, label } of row) keyboard.text(label, checkedId(id));
    keyboard.row();
  }
  if (link !== undefined && isButtonLink(rendering.absolute(link.path)))
    keyboard.url(rendering.translate(link.label), rendering.absolute(link.path));
  const hasAny = keyboard.inline_keyboard.some((row) => row.length > 0);
  return hasAny ? keyboard : undefined;
}

/** Telegram refuses a message whose button leads elsewhere than to a public address. */
export const isButtonLink = (address: string): boolean => address.startsWith('https://');

/** One button under the text field that sends where the phone is; it goes away once pressed. */
export const locationKeyboard = (rendering: Rendering): Keyboard =>
  new Keyboard()
    .requestLocation(rendering.translate(say('telegram.sendLocation')))
    .resized()
    .oneTime();

function rowsOf(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const last = rows.at(-1);
    if (last?.length === 1 && [...last, button].every(isShort)) last.push(button);
    else rows.push([button]);
  }
  return rows;
}

const isShort = ({ label }: Button): boolean => label.length <= MOST_PAIRED_CHARACTERS;

function checkedId(id: string): string {
  const sizeBytes = Buffer.byteLength(id);
  if (sizeBytes === 0 || sizeBytes > MOST_CHOICE_BYTES)
    throw new SendError('rejected', { cause: new RangeError(`a choice of ${sizeBytes} bytes`) });
  return id;
}
