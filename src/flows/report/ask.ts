import { numbered } from '../../chat/choice.ts';
import type { Outcome, Turn } from '../../chat/flow.ts';
import type { OutboundMessage, Reply } from '../../chat/message.ts';
import { say, type Text } from '../../domain/text.ts';
import { albumHold, isMute } from '../parts/album.ts';
import { draftDialogue, hasMatter, type Draft } from '../parts/draft.ts';
import { localDay, numberOfPlace } from '../parts/names.ts';
import { raiseAlarm } from './danger.ts';
import { draftChoice } from './draft-choice.ts';
import { askCategories, otherCategory } from './edit.ts';
import { atPlace } from './gather.ts';
import { isPinOutside, pinLines } from './pin.ts';
import {
  areNamesakes,
  fewWithin,
  isOnlyPlace,
  lies,
  likelyHome,
  namedAlone,
  startOf,
} from './place.ts';
import { askSame } from './same-case.ts';
import { summaryOf } from './summary.ts';

/** A step of the flow with the one question that it asks. */
export interface Question {
  readonly step: string;
  readonly draft: Draft;
  readonly message: OutboundMessage;
}

/** Who answers twice without a word wants the photos to be enough. */
const MOST_WORD_QUESTIONS = 2;
/** Asked more often, a person feels examined; the block finds the place then. */
const MOST_PLACE_QUESTIONS = 3;

/** Asks one question about a draft; of several answers to one burst only the last is sent. */
export const pose = (turn: Turn, { step, draft, message }: Question): Outcome => {
  const reply: Reply = {
    message,
    groupId: `draft-${draft.id}`,
    ...albumHold(turn),
  };
  return { dialogue: draftDialogue(step, draft, turn.now), replies: [reply] };
};

// A word that could mean danger only asks; what surely means it was answered with numbers before.
const askDanger = (draft: Draft): Question | undefined =>
  draft.danger === 'hinted' && draft.urgency !== 'emergency'
    ? {
        step: 'danger',
        draft,
        message: {
          lines: [say('report.danger.ask')],
          choices: [
            draftChoice(draft, 'danger', say('report.danger.yesChoice')),
            draftChoice(draft, 'safe', say('report.danger.noChoice')),
          ],
        },
      }
    : undefined;

const askComplaint = (draft: Draft): Question | undefined =>
  draft.complaint === 'open' && draft.urgency !== 'emergency'
    ? {
        step: 'complaint',
        draft,
        message: {
          lines: [say('report.complaint.what'), say('report.complaint.ask')],
          choices: [
            draftChoice(draft, 'complaint', say('report.complaint.yesChoice')),
            draftChoice(draft, 'ordinary', say('report.complaint.noChoice')),
          ],
        },
      }
    : undefined;

/** A place alone tells no matter: it is kept as the place, and what happened there is asked for. */
const withoutBareName = (draft: Draft, turn: Turn): Draft => {
  const [words, more] = draft.words;
  if (words === undefined || more !== undefined || draft.urgency === 'emergency') return draft;
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const { unitId } = draft;
  const isBare =
    namedAlone(words, directory, on).length > 0 ||
    (unitId !== null &&
      directory.find(unitId) !== undefined &&
      isOnlyPlace(words, unitId, directory, on));
  return isBare ? { ...draft, words: [], categoryId: null, categoryIds: [] } : draft;
};

const wordsKey = ({ files, pin, isOnBehalf }: Draft): string => {
  if (files.length > 0) return 'report.words.photo';
  if (pin !== null) return 'report.words.pin';
  return isOnBehalf ? 'report.words.onBehalf' : 'report.words.open';
};

const wordsText = (draft: Draft, turn: Turn): Text => {
  const { directory } = turn.world;
  const isPlaceAlone = draft.files.length === 0 && draft.pin === null && !draft.isOnBehalf;
  return isPlaceAlone && draft.unitId !== null && directory.find(draft.unitId) !== undefined
    ? say('report.words.place', { place: directory.areaName(draft.unitId) })
    : say(wordsKey(draft));
};

const askWords = (draft: Draft, turn: Turn): Question | undefined => {
  // Photos may speak for themselves when the person will not write; a pin alone says nothing.
  const isLeft = draft.files.length > 0 && draft.asked.words >= MOST_WORD_QUESTIONS;
  if (hasMatter(draft) || isLeft) return undefined;
  // The parts of an album are one message to whoever sent it.
  const more = turn.inbound.groupId === undefined ? 1 : 0;
  const asked = { ...draft.asked, words: draft.asked.words + more };
  return {
    step: 'words',
    draft: { ...draft, asked },
    message: { lines: [wordsText(draft, turn)] },
  };
};

/** Asks which of some villages, with a way out. */
const askWhich = (draft: Draft, turn: Turn): OutboundMessage => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const known = draft.candidateIds.filter((id) => directory.find(id) !== undefined);
  const [first] = known;
  const isOneName = first !== undefined && known.length > 1 && areNamesakes(known, directory);
  const which = isOneName
    ? say('report.place.namesakes', { name: directory.areaName(first) })
    : say('report.place.which');
  const wantsPin = draft.urgency === 'emergency' && draft.pin === null;
  return {
    lines: wantsPin ? [which, say('report.place.pinHelps')] : [...pinLines(draft, turn), which],
    ...(wantsPin ? { asksLocation: true } : {}),
    choices: [
      ...known.map((id, index) =>
        numbered(
          draftChoice(
            draft,
            'at',
            say('format.plain', { words: directory.placeName(id, on) }),
            index,
          ),
          numberOfPlace(directory, id),
        ),
      ),
      draftChoice(draft, 'elsewhere', say('report.elsewhereChoice')),
    ],
  };
};

