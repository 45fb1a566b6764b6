import type { World } from '../chat/flow.ts';
import type { Choice, OutboundMessage } from '../chat/message.ts';
import type { Case, CaseAction, FileRef } from '../domain/case.ts';
import type { Notice } from '../domain/notice.ts';
import { say, type Locale, type Text, type TextParam } from '../domain/text.ts';
import { humanChoice, isReopenable, openChoice, verdictChoices } from './parts/case-choices.ts';
import { choice } from '../chat/choice.ts';
import { stateText } from './parts/case-state.ts';
import { isUnanswerable } from './parts/consent.ts';
import {
  acceptDue,
  bodyName,
  bodyNameFirst,
  localDay,
  placeName,
  resolveDue,
  responsibleId,
} from './parts/names.ts';
import { templateOf } from './notice-template.ts';
import { staffNotice } from './staff-notices.ts';

/** What one notice to the reporter is made from. */
interface Telling {
  readonly current: Case;
  readonly action: CaseAction | undefined;
  readonly world: World;
  readonly now: Date;
}

type Teller = (telling: Telling) => OutboundMessage;

// The words and files of what was done, as far as the action has them.
const wordsOf = (action: CaseAction | undefined): string =>
  action !== undefined && 'words' in action ? action.words.trim() : '';

const attached = (action: CaseAction | undefined): { readonly files?: readonly FileRef[] } =>
  action !== undefined && 'files' in action && action.files.length > 0
    ? { files: action.files }
    : {};

const quoted = (words: string): readonly Text[] =>
  words === '' ? [] : [say('notice.quote', { words })];

const names = ({ current, world }: Telling): { team: TextParam; teamFirst: TextParam } => ({
  team: bodyName(world.directory, responsibleId(current)),
  teamFirst: bodyNameFirst(world.directory, responsibleId(current)),
});

const isPast = (due: Date | undefined, now: Date): boolean => due !== undefined && due <= now;

/** Who will do what by when: with both limits, with one, or with none. What is past is promised to nobody. */
const promise = (telling: Telling): Text => {
  const { current, now } = telling;
  const team = names(telling).teamFirst;
  if (isPast(current.acceptDueAt, now)) return say('notice.promise.none', { team });
  const accept = acceptDue(current);
  const resolve = resolveDue(current);
  if (accept !== undefined && resolve !== undefined)
    return say('notice.promise.both', { team, accept, resolve });
  if (accept !== undefined) return say('notice.promise.accept', { team, accept });
  return say('notice.promise.none', { team });
};

const isFirstPlacing = ({ history }: Case): boolean =>
  history.filter(({ action }) => action.type === 'assign').length < 2;

const placed: Teller = (telling) => {
  const { current } = telling;
  const head = isFirstPlacing(current)
    ? say('notice.sent', { code: current.code })
    : say('notice.moved', { code: current.code, team: names(telling).team });
  const thanks = current.kind === 'hien-ke' ? [say('notice.thanks')] : [];
  return {
    lines: [head, ...thanks, promise(telling), say('notice.keepsYouPosted')],
    choices: [openChoice(current)],
  };
};

const accepted: Teller = (telling) => {
  const { current, now } = telling;
  const resolve = isPast(current.resolveDueAt, now) ? undefined : resolveDue(current);
  const params = { code: current.code, team: names(telling).teamFirst };
  return {
    lines: [
      resolve === undefined
        ? say('notice.accepted', params)
        : say('notice.acceptedUntil', { ...params, resolve }),
    ],
    choices: [openChoice(current)],
  };
};

const asked: Teller = (telling) => {
  const { current, action } = telling;
  return {
    lines: [
      say('notice.asked', { code: current.code, team: names(telling).teamFirst }),
      ...quoted(wordsOf(action)),
      say('notice.askedHow'),
    ],
    choices: [choice('mine', 'add', say('mine.replyChoice'), current.code)],
  };
};

const progressed: Teller = (telling) => {
  const { current, action } = telling;
  return {
    lines: [
      say('notice.progressed', { code: current.code, team: names(telling).team }),
      ...quoted(wordsOf(action)),
    ],
    choices: [openChoice(current)],
    ...attached(action),
  };
};

const resolved: Teller = (telling) => {
  const { current, action } = telling;
  return {
    lines: [
      say('notice.resolved', { code: current.code, team: names(telling).team }),
      ...quoted(wordsOf(action)),
      say(current.kind === 'hoi-dap' ? 'notice.isAnswered' : 'notice.isItWell'),
    ],
    choices: verdictChoices(current),
    ...attached(action),
  };
};

const forwarded: Teller = (telling) => {
  const { current, action } = telling;
  const to = action?.type === 'forward' ? action.to : say('mine.bodyUnknown');
  return {
    lines: [
      say('notice.forwarded', { code: current.code, to }),
      ...quoted(wordsOf(action)),
      say('notice.forwardedNext', { team: names(telling).teamFirst }),
    ],
    choices: [openChoice(current)],
  };
};

const afterRefusal = ({ current, world, now }: Telling): readonly Choice[] => [
  ...(isReopenable(current, world.directory, now)
    ? [choice('rating', 'reopen', say('rating.reopenChoice'), current.code)]
    : []),
  humanChoice,
];

