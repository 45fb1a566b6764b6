import type { Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { choice } from '../chat/choice.ts';
import { foldPhrase } from '../domain/fold.ts';
import type { Case } from '../domain/case.ts';
import { nearCodes, parseCode } from '../domain/code.ts';
import { isOverdue } from '../domain/lifecycle.ts';
import { say, type Text } from '../domain/text.ts';
import { isIdle } from './parts/held.ts';
import { openByCode } from './parts/case-choices.ts';
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
import { listWorries } from './staff/worries.ts';

const ID = 'inbox';
const CASES_SHOWN = 5;
/** "việc kẹt", folded. */
const STUCK = 'viec ket';

/** What was typed alone or behind the command. */
const typedWords = ({ intent, inbound }: Turn): string => {
  if (intent.type === 'command') return intent.argument;
  return intent.type === 'message' && inbound.body.kind === 'text' ? inbound.body.text.trim() : '';
};

/** A case code that was typed; with a slip in it, `undefined`. */
const typedCode = (turn: Turn): string | undefined => {
  const read = parseCode(typedWords(turn));
  return 'code' in read ? read.code : undefined;
};

const hasSlip = (turn: Turn): boolean => {
  const read = parseCode(typedWords(turn));
  return 'wrong' in read && read.wrong === 'check';
};

/** A coordinator's list is meant where there is no team's, or by the words for what is stuck. */
const meansWorries = (turn: Turn): boolean => {
  const rights = rightsOf(turn);
  if (rights.posts('coordinate').length === 0) return false;
  const { body } = turn.inbound;
  const isStuck = body.kind === 'text' && foldPhrase(body.text) === STUCK;
  return isStuck || rights.posts('work').length === 0;
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

/** Of what was typed so much is said again, in characters. */
const LONGEST_SHOWN = 20;

const open = (scene: Scene): Outcome => {
  const current = foundCase(scene);
  return current === undefined ? unseen(scene) : showCase(scene, current);
};

/** The cases that a code with a slip may mean: the staff list, and what the asker reported. */
const near = (scene: Scene): Outcome => {
  const { turn, facts } = scene;
  const typed = typedWords(turn).toUpperCase().slice(0, LONGEST_SHOWN);
  const meant = (all: readonly Case[] = []): readonly Case[] => {
    const codes = nearCodes(
      typed,
      all.map(({ code }) => code),
    );
    return all.filter(({ code }) => codes.includes(code)).slice(0, CASES_SHOWN);
  };
  const buttons = [
    ...meant(facts.inbox).map(openChoice),
    ...meant(facts.casesOfPerson).map(openByCode),
  ];
  const [first] = [...meant(facts.inbox), ...meant(facts.casesOfPerson)];
  return first === undefined
    ? unseen(scene)
    : answerLines(
        scene,
        [say('staff.inbox.nearCode', { typed, code: first.code })],
        [...buttons, ...waysOf(scene)],
      );
};

/** What the asker's own list is made of. */
export const inboxQueries = (turn: Turn): readonly Query[] => {
  const of = meansWorries(turn) ? 'block' : 'team';
  const unitIds = rightsOf(turn).scope(of === 'block' ? 'coordinate' : 'work');
  return unitIds.length === 0 ? [] : [{ ask: 'inbox', of, unitIds }];
};

const asksFor = (turn: Turn): readonly Query[] => {
  if (!isAsking(turn)) return inboxQueries(turn);
  const idOrCode = typedCode(turn);
  if (idOrCode !== undefined) return [{ ask: 'case', idOrCode }];
  return hasSlip(turn)
    ? [...inboxQueries(turn), { ask: 'cases-of-person', personId: turn.asker.person.id }]
    : [];
};

/** A cadre's list: what the team must do now, most urgent first; a code behind the command or alone opens one case. */
export const inboxFlow: Flow = {
  id: ID,
  audience: 'cadre',
  commands: [
    {
      name: 'viec',
      phrases: [
        'viec',
        STUCK,
        'viec cua to',
        'viec can lam',
        'danh sach',
        'danh sach viec',
        'my tasks',
      ],
    },
    { name: 'hopthu', phrases: ['hop thu', 'inbox'], isListed: false },
  ],
  claims: (turn) =>
    turn.asker.grants.length > 0 &&
    isIdle(turn.conversation) &&
    (typedCode(turn) !== undefined || hasSlip(turn)),
  needs: asksFor,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    if (isAsking(turn)) return hasSlip(turn) ? near(scene) : open(scene);
    return meansWorries(turn) ? listWorries(scene) : list(scene);
  },
};
