import type { Account } from '../account.ts';
import type { Member, Said } from '../chats.ts';
import { readContent } from '../content.ts';
import { invalid, ZaloRefusal } from '../refusal.ts';
import { countMessage, reach } from '../window.ts';
import type { Method, Methods } from './method.ts';

const ICONS = new Set(['/-strong', '/-heart']);
const TAKE_BACK = '/-remove';
const MOST_REACTIONS = 50;

const sendConsultation: Method = async (account, { fields }) => {
  const to = reach(account, fields['recipient']);
  const { echo, ...content } = await readContent(account, to, fields['message']);
  const quota = countMessage(account, to);
  const said = account.chats.post(to, 'oa', content);
  announce(account, to, said, echo);
  return {
    message_id: said.id,
    user_id: to.id,
    sent_time: String(said.at.getTime()),
    quota,
  };
};

/** Tells the OA back what it said, and what became of it. */
export function announce({ settings, events }: Account, to: Member, said: Said, echo: string) {
  if (settings.echoes) events.echo(to, echo, said);
  if (settings.receipts) events.received(to, said.id);
}

/** Only reactions are left of the second version. */
const react: Method = ({ chats }, { fields }) => {
  const { react_icon: icon, react_message_id: messageId } = (fields['sender_action'] ??
    {}) as Record<string, unknown>;
  if (icon === undefined)
    throw new ZaloRefusal(-240, 'MessageV2 API has been shut down, please switch to MessageV3');
  const member = chats.find((fields['recipient'] as { user_id?: unknown } | undefined)?.user_id);
  const said = member?.said.find(({ id, by }) => id === messageId && by === 'person');
  if (said === undefined) throw invalid('react_message_id');
  if (icon === TAKE_BACK) said.reactions = [];
  else if (typeof icon !== 'string' || !ICONS.has(icon)) throw invalid('react_icon');
  else if (said.reactions.length >= MOST_REACTIONS)
    throw new ZaloRefusal(-210, 'Reactions are over limit');
  else said.reactions.push(icon);
  return { message_id: said.id, user_id: member?.id };
};

/** Calls by which the OA says something. */
export const MESSAGE_METHODS: Methods = {
  'POST /v3.0/oa/message/cs': sendConsultation,
  'POST /v2.0/oa/message': react,
};
