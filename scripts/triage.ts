import type { Understanding } from '../src/text/understand.ts';
import { findHome } from './triage/home-unit.ts';
import { linesOf } from './triage/lines-of.ts';
import { openDirectory, readerOf } from './triage/sample-reader.ts';

interface Request {
  /** Whatever it is, it comes back. */
  readonly id: unknown;
  readonly text: string;
  readonly commune?: string;
}

const parse = (line: string): Request => {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object');
  const { id, text, commune } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string') throw new TypeError('no text');
  const base = { id: id ?? null, text };
  return typeof commune === 'string' ? { ...base, commune } : base;
};

const answer = (id: unknown, understood: Understanding): string => {
  const { place, category, kind, urgency, masked } = understood;
  return JSON.stringify({
    id,
    place: {
      decision: place.decision,
      unit: place.unitId ?? null,
      choices: place.choices,
      candidates: place.candidates ?? place.choices,
    },
    category: {
      code: category.id ?? 'khac',
      confidence: Number(category.confidence.toFixed(3)),
      decision: category.decision,
    },
    kind: { code: kind.id, confidence: Number(kind.confidence.toFixed(3)) },
    urgency,
    masked,
  });
};

const explain = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Reads JSON lines `{"id","text","commune"?}` and writes what each message means, a line each. `commune` is the
 * sender's own commune or village, by id or by name; one that is not known is told on stderr and left out.
 */
async function main(): Promise<void> {
  const dated = await openDirectory();
  const reader = await readerOf(dated);
  let number = 0;
  for await (const line of linesOf(process.stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      const { id, text, commune } = parse(line);
      const home = commune === undefined ? undefined : findHome(commune, dated);
      if (commune !== undefined && home === undefined)
        process.stderr.write(`line ${number}: no one unit is called ${commune}\n`);
      process.stdout.write(`${answer(id, reader.understand(text, home))}\n`);
    } catch (error) {
      process.stderr.write(`line ${number}: ${explain(error)}\n`);
      process.exitCode = 1;
    }
  }
}

await main();
