import { fold } from '../../src/text/syllable.ts';

/** A full name in its two parts. */
export interface UnitName {
  /** In lower case: "xã". */
  readonly areaType: string;
  readonly name: string;
}

const TYPES = [
  'thành phố',
  'thị trấn',
  'thị xã',
  'đặc khu',
  'phường',
  'huyện',
  'quận',
  'tỉnh',
  'xã',
] as const;

/**
 * "Thị trấn Ba Chẽ" is the thị trấn Ba Chẽ; a slip in the type's marks ("Thi trấn") is read over, and a name
 * without any type gets the usual one. "Phường 1" stays whole: a bare number says nothing where it stands alone.
 */
export const readUnitName = (full: string, usualType: string): UnitName => {
  const areaType = TYPES.find((type) => fold(full).startsWith(`${fold(type)} `));
  if (areaType === undefined) return { areaType: usualType, name: full };
  const name = full.slice(areaType.length + 1).trim();
  return { areaType, name: /^\d/.test(name) ? full : name };
};
