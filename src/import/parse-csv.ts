import { type CsvError, parse } from 'csv-parse/sync';
import type { Report } from './problem.ts';

/** A record of a CSV file: its cells by column, and the line that it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What a file must and may have as columns; a name ending in `_` stands for all columns beginning so. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
    // The parser learns the line ending from the first line, yet files that were pasted together mix them.
    return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
};

/** Spreadsheets in Vietnam write semicolons, since the comma is their decimal sign. */
const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.search(/\n|$/));
  return header.split(';').length > header.split(',').length ? ';' : ',';
};

/** Puts a broken quotation where it began; the parser only knows where it gave up. */
const explain = (error: CsvError, lastGoodLine: number): { line: number; message: string } => {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return {
      line: lastGoodLine + 1,
      message: 'a quotation mark opened here, or right below, is never closed',
    };
  }
  const line = Number(error['lines']);
  return { line, message: 'quotation marks must enclose a whole cell and be doubled inside it' };
};

const readRecords = (text: string, file: string, report: Report): readonly CsvRecord[] => {
  const records: CsvRecord[] = [];
  let lastLine = 0;
  parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
    on_record: (cells: readonly string[], { lines }) => {
      lastLine = lines;
      // The parser counts at a record's end; a cell may hold line breaks.
      records.push({ line: lines - cells.join('').split('\n').length + 1, cells });
      return null;
    },
    on_skip: (error) => {
      if (error === undefined) return;
      const { line, message } = explain(error, lastLine);
      report({ file, line }, message);
    },
  });
  return records;
};

const isKnown = (column: string, { required, optional }: Columns): boolean =>
  [...required, ...optional].some((known) =>
    known.endsWith('_') ? column.startsWith(known) : column === known,
  );

const checkHeader = (
  header: readonly string[],
  columns: Columns,
  complain: (message: string) => void,
) => {
  for (const column of columns.required) {
    if (!header.includes(column)) complain(`column ${column} is missing`);
  }
  for (const [place, column] of header.entries()) {
    if (!isKnown(column, columns)) complain(`unknown column ${column || '(without a name)'}`);
    if (header.indexOf(column) < place) complain(`column ${column} comes twice`);
  }
};

const isBlank = ({ cells }: CsvRecord): boolean => cells.every((cell) => cell === '');

/**
 * Reads a CSV file with a header: UTF-8 with or without a byte order mark, comma or semicolon.
 * Lines that are empty, or have only empty cells, are left out. Whatever is wrong goes to `report`;
 * rows are returned only for a header that can be relied on.
 */
export const parseCsv = (
  file: string,
  bytes: Uint8Array,
  columns: Columns,
  report: Report,
): readonly CsvRow[] => {
  const text = decode(bytes);
  if (text === undefined) {
    report({ file, line: 1 }, 'not UTF-8: save the sheet as "CSV UTF-8"');
    return [];
  }
  const [header, ...records] = readRecords(text, file, report);
  if (header === undefined) {
    report({ file, line: 1 }, 'the file is empty');
    return [];
  }
  const names = header.cells;
  let isReliable = true;
  checkHeader(names, columns, (message) => {
    isReliable = false;
    report({ file, line: header.line }, message);
  });
  if (!isReliable) return [];
  return records
    .filter((record) => !isBlank(record))
    .flatMap(({ line, cells }) => {
      if (cells.length !== names.length) {
        report({ file, line }, `${cells.length} cells where the header has ${names.length}`);
        return [];
      }
      return { line, cells: Object.fromEntries(names.map((name, n) => [name, cells[n] ?? ''])) };
    });
};
