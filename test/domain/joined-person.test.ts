import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inherit, isElder } from '../../src/domain/joined-person.ts';
import { consentFor, type Consent, type ConsentPurpose } from '../../src/domain/person.ts';

const AT = new Date('2026-11-28T01:00:00Z');

const answer = (purpose: ConsentPurpose, granted: boolean): Consent => ({
  purpose,
  granted,
  at: AT,
  channel: 'web',
  textVersion: '1',
});

const LINKED = answer('link', true);

/** What holds after joining, for answers that each side gave or not. */
const after = (
  purpose: ConsentPurpose,
  ours: boolean | undefined,
  theirs: boolean | undefined,
): boolean | undefined => {
  const of = (granted: boolean | undefined) =>
    granted === undefined ? [] : [answer(purpose, granted)];
  const { consents } = inherit({ consents: of(ours) }, { consents: of(theirs) }, LINKED);
  return consentFor({ consents: [...of(ours), ...consents] }, purpose)?.granted;
};

describe('consents of two persons who are one', () => {
  it.each(['report', 'remember'] as const)('%s', (purpose) => {
    expect(after(purpose, true, true)).toBe(true);
    expect(after(purpose, false, false)).toBe(false);
    expect(after(purpose, true, undefined)).toBe(true);
    expect(after(purpose, undefined, true)).toBe(true);
    expect(after(purpose, false, undefined)).toBe(false);
    expect(after(purpose, undefined, false)).toBe(false);
    expect(after(purpose, true, false)).toBeUndefined();
    expect(after(purpose, false, true)).toBeUndefined();
    expect(after(purpose, undefined, undefined)).toBeUndefined();
  });

  it.each(['learn', 'phone'] as const)('%s only where both agreed', (purpose) => {
    expect(after(purpose, true, true)).toBe(true);
    expect(after(purpose, true, undefined)).toBeUndefined();
    expect(after(purpose, undefined, true)).toBeUndefined();
    expect(after(purpose, true, false)).toBeUndefined();
    expect(after(purpose, undefined, false)).toBe(false);
  });

  it('are never more than one of them gave, and no refusal becomes leave', () => {
    const answers = fc.array(
      fc
        .tuple(
          fc.constantFrom<ConsentPurpose>('report', 'remember', 'learn', 'phone'),
          fc.boolean(),
        )
        .map(([purpose, granted]) => answer(purpose, granted)),
    );
    fc.assert(
      fc.property(answers, answers, (ours, theirs) => {
        const joined = [
          ...ours,
          ...inherit({ consents: ours }, { consents: theirs }, LINKED).consents,
        ];
        for (const purpose of ['report', 'remember', 'learn', 'phone'] as const) {
          if (consentFor({ consents: joined }, purpose)?.granted !== true) continue;
          const given = [ours, theirs].map(
            (consents) => consentFor({ consents }, purpose)?.granted,
          );
          expect(given).toContain(true);
          expect(given).not.toContain(false);
        }
        for (const one of [...ours, ...theirs]) expect(joined).toContain(one);
      }),
    );
  });

  it('decide what else may be kept', () => {
    const home = { consents: [answer('remember', true)], homeUnitId: 'A' };
    const phone = { consents: [answer('phone', true)], phone: '84912345678' };
    expect(inherit({ consents: [] }, home, LINKED).homeUnitId).toBe('A');
    expect(inherit({ ...home, homeUnitId: 'B' }, home, LINKED).homeUnitId).toBe('B');
    expect(inherit(phone, phone, LINKED).phone).toBe('84912345678');
    expect(inherit(phone, { consents: [] }, LINKED).phone).toBeUndefined();
    expect(inherit({ consents: [] }, phone, LINKED).phone).toBeUndefined();
    expect(inherit(phone, { ...phone, phone: '84987654321' }, LINKED).phone).toBeUndefined();
    const refused = { consents: [answer('phone', false), answer('remember', false)] };
    expect(inherit(phone, refused, LINKED).phone).toBeUndefined();
    expect(inherit(home, refused, LINKED).homeUnitId).toBeUndefined();
  });
});

describe('the elder of two', () => {
  it('is the same whoever is asked', () => {
    const person = fc.record({ id: fc.string(), createdAt: fc.constantFrom(AT, new Date(0)) });
    fc.assert(
      fc.property(person, person, (one, other) => {
        fc.pre(one.id !== other.id);
        expect(isElder(one, other)).toBe(!isElder(other, one));
      }),
    );
  });
});
