import type { Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import type { Choice } from '../chat/message.ts';
import { choice } from '../chat/choice.ts';
import type { Case } from '../domain/case.ts';
import { parseCode } from '../domain/code.ts';
import { isOverdue } from '../domain/lifecycle.ts';
import { say, type Text } from '../domain/text.ts';
import { caseLine, caseTitle } from './staff/card.ts';
import { figuresChoice, worriesChoice } from './staff/choices.ts';
import { pageOf } from './staff/page.ts';
import { rightsOf } from './staff/rights.ts';
import { answerLines, foundCase, lookAt, sceneOf, type Scene } from './staff/scene.ts';
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

/** How many are to be accepted, late, and in hand; each case is counted once, where it hurts most. */
const summary = (all: readonly Case[], now: Date): Text => {
  const isLate = (current: Case): boolean => isOverdue(current, now);
  const late = all.filter(isLate).length;
  const toAccept = all.filter((current) => !isLate(current) && current.status === 'waiting').length;
  return say('staff.inbox.summary', {
    total: all.length,
    toAccept,
    late,
    rest: all.length - late - toAccept,
  });
};

const elsewhere = ({ rights }: Scene): readonly Choice[] => [
  ...(rights.posts('coordinate').length > 0 ? [worriesChoice] : []),
  ...(rights.posts('lead').length > 0 ? [figuresChoice] : []),
];

const openers = (cases: readonly Case[]): readonly Choice[] =>
  cases.map((current) =>
    choice('work', 'open', say('staff.choice.titled', { title: caseTitle(current) }), current.code),
  );

const list = (scene: Scene): Outcome => {
  const { turn, facts } = scene;
  const all = facts.inbox ?? [];
  if (all.length === 0) return answerLines(scene, [say('staff.inbox.empty')], elsewhere(scene));
  const asked = turn.intent.type === 'choice' ? turn.intent.arguments[0] : undefined;
  const { items, next, rest } = pageOf(all, asked, CASES_SHOWN);
  const more =
    next === undefined ? [] : [choice(ID, 'list', say('staff.choice.rest', { rest }), next)];
  return answerLines(
    scene,
    [summary(all, turn.now), ...items.map((current) => caseLine(current, lookAt(scene, current)))],
    [...openers(items), ...more, ...elsewhere(scene)],
  );
};

const open = (scene: Scene): Outcome => {
  const current = foundCase(scene);
  return current === undefined
    ? answerLines(
        scene,
        [say('staff.inbox.notFound')],
        [choice(ID, 'list', say('staff.choice.inbox'))],
      )
    : showCase(scene, current);
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
  claims: (turn) => turn.asker.grants.length > 0 && typedCode(turn) !== undefined,
  needs: asksFor,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    return isAsking(turn) ? open(scene) : list(scene);
  },
};
