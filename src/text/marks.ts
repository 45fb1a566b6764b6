// Vietnamese has two marks on a letter, other scripts rarely more than four.
const STORM = /(\p{M}{4})\p{M}+/gu;

/** The text with at most four combining marks in a row: composing thousands of them takes time that grows with their square. */
export const withFewMarks = (text: string): string => text.replace(STORM, '$1');
