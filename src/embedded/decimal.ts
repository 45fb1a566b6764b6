/** An exact decimal number, `coefficient × 10^exponent`; never infinite or NaN. */
export interface ExactDecimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const form = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Reads the text of a finite number exactly; `undefined` for NaN and infinities. */
export function parseDecimal(text: string): ExactDecimal | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const coefficient = BigInt(`${sign}${whole}${fraction}`);
  return { coefficient, exponent: Number(exponent) - fraction.length };
}

/** The exact value of a double, whose text is only the shortest that rounds to it. */
export function decimalOfDouble(value: number): ExactDecimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  let [scaled, halvings] = [value, 0];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings += 1;
  }
  return { coefficient: BigInt(scaled) * 5n ** BigInt(halvings), exponent: -halvings };
}

function reduced({ coefficient, exponent }: ExactDecimal): ExactDecimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  let [digits, power] = [coefficient, exponent];
  while (digits % 10n === 0n) {
    digits /= 10n;
    power += 1;
  }
  return { coefficient: digits, exponent: power };
}

/** Compares exactly; negative when `left` is the smaller. */
export function compareDecimals(left: ExactDecimal, right: ExactDecimal): number {
  const signs = signOf(left) - signOf(right);
  if (signs !== 0) return signs;
  const magnitude = magnitudeOf(left) - magnitudeOf(right);
  if (magnitude !== 0) return magnitude * signOf(left);
  const [a, b] = aligned(left, right);
  return a < b ? -1 : Number(a > b);
}

function signOf({ coefficient }: ExactDecimal): number {
  return coefficient < 0n ? -1 : Number(coefficient > 0n);
}

// Comparing the position of the first digit avoids aligning 1e6000 with 1e-6000.
function magnitudeOf({ coefficient, exponent }: ExactDecimal): number {
  if (coefficient === 0n) return 0;
  return coefficient.toString().replace('-', '').length + exponent;
}

function aligned(left: ExactDecimal, right: ExactDecimal): [bigint, bigint] {
  const exponent = Math.min(left.exponent, right.exponent);
  const scale = (value: ExactDecimal) =>
    value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return [scale(left), scale(right)];
}

/** The exact sum; it keeps the finer exponent of the two, as `1.10 + 1` is `2.10`. */
export function addDecimals(left: ExactDecimal, right: ExactDecimal): ExactDecimal {
  const [a, b] = aligned(left, right);
  return { coefficient: a + b, exponent: Math.min(left.exponent, right.exponent) };
}

/** The exact product. */
export function multiplyDecimals(left: ExactDecimal, right: ExactDecimal): ExactDecimal {
  return {
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  };
}

/** Text that is the same for equal numbers, and that `parseDecimal` reads back. */
export function decimalText(value: ExactDecimal): string {
  const { coefficient, exponent } = reduced(value);
  return `${coefficient}E${exponent < 0 ? '' : '+'}${exponent}`;
}
