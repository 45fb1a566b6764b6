import { numberable } from '../../chat/numbering.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import { say } from '../../domain/text.ts';
import type { Wording } from '../channel.ts';
import type { ButtonLimits, MessageLimits } from './limits.ts';
import { withNumbers, type NumberedLabel } from './numbered.ts';
import { splitText } from './split-text.ts';
import { lengthIn, type TextUnit } from './text-unit.ts';

/** A button that presses a choice, or leads to an address. */
export type RenderedButton =
  | { readonly kind: 'choice'; readonly label: string; readonly id: string }
  | { readonly kind: 'link'; readonly label: string; readonly address: string };

/** One message of a provider. */
export interface RenderedPart {
  readonly text: string;
  /** On the last part alone. */
  readonly buttons: readonly RenderedButton[];
}

/** Vietnamese in the decomposed form has up to 42 % more characters, which providers count. */
const inShortForm = (words: string): string => words.normalize('NFC');

/**
 * Renders the words, choices and link of a message within the limits of a provider: plain words, so that nobody's can be
 * markup. No parts where it has no words; files are the channel's own. Choices are numbered in the text where there are no
 * buttons, or one of them does not fit. Pure: the same message has the same parts each time.
 */
export function renderMessage(
  message: OutboundMessage,
  rendering: Wording,
  limits: MessageLimits,
): readonly RenderedPart[] {
  const { mostText, unit } = limits;
  const link = linkOf(message, rendering);
  const buttons = buttonsOf(message, rendering, limits, link);
  if (buttons !== undefined) {
    const isLinkShown = buttons.some(({ kind }) => kind === 'link');
    const text = wordsOf(message, rendering, isLinkShown ? undefined : link);
    const parts = splitText(text, mostText, unit);
    const lastIndex = parts.length - 1;
    return parts.map((part, index) => ({
      text: part,
      buttons: index === lastIndex ? buttons : [],
    }));
  }
  const choices = numberedLabels(numberable(message.choices), rendering);
  const hint = inShortForm(rendering.translate(say('numbers.hint')));
  const texts = numberedParts(wordsOf(message, rendering, link), choices, hint, mostText, unit);
  return texts.map((part) => ({ text: part, buttons: [] }));
}

/**
 * A text with numbered choices, in parts. The choices stand together on the last part; only where they alone are longer
 * than a message do they come in several.
 */
export function numberedParts(
  text: string,
  choices: readonly NumberedLabel[],
  hint: string,
  most: number,
  unit: TextUnit,
): readonly string[] {
  const parts = splitText(text, most, unit);
  if (choices.length === 0) return parts;
  const together = withNumbers(parts.at(-1) ?? '', choices, hint);
  return lengthIn(together, unit) <= most
    ? [...parts.slice(0, -1), together]
    : [...parts, ...splitText(withNumbers('', choices, hint), most, unit)];
}

interface Link {
  readonly label: string;
  readonly address: string;
}

const linkOf = ({ link }: OutboundMessage, rendering: Wording): Link | undefined =>
  link && {
    label: inShortForm(rendering.translate(link.label)),
    address: rendering.absolute(link.path),
  };

const wordsOf = (
  { lines }: OutboundMessage,
  rendering: Wording,
  link: Link | undefined,
): string => {
  const words = lines.map((line) => rendering.translate(line));
  const all = link === undefined ? words : [...words, `${link.label}: ${link.address}`];
  return inShortForm(all.join('\n').trim());
};

const labelsOf = (choices: readonly Choice[], rendering: Wording): readonly string[] =>
  choices.map(({ label }) => inShortForm(rendering.translate(label)));

const numberedLabels = (
  choices: readonly Choice[],
  rendering: Wording,
): readonly NumberedLabel[] => {
  const labels = labelsOf(choices, rendering);
  return choices.map(({ number }, index) => ({
    label: labels[index] ?? '',
    ...(number === undefined ? {} : { number }),
  }));
};

/** All buttons of a message; `undefined` when there are none at this provider, or one of the choices breaks a limit. */
function buttonsOf(
  { choices = [] }: OutboundMessage,
  rendering: Wording,
  { buttons: limits, unit }: MessageLimits,
  link: Link | undefined,
): readonly RenderedButton[] | undefined {
  if (limits === undefined) return undefined;
  const labels = labelsOf(choices, rendering);
  const pressed = choices.map(({ id }, index): RenderedButton => {
    return { kind: 'choice', id, label: labels[index] ?? '' };
  });
  if (!pressed.every((button) => fits(button, limits, unit))) return undefined;
  if (pressed.length > limits.mostChoices) return undefined;
  return [...pressed, ...linkButton(link, pressed.length, limits, unit)];
}

/** A link that does not fit as a button stands in the words. */
const linkButton = (
  link: Link | undefined,
  before: number,
  limits: ButtonLimits,
  unit: TextUnit,
): readonly RenderedButton[] => {
  if (link === undefined || !limits.hasLinks || before >= limits.mostChoices) return [];
  // Providers refuse a message whose button leads elsewhere than to a public address.
  if (!link.address.startsWith('https://')) return [];
  const button: RenderedButton = { kind: 'link', ...link };
  return fits(button, limits, unit) ? [button] : [];
};

const fits = (button: RenderedButton, limits: ButtonLimits, unit: TextUnit): boolean => {
  const length = lengthIn(button.label, unit);
  if (length === 0 || length > limits.mostLabel) return false;
  if (button.kind === 'link') return true;
  const sizeBytes = Buffer.byteLength(button.id);
  return sizeBytes > 0 && sizeBytes <= limits.mostIdBytes;
};
