import type { Directory } from './directory.ts';
import { foldMarks } from './fold.ts';
import type { Pin } from './unit.ts';

/** What people say a place by: a market, a school, a bridge, with the village that it stands in. */
export interface Landmark {
  readonly name: string;
  readonly unitId: string;
  readonly pin?: Pin;
}

/** Whether a row of the store, whoever wrote it, can be read as a landmark. */
export const isSound = ({ name, unitId }: Partial<Landmark>): boolean =>
  typeof name === 'string' && typeof unitId === 'string' && !isTooLong(name);

/** The landmarks that were imported with the organisation. */
export const landmarksOf = ({ units }: Directory): readonly Landmark[] =>
  units.flatMap(({ id, landmarks = [] }) =>
    landmarks.map((landmark) => ({ ...landmark, unitId: id })),
  );

// Kinds of things, and words that tell no two of a kind apart; folded.
const KINDS =
  /\b(?:nha van hoa|nha tho|nha may|truong|tieu hoc|trung hoc|co so|pho thong|mam non|mau giao|cap \d|tram|y te|xa|cho|cau|cong|dinh|chua|den|mieu|am|san|bong|van dong|buu dien|uy ban|nhan dan|ubnd|tru so|cong an|trung tam|ho|dap|suoi|song|kenh|muong|nga ba|nga tu|quan|cua hang|tap hoa|cay xang|xang dau|nghia trang|bai rac|duong|ngo|ben xe|cay da|dau|giua|cuoi|thon|xom|lang|ban|ap|to dan pho|khu|moi|cu|lon|to|nho|\d+)\b/gu;

/** Whether a name says which one: "chợ Bồ Lý" does, "chợ" and "trường tiểu học xã" may be anywhere. */
export const isTelling = (name: string): boolean =>
  /\p{L}/u.test(foldMarks(name).replaceAll(KINDS, ' ')) && /\S[\s-]+\S/u.test(name.trim());

/** Names of more words are not looked for. */
export const LONGEST_NAME = 8;

/** Letters of a name that is looked for, at most: a word is held in as many forms as it has letters. */
const MOST_LETTERS = 80;

/** Whether a name has more words than {@link LONGEST_NAME}, or is no name at all. */
export const isTooLong = (name: string): boolean =>
  name.length > MOST_LETTERS || name.trim().split(/[\s-]+/u).length > LONGEST_NAME;