const openPlaceText = (draft: Draft, turn: Turn): Text => {
  const { directory } = turn.world;
  const { intent, inbound } = turn;
  const isAnswer = intent.type === 'message' && inbound.body.kind === 'text';
  if (draft.asked.place > 2 && isAnswer) return say('report.place.spot');
  if (draft.asked.place > 1 && isAnswer) return say('report.place.again');
  if (draft.withinId !== null && directory.find(draft.withinId) !== undefined)
    return say('report.place.within', { place: directory.areaName(draft.withinId) });
  if (draft.pin !== null)
    return say(isPinOutside(draft, turn) ? 'report.place.outside' : 'report.place.pinned');
  return say(draft.urgency === 'emergency' ? 'report.place.danger' : 'report.place.open');
};

const askOpenly = (draft: Draft, turn: Turn): OutboundMessage => ({
  lines: [openPlaceText(draft, turn)],
  choices: [draftChoice(draft, 'nowhere', say('report.nowhereChoice'))],
  asksLocation: draft.pin === null,
});

const candidatesFor = (draft: Draft, turn: Turn, on: string): readonly string[] => {
  if (draft.candidateIds.length > 0) return draft.candidateIds;
  const refuted = draft.refutedIds ?? [];
  if (draft.withinId !== null)
    return fewWithin(draft.withinId, turn.world.directory, on).filter(
      (id) => !refuted.includes(id),
    );
  // In danger even the own village is asked about, for help must not drive to the wrong one.
  const home = draft.isElsewhere ? undefined : likelyHome(turn, draft.withinId, on);
  return home === undefined ? [] : [home];
};

const askPlace = (draft: Draft, turn: Turn): Question | undefined => {
  if (draft.unitId !== null || draft.isPlaceLeft) return undefined;
  // A picture without words answers nothing: the question stands, as often as one comes.
  const stands = isMute(turn) && turn.conversation.dialogue?.step === 'place';
  if (draft.asked.place >= MOST_PLACE_QUESTIONS && !stands) return undefined;
  const on = localDay(turn.world.directory, turn.now);
  const candidateIds = candidatesFor(draft, turn, on);
  const asked = { ...draft.asked, place: draft.asked.place + (stands ? 0 : 1) };
  const next: Draft = { ...draft, candidateIds, asked };
  const message = candidateIds.length > 0 ? askWhich(next, turn) : askOpenly(next, turn);
  return { step: 'place', draft: next, message };
};

const askBetween = (draft: Draft): Question => ({
  step: 'category',
  draft,
  message: {
    lines: [say('report.category.ask')],
    choices: [
      ...draft.categoryIds.map((id) => draftChoice(draft, 'about', say(`category.${id}`), id)),
      otherCategory(draft),
    ],
  },
});

/**
 * Two or three categories where the words point to them, the whole menu where they point nowhere. Asked only of who was
 * asked nothing else: the kind can wait for somebody who handles the case, the place cannot.
 */
const askCategory = (draft: Draft): Question | undefined => {
  if (draft.urgency === 'emergency' || draft.asked.place > 0) return undefined;
  if (draft.isCategoryLeft === true) return undefined;
  if (draft.categoryIds.length > 0) return askBetween(draft);
  const isOpen = draft.categoryId === null && !draft.isCategoryChosen && draft.words.length > 0;
  return isOpen ? askCategories(draft, 0) : undefined;
};

/** The question about whatever is still missing, else the summary; at most one of them at a time. */
const questionFor = (draft: Draft, turn: Turn): Question =>
  askDanger(draft) ??
  askComplaint(draft) ??
  askWords(draft, turn) ??
  askPlace(draft, turn) ??
  askCategory(draft) ??
  askSame(draft, turn) ?? { step: 'summary', draft, message: summaryOf(draft, turn) };

const isPlaceOpen = ({ unitId, candidateIds, pin, isElsewhere, isPlaceLeft }: Draft): boolean =>
  unitId === null && candidateIds.length === 0 && pin === null && !isElsewhere && !isPlaceLeft;

/** Whoever came by a village's poster writes of that village, in danger too, unless the words name another place. */
const withStart = (draft: Draft, turn: Turn): Draft => {
  const start = isPlaceOpen(draft) ? startOf(draft, turn) : undefined;
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const isNear =
    start !== undefined && (draft.withinId === null || lies(start, draft.withinId, directory, on));
  return isNear ? atPlace(draft, start) : draft;
};

/** The remembered village stands for one that is not named; the summary shows it before anything is sent. */
const withHome = (draft: Draft, turn: Turn): Draft => {
  const isOpen = isPlaceOpen(draft) && draft.urgency !== 'emergency';
  const home = isOpen
    ? likelyHome(turn, draft.withinId, localDay(turn.world.directory, turn.now))
    : undefined;
  return home === undefined ? draft : atPlace(draft, home);
};

/** Goes on with a draft: danger first, then the next question. */
export const goOn = (turn: Turn, draft: Draft): Outcome => {
  const alarm = raiseAlarm(withoutBareName(withStart(draft, turn), turn));
  const question = questionFor(withHome(alarm.draft, turn), turn);
  if (alarm.lines.length === 0) return pose(turn, question);
  // Numbers to call are never superseded by a later answer, nor held for the rest of an album.
  const message = { ...question.message, lines: [...alarm.lines, ...question.message.lines] };
  return {
    dialogue: draftDialogue(question.step, question.draft, turn.now),
    replies: [{ message }],
    effects: alarm.effects,
  };
};
