import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types';
import type { Call } from './call.ts';
import type { EmulatedChat } from './chats.ts';
import { badRequest } from './refusal.ts';

const MOST_CALLBACK_BYTES = 64;

type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/**
 * What `reply_markup` adds to a message; buttons under the text field are shown apart from it.
 *
 * @throws {Refusal} for a button that Telegram would not take.
 */
export function takeMarkup(call: Call, to: EmulatedChat): { reply_markup?: InlineKeyboardMarkup } {
  const markup = call.structure('reply_markup') as Markup | undefined;
  if (markup === undefined) return {};
  if ('inline_keyboard' in markup) {
    markup.inline_keyboard.flat().forEach(checkButton);
    return { reply_markup: markup };
  }
  if ('keyboard' in markup) to.keyboard = markup;
  else if ('remove_keyboard' in markup) to.keyboard = undefined;
  else throw badRequest('object expected as reply markup');
  return {};
}

function checkButton(button: InlineKeyboardButton): void {
  if (button.text === '')
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  if ('callback_data' in button) {
    const sizeBytes = Buffer.byteLength(button.callback_data);
    if (sizeBytes === 0 || sizeBytes > MOST_CALLBACK_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  if ('url' in button && !isPublic(button.url)) throw badRequest('BUTTON_URL_INVALID');
}

function isPublic(url: string): boolean {
  const hostname = URL.canParse(url) ? new URL(url).hostname : '';
  return hostname.includes('.') && hostname !== '127.0.0.1';
}
