import type { Outcome } from '../../chat/flow.ts';
import { choice } from '../../chat/choice.ts';
import { foldPhrase } from '../../domain/fold.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { DECLINE_REASONS } from '../../domain/case.ts';
import { say } from '../../domain/text.ts';
import { stopChoice } from './choices.ts';
import { gatherEvidence } from './evidence.ts';
import { attempt, misread, proceed, unseen, type Scene } from './scene.ts';
import type { WorkSlots } from './slots.ts';
import { writtenWords } from './words.ts';

/** Takes the message that a step waited for. */
type Step = (scene: Scene, current: Case, slots: WorkSlots) => Outcome;

/**
 * Asks for words and waits for them in a step of the same name.
 *
 * @param question - Key of the question under `staff.step`. Default: the step's own.
 */
export const askWords = (
  scene: Scene,
  current: Case,
  step: string,
  slots: Readonly<Record<string, unknown>> = {},
  choices: readonly Choice[] = [],
  question = step,
): Outcome =>
  proceed(
    scene,
    step,
    { code: current.code, ...slots },
    {
      message: {
        lines: [say(`staff.step.${question}`, { code: current.code })],
        choices: [...choices, stopChoice(current.code)],
      },
    },
  );

const withWords =
  (go: (scene: Scene, current: Case, words: string, slots: WorkSlots) => Outcome): Step =>
  (scene, current, slots) => {
    const written = writtenWords(scene.turn.inbound.body);
    return 'key' in written
      ? misread(scene, written.key, [stopChoice(current.code)])
      : go(scene, current, written.words, slots);
  };

/** The reason as the action has it, when it is one. */
const reasonOf = (code: string) => DECLINE_REASONS.find((reason) => reason === code);

// Closing a case on somebody is read over once before it is sent.
const readOver = (scene: Scene, current: Case, words: string, slots: WorkSlots): Outcome =>
  proceed(
    scene,
    'decline-sure',
    { ...slots, words },
    {
      message: {
        lines: [
          say('staff.step.declineSure', {
            code: current.code,
            reason: say(`declineReason.${slots.reason}`),
          }),
          say('staff.card.words', { words }),
        ],
        choices: [
          choice('work', 'send', say('staff.choice.send'), current.code),
          stopChoice(current.code),
        ],
      },
    },
  );

const decline = (scene: Scene, current: Case, words: string, slots: WorkSlots): Outcome =>
  reasonOf(slots.reason) === undefined ? unseen(scene) : readOver(scene, current, words, slots);

/** Closes the case with the reason and words that were read over. */
export const sendDecline = (scene: Scene, current: Case, slots: WorkSlots): Outcome => {
  const reason = reasonOf(slots.reason);
  return reason === undefined || slots.words === ''
    ? unseen(scene)
    : attempt(scene, current, { type: 'decline', reason, words: slots.words });
};

// As people ask it, without marks; in doubt the question about the matter itself passes.
const ASKS_WHO =
  /(?<!\p{L})(?:ai (?:da )?(?:bao|gui)|nguoi (?:bao|gui)(?: viec nay)? la ai|ten (?:cua )?nguoi (?:bao|gui)|danh tinh|ho (?:va )?ten|(?:xin|cho) ten|(?:xin|cho|de lai|may) (?:so|sdt)|so (?:dien thoai|dt) (?:va|cua (?:ban|ba con|anh|chi|ong|ba|nguoi))|sdt|who (?:reported|are you)|phone number|your name)(?!\p{L})/u;

const ask = (scene: Scene, current: Case, words: string): Outcome =>
  current.reporter.isHidden && ASKS_WHO.test(foldPhrase(words))
    ? askWords(scene, current, 'ask', {}, [], 'askHidden')
    : attempt(scene, current, { type: 'ask', words });

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  [
    'return',
    withWords((scene, current, words) => attempt(scene, current, { type: 'return', words })),
  ],
  ['ask', withWords(ask)],
  ['forward', withWords((scene, current, to) => askWords(scene, current, 'forward-words', { to }))],
  [
    'forward-words',
    withWords((scene, current, words, { to }) =>
      attempt(scene, current, { type: 'forward', to, words }),
    ),
  ],
  ['decline', withWords(decline)],
  // Written instead of pressing a button: it replaces the words, and is read over again.
  ['decline-sure', withWords(decline)],
  ['progress', (scene, current, slots) => gatherEvidence(scene, current, 'progress', slots)],
  ['resolve', (scene, current, slots) => gatherEvidence(scene, current, 'resolve', slots)],
]);

/** Takes a message in a step of work; an unknown step, left by an older version, ends without a trace. */
export const takeStep = (scene: Scene, step: string, current: Case, slots: WorkSlots): Outcome =>
  STEPS.get(step)?.(scene, current, slots) ?? unseen(scene);
