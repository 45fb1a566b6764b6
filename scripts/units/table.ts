/** A table to be written: the header, then the rows. */
export type Table = readonly (readonly string[])[];

/** A spreadsheet would reckon these out; a number may begin with its sign. */
const FORMULA = /^[=+\-@\t\r](?![\d.]+$)/u;

const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

const csvCell = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A table as the text of a CSV file. */
export const csvText = (table: Table): string =>
  table.map((row) => `${row.map(harmless).map(csvCell).join(',')}\n`).join('');
