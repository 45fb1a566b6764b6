import { choice } from '../chat/choice.ts';
import type { Flow, Outcome, Turn, UndeliveredNotice } from '../chat/flow.ts';
import type { Choice } from '../chat/message.ts';
import { say, type Text } from '../domain/text.ts';
import { bodyNameFirst } from './parts/names.ts';
import { pageOf } from './staff/page.ts';
import { rightsOf } from './staff/rights.ts';
import { answerLines, sceneOf, waysOf, type Scene } from './staff/scene.ts';

const ID = 'unsent';

const SHOWN = 4;

/** What could not be told of one case to one side: the citizen, or a unit's staff. */
interface Group {
  readonly code: string;
  readonly unitId: string | undefined;
  readonly notices: readonly [UndeliveredNotice, ...UndeliveredNotice[]];
}

const sideOf = ({ code, unitId = '' }: UndeliveredNotice): string => `${code} ${unitId}`;

const grouped = (all: readonly UndeliveredNotice[]): readonly Group[] =>
  all
    .filter((one, index) => all.findIndex((other) => sideOf(other) === sideOf(one)) === index)
    .map((first) => {
      const others = all.filter((one) => one !== first && sideOf(one) === sideOf(first));
      return { code: first.code, unitId: first.unitId, notices: [first, ...others] };
    });

/** Goes out by itself as soon as the person does something; sending it again would only fail again. */
const CLOSED: readonly UndeliveredNotice['why'][] = ['blocked', 'left', 'window'];

const isStuck = ({ why }: UndeliveredNotice): boolean => !CLOSED.includes(why);

/** Whether it may be sent again without the chance that it arrives twice. */
const isSafe = (notice: UndeliveredNotice): boolean => isStuck(notice) && notice.why !== 'unknown';

/** What a person must decide about, else the first: one reason is enough. */
const tellingOf = ({ notices }: Group): UndeliveredNotice => notices.find(isStuck) ?? notices[0];

/** To which side about which case, how many, why, since when; never to whom or in which chat. */
const line =
  ({ turn }: Scene) =>
  (group: Group): Text => {
    const { code, unitId, notices } = group;
    const count = notices.length;
    const told = {
      code,
      count,
      why: say(`undelivered.why.${tellingOf(group).why}`),
      since: { at: notices[0].since, style: 'day' } as const,
    };
    return unitId === undefined
      ? say('undelivered.citizen', told)
      : say('undelivered.staff', {
          ...told,
          team: bodyNameFirst(turn.world.directory, unitId),
        });
  };

const actions = (group: Group): readonly Choice[] => {
  if (!group.notices.some(isStuck)) return [];
  const { ref, why } = tellingOf(group);
  const { code, unitId } = group;
  const side = unitId === undefined ? '' : 'Staff';
  const again = choice(ID, 'again', say(`undelivered.again${side}Choice`, { code }), ref);
  return why === 'unknown'
    ? [choice(ID, 'arrived', say(`undelivered.arrived${side}Choice`, { code }), ref), again]
    : [again];
};

/** Nobody can do more about them than know how many there are. */
const elsewhere = ({ facts: { undeliveredElse: count = 0 } }: Scene): readonly Text[] =>
  count === 0 ? [] : [say('undelivered.else', { count })];

const list = (scene: Scene): Outcome => {
  const all = scene.facts.undelivered ?? [];
  const { intent } = scene.turn;
  const others = elsewhere(scene);
  if (all.length === 0)
    return answerLines(scene, [say('undelivered.none'), ...others], waysOf(scene));
  const page = intent.type === 'choice' ? intent.arguments[0] : undefined;
  const { items, next, rest } = pageOf(grouped(all), page, SHOWN);
  const safe = all.filter(isSafe);
  return answerLines(
    scene,
    [say('undelivered.head', { count: all.length }), ...items.map(line(scene)), ...others],
    [
      ...items.flatMap(actions),
      ...(safe.length > 1
        ? [choice(ID, 'all', say('undelivered.allChoice', { number: safe.length }))]
        : []),
      ...(next === undefined ? [] : [choice(ID, 'list', say('staff.choice.rest', { rest }), next)]),
    ],
  );
};

/** The notices of the same side with the same reason as the one that a button names. */
const alike = (
  all: readonly UndeliveredNotice[],
  ref: string | undefined,
): ((notice: UndeliveredNotice) => boolean) => {
  const named = all.find((notice) => notice.ref === ref);
  return (notice) =>
    named !== undefined && sideOf(notice) === sideOf(named) && notice.why === named.why;
};

const settle = (
  { turn, facts }: Scene,
  as: 'again' | 'arrived',
  isMeant: (notice: UndeliveredNotice) => boolean,
): Outcome | undefined => {
  const refs = (facts.undelivered ?? []).filter(isMeant).map(({ ref }) => ref);
  if (refs.length === 0) return undefined;
  return {
    dialogue: turn.conversation.dialogue,
    replies: [],
    effects: [{ type: 'settle-undelivered', key: `unsent-${turn.inbound.eventId}`, refs, as }],
  };
};

const choose = (scene: Scene, verb: string, ref: string | undefined): Outcome => {
  const gone = (): Outcome => answerLines(scene, [say('undelivered.gone')], [listChoice]);
  switch (verb) {
    case 'again':
    case 'arrived':
      return settle(scene, verb, alike(scene.facts.undelivered ?? [], ref)) ?? gone();
    case 'all':
      return settle(scene, 'again', isSafe) ?? gone();
    default:
      return list(scene);
  }
};

const listChoice: Choice = choice(ID, 'list', say('undelivered.listChoice'));

const scopeOf = (turn: Turn): readonly string[] => {
  const rights = rightsOf(turn);
  return [...new Set([...rights.scope('coordinate'), ...rights.scope('duty')])];
};

/** What could not be delivered about the cases of one's units, why, and what to do about it. */
export const undeliveredFlow: Flow = {
  id: ID,
  audience: ['coordinate', 'duty'],
  commands: [{ name: 'chuagui', phrases: ['chua gui duoc', 'tin chua gui duoc', 'undelivered'] }],
  needs: (turn) => [{ ask: 'undelivered', unitIds: scopeOf(turn) }],
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    const { intent } = turn;
    return intent.type === 'choice' ? choose(scene, intent.verb, intent.arguments[0]) : list(scene);
  },
};
