import type { CommonPairs } from './model/common-pairs.ts';
import type { Reading } from './normalise.ts';
import { wordSet } from './word-set.ts';

// These are seldom anything but a name.
const SURE_FAMILY_NAMES = wordSet('nguyễn, trần, phạm, huỳnh, đặng, hoàng, giàng, sùng, thào');
// These are words as well, so that what follows must look like a name too.
const FAMILY_NAMES = wordSet(`
lê, phan, vũ, võ, bùi, đỗ, hồ, ngô, dương, lý, đào, đoàn, vương, trịnh, trương, đinh, lâm, phùng, mai, tô, hà, tạ,
thái, quách, lương, lưu, vi, vàng, lò, hạng, mã, chảo, tẩn, đàm, cao, chu, kiều, hứa, nông, ma, triệu`);
const MIDDLE_NAMES = wordSet(`
văn, thị, a, đức, xuân, thu, ngọc, minh, quang, hữu, công, đình, thanh, hồng, kim, bá, mạnh, tiến, quốc, thế, duy, khắc`);
/** These stand in a name wherever they begin no everyday word such as "văn hóa" or "thị trấn". */
const SURE_MIDDLE_NAMES = wordSet('văn, thị');

/** Whether a word stands in no everyday pair with the one before or after it. */
export const isLoose = ({ tokens }: Reading, pairs: CommonPairs, at: number): boolean => {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined) return false;
  const isAfterCommon = before !== undefined && token.wall < 2 && pairs.has(before, token);
  return !isAfterCommon && !(after !== undefined && after.wall < 2 && pairs.has(token, after));
};

/** Whether a person's name may begin here with its family or middle name, in letters of any size. */
export const mayBeginPerson = (reading: Reading, pairs: CommonPairs, at: number): boolean => {
  const [token, next] = [reading.tokens[at], reading.tokens[at + 1]];
  if (token === undefined || next === undefined || next.wall > 0) return false;
  if (token.isBare && reading.isToned) return false;
  if (SURE_FAMILY_NAMES.has(token)) return true;
  if (pairs.has(token, next)) return false;
  if (SURE_MIDDLE_NAMES.has(token)) return true;
  if (!FAMILY_NAMES.has(token)) return false;
  const isAlone = isLoose(reading, pairs, at) && isLoose(reading, pairs, at + 1);
  return isAlone || (MIDDLE_NAMES.has(next) && isLoose(reading, pairs, at + 1));
};
