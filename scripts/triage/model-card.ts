import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import type { Weights } from '../../src/text/model/weights.ts';
import type { Reader } from '../../src/text/reader.ts';
import { figureRows, judge, type Row, variantsOf, warningRows } from './figures.ts';
import type { Labelled } from './labelled.ts';
import type { Phrase } from './phrases.ts';

/** What a card is made of. */
export interface CardParts {
  readonly weights: Weights;
  readonly sizeBytes: number;
  readonly phrases: readonly Phrase[];
  readonly reader: Reader;
  /** Messages that neither taught nor calibrated. */
  readonly rows: readonly Labelled[];
  /** Messages made to be hard, about dangers and accusations alone. */
  readonly hardRows: readonly Labelled[];
}

const line = (row: Row): string => `| ${row.join(' | ')} |`;

const table = (header: Row, rows: readonly Row[]): string =>
  [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');

const counts = (
  codes: readonly string[],
  phrases: readonly Phrase[],
  label: 'category' | 'kind' | 'urgency',
): string =>
  codes
    .map((code) => `${code} ${phrases.filter((phrase) => phrase[label] === code).length}`)
    .join(', ');

const isBare = ({ text }: Phrase): boolean => !/[^\p{ASCII}\p{P}\p{S}]/u.test(text);

// The time of the machine that trained is no property of the model.
const isLasting = ([name]: Row): boolean => !name.startsWith('microseconds');

const figuresOn = (
  reader: Reader,
  rows: readonly Labelled[],
  figuresOf: typeof figureRows,
): string => {
  const variants = variantsOf(rows);
  const columns = variants.map(([, variant]) => judge(reader, variant));
  const header: Row = [`${rows.length} messages`, ...variants.map(([name]) => name)];
  return table(header, figuresOf(columns).filter(isLasting));
};

/** The model card: what the weights learnt from, what they can do on unseen messages, and what they cannot. */
export const cardOf = (parts: CardParts): string => {
  const { weights, sizeBytes, phrases, reader, rows, hardRows } = parts;
  const bare = phrases.filter(isBare).length;
  const { thresholds, temperatures, hashes } = weights;
  return `# Model card

Written by \`scripts/admin train\`; do not edit.

**What it is.** One linear model (logistic regression) with three heads, category, kind and urgency, over words, pairs of words, three or four letters in a row, and what the word lists and rules see. It runs in the process, on the CPU. Version \`${weights.version}\`, ${hashes.length} features, ${sizeBytes} bytes.

**What it learnt from.** ${phrases.length} phrases in \`phrases/\`, written for this project by language models in the voices of villagers; no real message is among them. ${bare} are typed without marks; every other one is learnt a second time without its marks. By category: ${counts(CATEGORIES, phrases, 'category')}. By kind: ${counts(KINDS, phrases, 'kind')}. By urgency: ${counts(URGENCIES, phrases, 'urgency')}.

**How it was tempered.** On \`calibration.jsonl\`, by two other writers, as written and without marks: temperatures ${[...temperatures].join(', ')}; a category is taken without asking from ${thresholds.automatic}. A possible denunciation is asked about from ${thresholds.denunciation}, a complaint from ${thresholds.complaint}, an emergency is raised from ${thresholds.emergency}; rules may raise each of them too. Certain words of danger alarm whatever the model thinks; the others alarm unless it holds them for idle (below 0.05), and then the sender is asked whether somebody is in danger.

**What it can do.** On the ${rows.length} messages of \`held-out.jsonl\`, by writers who saw neither the phrases nor the word lists, together with the place reader and the rules, over the sample organisation:

${figuresOn(reader, rows, figureRows)}

On \`hard.jsonl\`, by another writer still, which holds nothing but dangers and accusations told in passing and everyday talk in their words:

${figuresOn(reader, hardRows, warningRows)}

**What it cannot.** All these messages were written for the purpose. How well it does on real ones from a real commune is not known until one is measured there; corrections of cadres can be learnt from (\`scripts/admin train --with-corrections\`). It knows northern speech best. It says what a message is like, never whether it is true.
`;
};
