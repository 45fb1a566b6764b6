/** A Vietnamese mobile number since the change of prefixes in 2018: 03, 05, 07, 08, 09 and eight figures more. */
const MOBILE = /^84[35789]\d{8}$/;

/** The most that a number with its dots, spaces and country code takes. */
const MOST_TYPED = 24;

/**
 * Reads a mobile number as people write it (`0912 345 678`, `+84 912.345.678`) into the form that providers want,
 * `84912345678`; `undefined` when it is none.
 */
export function readPhone(typed: string): string | undefined {
  const trimmed = typed.trim();
  if (trimmed.length > MOST_TYPED || !/^\+?[\d\s.()-]+$/.test(trimmed)) return undefined;
  const figures = trimmed.replaceAll(/\D/g, '').replace(/^00/, '');
  // "+84 (0)912…" is written too.
  const number = figures.startsWith('84')
    ? figures.replace(/^840/, '84')
    : figures.replace(/^0/, '84');
  return MOBILE.test(number) ? number : undefined;
}

/** The number as it is shown back: its last three figures, for whoever gave it knows it by them. */
export const maskPhone = (phone: string): string => `0•• ••• •${phone.slice(-3)}`;
