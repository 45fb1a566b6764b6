import { choice, declining, isChoiceId } from '../../chat/choice.ts';
import type { TurnEffect } from '../../chat/effect.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import type { OutboundMessage, Reply } from '../../chat/message.ts';
import type { CaseDraft, CaseMark, CasePlace, Reporter } from '../../domain/case.ts';
import { say } from '../../domain/text.ts';
import { answerTo, nobody, recordConsent } from '../parts/consent.ts';
import { draftDialogue, wordsOf, type Draft } from '../parts/draft.ts';
import { localDay } from '../parts/names.ts';
import { draftChoice } from './draft-choice.ts';
import { readsWhole } from './gather.ts';
import { readingOf } from './reading.ts';
import { joinedId } from './same-case.ts';
import { teachQuestion } from './teach.ts';

/** A question that follows the receipt waits for it, in milliseconds. */
const AFTER_RECEIPT_MS = 3_000;

/** The coordinating unit above whatever is known of the place. */
const above = (draft: Draft, { world, now }: Turn): string => {
  const { directory } = world;
  const parent =
    draft.unitId === null || directory.find(draft.unitId) === undefined
      ? undefined
      : directory.parent(draft.unitId, localDay(directory, now))?.id;
  return parent ?? draft.withinId ?? directory.organisation.dutyUnitId;
};

/** What the words as a whole are; who insists on spam and then tells of a concern has told of a concern. */
const marksOf = (draft: Draft, turn: Turn): readonly CaseMark[] => {
  const { isAbusive, kind } = readsWhole(draft, turn);
  const isSpam = draft.isInsisted === true && kind.id === 'rac';
  return [
    ...(isAbusive ? (['abuse'] as const) : []),
    ...(isSpam ? (['spam'] as const) : []),
    ...(draft.isAboutOfficial === true ? (['about-official'] as const) : []),
  ];
};

/**
 * Where spam goes, and a danger that accuses somebody in office: to the block alone. Named as the only candidate too, so that
 * the village in the words does not bring it to the accused's team after all.
 */
const placeAbove = (draft: Draft, turn: Turn): CasePlace => {
  const withinId = above(draft, turn);
  return { withinId, candidateIds: [withinId], ...(draft.pin === null ? {} : { pin: draft.pin }) };
};

const placeOf = (draft: Draft): CasePlace => ({
  ...(draft.unitId === null ? {} : { unitId: draft.unitId }),
  ...(draft.unitId !== null || draft.candidateIds.length === 0
    ? {}
    : { candidateIds: draft.candidateIds }),
  ...(draft.withinId === null ? {} : { withinId: draft.withinId }),
  ...(draft.pin === null ? {} : { pin: draft.pin }),
});

const reporterOf = (draft: Draft, turn: Turn, isLinked: boolean): Reporter => {
  const { isOnBehalf } = draft;
  if (!isLinked) return { personId: nobody(turn.newId()), isHidden: true, isOnBehalf };
  const personId = turn.asker.person.id;
  return draft.name === null
    ? { personId, isHidden: true, isOnBehalf }
    : { personId, isHidden: false, name: draft.name, isOnBehalf };
};

const opening = (draft: Draft, turn: Turn, isLinked: boolean): TurnEffect => {
  const joinsId = joinedId(draft);
  const marks = marksOf(draft, turn);
  const isAbove = marks.includes('about-official') || marks.includes('spam');
  const opened: CaseDraft = {
    id: draft.id,
    kind: draft.kind,
    ...(draft.categoryId === null ? {} : { categoryId: draft.categoryId }),
    urgency: draft.urgency,
    text: wordsOf(draft),
    files: draft.files,
    place: isAbove ? placeAbove(draft, turn) : placeOf(draft),
    reporter: reporterOf(draft, turn, isLinked),
    sentAt: turn.now,
    ...(joinsId === undefined ? {} : { joinsId }),
    ...(marks.length === 0 ? {} : { marks }),
    ...readingOf(draft, turn),
  };
  return { key: `open-${draft.id}`, type: 'open-case', draft: opened };
};

