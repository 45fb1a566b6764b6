import type { Actor, Case, CaseEvent } from './case.ts';
import type { Directory } from './directory.ts';
import { follows, isByFellow, reportersOf } from './following.ts';
import type { Notice, NoticeKind, Recipient } from './notice.ts';
import { dayOf, type Setting } from './setting.ts';
import { type ActionType, isOpen } from './status.ts';
import type { ActionMap } from './step.ts';
import { blockOf, dutyUnitOf, unitsAbove } from './succession.ts';

/** A kind of notice and who hears it. */
export type Told = readonly [kind: NoticeKind, to: Recipient];

/** A rating that somebody above should look into. */
const LOW_STARS = 2;
const REPORTER: Recipient = { type: 'reporter' };

/** All who coordinate in a unit. */
export const coordinators = (unitId: string): Recipient => ({
  type: 'unit',
  unitId,
  ability: 'coordinate',
});

/** Those of the owning unit who must act: the team's members, else the block's coordinators. */
export const ownersOf = (current: Case): Recipient =>
  current.teamUnitId === current.ownerUnitId
    ? { type: 'unit', unitId: current.ownerUnitId, ability: 'work' }
    : coordinators(current.ownerUnitId);

/** Who has the case in hand: the cadre who accepted it, else all of the owning unit who must act. */
export const doerOf = (current: Case): Recipient =>
  current.assigneeId === undefined
    ? ownersOf(current)
    : { type: 'cadre', cadreId: current.assigneeId };

/** The unit whose people on duty hear of an emergency first: the block of a village, else the owner itself. */
export const alertedUnit = (current: Case, setting: Setting): string => {
  const { directory } = setting;
  const { receives } = directory.level(directory.unit(current.ownerUnitId));
  return receives ? blockOf(current.ownerUnitId, directory, dayOf(setting)) : current.ownerUnitId;
};

/** All who hold an ability in a unit. */
export type UnitRecipient = Extract<Recipient, { type: 'unit' }>;

/**
 * Whom to tell when nobody can be reached there: the first of these that reaches somebody.
 * The directory knows units, not people, so a notice names the unit that ought to hear of it; what a team misses
 * goes to whoever coordinates above it, anything else upwards to the same ability, all of it at last to the people
 * on duty.
 */
export const recipientsInTurn = (
  to: UnitRecipient,
  directory: Directory,
  on: string,
): readonly UnitRecipient[] => {
  const ability = to.ability === 'work' ? 'coordinate' : to.ability;
  const above = unitsAbove(to.unitId, directory, on);
  return [
    to,
    ...above.map((unitId): UnitRecipient => ({ type: 'unit', unitId, ability })),
    { type: 'unit', unitId: dutyUnitOf(directory, on), ability: 'duty' },
  ];
};

const addressOf = (to: Recipient): string => {
  if (to.type === 'reporter' || to.type === 'first-reporter') return 'reporter';
  if (to.type === 'fellow-reporters') return 'fellows';
  return to.type === 'cadre' ? to.cadreId : `${to.unitId}-${to.ability}`;
};

/** Nobody is woken but for danger; the citizen who has just written is awake. */
const quietUntil = (current: Case, kind: NoticeKind, setting: Setting): Date | undefined => {
  if (current.urgency === 'emergency' && kind !== 'rate-reminder') return undefined;
  const until = setting.calendar.outOfQuiet(setting.now);
  return until > setting.now ? until : undefined;
};

/**
 * Makes a notice with a key that is the same whenever it is made again.
 * @param causeId - Id of the event or timer that it tells of.
 */
export const noticeOf = (
  [kind, to]: Told,
  causeId: string,
  current: Case,
  setting: Setting,
): Notice => {
  const notBefore = quietUntil(current, kind, setting);
  const key = `${causeId}-${kind}-${addressOf(to)}`;
  const notice: Notice = { key, kind, caseId: current.id, to };
  return notBefore === undefined ? notice : { ...notice, notBefore };
};

const toldOfPassing = (action: ActionMap['escalate'], current: Case): readonly Told[] => {
  const above = coordinators(action.toUnitId);
  if (action.because === 'overdue')
    return [
      ['overdue', ownersOf(current)],
      ['overdue', above],
      ['late', REPORTER],
    ];
  if (current.urgency === 'emergency')
    return [['duty-alert', { type: 'unit', unitId: action.toUnitId, ability: 'duty' }]];
  return [[current.status === 'triage' ? 'unplaced' : 'accept-missed', above]];
};

const toldOfOpening = (opened: Case, setting: Setting): readonly Told[] =>
  opened.urgency === 'emergency'
    ? [['duty-alert', { type: 'unit', unitId: alertedUnit(opened, setting), ability: 'duty' }]]
    : [];

const toldOfPlacing = (current: Case): readonly Told[] =>
  current.status === 'triage'
    ? [['unplaced', coordinators(current.ownerUnitId)]]
    : [
        ['assigned', ownersOf(current)],
        ['placed', REPORTER],
      ];

