import type { Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { choice } from '../chat/choice.ts';
import type { Case } from '../domain/case.ts';
import { parseCode } from '../domain/code.ts';
import { isOverdue } from '../domain/lifecycle.ts';
import { say, type Text } from '../domain/text.ts';
import { caseLine } from './staff/card.ts';
import { inboxChoice, openChoice } from './staff/choices.ts';
import { counted } from './staff/names.ts';
import { pageOf } from './staff/page.ts';
import { rightsOf } from './staff/rights.ts';
import {
  answerLines,
  foundCase,
  lookAt,
  sceneOf,
  unseen,
  waysOf,
  type Scene,
} from './staff/scene.ts';
import { showCase } from './staff/work-verbs.ts';

const ID = 'inbox';
const CASES_SHOWN = 5;

/** A case code that was typed alone or behind the command. */
const typedCode = ({ intent, inbound }: Turn): string | undefined => {
  const typed =
    intent.type === 'command'
      ? intent.argument
      : intent.type === 'message' && inbound.body.kind === 'text'
        ? inbound.body.text
        : '';
  const read = parseCode(typed);
  return 'code' in read ? read.code : undefined;
};

const isAsking = ({ intent }: Turn): boolean =>
  (intent.type === 'command' && intent.argument !== '') || intent.type === 'message';

/** How many are late, to be accepted, and in hand; each case is counted once, where it hurts most. */
const summary = (all: readonly Case[], now: Date): Text => {
  const late = all.filter((current) => isOverdue(current, now));
  const toAccept = all.filter((one) => one.status === 'waiting' && !late.includes(one));
  const rest = all.length - late.length - toAccept.length;
  const counts = { late: late.length, toAccept: toAccept.length, rest };
  return say('staff.inbox.summary', {
    total: all.length,
    parts: counted(counts, (name, number) => say(`staff.inbox.part.${name}`, { number })),
  });
};

const list = (scene: Scene): Outcome => {
  const { turn, facts } = scene;
  const all = facts.inbox ?? [];
  if (all.length === 0)
    return answerLines(scene, [say('staff.inbox.empty')], waysOf(scene, inboxChoice));
  const asked = turn.intent.type === 'choice' ? turn.intent.arguments[0] : undefined;
  const { items, next, rest } = pageOf(all, asked, CASES_SHOWN);
  const more =
    next === undefined ? [] : [choice(ID, 'list', say('staff.choice.rest', { rest }), next)];
  return answerLines(
    scene,
    [summary(all, turn.now), ...items.map((current) => caseLine(current, lookAt(scene, current)))],
    [...items.map(openChoice), ...more, ...waysOf(scene, inboxChoice)],
  );
};

const open = (scene: Scene): Outcome => {
  const current = foundCase(scene);
  return current === undefined ? unseen(scene) : showCase(scene, current);
};

const asksFor = (turn: Turn): readonly Query[] => {
  if (!isAsking(turn)) {
    const unitIds = rightsOf(turn).scope('work');
    return unitIds.length === 0 ? [] : [{ ask: 'inbox', of: 'team', unitIds }];
  }
  const idOrCode = typedCode(turn);
  return idOrCode === undefined ? [] : [{ ask: 'case', idOrCode }];
};

/** A cadre's list: what the team must do now, most urgent first; a code behind the command or alone opens one case. */
export const inboxFlow: Flow = {
  id: ID,
  audience: 'cadre',
  commands: [
    { name: 'viec', phrases: ['viec', 'viec cua to', 'viec can lam', 'my tasks'] },
    { name: 'hopthu', phrases: ['hop thu', 'inbox'], isListed: false },
  ],
  // A code with a wrong check figure is left to the citizen's list, which knows similar codes of one's own.
  claims: (turn) =>
    turn.asker.grants.length > 0 &&
    turn.conversation.dialogue === null &&
    typedCode(turn) !== undefined,
  needs: asksFor,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    return isAsking(turn) ? open(scene) : list(scene);
  },
};
