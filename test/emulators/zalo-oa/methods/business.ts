import type { Account } from '../account.ts';
import { isText, textOf } from '../fields.ts';
import { ZaloRefusal } from '../refusal.ts';
import type { Template } from '../templates.ts';
import type { Method, Methods } from './method.ts';
import { wordsOf } from './template-words.ts';

const MOST_TRACKING = 48;
const MOST_PAGE = 100;
/** Hours of Viet Nam in which templates may be refused. */
const NIGHT = { from: 22, until: 6 } as const;
const VIET_NAM_HOURS = 7;
const PRICES = { price_sdt: '300', price_uid: '200' } as const;

const send: Method = (account, { fields }) => {
  const { chats, templates, used, settings, events, clock } = account;
  const { phone, template_data: filled, tracking_id: trackingId } = fields;
  if (!isText(phone) || !/^84\d{9}$/.test(phone))
    throw new ZaloRefusal(-108, 'Phone number is invalid');
  if (!isText(trackingId) || trackingId.length > MOST_TRACKING)
    throw new ZaloRefusal(-1122, 'tracking_id is missing or too long');
  const template = templates.fill(fields['template_id'], filled, false);
  const isTest = fields['mode'] === 'development';
  checkAllowed(account, phone, isTest);
  const to = chats.all.find((member) => member.phone === phone && !member.isGone);
  if (to === undefined) throw new ZaloRefusal(-118, 'Zalo account not existed');
  if (to.isBlocking) throw new ZaloRefusal(-119, 'Account cannot receive message');
  if (!isTest) used.templates += 1;
  const said = chats.post(to, 'template', { words: wordsOf(template, filled) });
  used.phoneMessages.set(said.id, settings.receipts ? 1 : 0);
  if (settings.receipts) events.templateArrived(phone, said.id, trackingId);
  return {
    msg_id: said.id,
    sent_time: String(clock.now().getTime()),
    sending_mode: textOf(fields['sending_mode'] ?? '1'),
    quota: quotaOf(account),
  };
};

function checkAllowed({ settings, used, clock }: Account, phone: string, isTest: boolean): void {
  if (isTest && !settings.admins.includes(phone))
    throw new ZaloRefusal(-127, 'Template test can only be sent to admin');
  const hour = (clock.now().getUTCHours() + VIET_NAM_HOURS) % 24;
  if (settings.refusesAtNight && (hour >= NIGHT.from || hour < NIGHT.until))
    throw new ZaloRefusal(-133, 'ZNS is not allowed to be sent at night');
  if (!isTest && used.templates >= settings.templatesPerDay)
    throw new ZaloRefusal(-144, 'OA has exceeded the daily quota');
}

const quotaOf = ({ settings, used }: Account) => ({
  dailyQuota: String(settings.templatesPerDay),
  remainingQuota: String(settings.templatesPerDay - used.templates),
});

const summary = ({ id, name, status }: Template) => ({
  templateId: Number(id),
  templateName: name,
  status,
});

const info: Method = ({ templates }, { fields }) => {
  const found = templates.find(fields['template_id']);
  if (found === undefined) throw new ZaloRefusal(-146, 'Template does not exist');
  return { ...summary(found), listParams: found.listParams, ...PRICES };
};

const list: Method = ({ templates }, { fields }) => {
  const limit = Number(fields['limit']);
  if (!(limit > 0) || limit > MOST_PAGE) throw new ZaloRefusal(-1124, 'limit is invalid');
  const offset = Number(fields['offset'] ?? 0);
  return templates.all.slice(offset, offset + limit).map(summary);
};

const status: Method = ({ used }, { fields }) => {
  const known = used.phoneMessages.get(textOf(fields['message_id']));
  return { status: known ?? -1, message: known === 1 ? 'Delivered' : 'Not delivered' };
};

/** Calls of the business host. */
export const BUSINESS_METHODS: Methods = {
  'POST /message/template': send,
  'GET /template/info/v2': info,
  'GET /template/all': list,
  'GET /message/status': status,
  'GET /message/quota': (account) => quotaOf(account),
};
