import type { ShownButton } from './chats.ts';
import { isText, lengthOf, textOf } from './fields.ts';
import { invalid } from './refusal.ts';
import type { ZaloOaSettings } from './settings.ts';

const MOST_BUTTONS = 5;
const MOST_TITLE = 100;
const MOST_PAYLOAD = 1_000;

/** What each type of button must carry. */
const CHECKS: Readonly<Record<string, (payload: unknown) => boolean>> = {
  'oa.query.show': isShortText,
  'oa.query.hide': isShortText,
  'oa.open.url': (payload) => URL.canParse(textOf(field(payload, 'url'))),
  'oa.open.phone': (payload) => isText(field(payload, 'phone_code')),
  'oa.open.sms': (payload) =>
    isText(field(payload, 'phone_code')) && isText(field(payload, 'content')),
};

/** @throws {ZaloRefusal} for buttons that this OA does not take, or any one that is wrong. */
export function takeButtons(
  { buttons: habit }: Pick<ZaloOaSettings, 'buttons'>,
  payload: Readonly<Record<string, unknown>>,
): readonly ShownButton[] {
  const { buttons, template_type: type } = payload;
  if (habit === 'refused') throw invalid('attachment.payload');
  if (habit === 'with-template-type' && !isText(type)) throw invalid('template_type');
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > MOST_BUTTONS)
    throw invalid('buttons');
  for (const button of buttons as readonly ShownButton[]) checkButton(button);
  return buttons as readonly ShownButton[];
}

function checkButton(button: Partial<ShownButton>): void {
  if (!isText(button.title) || lengthOf(button.title) > MOST_TITLE) throw invalid('title');
  const check = CHECKS[String(button.type)];
  if (check === undefined) throw invalid('type');
  if (!check(button.payload)) throw invalid('payload');
}

function isShortText(value: unknown): boolean {
  return isText(value) && lengthOf(value) <= MOST_PAYLOAD;
}

const field = (payload: unknown, name: string): unknown =>
  typeof payload === 'object' && payload !== null
    ? (payload as Record<string, unknown>)[name]
    : undefined;
