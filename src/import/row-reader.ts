import type { LocalText } from '../domain/text.ts';
import type { Period, Pin } from '../domain/unit.ts';
import type { CsvRow } from './parse-csv.ts';
import type { Origin, Report } from './problem.ts';

/** Ids stand in links, logs and message buttons, so they are short and plain. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
/** Control and format characters but line breaks: unseen, they make a name look like another or turn a whole line round. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a word is a real calendar date `YYYY-MM-DD`. */
export const isDate = (word: string): boolean => {
  const at = new Date(`${word}T00:00:00Z`);
  return DATE.test(word) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(word);
};

/**
 * Reads one row's cells into values. A cell that cannot be read is reported and a harmless value is given
 * in its place, so that the rest of the row is still checked; nothing is imported once anything was reported.
 */
export class RowReader {
  readonly origin: Origin;
  readonly #cells: CsvRow['cells'];
  readonly #report: Report;

  constructor(file: string, row: CsvRow, report: Report) {
    this.origin = { file, line: row.line };
    this.#cells = row.cells;
    this.#report = report;
  }

  /** Takes down something that is wrong with this row. */
  complain(message: string): void {
    this.#report(this.origin, message);
  }

  /** A cell that may be empty or have no column. */
  optional(column: string): string | undefined {
    const cell = this.#cells[column];
    return cell === '' ? undefined : cell;
  }

  /** A cell that must not be empty. */
  required(column: string): string {
    const cell = this.optional(column);
    if (cell === undefined) this.complain(`${column} is empty`);
    if (cell !== undefined && UNSEEN.test(cell))
      this.complain(`${column} holds an unseen character; type it anew`);
    return cell ?? '';
  }

  /** An id: letters without marks, digits, `-` and `_`, at most 32. */
  id(column: string): string {
    const cell = this.required(column);
    if (cell !== '' && !ID.test(cell)) this.complain(`${column} is no id: ${cell}`);
    return cell;
  }

  /** Several ids or words, separated by spaces. */
  list(column: string): readonly string[] {
    return this.optional(column)?.split(/\s+/) ?? [];
  }

  /** `yes` or `no`; an empty cell is `no`. */
  flag(column: string): boolean {
    const cell = this.optional(column) ?? 'no';
    if (cell !== 'yes' && cell !== 'no') this.complain(`${column} is neither yes nor no: ${cell}`);
    return cell === 'yes';
  }

  /** A number within bounds, or `undefined` for an empty cell. */
  number(column: string, lowest: number, highest: number): number | undefined {
    const cell = this.optional(column);
    if (cell === undefined) return undefined;
    const value = Number(cell);
    const isGood = value >= lowest && value <= highest;
    if (!isGood) this.complain(`${column} is no number from ${lowest} to ${highest}: ${cell}`);
    return value;
  }

  /** The columns `latitude` and `longitude`, or `undefined` when both are empty. */
  pin(): Pin | undefined {
    const latitude = this.number('latitude', -90, 90);
    const longitude = this.number('longitude', -180, 180);
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
    if (latitude !== longitude) this.complain('latitude and longitude are needed together');
    return undefined;
  }

  /** One of a few words; the first one stands in for a wrong one. */
  oneOf<Word extends string>(column: string, words: readonly [Word, ...Word[]]): Word {
    const cell = this.required(column);
    const found = words.find((word) => word === cell);
    if (found === undefined && cell !== '') {
      this.complain(`${column} is none of ${words.join(', ')}: ${cell}`);
    }
    return found ?? words[0];
  }

  /** A date `YYYY-MM-DD`. */
  date(column: string): string | undefined {
    const cell = this.optional(column);
    if (cell === undefined || isDate(cell)) return cell;
    this.complain(`${column} is no date like 2025-07-01: ${cell}`);
    return undefined;
  }

  /** The columns `valid_from` and `valid_to`, both ends included. */
  period(): Period {
    const from = this.date('valid_from');
    const to = this.date('valid_to');
    if (from !== undefined && to !== undefined && to < from) {
      this.complain(`valid_to ${to} lies before valid_from ${from}`);
    }
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }

  /** Columns such as `name_vi` and `name_en`; Vietnamese must be there. */
  localText(prefix: string): LocalText {
    const locales = Object.keys(this.#cells)
      .filter((column) => column.startsWith(`${prefix}_`))
      .map((column) => column.slice(prefix.length + 1));
    const known = locales.flatMap((locale) => {
      const words = this.optional(`${prefix}_${locale}`);
      return words === undefined ? [] : [[locale, words]];
    });
    return { ...Object.fromEntries(known), vi: this.required(`${prefix}_vi`) };
  }
}