/** The case on both sides of an action. */
interface Scene {
  readonly actor: Actor;
  readonly before: Case;
  readonly after: Case;
  readonly setting: Setting;
}

const blockIn = ({ after, setting }: Scene): Recipient =>
  coordinators(blockOf(after.ownerUnitId, setting.directory, dayOf(setting)));

/** All others who reported the same: what one of them says of the outcome concerns them too. */
const fellows = (kind: NoticeKind, { actor, after }: Scene): readonly Told[] =>
  actor.type === 'citizen' && after.joined !== undefined
    ? [[kind, { type: 'fellow-reporters', ofPersonId: actor.personId }]]
    : [];

/** The first who join are told of one by one, many only now and then. */
const isNews = ({ before, after }: Scene, caseId: string): boolean => {
  const count = reportersOf(after);
  return !follows(before, caseId) && isOpen(after.status) && (count <= 3 || count % 5 === 0);
};

/** Who hears of which action, before quiet hours: all that people are told without asking. */
const TOLD: {
  readonly [T in ActionType]: (scene: Scene, action: ActionMap[T]) => readonly Told[];
} = {
  open: ({ after, setting }) => toldOfOpening(after, setting),
  assign: ({ after }) => toldOfPlacing(after),
  split: ({ after }) => [
    ...toldOfPlacing(after).filter(([, { type }]) => type !== 'reporter'),
    ['parted', REPORTER],
  ],
  join: (scene, { joined }) =>
    isNews(scene, joined.caseId) ? [['joined', doerOf(scene.after)]] : [],
  part: () => [],
  hold: ({ after }, { asks = [] }) => [
    ...toldOfPlacing(after),
    ...(asks.length === 0 ? [] : [['which-place', REPORTER] as const]),
  ],
  // Nobody else has anything to do for it.
  recategorise: () => [],
  accept: () => [['accepted', REPORTER]],
  return: ({ after }) => [['returned', coordinators(after.ownerUnitId)]],
  ask: () => [['asked', { type: 'first-reporter' }]],
  reply: (scene) => [
    [isByFellow(scene.after, scene.actor) ? 'added' : 'replied', doerOf(scene.after)],
  ],
  add: ({ actor, before, after }) => {
    const isAnswer = before.status === 'needs-info' && !isByFellow(after, actor);
    return [[isAnswer ? 'replied' : 'added', doerOf(after)]];
  },
  progress: () => [['progressed', REPORTER]],
  'hand-over': (_scene, { cadreId }) => [['handed-over', { type: 'cadre', cadreId }]],
  resolve: () => [['resolved', REPORTER]],
  forward: () => [['forwarded', REPORTER]],
  decline: () => [['declined', REPORTER]],
  // Another's verdict is that person's own: it is kept, and ends nothing.
  confirm: (scene) =>
    isByFellow(scene.after, scene.actor)
      ? []
      : [['confirmed', doerOf(scene.after)], ...fellows('confirmed', scene)],
  rate: (scene, { stars }) => (stars <= LOW_STARS ? [['rated-low', blockIn(scene)]] : []),
  // Silence after an answer needs no word more.
  lapse: ({ before }) => (before.status === 'needs-info' ? [['lapsed', REPORTER]] : []),
  reopen: (scene) => [
    ['reopened', ownersOf(scene.after)],
    ['reopened', blockIn(scene)],
    ...fellows('reopened', scene),
  ],
  // Whoever follows another case leaves it; the team of that one goes on.
  withdraw: ({ before, after }) =>
    before.status === 'merged' ? [] : [['withdrawn', doerOf(after)]],
  merge: () => [['merged', REPORTER]],
  // That somebody looked is remembered, not told.
  reveal: () => [],
  escalate: ({ after }, action) => toldOfPassing(action, after),
};

const toldOf = <T extends ActionType>(
  type: T,
  action: ActionMap[T],
  scene: Scene,
): readonly Told[] => TOLD[type](scene, action);

/** Each notice once: a unit may be told both as the owner and as the one above. */
export const onceEach = (notices: readonly Notice[]): readonly Notice[] => [
  ...new Map(notices.map((notice) => [notice.key, notice])).values(),
];

/** A place found by the program answers the citizen who has just written, at whatever hour. */
const answersAtOnce = (actor: Actor, kind: NoticeKind): boolean =>
  actor.type === 'system' && ['placed', 'which-place', 'merged'].includes(kind);

const withoutWaiting = ({ notBefore: _quiet, ...notice }: Notice): Notice => notice;

/** The notices of one event. */
export const announce = (
  event: CaseEvent,
  before: Case,
  after: Case,
  setting: Setting,
): readonly Notice[] => {
  const told = toldOf(event.action.type, event.action, {
    actor: event.actor,
    before,
    after,
    setting,
  });
  const notices = told.map((each) => {
    const notice = { ...noticeOf(each, event.id, after, setting), eventId: event.id };
    return answersAtOnce(event.actor, notice.kind) ? withoutWaiting(notice) : notice;
  });
  return onceEach(notices);
};
