import type { World } from '../chat/flow.ts';
import type { Choice, OutboundMessage } from '../chat/message.ts';
import type { Case, CaseAction, CaseEvent, FileRef } from '../domain/case.ts';
import { isByFellow, reportersOf } from '../domain/following.ts';
import type { Notice, NoticeKind } from '../domain/notice.ts';
import { say, type Locale, type Text } from '../domain/text.ts';
import { caseCard, casePlaceText, filesFor, pinText, wordsIn, type Look } from './staff/card.ts';
import {
  assignChoices,
  inboxChoice,
  openChoice,
  shortTeamChoices,
  teamChoices,
} from './staff/choices.ts';
import {
  acceptDue,
  bodyName,
  bodyNameFirst,
  localDay,
  resolveDue,
  responsibleId,
} from './parts/names.ts';
import { returnWords } from './staff/return-reasons.ts';

/** What a notice is made from. */
interface Telling {
  readonly notice: Notice;
  readonly current: Case;
  readonly look: Look;
  /** The event it tells of, when the history holds it. */
  readonly event: CaseEvent | undefined;
}

type Teller = (telling: Telling) => OutboundMessage;

// Teams act on the words, and people on duty in an emergency; blocks and leaders above them oversee.
const readsWords = (notice: Notice, current: Case): boolean => {
  const { to } = notice;
  if (to.type !== 'unit') return to.type === 'cadre';
  const rescues = to.ability === 'duty' && current.urgency === 'emergency';
  return to.ability === 'work' || rescues || to.unitId === current.ownerUnitId;
};

const assignments = ({ current, look }: Telling): readonly Choice[] =>
  assignChoices(current, look.world.directory, look.on);

const buttons = (telling: Telling): readonly Choice[] => {
  const { notice, current } = telling;
  if (notice.to.type !== 'unit' || notice.to.ability === 'work') return shortTeamChoices(current);
  if (notice.to.ability === 'lead') return [openChoice(current)];
  return [...assignments(telling), openChoice(current)];
};

const whole =
  (key: string): Teller =>
  (telling) => ({
    lines: [say(key), ...caseCard(telling.current, telling.look)],
    choices: buttons(telling),
    ...attached(telling.current.files, telling.look),
  });

const attached = (
  files: readonly FileRef[],
  look: Look,
): { readonly files?: readonly FileRef[] } => {
  const seen = filesFor(files, look);
  return seen.length === 0 ? {} : { files: seen };
};

const short =
  (key: string): Teller =>
  (telling) => ({
    lines: [say(key, { code: telling.current.code, ...dues(telling.current) }), placed(telling)],
    choices: buttons(telling),
  });

const dues = (current: Case) => ({
  accept: acceptDue(current) ?? say('staff.due.none'),
  resolve: resolveDue(current) ?? say('staff.due.none'),
});

const placed = ({ current, look }: Telling): Text => {
  const place = casePlaceText(current, look);
  return say('staff.notice.which', { category: say(`category.${current.categoryId}`), place });
};

// The words and files of a citizen's or team's act, as far as the action has them.
const said = (action: CaseAction | undefined): { words: string; files: readonly FileRef[] } => ({
  words: action !== undefined && 'words' in action ? action.words : '',
  files: action !== undefined && 'files' in action ? action.files : [],
});

const pinLines = (action: CaseAction | undefined, look: Look): readonly Text[] =>
  (action?.type === 'add' || action?.type === 'join') && action.pin !== undefined && look.isHandling
    ? [say('staff.notice.pin', { pin: pinText(action.pin) })]
    : [];

const quoted =
  (key: string): Teller =>
  (telling) => {
    const { current, look, event } = telling;
    const { words, files } = said(event?.action);
    const quote = event === undefined ? '' : wordsIn(event, words, current, look);
    return {
      lines: [
        say(key, { code: current.code, count: reportersOf(current), ...dues(current) }),
        ...(quote.trim() === '' ? [] : [say('staff.card.words', { words: quote })]),
        ...pinLines(event?.action, look),
      ],
      choices: buttons(telling),
      ...attached(files, look),
    };
  };

