import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * The one logger. Fields are ids and durations; message texts, names, phone numbers and chat ids are never given to it.
 *
 * @param level - pino level, or `silent`.
 * @param destination - Where lines go; default standard output.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    { level, base: {}, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination(1),
  );

/** An error as fields: class, code and place, never a message, which may quote a person's words. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 4);
  const cause = error.cause === undefined ? {} : { cause: errorFields(error.cause) };
  return {
    error: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    // Only what is made of letters and dashes: a reason of ours, never words.
    ...(typeof reason === 'string' && /^[a-z]+(-[a-z]+)*$/.test(reason) ? { reason } : {}),
    at: frames,
    ...cause,
  };
}
