/** Something to wait for that can be rung before anybody listens. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves to true once it is rung, or to false after so many milliseconds. */
  readonly wait: (timeoutMs: number) => Promise<boolean>;
}

/** A bell for one listener; rings between two waits count as one. */
export function createBell(): Bell {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      isRung = true;
      wake?.();
    },
    wait: async (timeoutMs) => {
      if (!isRung) await silence(timeoutMs, (stop) => (wake = stop));
      wake = undefined;
      const wasRung = isRung;
      isRung = false;
      return wasRung;
    },
  };
}

function silence(timeoutMs: number, listen: (stop: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
