import type { Outcome } from '../../chat/flow.ts';
import { choice } from '../../chat/choice.ts';
import { foldPhrase } from '../../domain/fold.ts';
import type { Choice, InboundBody, Reply } from '../../chat/message.ts';
import type { Case, FileRef } from '../../domain/case.ts';
import { say, type Text } from '../../domain/text.ts';
import { albumHold } from '../parts/album.ts';
import { stopChoice } from './choices.ts';
import { attempt, misread, outdated, proceed, type Scene } from './scene.ts';
import { readSlots, type WorkSlots } from './slots.ts';
import { LONGEST_WORDS } from './words.ts';

/** What is being told with words and pictures: how far it is, or that it is done. */
export type Telling = 'progress' | 'resolve';

/** Most files in one piece of evidence. */
export const MOST_FILES = 10;

const FINISHING = new Set(['xong', 'da xong', 'het', 'het roi', 'done', 'finish', 'send']);

const finishChoice = (code: string, label = 'finish'): Choice =>
  choice('work', 'finish', say(`staff.choice.${label}`), code);

/** Asks for the first words or pictures, unless they were said before it was known for which case. */
export const startEvidence = (
  scene: Scene,
  current: Case,
  telling: Telling,
  { words, files }: Pick<WorkSlots, 'words' | 'files'>,
): Outcome =>
  words !== '' || files.length > 0
    ? gather(scene, telling, { ...readSlots({}), code: current.code }, { words, files })
    : askEvidence(scene, current, telling);

const askEvidence = (scene: Scene, current: Case, telling: Telling): Outcome =>
  proceed(
    scene,
    telling,
    { code: current.code, words: '', files: [] },
    {
      message: {
        lines: [say(`staff.step.${telling}`, { code: current.code })],
        choices: [stopChoice(current.code)],
      },
    },
  );

/** What one message adds, or the key of what to answer instead. */
type Piece =
  | { readonly words: string; readonly files: readonly FileRef[] }
  | { readonly key: string };

const pieceOf = (body: InboundBody): Piece => {
  if (body.kind === 'text') return { words: body.text.trim(), files: [] };
  if (body.kind === 'file') return { words: (body.caption ?? '').trim(), files: [body.file] };
  return { key: 'staff.step.wordsOrPhoto' };
};

const joined = (before: string, added: string): string =>
  [before, added].filter((part) => part !== '').join('\n');

const gathered = (words: string, files: readonly FileRef[]): readonly Text[] => [
  ...(words === '' ? [] : [say('staff.step.gatheredWords', { words })]),
  ...(files.length === 0 ? [] : [say('staff.step.gatheredFiles', { files: files.length })]),
];

const gatheredReply = (scene: Scene, code: string, lines: readonly Text[]): Reply => ({
  message: { lines, choices: [finishChoice(code), stopChoice(code)] },
  groupId: `evidence-${code}`,
  ...albumHold(scene.turn),
});

const gather = (scene: Scene, telling: Telling, slots: WorkSlots, piece: Piece): Outcome => {
  const { code } = slots;
  if ('key' in piece) return misread(scene, piece.key, [stopChoice(code)]);
  const words = joined(slots.words, piece.words);
  const files = [...slots.files, ...piece.files].slice(0, MOST_FILES);
  if (words.length > LONGEST_WORDS) return misread(scene, 'staff.step.tooLong', [stopChoice(code)]);
  const lines = [
    say('staff.step.gathered', { code }),
    ...gathered(words, files),
    say('staff.step.gatheredNext'),
  ];
  const reply = gatheredReply(scene, code, lines);
  return proceed(scene, telling, { ...slots, words, files }, reply);
};

const askPhoto = (scene: Scene, slots: WorkSlots): Outcome =>
  proceed(
    scene,
    'resolve',
    { ...slots, wasAsked: true },
    {
      message: {
        lines: [say('staff.step.noPhoto', { code: slots.code })],
        choices: [
          { id: `work:finish:${slots.code}`, label: say('staff.choice.finishBare') },
          stopChoice(slots.code),
        ],
      },
    },
  );

const finish = (scene: Scene, current: Case, telling: Telling, slots: WorkSlots): Outcome => {
  const { words, files, wasAsked } = slots;
  const isEmpty = words === '' && (telling === 'resolve' || files.length === 0);
  if (isEmpty) return misread(scene, `staff.step.${telling}Empty`, [stopChoice(current.code)]);
  // A talk that settled a quarrel has no photo, so its absence is asked about once and then accepted.
  if (telling === 'resolve' && files.length === 0 && !wasAsked) return askPhoto(scene, slots);
  return attempt(scene, current, { type: telling, words, files });
};

/** Takes one more message; the word "xong" ends the gathering. */
export const gatherEvidence = (
  scene: Scene,
  current: Case,
  telling: Telling,
  slots: WorkSlots,
): Outcome => {
  const { body } = scene.turn.inbound;
  const isFinishing = body.kind === 'text' && FINISHING.has(foldPhrase(body.text));
  return isFinishing
    ? finish(scene, current, telling, slots)
    : gather(scene, telling, slots, pieceOf(body));
};

/** The button under what was gathered; old when nothing is being gathered for this case. */
export const finishEvidence = (
  scene: Scene,
  current: Case,
  step: string,
  slots: WorkSlots,
): Outcome => {
  const isTelling = step === 'progress' || step === 'resolve';
  return isTelling && slots.code === current.code
    ? finish(scene, current, step, slots)
    : outdated(scene, current);
};
