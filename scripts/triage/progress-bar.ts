import type { Progress } from '../../src/text/model/train.ts';

const WIDTH = 30;

/** Draws how far some work has come, on standard error; a line a step where nobody watches. */
export const drawProgress = (name: string, { done, of }: Progress): void => {
  const filled = Math.round((done / of) * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const isWatched = process.stderr.isTTY;
  const end = !isWatched || done === of ? '\n' : '';
  process.stderr.write(`${isWatched ? '\r' : ''}${name} ${bar} ${done}/${of}${end}`);
};

/** Runs a generator to its end, drawing what it yields, and gives what it returns. */
export const runWithProgress = <Result>(
  name: string,
  work: Generator<Progress, Result>,
): Result => {
  let step = work.next();
  while (step.done !== true) {
    drawProgress(name, step.value);
    step = work.next();
  }
  return step.value;
};
