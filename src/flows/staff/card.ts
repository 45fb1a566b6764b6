import type { World } from '../../chat/flow.ts';
import type { Case, FileRef } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import type { Pin } from '../../domain/unit.ts';
import { dotted, localDay, placeText } from './names.ts';
import { flagLines, stateLine } from './state.ts';

/** How somebody looks at a case. */
export interface Look {
  readonly world: World;
  readonly now: Date;
  /** True for those who handle it: they read the words as written, see files, pin and a name that was chosen to be known. */
  readonly isHandling: boolean;
}

/** The citizen's words as far as this look may read them; others get phone numbers and the like covered. */
export const wordsFor = (words: string, look: Look): string =>
  look.isHandling ? words : look.world.understand(words).masked;

/** The citizen's files, for those who handle the case only: faces and plates are in them. */
export const filesFor = (files: readonly FileRef[], look: Look): readonly FileRef[] =>
  look.isHandling ? files : [];

const reporterText = (current: Case): Text => {
  const { isHidden, name, isOnBehalf } = current.reporter;
  const behalf = isOnBehalf ? 'Behalf' : '';
  if (isHidden || name === undefined) return say(`staff.reporter.hidden${behalf}`);
  return say(`staff.reporter.known${behalf}`, { name });
};

/** Code, category, urgency: how a case is called in a list and on top of a card. */
export const caseTitle = (current: Case): Text =>
  say(`staff.title.${current.urgency}`, {
    code: current.code,
    category: say(`category.${current.categoryId}`),
  });

const headLine = (current: Case, look: Look): Text =>
  dotted(
    caseTitle(current),
    ...(current.kind === 'phan-anh' ? [] : [say(`kind.${current.kind}`)]),
    ...(look.isHandling ? [reporterText(current)] : []),
  );

/** A pin as map programs take it when it is pasted into them; five decimals are about a metre. */
export const pinText = (pin: Pin): string =>
  `${pin.latitude.toFixed(5)}, ${pin.longitude.toFixed(5)}`;

const placeLine = (current: Case, look: Look): Text => {
  const on = localDay(look.world.directory, look.now);
  const place = placeText(current.place, look.world.directory, on);
  return current.place.pin === undefined || !look.isHandling
    ? say('staff.card.place', { place })
    : say('staff.card.placeWithPin', { place, pin: pinText(current.place.pin) });
};

const wordsLine = (words: string, look: Look): readonly Text[] =>
  words.trim() === '' ? [] : [say('staff.card.words', { words: wordsFor(words, look) })];

/** What staff see of a case: what, where, the words, where it stands. Never who or from which chat. */
export const caseCard = (current: Case, look: Look): readonly Text[] => [
  headLine(current, look),
  placeLine(current, look),
  ...wordsLine(current.text, look),
  stateLine(current, look.now),
  ...flagLines(current, look.world.directory),
];

/** One line of a list: what, where, where it stands; no words of the citizen. */
export const caseLine = (current: Case, look: Look): Text => {
  const on = localDay(look.world.directory, look.now);
  return dotted(
    caseTitle(current),
    placeText(current.place, look.world.directory, on),
    stateLine(current, look.now),
  );
};
