import { foldPhrase } from '../../domain/fold.ts';

// Whole messages that mean a button, folded; people who do not press buttons write these.
const YES = new Set(
  (
    'gui|gui di|gui luon|gui nhe|gui giup|dong y|ok|oke|okay|okie|duoc|duoc roi|dc|dc roi|dung|dung roi|dung vay|' +
    'u|uh|uhm|um|vang|vang a|da|da vang|phai|co|co a|roi|chuan|chinh xac|send|send it|yes|yeah|right|agree'
  ).split('|'),
);
const NO = new Set(
  (
    'khong|khong a|ko|k|chua|chua dung|sua|sua lai|sai|sai roi|khong phai|khong dong y|no|nope|edit|' +
    // Without marks "đừng gửi" and "đúng, gửi" are one: what is unsure is not sent.
    'bo qua|bo qua di|khong can|khong can dau|ko can|thoi khong can|skip|wrong|not yet|disagree|dung gui|dung gui nua|khoan|khoan da|khoan gui'
  ).split('|'),
);
const UNKNOWN = new Set(
  'khong biet|khong ro|ko biet|ko ro|chiu|k biet|k ro|khong nho|i do not know|not sure|unknown'.split(
    '|',
  ),
);
const ADD = new Set('them|them vao|viec cu|viec do|cung viec|same|add'.split('|'));
const NEW = new Set('moi|viec moi|viec khac|new'.split('|'));

const NOTHING_MORE = new Set(
  (
    'khong co anh|khong co hinh|ko co anh|k co anh|khong anh|chua co anh|khong chup duoc|khong chup|khong co|ko co|' +
    'k co|het roi|the thoi|vay thoi|no photo|no photos|nothing more'
  ).split('|'),
);
const WHAT = new Set(
  (
    'the la sao|la sao|vay la sao|la the nao|nghia la gi|la gi|the la gi|la gi vay|gi vay|sao co|khong hieu|ko hieu|' +
    'k hieu|chua hieu|khong hieu gi|hoi gi vay|giup voi the nao|what|what do you mean|i do not understand'
  ).split('|'),
);

// Approvals are strung together as they are spoken: "ok gửi đi", "đc rồi gửi đi nhé".
const APPROVING = new Set(
  'gui ok oke okay okie duoc dc dung u uh uhm um vang phai chuan'.split(' '),
);
const WITH_APPROVAL = new Set(
  'di luon nhe nha giup roi vay the a da co ho voi em minh toi'.split(' '),
);

const isApproval = (folded: string): boolean => {
  const words = folded.split(' ');
  return (
    words.length <= 6 &&
    !folded.includes('dung gui') &&
    words.some((word) => APPROVING.has(word)) &&
    words.every((word) => APPROVING.has(word) || WITH_APPROVAL.has(word))
  );
};

/** What a short answer means, as far as it is one. */
export type Answer = 'yes' | 'no' | 'unknown' | 'add' | 'new' | 'nothing-more' | 'what';

const SETS: readonly (readonly [Answer, ReadonlySet<string>])[] = [
  ['yes', YES],
  ['no', NO],
  ['unknown', UNKNOWN],
  ['add', ADD],
  ['new', NEW],
  ['nothing-more', NOTHING_MORE],
  ['what', WHAT],
];

/** Reads a whole message as the answer to a question with buttons; `undefined` when it says more than that. */
export const readAnswer = (words: string): Answer | undefined => {
  const folded = foldPhrase(words);
  const exact = SETS.find(([, phrases]) => phrases.has(folded))?.[0];
  return exact ?? (isApproval(folded) ? 'yes' : undefined);
};
