import { choice, numbered, shortcut } from '../../chat/choice.ts';
import type { Choice } from '../../chat/message.ts';
import { createCalendar } from '../../domain/calendar.ts';
import type { Case } from '../../domain/case.ts';
import type { Directory } from '../../domain/directory.ts';
import { allowedActions } from '../../domain/lifecycle.ts';
import { say } from '../../domain/text.ts';

/** Opens one of the asker's own cases; its code, typed, does the same. */
export const openChoice = (current: Case): Choice =>
  shortcut(choice('mine', 'open', say('mine.openChoice'), current.code));

/** The same, with its code on the button, where several stand side by side. */
export const openByCode = (current: Case): Choice =>
  choice('mine', 'open', say('mine.openByCode', { code: current.code }), current.code);

/** Opens the list of the asker's cases. */
export const listChoice: Choice = choice('mine', 'list', say('mine.listChoice'));

/** Starts a new concern. */
export const newChoice: Choice = choice('report', 'start', say('report.startChoice'));

/** The way to a person, always there. */
export const humanChoice: Choice = choice('human', 'open', say('human.choice'));

/** The three answers to "is it well now?". */
export const verdictChoices = ({ code }: Case): readonly Choice[] => [
  choice('rating', 'fine', say('rating.fineChoice'), code),
  choice('rating', 'notyet', say('rating.notyetChoice'), code),
  choice('rating', 'unsure', say('rating.unsureChoice'), code),
];

/** One to five, so that typing "4" gives four. */
export const starChoices = ({ code }: Case): readonly Choice[] =>
  [1, 2, 3, 4, 5].map((stars) =>
    numbered(
      choice('rating', 'star', say('rating.starChoice', { count: stars }), code, stars),
      stars,
    ),
  );

/** Whether the citizen can still have a closed case taken up again. */
export const isReopenable = (current: Case, directory: Directory, now: Date): boolean => {
  if (current.status === 'answered' || !allowedActions(current).includes('reopen')) return false;
  if (current.closedAt === undefined) return true;
  const { organisation } = directory;
  const { ratingWindow } = organisation.norms;
  return now <= createCalendar(organisation).addSpan(current.closedAt, ratingWindow);
};

const offer = (isOffered: boolean, ...choices: readonly Choice[]): readonly Choice[] =>
  isOffered ? choices : [];

/** Everything that the reporter can do to a case as it stands, the likeliest first. */
export const ownChoices = (current: Case, directory: Directory, now: Date): readonly Choice[] => {
  const { code, status } = current;
  const allowed = allowedActions(current);
  return [
    ...offer(status === 'needs-info', choice('mine', 'add', say('mine.replyChoice'), code)),
    ...offer(status === 'answered', ...verdictChoices(current)),
    ...offer(
      status === 'confirmed' && current.stars === undefined,
      choice('rating', 'ask', say('rating.askChoice'), code),
    ),
    ...offer(
      isReopenable(current, directory, now),
      choice('rating', 'reopen', say('rating.reopenChoice'), code),
    ),
    ...offer(
      status !== 'needs-info' && allowed.includes('add'),
      choice('mine', 'add', say('mine.addChoice'), code),
    ),
    ...offer(
      allowed.includes('withdraw'),
      choice('mine', 'withdraw', say('mine.withdrawChoice'), code),
    ),
  ];
};