/** One sentence for the purpose, one for the machine's part, two buttons of equal weight; the rest is behind "Quyền riêng tư". */
const consentMessage = (
  draft: Pick<Draft, 'id'>,
  turn: Turn,
  isOpen: boolean,
): OutboundMessage => ({
  lines: [
    say('consent.report.what', { keeper: { names: turn.world.directory.organisation.name } }),
    say(isOpen ? 'consent.report.machine' : 'consent.report.machineAfter'),
    say('consent.report.ask'),
  ],
  choices: [
    draftChoice(draft, 'agree', say('consent.report.yesChoice')),
    draftChoice(draft, 'refuse', say('consent.report.noChoice')),
    // What was sent already cannot be changed any more.
    ...(isOpen ? [draftChoice(draft, 'edit', say('report.editChoice'))] : []),
    choice('privacy', 'open', say('consent.report.moreChoice')),
  ],
});

/** Asks once whether the village may be remembered; not for a neighbour's, and not where a button cannot hold it. */
const rememberQuestion = (draft: Draft, turn: Turn): readonly Reply[] => {
  const { unitId } = draft;
  const { directory } = turn.world;
  if (unitId === null || draft.isOnBehalf || directory.find(unitId) === undefined) return [];
  if (answerTo(turn, 'remember') !== undefined) return [];
  const yes = choice('report', 'remember', say('consent.remember.yesChoice'), unitId);
  if (!isChoiceId(yes.id)) return [];
  const no = declining(choice('report', 'forget', say('consent.remember.noChoice')));
  const message = {
    lines: [say('consent.remember.ask', { place: directory.areaName(unitId) })],
    choices: [yes, no],
  };
  return [{ message, holdMs: AFTER_RECEIPT_MS }];
};

/** Sends under the person's own chat; the receipt with the code answers it. */
const sendLinked = (draft: Draft, turn: Turn, effects: readonly TurnEffect[] = []): Outcome => ({
  dialogue: null,
  replies: [...rememberQuestion(draft, turn), ...teachQuestion(draft, turn, AFTER_RECEIPT_MS)],
  effects: [...effects, opening(draft, turn, true)],
});

/** Sends without any tie to the chat, and says what that means. */
const sendUnlinked = (draft: Draft, turn: Turn, effects: readonly TurnEffect[] = []): Outcome => ({
  dialogue: null,
  replies: [{ message: { lines: [say('consent.report.refused')] } }],
  effects: [...effects, opening({ ...draft, name: null }, turn, false)],
});

/** Danger goes out at once (Law 91/2025, Art. 19: life and health); the question about keeping follows. */
const sendDanger = (draft: Draft, turn: Turn): Outcome => ({
  dialogue: null,
  replies: [{ message: consentMessage(draft, turn, false), holdMs: AFTER_RECEIPT_MS }],
  effects: [opening(draft, turn, true)],
});

/** Sends the draft, after the consent question when it was never answered. */
export const send = (draft: Draft, turn: Turn): Outcome => {
  const consent = answerTo(turn, 'report');
  if (consent === true) return sendLinked(draft, turn);
  if (consent === false) return sendUnlinked(draft, turn);
  if (draft.urgency === 'emergency') return sendDanger(draft, turn);
  return {
    dialogue: draftDialogue('consent', draft, turn.now),
    replies: [{ message: consentMessage(draft, turn, true), groupId: `draft-${draft.id}` }],
  };
};

/** The answer to the consent question: kept, and the waiting draft goes out either way. */
export const sendWithConsent = (draft: Draft, turn: Turn, granted: boolean): Outcome => {
  const effects = [recordConsent(turn, 'report', granted)];
  return granted ? sendLinked(draft, turn, effects) : sendUnlinked(draft, turn, effects);
};

/** The answer to the consent question that followed an emergency, which went out before it. */
export const consentAfterwards = (turn: Turn, granted: boolean): Outcome => ({
  dialogue: turn.conversation.dialogue,
  replies: [
    { message: { lines: [say(granted ? 'consent.report.thanks' : 'consent.report.noted')] } },
  ],
  effects: [recordConsent(turn, 'report', granted)],
});

/** The answer to "shall the village be remembered?". */
export const rememberHome = (turn: Turn, unitId: string | undefined): Outcome => {
  const known = unitId !== undefined && turn.world.directory.find(unitId) !== undefined;
  const home: readonly TurnEffect[] = known
    ? [
        {
          key: `home-${turn.newId()}`,
          type: 'remember-home',
          personId: turn.asker.person.id,
          unitId,
        },
      ]
    : [];
  return {
    dialogue: turn.conversation.dialogue,
    replies: [
      { message: { lines: [say(known ? 'consent.remember.kept' : 'consent.remember.notKept')] } },
    ],
    effects: [recordConsent(turn, 'remember', known), ...home],
  };
};
