import * as fc from 'fast-check';
import { STATUSES, type Case } from '../../src/domain/case.ts';
import { URGENCIES } from '../../src/domain/category.ts';
import { event, minutes, NOW, sampleCase } from './samples.ts';

/** Villages, blocks and the duty unit of random cases. */
export const UNIT_IDS = ['thon-1', 'thon-2', 'thon-3', 'khoi-a', 'khoi-b', 'truc'] as const;

const unitId = fc.constantFrom(...UNIT_IDS);
const instant = fc.integer({ min: -50, max: 50 }).map((count) => minutes(count * 10));

const fields = fc.record(
  {
    urgency: fc.constantFrom(...URGENCIES),
    status: fc.constantFrom(...STATUSES),
    ownerUnitId: unitId,
    sentAt: instant,
    reopenedCount: fc.nat({ max: 2 }),
    round: fc.nat({ max: 3 }),
    teamUnitId: unitId,
    assigneeId: fc.constantFrom('cadre-1', 'cadre-2'),
    acceptDueAt: instant,
    resolveDueAt: instant,
    // Nobody pauses in the future.
    pausedAt: instant.map((at) => (at < NOW ? at : NOW)),
    resumeStatus: fc.constantFrom('waiting' as const, 'working' as const),
    acceptedAt: instant,
    answeredAt: instant,
    confirmedAt: instant,
    closedAt: instant,
    stars: fc.integer({ min: 1, max: 5 }),
    escalatedToId: unitId,
    mergedIntoId: fc.constant('parent'),
  },
  { requiredKeys: ['urgency', 'status', 'ownerUnitId', 'sentAt', 'reopenedCount', 'round'] },
);

/** What may change of a case in any step, possible in the domain or not: the store must keep whatever it is given. */
export const randomFields: fc.Arbitrary<Partial<Case>> = fields.map((drawn) =>
  drawn.status === 'triage'
    ? drawn
    : { ...drawn, history: [event('assign-x', { type: 'assign', unitId: drawn.ownerUnitId })] },
);

/** So many random cases with ids and codes of their own. */
export const randomCases = (maxLength: number): fc.Arbitrary<Case[]> =>
  fc
    .array(randomFields, { maxLength })
    .map((all) => all.map((drawn, index) => sampleCase(`case-${index}`, drawn)));

/** Some of the units. */
export const randomScope: fc.Arbitrary<string[]> = fc.subarray([...UNIT_IDS]);
