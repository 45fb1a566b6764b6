import { choice } from '../chat/choice.ts';
import type { Flow, Outcome, Turn, UndeliveredNotice } from '../chat/flow.ts';
import type { Choice } from '../chat/message.ts';
import { say, type Text } from '../domain/text.ts';
import { pageOf } from './staff/page.ts';
import { rightsOf } from './staff/rights.ts';
import { answerLines, sceneOf, waysOf, type Scene } from './staff/scene.ts';

const ID = 'unsent';

const SHOWN = 4;

/** Whether it may be sent again without the chance that it arrives twice. */
const isSafe = ({ why }: UndeliveredNotice): boolean => why !== 'unknown';

/** About which case, why, since when; never to whom or in which chat. */
const line = ({ code, why, since }: UndeliveredNotice): Text =>
  say('undelivered.line', {
    code,
    why: say(`undelivered.why.${why}`),
    since: { at: since, style: 'day' },
  });

const actions = (notice: UndeliveredNotice): readonly Choice[] => {
  const { ref, code } = notice;
  const again = choice(ID, 'again', say('undelivered.againChoice', { code }), ref);
  return isSafe(notice)
    ? [again]
    : [choice(ID, 'arrived', say('undelivered.arrivedChoice', { code }), ref), again];
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
  const { items, next, rest } = pageOf(all, page, SHOWN);
  const safe = all.filter(isSafe);
  return answerLines(
    scene,
    [say('undelivered.head', { count: all.length }), ...items.map(line), ...others],
    [
      ...items.flatMap(actions),
      ...(safe.length > 1
        ? [choice(ID, 'all', say('undelivered.allChoice', { number: safe.length }))]
        : []),
      ...(next === undefined ? [] : [choice(ID, 'list', say('staff.choice.rest', { rest }), next)]),
    ],
  );
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
      return settle(scene, verb, (notice) => notice.ref === ref) ?? gone();
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
