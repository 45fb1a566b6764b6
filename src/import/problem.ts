/** One thing that is wrong in the files of an organisation, for the operator to mend. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; 1 also stands for the whole file. */
  readonly line: number;
  /** In English, with the offending words in it. */
  readonly message: string;
}

/** A file and line that something was read from. */
export type Origin = Pick<Problem, 'file' | 'line'>;

/** Something read, with where it stands, so that checks across files can still point at a line. */
export interface Located<T> {
  readonly origin: Origin;
  readonly value: T;
}

/** Takes down what is wrong; reading goes on, so that everything is found in one go. */
export type Report = (origin: Origin, message: string) => void;

/** "units.csv:12 unknown level hamlet". */
export const problemLine = ({ file, line, message }: Problem): string =>
  `${file}:${line} ${message}`;

/** Problems in the order of the files' names, and of lines within a file. */
export const inReadingOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
