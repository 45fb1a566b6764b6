/** A whole number that JavaScript would round, where a value may stand. */
const HAS_LONG_NUMBER = /[:[,]\s*-?\d{16}/;
/** Strings are matched to be stepped over; one without an end too, or each of its quotes would be tried in turn. */
const STRING_OR_LONG_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

/**
 * Reads JSON; numbers of 16 digits and more become strings, for they are ids and would be rounded.
 *
 * @returns `undefined` for what is no JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(
      HAS_LONG_NUMBER.test(text)
        ? text.replaceAll(STRING_OR_LONG_NUMBER, (found) =>
            found.startsWith('"') ? found : `"${found}"`,
          )
        : text,
    );
  } catch {
    return undefined;
  }
}
