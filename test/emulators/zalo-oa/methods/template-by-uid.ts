import { ZaloRefusal } from '../refusal.ts';
import { reach } from '../window.ts';
import { announce } from './messages.ts';
import { wordsOf } from './template-words.ts';
import type { Method, Methods } from './method.ts';

const send: Method = (account, { fields }) => {
  const { chats, templates, used, settings } = account;
  const to = reach(account, { user_id: fields['user_id'] });
  const filled = fields['template_data'];
  const template = templates.fill(fields['template_id'], filled, true);
  if (fields['mode'] === 'development' && !settings.admins.includes(to.id))
    throw new ZaloRefusal(-127, 'Template test can only be sent to admin');
  if (used.templates >= settings.templatesPerDay)
    throw new ZaloRefusal(-144, 'OA has exceeded the daily quota');
  used.templates += 1;
  const said = chats.post(to, 'template', { words: wordsOf(template, filled) });
  announce(account, to, said, 'oa_send_template');
  return {
    message_id: said.id,
    user_id: to.id,
    sent_time: String(said.at.getTime()),
    quota: { quota_type: 'purchase_quota', remain: settings.templatesPerDay - used.templates },
  };
};

/** Templates to somebody whose id is known. */
export const TEMPLATE_BY_UID_METHODS: Methods = { 'POST /v3.0/oa/message/template': send };
