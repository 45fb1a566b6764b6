import { describe, expect, it } from 'vitest';
import { isChoiceId, MOST_CHOICE_BYTES } from '../../src/chat/choice.ts';
import { NOTICE_KINDS, type Recipient } from '../../src/domain/notice.ts';
import { noticeMessage } from '../../src/flows/notices.ts';
import { caseAt } from './citizen/cases.ts';
import { MONDAY, WORLD } from './citizen/village.ts';

const STATUSES = ['triage', 'waiting', 'working', 'needs-info', 'forwarded', 'answered'] as const;
const MORE = ['confirmed', 'declined', 'withdrawn'] as const;

const RECIPIENTS: readonly Recipient[] = [
  { type: 'reporter' },
  { type: 'cadre', cadreId: 'CB-1' },
  { type: 'unit', unitId: 'DT-01', ability: 'work' },
  { type: 'unit', unitId: 'DT', ability: 'coordinate' },
  { type: 'unit', unitId: 'DT', ability: 'lead' },
];

describe.each(NOTICE_KINDS)('the choices under a notice of %s', (kind) => {
  it.each([...STATUSES, ...MORE])('fit into a button while the case is %s', (status) => {
    // As long as codes and ids of villages become.
    const current = caseAt(status, {
      code: 'LL-48271234',
      place: { candidateIds: ['DT-01', 'DT-02'] },
    });
    for (const to of RECIPIENTS) {
      const notice = { key: 'K', kind, caseId: current.id, to };
      const { choices = [] } = noticeMessage(notice, current, WORLD, 'vi', MONDAY);
      for (const { id } of choices) {
        expect(isChoiceId(id)).toBe(true);
        expect(Buffer.byteLength(id)).toBeLessThanOrEqual(MOST_CHOICE_BYTES);
      }
    }
  });
});
