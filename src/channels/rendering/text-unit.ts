/** In which unit a provider counts a text: UTF-16 units (Telegram) or code points (Zalo); none counts bytes. */
export type TextUnit = 'utf16' | 'code-point';

/** How long a text is in a unit. */
export const lengthIn = (text: string, unit: TextUnit): number =>
  unit === 'utf16' ? text.length : Array.from(text).length;

/** The place in a text, as an index of the string, up to which it has at most `most` of a unit. */
export function placeAfter(text: string, most: number, unit: TextUnit): number {
  if (unit === 'utf16') return Math.min(most, text.length);
  let place = 0;
  for (let count = 0; count < most && place < text.length; count += 1)
    place += (text.codePointAt(place) ?? 0) > 0xff_ff ? 2 : 1;
  return place;
}
