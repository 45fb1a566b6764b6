import type { Flow, Outcome, Query, Turn } from '../chat/flow.ts';
import { choice, isChoiceId, numbered } from '../chat/choice.ts';
import type { Choice } from '../chat/message.ts';
import { say } from '../domain/text.ts';
import { numberOfPlace } from './parts/names.ts';
import { figuresChoice } from './staff/choices.ts';
import { showFigures, showOverdue } from './staff/figures-answer.ts';
import { distinctName, namesBeside } from './staff/names.ts';
import { pageOf } from './staff/page.ts';
import { readPeriod } from './staff/period.ts';
import { rightsOf, type Rights } from './staff/rights.ts';
import {
  answerLines,
  misread,
  proceed,
  QUESTION_PATIENCE_MS,
  sceneOf,
  type Scene,
} from './staff/scene.ts';
import { aboutAll, aboutId, aboutName, type Subject } from './staff/subject.ts';

const ID = 'figures';
const UNITS_SHOWN = 4;

/** What is wanted of the subject. */
type Wish = 'figures' | 'overdue' | 'units';

interface Question {
  readonly wish: Wish;
  readonly subject: Subject;
  /** Page of a list, as typed into a button. */
  readonly page?: string | undefined;
}

const aboutWords = (typed: string, turn: Turn, rights: Rights): Subject => {
  const { words } = readPeriod(typed);
  return words === '' ? aboutAll(rights) : aboutName(words, turn, rights);
};

const NOTHING: Subject = { type: 'unknown' };

const byCommand = (name: string, argument: string, turn: Turn, rights: Rights): Question => {
  if (argument === '' && name === 'donvi') return { wish: 'units', subject: aboutAll(rights) };
  const wish = name === 'quahan' ? 'overdue' : 'figures';
  return { wish, subject: aboutWords(argument, turn, rights) };
};

const byChoice = (
  verb: string,
  [first, second]: readonly string[],
  turn: Turn,
  rights: Rights,
): Question => {
  switch (verb) {
    case 'unit':
      return { wish: 'figures', subject: aboutId(first, turn, rights) };
    case 'units':
      return { wish: 'units', subject: aboutAll(rights), page: first };
    case 'late':
      return { wish: 'overdue', subject: aboutAll(rights), page: first };
    case 'late-in':
      return { wish: 'overdue', subject: aboutId(first, turn, rights), page: second };
    default:
      // "all", and whatever a button of an older version says: the overview answers it.
      return { wish: 'figures', subject: aboutAll(rights) };
  }
};

const questionOf = (turn: Turn, rights: Rights): Question => {
  const { intent, inbound } = turn;
  if (intent.type === 'command') return byCommand(intent.name, intent.argument, turn, rights);
  if (intent.type === 'choice') return byChoice(intent.verb, intent.arguments, turn, rights);
  return {
    wish: 'figures',
    subject: inbound.body.kind === 'text' ? aboutWords(inbound.body.text, turn, rights) : NOTHING,
  };
};

const unitChoices = (
  { turn, rights }: Scene,
  unitIds: readonly string[],
  among: readonly string[],
): readonly Choice[] =>
  [...namesBeside(unitIds, turn.world.directory, rights.on, among)]
    .map(([id, name]) => {
      const place = distinctName(id, turn.world.directory, rights.on) ?? name;
      const offered = choice(ID, 'unit', say('staff.choice.village', { place }), id);
      return numbered(offered, numberOfPlace(turn.world.directory, id));
    })
    .filter(({ id }) => isChoiceId(id));

/** Units right below the leader's own ones: the first answer to "which one?". */
const below = ({ turn, rights }: Scene): readonly string[] =>
  rights
    .posts('lead')
    .flatMap((id) =>
      turn.world.directory.find(id) === undefined
        ? []
        : turn.world.directory.children(id, rights.on).map((unit) => unit.id),
    );

const askUnit = (scene: Scene, unitIds: readonly string[], page?: string): Outcome => {
  const { items, next, rest } = pageOf(unitIds, page, UNITS_SHOWN);
  const more =
    next === undefined ? [] : [choice(ID, 'units', say('staff.choice.rest', { rest }), next)];
  return proceed(
    scene,
    'unit',
    {},
    {
      message: {
        lines: [say('staff.figures.which')],
        choices: [...unitChoices(scene, items, unitIds), ...more, figuresChoice],
      },
    },
  );
};

const isTyping = ({ turn }: Scene): boolean =>
  turn.intent.type === 'message' && turn.conversation.dialogue?.flow === ID;

const askAgain = (scene: Scene): Outcome =>
  isTyping(scene)
    ? misread(scene, 'staff.figures.unknown', [figuresChoice])
    : answerLines(scene, [say('staff.figures.unknown')], [figuresChoice]);

const takeQuestion = (scene: Scene, { wish, subject, page }: Question): Outcome => {
  if (subject.type === 'unknown') return askAgain(scene);
  if (subject.type === 'which') return askUnit(scene, subject.candidateIds.slice(0, UNITS_SHOWN));
  if (subject.type === 'outside')
    return answerLines(scene, [say('staff.figures.outside')], [figuresChoice]);
  if (wish === 'units') return askUnit(scene, below(scene), page);
  return wish === 'overdue'
    ? showOverdue(scene, subject, page)
    : showFigures(scene, subject, below(scene).length > 0);
};

const asksFor = (turn: Turn): readonly Query[] => {
  const { wish, subject } = questionOf(turn, rightsOf(turn));
  if (wish === 'units' || (subject.type !== 'all' && subject.type !== 'unit')) return [];
  return [{ ask: wish, unitIds: subject.unitIds }];
};

// Other times are named so that they are answered as not counted yet; a bare "hôm nay" may answer a question.
const TIMES = ['hom nay', 'tuan nay', 'tuan truoc', 'tuan qua', 'thang nay', 'thang truoc'];

const FIGURES_PHRASES: readonly string[] = [
  'tinh hinh',
  'tinh hinh the nao',
  'figures',
  'overview',
  ...TIMES.flatMap((time) => [`${time} the nao`, `tinh hinh ${time}`, `tinh hinh ${time} the nao`]),
];

/** A leader's figures, of one's own units and everything below them: the answer in one sentence, then the table. */
export const figuresFlow: Flow = {
  id: ID,
  audience: 'lead',
  commands: [
    { name: 'tinhhinh', phrases: FIGURES_PHRASES },
    {
      name: 'quahan',
      phrases: ['qua han', 'viec qua han', 'qua han hom nay', 'viec qua han hom nay', 'overdue'],
    },
    { name: 'donvi', phrases: ['don vi', 'xem don vi', 'unit'] },
  ],
  patienceMs: QUESTION_PATIENCE_MS,
  needs: asksFor,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    return takeQuestion(scene, questionOf(turn, scene.rights));
  },
};
