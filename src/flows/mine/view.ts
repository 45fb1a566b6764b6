import type { Turn } from '../../chat/flow.ts';
import type { OutboundMessage } from '../../chat/message.ts';
import type { Case, CaseEvent, Status } from '../../domain/case.ts';
import { reportersOf } from '../../domain/following.ts';
import { isOpen } from '../../domain/lifecycle.ts';
import { say, type Text } from '../../domain/text.ts';
import { linkChoice } from '../link/told.ts';
import { newChoice, openByCode, ownChoices } from '../parts/case-choices.ts';
import { caseTitle, stateText } from '../parts/case-state.ts';
import { bodyName, dotted, localDay, responsibleId, shortened } from '../parts/names.ts';

/** More are not looked through on a small screen. */
const MOST_LISTED = 5;
const MOST_SHOWN = 200;

// What waits for the citizen comes first, what is over last.
const ORDER: readonly Status[] = [
  'needs-info',
  'answered',
  'working',
  'waiting',
  'triage',
  'forwarded',
  'confirmed',
  'unconfirmed',
  'declined',
  'merged',
  'withdrawn',
];

const byOrder = (a: Case, b: Case): number =>
  ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.sentAt.getTime() - a.sentAt.getTime();

const listLine = (current: Case, now: Date): Text =>
  say('mine.line', {
    title: dotted(current.code, say(`category.${current.categoryId}`)),
    state: stateText(current, now),
  });

/** The asker's cases, one line each, with status in words and the next date. */
export const listMessage = (
  cases: readonly Case[],
  { now }: Pick<Turn, 'now'>,
): OutboundMessage => {
  if (cases.length === 0) return { lines: [say('mine.none')], choices: [newChoice, linkChoice] };
  const listed = cases.toSorted(byOrder).slice(0, MOST_LISTED);
  const more = cases.length - listed.length;
  return {
    lines: [
      say('mine.head', { count: cases.length }),
      ...listed.map((current) => listLine(current, now)),
      ...(more > 0 ? [say('mine.more', { count: more })] : []),
    ],
    choices: listed.map(openByCode),
  };
};

// What the team told the citizen; notes between offices are not among them.
const TOLD = ['ask', 'progress', 'resolve', 'forward', 'decline'];

const lastTold = ({ history }: Case): CaseEvent | undefined =>
  history.findLast(({ action }) => TOLD.includes(action.type));

const toldLines = (event: CaseEvent | undefined): readonly Text[] => {
  if (event === undefined || !('words' in event.action) || event.action.words === '') return [];
  const words = shortened(event.action.words, MOST_SHOWN);
  return [say('mine.lastTold', { at: { at: event.at, style: 'day' }, words })];
};

// How many, never who: they do not know of each other.
const fellowLines = (current: Case): readonly Text[] => {
  if (current.mergedIntoId !== undefined && current.status !== 'merged')
    return [say('mine.together')];
  const count = reportersOf(current) - 1;
  return count === 0 ? [] : [say('mine.fellows', { count })];
};

const isWithSomebody = ({ status }: Case): boolean => isOpen(status) || status === 'answered';

/** One own case: what was said, where it stands, who has it, what was answered last, and what can be done. */
export const caseMessage = (
  current: Case,
  { world, now }: Pick<Turn, 'world' | 'now'>,
): OutboundMessage => {
  const { directory } = world;
  const on = localDay(directory, now);
  const words = shortened(current.text, MOST_SHOWN);
  const told = lastTold(current);
  const files = told !== undefined && 'files' in told.action ? told.action.files : [];
  return {
    lines: [
      caseTitle(current, directory, on),
      ...(words === '' ? [] : [say('mine.words', { words })]),
      say('mine.state.head', { state: stateText(current, now) }),
      ...(isWithSomebody(current)
        ? [say('mine.with', { unit: bodyName(directory, responsibleId(current)) })]
        : []),
      ...(current.escalatedToId === undefined
        ? []
        : [say('mine.escalated', { unit: bodyName(directory, current.escalatedToId) })]),
      ...fellowLines(current),
      ...toldLines(told),
    ],
    choices: ownChoices(current, directory, now),
    ...(files.length === 0 ? {} : { files }),
  };
};
