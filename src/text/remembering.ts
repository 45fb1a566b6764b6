import type { Understanding } from './understand.ts';

type Understand = (text: string, homeUnitId?: string) => Understanding;

/** One turn asks for its words, and for them with those of the draft, a dozen times; other turns come between. */
const MESSAGES_KEPT = 8;

/** Understands as `read` does, but the last few messages once only. */
export const rememberingLast = (read: Understand): Understand => {
  const last: { text: string; home: string | undefined; understood: Understanding }[] = [];
  return (text, home) => {
    const known = last.find((one) => one.text === text && one.home === home);
    if (known !== undefined) return known.understood;
    const understood = read(text, home);
    last.unshift({ text, home, understood });
    last.length = Math.min(last.length, MESSAGES_KEPT);
    return understood;
  };
};