const declined: Teller = (telling) => {
  const { current, action } = telling;
  const reason = action?.type === 'decline' ? [say(`notice.declineReason.${action.reason}`)] : [];
  return {
    lines: [
      say('notice.declined', { code: current.code, team: names(telling).team }),
      ...reason,
      ...quoted(wordsOf(action)),
      say('notice.declinedNext'),
    ],
    choices: afterRefusal(telling),
  };
};

const lapsed: Teller = (telling) => ({
  lines: [
    say('notice.lapsed', { code: telling.current.code, team: names(telling).team }),
    say('notice.lapsedNext'),
  ],
  choices: afterRefusal(telling),
});

const rateReminder: Teller = ({ current }) => ({
  lines: [say('notice.rateReminder', { code: current.code }), say('notice.isItWell')],
  choices: verdictChoices(current),
});

const late: Teller = (telling) => {
  const { current, world } = telling;
  const above = current.escalatedToId;
  return {
    lines: [
      say('notice.late', { code: current.code, team: names(telling).teamFirst }),
      above === undefined
        ? say('notice.lateNext')
        : say('notice.lateAbove', { above: bodyName(world.directory, above) }),
    ],
    choices: [openChoice(current), humanChoice],
  };
};

const whichPlace: Teller = ({ current, world, now }) => {
  const on = localDay(world.directory, now);
  const candidates = (current.place.candidateIds ?? []).slice(0, 4);
  return {
    lines: [
      say('notice.whichPlace', { code: current.code }),
      ...(candidates.length === 0 ? [say('notice.whichPlaceOpen')] : []),
    ],
    choices: [
      ...candidates.map((unitId, index) =>
        choice(
          'mine',
          'place',
          say('format.plain', { words: placeName(world.directory, unitId, on) }),
          current.code,
          index,
        ),
      ),
      choice('mine', 'elsewhere', say('report.elsewhereChoice'), current.code),
    ],
    asksLocation: true,
  };
};

const state = ({ current, now }: Telling): Text =>
  say('mine.state.head', { state: stateText(current, now) });

const joinedByChoice = (telling: Telling): readonly Text[] => [
  say('notice.sent', { code: telling.current.code }),
  say('notice.together'),
  state(telling),
  say('notice.keepsYouPosted'),
];

const joinedByStaff = (telling: Telling): readonly Text[] => {
  const { code } = telling.current;
  return [
    say('notice.merged', { code }),
    say('notice.mergedNext', { code, team: names(telling).teamFirst }),
    state(telling),
  ];
};

const merged: Teller = (telling) => {
  const { current } = telling;
  const merging = current.history.findLast(({ action }) => action.type === 'merge');
  const isChosen = current.joinsId !== undefined && merging?.actor.type === 'system';
  return {
    lines: isChosen ? joinedByChoice(telling) : joinedByStaff(telling),
    choices: current.status === 'answered' ? verdictChoices(current) : [openChoice(current)],
  };
};

const parted: Teller = (telling) => ({
  lines: [say('notice.parted', { code: telling.current.code }), promise(telling)],
  choices: [openChoice(telling.current)],
});

// What another who reported the same said of the outcome; who that was is nobody's matter.
const fellowConfirmed: Teller = ({ current, world, now }) => {
  const mayDoubt = isReopenable(current, world.directory, now);
  return {
    lines: [
      say('notice.fellowConfirmed', { code: current.code }),
      ...(mayDoubt ? [say('notice.fellowConfirmedNext')] : []),
    ],
    choices: [
      ...(mayDoubt ? [choice('rating', 'reopen', say('rating.reopenChoice'), current.code)] : []),
      openChoice(current),
    ],
  };
};

const fellowReopened: Teller = (telling) => ({
  lines: [say('notice.fellowReopened', { code: telling.current.code }), promise(telling)],
  choices: [openChoice(telling.current)],
});

const TELLERS: Readonly<Partial<Record<Notice['kind'], Teller>>> = {
  placed,
  accepted,
  asked,
  progressed,
  resolved,
  forwarded,
  declined,
  lapsed,
  'rate-reminder': rateReminder,
  late,
  'which-place': whichPlace,
  merged,
  parted,
  confirmed: fellowConfirmed,
  reopened: fellowReopened,
};

const teller = ({ kind, to }: Notice): Teller | undefined =>
  to.type === 'unit' || to.type === 'cadre' ? undefined : TELLERS[kind];

/**
 * The words and buttons of a notice; what is for staff is told by `staff-notices.ts`.
 *
 * @param locale - The reader's language; sentences are keys until they are sent.
 * @param now - From where deadlines and rating windows are looked at.
 */
export const noticeMessage = (
  notice: Notice,
  current: Case,
  world: World,
  locale: Locale,
  now: Date,
): OutboundMessage => {
  const tell = teller(notice);
  if (tell === undefined) return staffNotice(notice, current, world, locale, now);
  const event = current.history.find(({ id }) => id === notice.eventId);
  const telling: Telling = { current, action: event?.action, world, now };
  return { ...tell(telling), ...templateOf(notice.kind, current, world.directory, now) };
};

/**
 * The code, at once and short enough to be read aloud. The `placed` notice, with team and dates, takes its
 * place when it comes within the two seconds for which this one is held.
 */
export const receiptMessage = (opened: Case, _world: World, _now: Date): OutboundMessage => ({
  lines: [
    say('notice.sent', { code: opened.code }),
    ...(isUnanswerable(opened.reporter) ? [] : [say('notice.sentNext')]),
  ],
});
