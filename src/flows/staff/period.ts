/** A leader's words without the time that they speak of. */
export interface Asked {
  readonly words: string;
  /** Whether another time than today was meant: figures are counted of today only. */
  readonly isOtherTime: boolean;
}

const TODAY = /(?<!\p{L})(?:hôm nay|hom nay|bây giờ|bay gio|today)(?!\p{L})/giu;
const OTHER_TIME =
  /(?<!\p{L})(?:(?:tuần|tuan|tháng|thang|quý|quy|năm|nam)\s+(?:này|nay|trước|truoc|qua|vừa rồi|rồi)|hôm qua|hom qua|(?:this|last) (?:week|month|year)|yesterday)(?!\p{L})/giu;
const HOW = /(?<!\p{L})(?:thế nào|the nao|ra sao)(?!\p{L})/giu;

/** Takes "hôm nay" and "tuần này" out of what was typed, so that a unit's name is left, or nothing. */
export const readPeriod = (typed: string): Asked => {
  const text = typed.normalize('NFC').replaceAll(/\s+/gu, ' ');
  const words = text.replaceAll(OTHER_TIME, ' ').replaceAll(TODAY, ' ').replaceAll(HOW, ' ');
  const hasName = /[\p{L}\p{N}]/u.test(words);
  return {
    words: hasName ? words.replaceAll(/\s+/gu, ' ').trim() : '',
    isOtherTime: text.search(OTHER_TIME) >= 0,
  };
};
