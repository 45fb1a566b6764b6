import type { Directory } from '../../src/domain/directory.ts';
import { fold } from '../../src/text/syllable.ts';
import { REORGANISATION } from '../units/national-tables.ts';
import type { Chance } from './chance.ts';

/** A message and the village that it is about; none for one that names no place. */
export interface BenchMessage {
  readonly text: string;
  readonly unitId?: string;
  readonly homeId?: string;
}

/** A way in which people write. */
export interface Form {
  readonly name: string;
  /** Means nothing: only its time is looked at. */
  readonly isOnlyTimed?: boolean;
  write(chance: Chance): BenchMessage;
}

const CONCERNS = [
  'đường hỏng nặng mà chưa ai sửa',
  'mất nước từ sáng hôm qua',
  'rác chất đống bốc mùi lắm',
  'cột điện nghiêng sắp đổ',
  'cống tắc, mưa là ngập',
];
const ELSEWHERE = [
  'bao giờ thì có lịch tiêm chủng cho trẻ em vậy ạ',
  'cảm ơn các anh chị đã giúp đỡ bà con mấy hôm nay',
  'nhà tôi mất điện từ tối, gọi mãi không ai nghe máy',
  'thủ tục làm giấy khai sinh cần những gì',
];

const LETTERS = 'a b c d e g h i k l m n o p q r s t u v x y'.split(' ');

/** Changes, drops or doubles one letter inside a word of the name. */
const slip = (name: string, chance: Chance): string => {
  const at = 1 + chance.below(Math.max(1, name.length - 1));
  if (!/\p{L}/u.test(name.charAt(at))) return slipAnywhere(name, chance);
  const put = chance.pick(['', name.charAt(at).repeat(2), chance.pick(LETTERS)]);
  return name.slice(0, at) + put + name.slice(at + 1);
};

const slipAnywhere = (name: string, chance: Chance): string => {
  const at = Array.from(name).findIndex((letter, index) => index > 0 && /\p{L}/u.test(letter));
  return at < 0 ? name : name.slice(0, at) + chance.pick(LETTERS) + name.slice(at + 1);
};

const together = (text: string): string => fold(text).replaceAll(',', '');

/** The ways of writing that are measured, over the villages of a directory on a day. */
export const formsOver = (directory: Directory, on: string): readonly Form[] => {
  const villages = directory.receivers(on);
  const said = (id: string): string => directory.areaName(id);
  const above = (id: string, day: string): readonly string[] =>
    directory
      .chain(id, day)
      .slice(1)
      .map((unit) => unit.id);
  const about = (
    name: string,
    place: (id: string, chance: Chance) => string,
    change: (text: string) => string = (text) => text,
    homeOf?: (id: string) => string,
  ): Form => ({
    name,
    write: (chance) => {
      const { id } = chance.pick(villages);
      const text = change(`${place(id, chance)} ${chance.pick(CONCERNS)}`);
      return { text, unitId: id, ...(homeOf === undefined ? {} : { homeId: homeOf(id) }) };
    },
  });
  const list = (ids: readonly string[]): string => ids.map(said).join(', ');
  const inFull = (id: string): string => list([id, ...above(id, on)]);
  const mistyped = (id: string, chance: Chance): string => {
    const chain = [id, ...above(id, on)];
    const wrong = chance.below(2);
    return chain
      .map((one, at) =>
        at === wrong
          ? said(one).replace(directory.unit(one).name, (name) => slip(name, chance))
          : said(one),
      )
      .join(', ');
  };
  const formerly = (id: string): string => list([id, ...above(id, REORGANISATION.lastDay)]);
  const withCommune = (id: string): string => list([id, ...above(id, on).slice(0, 1)]);
  return [
    about('village, commune, province', inFull),
    about('the same, one typo', mistyped),
    about('the same, no diacritics', inFull, fold),
    about('the same, no diacritics nor commas', inFull, together),
    about('the same, no diacritics, one typo', mistyped, fold),
    about('old commune, district, province', formerly),
    about('the same, no diacritics', formerly, fold),
    about('village, commune', withCommune),
    about('village alone', said),
    about('village alone, home known', said, undefined, (id) => above(id, on)[0] ?? id),
    { name: 'no place named', write: (chance) => ({ text: chance.pick(ELSEWHERE) }) },
    {
      name: 'nothing but names, 4,000 letters',
      isOnlyTimed: true,
      write: (chance) => ({
        text: Array.from({ length: 150 }, () => list([chance.pick(villages).id])).join(', '),
      }),
    },
  ];
};
