import type { NoticeTemplate } from '../chat/message.ts';
import type { Case } from '../domain/case.ts';
import type { Directory } from '../domain/directory.ts';
import type { Notice } from '../domain/notice.ts';
import { stateText } from './parts/case-state.ts';
import { localDay, responsibleId, shortBodyName } from './parts/names.ts';

/** What outlives the window to the citizen, in the few words that providers approve. */
const TEMPLATES: Readonly<Partial<Record<Notice['kind'], NoticeTemplate['purpose']>>> = {
  placed: 'received',
  resolved: 'result',
  forwarded: 'result',
  declined: 'result',
  lapsed: 'result',
  late: 'reminder',
  asked: 'reminder',
  'rate-reminder': 'reminder',
};

/** What a notice to a citizen says as a template; nothing where it has none. */
export const templateOf = (
  kind: Notice['kind'],
  current: Case,
  directory: Directory,
  now: Date,
): { readonly template?: NoticeTemplate } => {
  const purpose = TEMPLATES[kind];
  if (purpose === undefined) return {};
  const status = stateText(current, now);
  const team = shortBodyName(directory, responsibleId(current));
  return {
    template: { purpose, code: current.code, status, team, date: localDay(directory, now) },
  };
};
