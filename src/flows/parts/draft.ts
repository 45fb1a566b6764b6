import type { Dialogue } from '../../chat/conversation.ts';
import type { FileRef } from '../../domain/case.ts';
import type { CategoryId, Kind, Urgency } from '../../domain/category.ts';
import type { Offer } from '../../domain/duplicates.ts';
import type { Pin } from '../../domain/unit.ts';

/** What a person has told of a concern so far; it lives in the conversation alone until it is sent. */
export interface Draft {
  /** Grows when the fields change their meaning: a draft of another form is not read. */
  readonly form: 1;
  /** Becomes the case's id, so that sending twice gives one case. */
  readonly id: string;
  /** One message each. */
  readonly words: readonly string[];
  /** The event by which each of them came, so that it can be changed afterwards. Absent: not known. */
  readonly wordIds?: readonly string[];
  /** More was said than is kept. */
  readonly isFull: boolean;
  readonly files: readonly FileRef[];
  readonly pin: Pin | null;
  readonly unitId: string | null;
  /** The village of the poster or link by which the person came; it stands until words or a pin say another. */
  readonly startUnitId?: string;
  /** Villages that are being asked about. */
  readonly candidateIds: readonly string[];
  readonly withinId: string | null;
  /** The person said "elsewhere": the remembered village is not meant. */
  readonly isElsewhere: boolean;
  /** The person could not say the village; the block will find it. */
  readonly isPlaceLeft: boolean;
  readonly categoryId: CategoryId | null;
  /** Chosen by hand: no reading changes it. */
  readonly isCategoryChosen: boolean;
  /** The question about the category was answered with none: it is not asked again. Absent: no. */
  readonly isCategoryLeft?: boolean;
  /** What the person is asked to choose from; empty when there is nothing to ask. */
  readonly categoryIds: readonly CategoryId[];
  readonly kind: Kind;
  readonly urgency: Urgency;
  /** `hinted`: the words could mean danger and the person must say; `denied`: nobody is in danger. */
  readonly danger: 'none' | 'hinted' | 'denied';
  /** `open`: it may be a complaint and the person must say; `denied`: the person said that it is none. */
  readonly complaint: 'none' | 'open' | 'denied';
  /** Looked like advertising, and the person had it sent all the same. Absent: no. */
  readonly isInsisted?: boolean;
  /** A danger whose words also accuse somebody in office: no village team gets it, the duty does. Absent: no. */
  readonly isAboutOfficial?: boolean;
  /** Villages and communes that the person said it is not. */
  readonly refutedIds?: readonly string[];
  /** The person said that it accuses nobody. */
  readonly isGeneral: boolean;
  /** What the team may call the person; `null`: the team does not learn who it was. */
  readonly name: string | null;
  readonly isOnBehalf: boolean;
  /** What the people on duty know of a danger: nothing, the words, or the place too. */
  readonly alerted: 'no' | 'words' | 'place';
  /** How often each was asked for; nobody is asked for ever. */
  readonly asked: { readonly words: number; readonly place: number };
  /** The code of a case that these words may belong to. */
  readonly aboutCode: string | null;
  /** A case that may be the same, and the village of the draft when it was found. Absent: none was. */
  readonly offer?: Offer & { readonly forUnitId: string | null };
  /** Whether the person wants to follow the offered case. Absent: not answered yet. */
  readonly isJoining?: boolean;
}

/** A draft with nothing in it. */
export const emptyDraft = (id: string): Draft => ({
  form: 1,
  id,
  words: [],
  isFull: false,
  files: [],
  pin: null,
  unitId: null,
  candidateIds: [],
  withinId: null,
  isElsewhere: false,
  isPlaceLeft: false,
  categoryId: null,
  isCategoryChosen: false,
  categoryIds: [],
  kind: 'phan-anh',
  urgency: 'normal',
  danger: 'none',
  complaint: 'none',
  isGeneral: false,
  name: null,
  isOnBehalf: false,
  alerted: 'no',
  asked: { words: 0, place: 0 },
  aboutCode: null,
});

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'form' in value &&
  value.form === 1 &&
  'id' in value &&
  typeof value.id === 'string';

/**
 * The draft of a dialogue; `undefined` when there is none, or one of another form.
 *
 * @param flow - Whose dialogue it must be. Default: the report flow's.
 */
export const draftIn = (dialogue: Dialogue | null, flow = 'report'): Draft | undefined => {
  const draft = dialogue?.flow === flow ? dialogue.slots['draft'] : undefined;
  return isDraft(draft) ? draft : undefined;
};

/** The report flow at a step with this draft. */
export const draftDialogue = (step: string, draft: Draft, since: Date): Dialogue => ({
  flow: 'report',
  step,
  slots: { draft },
  since,
});

/** All that was said, one message a line. */
export const wordsOf = (draft: Draft): string => draft.words.join('\n');

/** Whether somebody can tell from it what the matter is: words, or a spoken message. */
export const hasMatter = ({ words, files }: Draft): boolean =>
  words.length > 0 || files.some(({ mediaType }) => mediaType.startsWith('audio/'));
