import type { Case, CaseAction, Status } from '../../../src/domain/case.ts';
import { drawCode } from '../../../src/domain/code.ts';
import { openCase, transition } from '../../../src/domain/lifecycle.ts';
import { CALENDAR, DIRECTORY, MONDAY } from './village.ts';

/** How a case came to stand where it does: by real steps alone. */
const STEPS: Readonly<Record<Exclude<Status, 'merged' | 'unconfirmed'>, readonly CaseAction[]>> = {
  triage: [],
  waiting: [{ type: 'assign', unitId: 'DT-01' }],
  working: [{ type: 'assign', unitId: 'DT-01' }, { type: 'accept' }],
  'needs-info': [
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'ask', words: 'Hố rộng chừng nào?' },
  ],
  forwarded: [
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'forward', to: 'Ủy ban xã', words: 'Đường của xã' },
  ],
  answered: [
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'resolve', words: 'Đã vá hố', files: [] },
  ],
  confirmed: [
    { type: 'assign', unitId: 'DT-01' },
    { type: 'accept' },
    { type: 'resolve', words: 'Đã vá hố', files: [] },
    { type: 'confirm' },
  ],
  declined: [
    { type: 'assign', unitId: 'DT-01' },
    { type: 'decline', reason: 'unclear', words: 'Chưa rõ chỗ nào' },
  ],
  withdrawn: [{ type: 'withdraw' }],
};

const CITIZENS: readonly CaseAction['type'][] = ['confirm', 'withdraw'];

/** A case of the citizen P1, opened on Monday at 8, that stands at this status. */
export const caseAt = (status: keyof typeof STEPS, parts: Partial<Case> = {}, serial = 0): Case => {
  const setting = { now: MONDAY, directory: DIRECTORY, calendar: CALENDAR };
  const opened = openCase(
    {
      id: `K${serial}`,
      kind: 'phan-anh',
      categoryId: 'duong',
      urgency: 'normal',
      text: 'đường vào làng sụt một hố to',
      files: [],
      place: { unitId: 'DT-01' },
      reporter: { personId: 'P1', isHidden: true, isOnBehalf: false },
      sentAt: MONDAY,
    },
    drawCode('Lục Liễu', () => 480 + serial),
    `open-K${serial}`,
    setting,
  );
  const current = STEPS[status].reduce<Case>((before, action, step) => {
    const actor = CITIZENS.includes(action.type)
      ? ({ type: 'citizen', personId: 'P1' } as const)
      : ({ type: 'cadre', cadreId: 'CB-1', unitId: 'DT-01' } as const);
    return transition(before, { eventId: `K${serial}-${step}`, actor, action }, setting).after;
  }, opened);
  return { ...current, ...parts };
};
