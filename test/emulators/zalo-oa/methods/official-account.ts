import type { Account } from '../account.ts';
import type { Member, Said } from '../chats.ts';
import { invalid, ZaloRefusal } from '../refusal.ts';
import type { Asked, Method, Methods } from './method.ts';

const MOST_PAGE = 10;

const getOa: Method = ({ settings, chats }) => ({
  oaid: settings.oaId,
  name: settings.oaName,
  is_verified: true,
  oa_type: 4,
  package_name: 'Growth',
  package_valid_through_date: '31/12/2026',
  num_follower: chats.all.filter(({ isFollower }) => isFollower).length,
  linked_zca: 'ZCA-1',
});

function page(rows: readonly unknown[], { fields }: Asked): readonly unknown[] {
  const { offset = 0, count = MOST_PAGE } = fields;
  if (!(Number(count) > 0) || Number(count) > MOST_PAGE) throw invalid('count');
  return rows.slice(Number(offset), Number(offset) + Number(count));
}

/** The newest first. */
const shown = ({ settings }: Account, member: Member): readonly object[] =>
  member.said.map((said) => row(settings.oaId, member, said)).toReversed();

function row(oaId: string, member: Member, said: Said): object {
  const ends = said.isOurs ? [oaId, member.id] : [member.id, oaId];
  return {
    src: said.isOurs ? 0 : 1,
    time: said.at.getTime(),
    type: said.files[0]?.kind ?? 'text',
    message: said.words,
    message_id: said.id,
    from_id: ends[0],
    to_id: ends[1],
    from_display_name: said.isOurs ? '' : member.name,
    ...(said.files[0]?.url === undefined ? {} : { url: said.files[0].url }),
  };
}

const conversation: Method = (account, asked) => {
  const member = account.chats.find(asked.fields['user_id']);
  if (member === undefined) throw new ZaloRefusal(-213, 'User has not followed the OA');
  return page(shown(account, member), asked);
};

const recent: Method = (account, asked) =>
  page(
    account.chats.all
      .flatMap((member) => shown(account, member).slice(0, 1))
      .toSorted((one, other) => timeOf(other) - timeOf(one)),
    asked,
  );

const timeOf = (shownRow: object): number => (shownRow as { time: number }).time;

const quota: Method = ({ chats }, { fields }) => {
  const member = chats.find(fields['user_id']);
  if (member === undefined) throw new ZaloRefusal(-213, 'User has not followed the OA');
  return {
    last_interaction: String(member.lastInteractionAt?.getTime() ?? 0),
    promotion: { remain: 0, total: 0 },
  };
};

/** Calls about the OA and its chats. */
export const OA_METHODS: Methods = {
  'GET /v2.0/oa/getoa': getOa,
  'GET /v2.0/oa/conversation': conversation,
  'GET /v2.0/oa/listrecentchat': recent,
  'POST /v3.0/oa/quota/message': quota,
};
