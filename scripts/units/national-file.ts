import { z } from 'zod';

/** How much of a former commune went to one of its successors. */
const share = z.enum(['whole', 'part', 'area-part']);
const code = z.string().regex(/^\d{2,5}$/, 'no official code');
const name = z.string().trim().min(1, 'an empty name').normalize('NFC');

const shape = z.object({
  provinces: z.array(z.tuple([code, name])).min(1),
  communes: z.array(z.tuple([code, name, code])),
  oldProvinces: z.array(z.tuple([code, name, z.null()])),
  oldDistricts: z.array(z.tuple([code, name, code])),
  oldCommunes: z.array(z.tuple([code, name, code, code, z.array(z.tuple([code, share])).min(1)])),
});

/** The country's units before and since July 2025. An old code may be a new one's too, so lists are never mixed. */
export type NationalUnits = z.output<typeof shape>;

/** The name of one of its lists. */
export type ListName = keyof NationalUnits;

/** Something in the file that was left out, by list and row, counted from 1. */
export interface Flaw {
  readonly list: ListName;
  readonly row: number;
  readonly message: string;
}

/** "oldCommunes row 2384: …". */
export const flawLine = ({ list, row, message }: Flaw): string => `${list} row ${row}: ${message}`;

/** The file is no list of units; the message names every bad row. */
export class BadNationalFile extends Error {
  override readonly name = 'BadNationalFile';
}

const placeOf = ([list, row, column]: readonly PropertyKey[]): string =>
  [
    String(list ?? 'the whole'),
    ...(typeof row === 'number' ? [`row ${row + 1}`] : []),
    ...(typeof column === 'number' ? [`column ${column + 1}`] : []),
  ].join(' ');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadNationalFile(`not JSON: ${String(error)}`, { cause: error });
  }
};

/**
 * Reads a file of old and new units.
 *
 * @throws {BadNationalFile} naming every row that cannot be read.
 */
export const readNationalFile = (text: string): NationalUnits => {
  const parsed = shape.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`);
  throw new BadNationalFile(
    `Nothing was written. ${lines.length} to mend:\n  ${lines.join('\n  ')}`,
  );
};
