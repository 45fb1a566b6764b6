import type { Account } from '../account.ts';
import type { Member } from '../chats.ts';
import { isText, textOf } from '../fields.ts';
import { invalid, ZaloRefusal } from '../refusal.ts';
import type { Asked, Method, Methods } from './method.ts';

const MOST_PAGE = 50;
const MOST_OFFSET = 9_951;
const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

function memberOf({ chats }: Account, { fields }: Asked): Member {
  const member = chats.find(fields['user_id']);
  if (member === undefined) throw new ZaloRefusal(-213, 'User has not followed the OA');
  return member;
}

const detail: Method = (account, asked) => {
  const member = memberOf(account, asked);
  if (!member.isFollower) throw new ZaloRefusal(-213, 'User has not followed the OA');
  const picture = 'https://s120-ava-talk.zadn.vn/default';
  return {
    user_id: member.id,
    user_id_by_app: member.idByApp,
    user_external_id: '',
    display_name: member.name,
    user_alias: member.name,
    is_sensitive: false,
    user_last_interaction_date:
      member.lastInteractionAt === undefined ? '' : DAY.format(member.lastInteractionAt),
    user_is_follower: member.isFollower,
    avatar: picture,
    avatars: { 120: picture, 240: picture },
    dynamic_param: '',
    tags_and_notes_info: { notes: [], tag_names: [...member.tags] },
    shared_info: { address: '', city: '', district: '', phone: '', name: '', ...member.shared },
  };
};

const list: Method = ({ chats }, { fields }) => {
  const { offset = 0, count = MOST_PAGE, tag_name: tag, is_follower: follows } = fields;
  if (Number(count) > MOST_PAGE) throw invalid('count');
  if (Number(offset) > MOST_OFFSET) throw invalid('offset');
  const found = chats.all.filter(
    (member) =>
      (tag === undefined || member.tags.has(textOf(tag))) &&
      (follows === undefined || member.isFollower === (textOf(follows) === 'true')),
  );
  const page = found.slice(Number(offset), Number(offset) + Number(count));
  return {
    total: found.length,
    count: page.length,
    offset: Number(offset),
    users: page.map(({ id }) => ({ user_id: id })),
  };
};

function tagName({ fields }: Asked): string {
  const { tag_name: name } = fields;
  if (!isText(name)) throw invalid('tag_name');
  return name;
}

const tag: Method = (account, asked) => void memberOf(account, asked).tags.add(tagName(asked));

const untag: Method = (account, asked) => {
  const member = memberOf(account, asked);
  if (!member.tags.delete(tagName(asked))) throw invalid('tag_name');
};

const removeTag: Method = ({ chats }, asked) => {
  const name = tagName(asked);
  if (!chats.all.some(({ tags }) => tags.has(name))) throw invalid('tag_name');
  for (const { tags } of chats.all) tags.delete(name);
};

const allTags: Method = ({ chats }) => [...new Set(chats.all.flatMap(({ tags }) => [...tags]))];

/** Calls about persons. */
export const PEOPLE_METHODS: Methods = {
  'GET /v3.0/oa/user/detail': detail,
  'GET /v3.0/oa/user/getlist': list,
  'POST /v2.0/oa/tag/tagfollower': tag,
  'POST /v2.0/oa/tag/rmfollowerfromtag': untag,
  'POST /v2.0/oa/tag/rmtag': removeTag,
  'GET /v2.0/oa/tag/gettagsofoa': allTags,
};
