import type { Turn } from '../../chat/flow.ts';
import type { InboundBody } from '../../chat/message.ts';
import type { FileRef } from '../../domain/case.ts';
import { URGENCIES, type Kind, type Urgency } from '../../domain/category.ts';
import type { Pin } from '../../domain/unit.ts';
import type { Understanding } from '../../text/understand.ts';
import { accuses, spokenWords } from '../parts/accusation.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';
import { localDay } from '../parts/names.ts';
import { homeOf } from '../parts/home.ts';
import { readPin } from './pin.ts';
import { isOnlyPlace, lies, MOST_PLACES, namedAlone, startOf } from './place.ts';

/** More is not one concern. */
export const MOST_CHARACTERS = 4_000;
/** Photos that a team looks through. */
export const MOST_FILES = 10;

/** The village that speaks for one of several of a name. */
const priorOf = (draft: Draft, turn: Turn): string | undefined =>
  startOf(draft, turn) ?? homeOf(turn);

const higher = (a: Urgency, b: Urgency): Urgency =>
  URGENCIES.indexOf(a) > URGENCIES.indexOf(b) ? a : b;

// A greeting that is part of a concern is no spam, and what the person called general accuses nobody.
const KINDS_KEPT: readonly Kind[] = ['phan-anh', 'hien-ke', 'hoi-dap'];

const complaintIn = (draft: Draft, reading: Understanding): Draft['complaint'] => {
  if (draft.complaint === 'denied') return 'denied';
  return reading.isSuspectedComplaint || reading.kind.id === 'khieu-nai' ? 'open' : 'none';
};

const dangerIn = (draft: Draft, reading: Understanding): Draft['danger'] => {
  if (draft.danger === 'denied') return 'denied';
  return reading.isPossibleEmergency === true ? 'hinted' : 'none';
};

type CategoryPart = Pick<Draft, 'categoryId' | 'categoryIds'>;

const categoryIn = (draft: Draft, { category }: Understanding): CategoryPart => {
  if (draft.isCategoryChosen) return { categoryId: draft.categoryId, categoryIds: [] };
  const [only, second] = category.choices;
  if (category.decision === 'auto' && category.id !== undefined)
    return { categoryId: category.id, categoryIds: [] };
  // One guess is shown in the summary and confirmed there; only between two must the person choose.
  if (second === undefined) return { categoryId: only ?? null, categoryIds: [] };
  return { categoryId: null, categoryIds: category.choices.slice(0, 3) };
};

/** Reads all words together: what it is about, what it is, how soon. Nothing lowers an urgency that was seen. */
const reread = (draft: Draft, newest: string, turn: Turn): Draft => {
  const reading = turn.world.understand(wordsOf(draft), priorOf(draft, turn));
  const { kind } = reading;
  const urgency = higher(draft.urgency, reading.urgency);
  const isAccusing = accuses(reading) || accuses(turn.world.understand(newest));
  // Help comes at once, whichever was told first, but not from the accused's own team.
  const isAboutOfficial = urgency === 'emergency' && !draft.isGeneral && isAccusing;
  return {
    ...draft,
    ...categoryIn(draft, reading),
    kind: KINDS_KEPT.includes(kind.id) ? kind.id : 'phan-anh',
    urgency,
    danger: dangerIn(draft, reading),
    ...(isAboutOfficial ? { isAboutOfficial } : {}),
    complaint: complaintIn(draft, reading),
  };
};

/** Settles the village. */
export const atPlace = (draft: Draft, unitId: string): Draft => ({
  ...draft,
  unitId,
  candidateIds: [],
  withinId: null,
  isPlaceLeft: false,
});

/** The villages to be asked about; one alone is an answer. */
const amongPlaces = (draft: Draft, unitIds: readonly string[]): Draft => {
  const [only, second] = unitIds;
  if (only !== undefined && second === undefined) return atPlace(draft, only);
  return { ...draft, unitId: null, candidateIds: unitIds.slice(0, MOST_PLACES) };
};

/** What the newest words say of the place; the latest village named outright wins, and the summary shows it. */
const placedBy = (draft: Draft, words: string, turn: Turn): Draft => {
  const home = priorOf(draft, turn);
  const { place } = turn.world.understand(words, home);
  if (place.decision === 'assign' && place.unitId !== undefined)
    return atPlace(draft, place.unitId);
  if (draft.unitId !== null) return draft;
  if (place.decision === 'ask' && place.choices.length > 0)
    return { ...draft, candidateIds: place.choices.slice(0, MOST_PLACES) };
  const together = turn.world.understand(wordsOf(draft), home).place;
  if (together.decision === 'assign' && together.unitId !== undefined)
    return atPlace(draft, together.unitId);
  return { ...draft, withinId: place.withinId ?? draft.withinId };
};

