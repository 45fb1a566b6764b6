import type { Turn } from '../../chat/flow.ts';
import type { Choice, OutboundMessage } from '../../chat/message.ts';
import { consentFor } from '../../domain/person.ts';
import { say, type Text } from '../../domain/text.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';
import { bodyName, dotted, localDay, placeText, shortened } from '../parts/names.ts';
import { draftChoice } from './draft-choice.ts';
import { joinedId } from './same-case.ts';

/** Longer words are known to their writer: the beginning is enough to recognise them. */
const MOST_SHOWN = 400;

const matter = (draft: Draft, turn: Turn): Text => {
  const { directory } = turn.world;
  const on = localDay(directory, turn.now);
  const place = placeText(
    {
      ...(draft.unitId === null ? {} : { unitId: draft.unitId }),
      ...(draft.withinId === null ? {} : { withinId: draft.withinId }),
      ...(draft.pin === null ? {} : { pin: draft.pin }),
    },
    directory,
    on,
  );
  return dotted(
    say('report.summary.place', { place }),
    ...(draft.kind === 'phan-anh' ? [] : [say(`kind.${draft.kind}`)]),
    ...(draft.categoryId === null ? [] : [say(`category.${draft.categoryId}`)]),
    ...(draft.urgency === 'normal' ? [] : [say(`urgency.${draft.urgency}`)]),
  );
};

const attachments = ({ files, isFull }: Draft): readonly Text[] => {
  const spoken = files.filter(({ mediaType }) => mediaType.startsWith('audio/')).length;
  const shown = files.length - spoken;
  return [
    ...(shown === 0 ? [] : [say('report.summary.files', { count: shown })]),
    ...(spoken === 0 ? [] : [say('report.summary.spoken', { count: spoken })]),
    ...(isFull ? [say('report.summary.full')] : []),
  ];
};

/** Whether the person refused that the chat is kept: then nobody can be named, and nobody be answered. */
const isUnlinked = ({ asker }: Turn): boolean =>
  consentFor(asker.person, 'report')?.granted === false;

const whoSends = (draft: Draft, turn: Turn): Text => {
  if (isUnlinked(turn)) return say('report.summary.unlinked');
  return draft.name === null
    ? say('report.summary.hidden')
    : say('report.summary.named', { name: draft.name });
};

const sender = (draft: Draft, turn: Turn): readonly Text[] => {
  const who = whoSends(draft, turn);
  return draft.isOnBehalf ? [dotted(who, say('report.summary.onBehalf'))] : [who];
};

const question = (draft: Draft, turn: Turn): Text => {
  const { directory } = turn.world;
  if (draft.isAboutOfficial === true) return say('report.summary.askDuty');
  if (draft.unitId === null || directory.find(draft.unitId) === undefined)
    return say('report.summary.askAny');
  return say(joinedId(draft) === undefined ? 'report.summary.ask' : 'report.summary.askTogether', {
    team: bodyName(directory, draft.unitId),
  });
};

const nameChoices = (draft: Draft, turn: Turn): readonly Choice[] => {
  if (isUnlinked(turn)) return [];
  return draft.name === null
    ? [draftChoice(draft, 'name', say('report.nameChoice'))]
    : [draftChoice(draft, 'hide', say('report.hideChoice'))];
};

const choices = (draft: Draft, turn: Turn): readonly Choice[] => [
  draftChoice(draft, 'send', say('report.sendChoice')),
  draftChoice(draft, 'edit', say('report.editChoice')),
  ...nameChoices(draft, turn),
  draftChoice(draft, 'photo', say('report.photoChoice')),
];

/** Everything that will be sent, and the one question whether it is right. */
export const summaryOf = (draft: Draft, turn: Turn): OutboundMessage => {
  const words = shortened(wordsOf(draft), MOST_SHOWN);
  return {
    lines: [
      say('report.summary.head'),
      matter(draft, turn),
      ...(words === '' ? [] : [say('report.summary.words', { words })]),
      ...attachments(draft),
      ...sender(draft, turn),
      question(draft, turn),
    ],
    choices: choices(draft, turn),
  };
};
