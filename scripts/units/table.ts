/** A table to be written: the header, then the rows. */
export type Table = readonly (readonly string[])[];

const csvCell = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A table as the text of a CSV file. */
export const csvText = (table: Table): string =>
  table.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
