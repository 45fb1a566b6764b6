import type { Turn } from '../../chat/flow.ts';
import { isShared, type Matter } from '../../domain/duplicates.ts';
import { say, type Text } from '../../domain/text.ts';
import type { Draft } from '../parts/draft.ts';
import { dotted, localDay, placeName } from '../parts/names.ts';
import { draftChoice } from './draft-choice.ts';
import type { Question } from './ask.ts';

/** What the draft is compared by; `undefined`: it must not be compared at all. */
export const comparable = (draft: Draft): Matter | undefined => {
  const { kind, categoryId, urgency } = draft;
  if (categoryId === null || draft.isAboutOfficial === true) return undefined;
  const matter = { kind, categoryId, urgency };
  return isShared(matter) ? matter : undefined;
};

/** The offered case, as long as the draft is still about that place and kind. */
const standingOffer = (draft: Draft): Draft['offer'] => {
  const { offer } = draft;
  const isSame = offer?.forUnitId === draft.unitId && offer?.categoryId === draft.categoryId;
  return isSame && comparable(draft) !== undefined ? offer : undefined;
};

/** The case that the person chose to follow, as long as the draft is still about the same. */
export const joinedId = (draft: Draft): string | undefined =>
  draft.isJoining === true ? standingOffer(draft)?.caseId : undefined;

/** Enough to know it again, and nothing that anybody said: where, what about, since when. */
const offered = ({ offer }: Draft, { world, now }: Turn): readonly Text[] => {
  if (offer === undefined) return [];
  const { directory } = world;
  const since: Text = say('report.same.since', { since: { at: offer.since, style: 'day' } });
  return [
    dotted(
      say('report.summary.place', {
        place: placeName(directory, offer.unitId, localDay(directory, now)),
      }),
      say(`category.${offer.categoryId}`),
      since,
    ),
  ];
};

const question = (draft: Draft): Text => {
  const { reporters: count = 1, endedAt = null } = draft.offer ?? {};
  return endedAt === null
    ? say('report.same.ask', { count })
    : say('report.same.askEnded', { ended: { at: endedAt, style: 'day' } });
};

/** "Việc này đã có 3 người báo. Theo dõi chung nhé?": asked once, before the summary. */
export const askSame = (draft: Draft, turn: Turn): Question | undefined => {
  const offer = standingOffer(draft);
  if (offer === undefined || draft.isJoining !== undefined) return undefined;
  const follow = offer.endedAt === null ? 'followChoice' : 'reopenChoice';
  return {
    step: 'same',
    draft,
    message: {
      lines: [...offered(draft, turn), question(draft)],
      choices: [
        draftChoice(draft, 'follow', say(`report.same.${follow}`)),
        draftChoice(draft, 'another', say('report.same.anotherChoice')),
      ],
    },
  };
};
