import { foldPhrase } from '../../chat/commands.ts';

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
    'wrong|not yet|disagree'
  ).split('|'),
);
const UNKNOWN = new Set(
  'khong biet|khong ro|ko biet|ko ro|chiu|k biet|k ro|khong nho|i do not know|not sure|unknown'.split(
    '|',
  ),
);
const ADD = new Set('them|them vao|viec cu|viec do|cung viec|same|add'.split('|'));
const NEW = new Set('moi|viec moi|viec khac|new'.split('|'));

/** What a short answer means, as far as it is one. */
export type Answer = 'yes' | 'no' | 'unknown' | 'add' | 'new';

const SETS: readonly (readonly [Answer, ReadonlySet<string>])[] = [
  ['yes', YES],
  ['no', NO],
  ['unknown', UNKNOWN],
  ['add', ADD],
  ['new', NEW],
];

/** Reads a whole message as the answer to a question with buttons; `undefined` when it says more than that. */
export const readAnswer = (words: string): Answer | undefined => {
  const folded = foldPhrase(words);
  return SETS.find(([, phrases]) => phrases.has(folded))?.[0];
};
