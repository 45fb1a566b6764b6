import type { Hands } from '../../../scripts/providers/hands.ts';

/** Stands in nothing but what people of the suite say. */
export const MARK = 'dauvetzqx';
const SAID = new RegExp(`${MARK}(\\w+)z`);

/** A sentence whose answer, the summary of a report, holds its mark. */
export const marked = (mark: string): string =>
  `rác chất đống bốc mùi ở thôn Yên Hòa xã Bình Lâm, dấu ${MARK}${mark}z`;

/** The marks that a person was answered with, in the order of the answers. */
export const echoes = ({ received }: Hands): readonly string[] =>
  received.flatMap(({ words }) =>
    words.includes('được chưa ạ') ? (SAID.exec(words)?.[1] ?? []) : [],
  );
