import type { Narrator } from './phone.ts';

const WIDTH = 92;
const INDENT = 16;

/** Prints a line of the play. */
export const say = (words: string): void => console.log(words);

/** Prints one line of a chat: who, then the words, then the buttons. */
export const narrator: Narrator = (who, line) => {
  const speaker = line.from === 'bot' ? `→ ${who}` : who;
  const words = (line.words ?? ['(lời nhắn không được lưu)'])
    .flatMap((text) => text.split('\n'))
    .flatMap(wrap);
  const files = line.files.map(() => '📷 (ảnh)');
  const buttons = line.choices.map((choice) => `[${choice.label}]`).join(' ');
  const rows = [...words, ...files, ...(buttons === '' ? [] : wrap(buttons))];
  rows.forEach((row, index) => say(`${(index === 0 ? `${speaker}:` : '').padEnd(INDENT)}${row}`));
};

function wrap(text: string): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH - INDENT) rows.push(word);
    else rows[rows.length - 1] = `${last} ${word}`;
  }
  return rows;
}
