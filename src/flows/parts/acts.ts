import type { TurnEffect } from '../../chat/effect.ts';
import type { Turn } from '../../chat/flow.ts';
import type { InboundBody } from '../../chat/message.ts';
import type { Case, CaseAction, CaseEvent, FileRef } from '../../domain/case.ts';
import type { Pin } from '../../domain/unit.ts';
import { spokenWords } from './accusation.ts';

/** Something said of a case: by words, files or a position. */
export interface Said {
  readonly words: string;
  readonly files: readonly FileRef[];
  readonly pin?: Pin;
}

/** What one message says. */
export const saidIn = (body: InboundBody): Said => ({
  words: spokenWords(body),
  files: body.kind === 'file' ? [body.file] : [],
  ...(body.kind === 'location' ? { pin: body.pin } : {}),
});

const albumMark = (groupId: string): string => `album-${groupId}-`;

/** Has the asker act on an own case; what became of it is told by its outcome, not by the turn. */
export const act = (turn: Turn, current: Pick<Case, 'id'>, action: CaseAction): TurnEffect => {
  const { groupId } = turn.inbound;
  const mark = groupId === undefined ? '' : albumMark(groupId);
  return {
    // The key becomes the event's id, by which the later parts of an album find the case again.
    key: `${mark}${action.type}-${turn.newId()}`,
    type: 'act',
    caseId: current.id,
    action,
    actor: { type: 'citizen', personId: turn.asker.person.id },
  };
};

/** Passes something said on to whoever has the case: an answer while one is awaited, else an addition. */
export const passOn = (turn: Turn, current: Case, { words, files, pin }: Said): TurnEffect =>
  current.status === 'needs-info' && pin === undefined
    ? act(turn, current, { type: 'reply', words, files })
    : act(turn, current, { type: 'add', words, files, ...(pin === undefined ? {} : { pin }) });

/** Whether an earlier part of the same album went to this case. */
export const hasAlbum = ({ history }: Case, groupId: string | undefined): boolean =>
  groupId !== undefined && history.some(({ id }) => id.startsWith(albumMark(groupId)));

const isWord = ({ actor, action }: CaseEvent): boolean =>
  actor.type === 'citizen' && ['open', 'add', 'reply', 'reopen'].includes(action.type);

/** When the citizen last said something of the case, in milliseconds since the epoch; never: long ago. */
export const lastWordMs = ({ history }: Case): number =>
  history.findLast(isWord)?.at.getTime() ?? Number.NEGATIVE_INFINITY;

/** Whether the asker reported this case; cadres of its unit can see it too, but it is not theirs. */
export const isOwn = (turn: Pick<Turn, 'asker'>, current: Case): boolean =>
  current.reporter.personId === turn.asker.person.id;
