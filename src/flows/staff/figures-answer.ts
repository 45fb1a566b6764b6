import { choice, isChoiceId } from '../../chat/choice.ts';
import type { Outcome } from '../../chat/flow.ts';
import type { Choice } from '../../chat/message.ts';
import type { Case } from '../../domain/case.ts';
import { NO_FIGURES, type Figures } from '../../domain/figures.ts';
import { say, type Text, type TextParam } from '../../domain/text.ts';
import { caseLine } from './card.ts';
import { figuresChoice, openChoice } from './choices.ts';
import { distinctName } from './names.ts';
import { pageOf } from './page.ts';
import { readPeriod } from './period.ts';
import { answerLines, lookAt, type Scene } from './scene.ts';
import type { Subject } from './subject.ts';

/** A subject that figures can be told of. */
export type Told = Extract<Subject, { type: 'all' | 'unit' }>;

// In the order of the question: what is on the table, what is late, what offices claim, what citizens confirm.
const ROWS = [
  'open',
  'newToday',
  'overdue',
  'acceptedLate',
  'answered',
  'confirmed',
  'reopened',
] as const;

/** What the figures are of, as it is spoken: the unit, the leader's only unit, or "all your units". */
const subjectName = ({ turn, rights }: Scene, subject: Told): TextParam => {
  const { directory } = turn.world;
  const posts = subject.type === 'unit' ? [subject.unitId] : rights.posts('lead');
  const [only, ...others] = posts.filter((id) => directory.find(id) !== undefined);
  return only === undefined || others.length > 0
    ? say('staff.figures.yourUnits')
    : (distinctName(only, directory, rights.on) ?? directory.areaName(only));
};

const sentence = (scene: Scene, subject: Told, figures: Figures): Text => {
  const key = figures.overdue === 0 ? 'staff.figures.calm' : 'staff.figures.answer';
  return say(key, {
    place: subjectName(scene, subject),
    day: { at: scene.turn.now, style: 'day' },
    open: figures.open,
    newToday: figures.newToday,
    overdue: figures.overdue,
  });
};

const lateChoice = (subject: Told, label: Text, ...page: readonly number[]): Choice =>
  subject.type === 'unit'
    ? choice('figures', 'late-in', label, subject.unitId, ...page)
    : choice('figures', 'late', label, ...page);

// A week's figures must not be taken for those of today, nor the other way round.
const periodLines = ({ turn }: Scene): readonly Text[] => {
  const { body } = turn.inbound;
  const isOther = body.kind === 'text' && readPeriod(body.text).isOtherTime;
  return isOther ? [say('staff.figures.onlyToday')] : [];
};

/** One sentence that answers, then the table; what citizens confirm stands apart from what teams report. */
export const showFigures = (scene: Scene, subject: Told, hasUnitsBelow: boolean): Outcome => {
  const figures = scene.facts.figures ?? NO_FIGURES;
  const late = lateChoice(subject, say('staff.figures.seeLate', { overdue: figures.overdue }));
  const units = choice('figures', 'units', say('staff.figures.seeUnit'), 0);
  return answerLines(
    scene,
    [
      ...periodLines(scene),
      sentence(scene, subject, figures),
      ...ROWS.map((row) => say(`staff.figures.row.${row}`, { number: figures[row] })),
    ],
    [
      ...(figures.overdue > 0 && isChoiceId(late.id) ? [late] : []),
      ...(hasUnitsBelow ? [units] : []),
      ...(subject.type === 'unit' ? [figuresChoice] : []),
    ],
  );
};

const LATE_SHOWN = 5;

/** Since when the longest has been late. */
const longest = (all: readonly Case[]): Date | undefined =>
  all
    .flatMap(({ resolveDueAt }) => (resolveDueAt === undefined ? [] : [resolveDueAt]))
    .toSorted((left, right) => left.getTime() - right.getTime())[0];

const lateSentence = (scene: Scene, subject: Told, all: readonly Case[]): Text => {
  const since = longest(all);
  const params = { place: subjectName(scene, subject), total: all.length };
  return since === undefined
    ? say('staff.figures.late', params)
    : say('staff.figures.lateSince', { ...params, since: { at: since, style: 'day' } });
};

/** The late cases, the oldest limit first; without the citizen's words. */
export const showOverdue = (scene: Scene, subject: Told, page?: string): Outcome => {
  const all = scene.facts.overdue ?? [];
  if (all.length === 0) {
    const place = subjectName(scene, subject);
    return answerLines(scene, [say('staff.figures.noneLate', { place })], [figuresChoice]);
  }
  const { items, next, rest } = pageOf(all, page, LATE_SHOWN);
  const more =
    next === undefined ? [] : [lateChoice(subject, say('staff.choice.rest', { rest }), next)];
  return answerLines(
    scene,
    [
      lateSentence(scene, subject, all),
      ...items.map((current) => caseLine(current, lookAt(scene, current))),
    ],
    [...items.map(openChoice), ...more.filter(({ id }) => isChoiceId(id)), figuresChoice],
  );
};