/** The events of the words, one each; of words whose event is not known `''`. */
const idsOf = ({ words, wordIds = [] }: Draft): readonly string[] =>
  wordIds.length === words.length ? wordIds : words.map(() => '');

/** Keeps words among those of the draft, as many as fit. */
const keepWords = (draft: Draft, words: string, { inbound }: Turn): Draft => {
  const room = MOST_CHARACTERS - wordsOf(draft).length - 1;
  const kept = words.slice(0, Math.max(0, room));
  const isFull = draft.isFull || kept.length < words.length;
  if (kept === '') return { ...draft, isFull };
  const wordIds = [...idsOf(draft), inbound.edits ?? inbound.eventId];
  return { ...draft, isFull, words: [...draft.words, kept], wordIds };
};

/** Adds words to the draft and reads them. */
export const withWords = (draft: Draft, words: string, turn: Turn): Draft => {
  if (words === '') return draft;
  return reread(placedBy(keepWords(draft, words, turn), words, turn), words, turn);
};

/** A village that only the former words named is open again. */
const withoutPlaceOf = (draft: Draft, words: string, turn: Turn): Draft => {
  const { decision, unitId } = turn.world.understand(words, priorOf(draft, turn)).place;
  return decision === 'assign' && unitId === draft.unitId ? { ...draft, unitId: null } : draft;
};

/**
 * The draft with a sentence in the place of the one that it was changed from; `undefined` when the message changes none
 * of the draft. A danger that the former words told of stays: nothing lowers an urgency that was seen.
 */
export const withEdit = (draft: Draft, turn: Turn): Draft | undefined => {
  const { edits, body } = turn.inbound;
  const index = edits === undefined ? -1 : idsOf(draft).indexOf(edits);
  const former = draft.words[index];
  const words = spokenWords(body);
  if (former === undefined || words === '') return undefined;
  const room = MOST_CHARACTERS - wordsOf(draft).length + former.length;
  const kept = words.slice(0, Math.max(0, room));
  const changed: Draft = {
    ...withoutPlaceOf(draft, former, turn),
    words: draft.words.with(index, kept),
    isFull: draft.isFull || kept.length < words.length,
  };
  return reread(placedBy(changed, words, turn), words, turn);
};

const withFile = (draft: Draft, file: FileRef): Draft =>
  draft.files.length < MOST_FILES
    ? { ...draft, files: [...draft.files, file] }
    : { ...draft, isFull: true };

const withPin = (draft: Draft, pin: Pin, turn: Turn): Draft => {
  const pinned: Draft = { ...draft, pin };
  if (draft.unitId !== null) return pinned;
  const { unitId, candidateIds } = readPin(draft, pin, turn);
  return unitId === undefined
    ? { ...pinned, candidateIds: candidateIds.slice(0, MOST_PLACES) }
    : atPlace(pinned, unitId);
};

/** Adds whatever a message brings: words, a photo with or without words, a position. */
export const withBody = (draft: Draft, body: InboundBody, turn: Turn): Draft => {
  const words = withWords(draft, spokenWords(body), turn);
  if (body.kind === 'file') return withFile(words, body.file);
  return body.kind === 'location' ? withPin(words, body.pin, turn) : words;
};

/** Whether all words together may accuse an official, although none of them did alone. */
export const readsWhole = (draft: Draft, turn: Turn): Understanding =>
  turn.world.understand(wordsOf(draft), priorOf(draft, turn));

/** The offered villages that lie where the answer says; all of them or none tell nothing. */
const narrowed = (draft: Draft, withinId: string | undefined, turn: Turn): readonly string[] => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  if (withinId === undefined) return [];
  const within = draft.candidateIds.filter((id) => lies(id, withinId, directory, on));
  return within.length < draft.candidateIds.length ? within : [];
};

/** An answer to "in which village?": a bare name is a place, anything more is part of the story too. */
export const withPlaceAnswer = (draft: Draft, words: string, turn: Turn): Draft => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const named = namedAlone(words, directory, on);
  if (named.length > 0) return amongPlaces(draft, named);
  const { unitId, decision, withinId } = turn.world.understand(words, priorOf(draft, turn)).place;
  const among = decision === 'none' ? narrowed(draft, withinId, turn) : [];
  const [first] = among;
  if (first !== undefined) {
    const isBare = isOnlyPlace(words, first, directory, on);
    return amongPlaces(isBare ? draft : withWords(draft, words, turn), among);
  }
  const isName =
    decision === 'assign' && unitId !== undefined && isOnlyPlace(words, unitId, directory, on);
  const open: Draft = { ...draft, candidateIds: [] };
  return isName ? atPlace(draft, unitId) : withWords(open, words, turn);
};
