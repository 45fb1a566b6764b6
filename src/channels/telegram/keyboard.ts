import { InlineKeyboard, Keyboard } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { say } from '../../domain/text.ts';
import type { Rendering } from '../channel.ts';
import type { RenderedButton } from '../rendering/render-message.ts';

/** A longer label is cut off on a small phone when two stand side by side. */
const MOST_PAIRED_CHARACTERS = 16;

/** The buttons under a message, two choices in a row where both labels are short, a link by itself. */
export function inlineKeyboard(buttons: readonly RenderedButton[]): InlineKeyboard | undefined {
  const rows: InlineKeyboardButton[][] = [];
  for (const button of buttons) {
    const key = keyOf(button);
    const last = rows.at(-1);
    if (last?.length === 1 && [...last, key].every(isPairable)) last.push(key);
    else rows.push([key]);
  }
  return rows.length === 0 ? undefined : InlineKeyboard.from(rows);
}

const keyOf = (button: RenderedButton): InlineKeyboardButton =>
  button.kind === 'choice'
    ? InlineKeyboard.text(button.label, button.id)
    : InlineKeyboard.url(button.label, button.address);

const isPairable = (key: InlineKeyboardButton): boolean =>
  'callback_data' in key && key.text.length <= MOST_PAIRED_CHARACTERS;

/** One button under the text field that sends where the phone is; it goes away once pressed. */
export const locationKeyboard = (rendering: Rendering): Keyboard =>
  new Keyboard()
    .requestLocation(rendering.translate(say('telegram.sendLocation')))
    .resized()
    .oneTime();