/** What somebody who reported the same says is not taken for the first reporter's word. */
const added: Teller = (telling) => {
  const { current, event } = telling;
  const isOther = event !== undefined && isByFellow(current, event.actor);
  return quoted(isOther ? 'staff.notice.addedByOther' : 'staff.notice.added')(telling);
};

const missed: Teller = (telling) => ({
  lines: [
    say('staff.notice.accept-missed', {
      code: telling.current.code,
      unit: bodyNameFirst(telling.look.world.directory, responsibleId(telling.current)),
      ...dues(telling.current),
    }),
    ...caseCard(telling.current, telling.look),
  ],
  choices: buttons(telling),
});

const late: Teller = (telling) => {
  const { current, look } = telling;
  const isTeam = telling.notice.to.type !== 'unit' || telling.notice.to.ability === 'work';
  const unit = bodyName(look.world.directory, responsibleId(current));
  const key = isTeam ? 'staff.notice.overdue' : 'staff.notice.overdue-above';
  return {
    lines: [say(key, { code: current.code, unit, ...dues(current) }), placed(telling)],
    choices: isTeam ? teamChoices(current) : buttons(telling),
  };
};

const sentBack: Teller = (telling) => {
  const { current, look, event } = telling;
  const words = said(event?.action).words;
  return {
    lines: [
      say('staff.notice.returned', { code: current.code, words: returnWords(words) }),
      ...caseCard(current, look),
    ],
    choices: buttons(telling),
  };
};

const rated: Teller = (telling) => ({
  lines: [
    say('staff.notice.rated-low', {
      code: telling.current.code,
      stars: telling.event?.action.type === 'rate' ? telling.event.action.stars : 0,
      unit: bodyName(telling.look.world.directory, responsibleId(telling.current)),
    }),
    placed(telling),
  ],
  choices: [openChoice(telling.current)],
});

const settled =
  (key: string, next: Choice): Teller =>
  ({ current }) => ({
    lines: [say(key, { code: current.code })],
    choices: [openChoice(current), next],
  });

/** A reminder that comes after its limit says that this has passed. */
const before =
  (limit: 'acceptDueAt' | 'resolveDueAt', soon: Teller, past: Teller): Teller =>
  (telling) => {
    const due = telling.current[limit];
    return (due !== undefined && due <= telling.look.now ? past : soon)(telling);
  };

const TELLERS: Readonly<Partial<Record<NoticeKind, Teller>>> = {
  assigned: whole('staff.notice.assigned'),
  'accept-soon': before('acceptDueAt', short('staff.notice.accept-soon'), missed),
  'accept-missed': missed,
  'resolve-half': before('resolveDueAt', short('staff.notice.resolve-half'), late),
  'resolve-soon': before('resolveDueAt', short('staff.notice.resolve-soon'), late),
  overdue: late,
  unplaced: whole('staff.notice.unplaced'),
  returned: sentBack,
  replied: quoted('staff.notice.replied'),
  added,
  joined: quoted('staff.notice.joined'),
  'handed-over': whole('staff.notice.handed-over'),
  confirmed: settled('staff.notice.confirmed', inboxChoice),
  reopened: quoted('staff.notice.reopened'),
  withdrawn: settled('staff.notice.withdrawn', inboxChoice),
  'duty-alert': whole('staff.notice.duty-alert'),
  chase: short('staff.notice.chase'),
  decide: short('staff.notice.decide'),
  'rated-low': rated,
};

/**
 * What staff are told of a case. Phone numbers and the like in the citizen's words are covered unless the reader
 * handles an emergency or a case whose reporter chose to be known; who reported it is never in it unless that person chose to be known.
 *
 * @param _locale - Language of the reader: nothing depends on it yet, for sentences are keys until they are sent.
 */
export const staffNotice = (
  notice: Notice,
  current: Case,
  world: World,
  _locale: Locale,
  now: Date,
): OutboundMessage => {
  const event = current.history.find((past) => past.id === notice.eventId);
  const on = localDay(world.directory, now);
  const look = { world, now, on, isHandling: readsWords(notice, current) };
  const tell = TELLERS[notice.kind] ?? whole('staff.notice.other');
  return tell({ notice, current, look, event });
};
