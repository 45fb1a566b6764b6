import { describe, expect, it } from 'vitest';
import type { Case, CaseAction, CaseEffect, FileRef } from '../../src/domain/case.ts';
import { asFollowed, reportersOf } from '../../src/domain/following.ts';
import { type CaseChange, transition } from '../../src/domain/lifecycle.ts';
import {
  answered,
  at,
  joinOf,
  MONDAY,
  noticesIn,
  open,
  play,
  REOPEN,
  step,
  told,
  waiting,
  working,
} from './village.ts';

const stepsIn = ({ effects }: CaseChange) =>
  effects.flatMap((effect: CaseEffect) =>
    effect.type === 'step' ? [`${effect.action.type}→${effect.caseId}`] : [],
  );

const PHOTO: FileRef = { id: 'f1', mediaType: 'image/jpeg', sizeBytes: 9, name: 'a.jpg' };

const followed = (): Case => play(working(), [joinOf('c2'), joinOf('c3')]);

describe('a case that follows another', () => {
  it('is joined to it with its words and count, and parted again', () => {
    const merged = step(waiting(), { type: 'merge', intoId: 'c9' });
    expect(stepsIn(merged)).toEqual(['join→c9']);
    expect(stepsIn(step(merged.after, { type: 'split' }))).toEqual(['part→c9']);
    expect(stepsIn(step(merged.after, { type: 'withdraw' }))).toEqual(['part→c9']);
    expect(step(merged.after, { type: 'withdraw' }).after).not.toHaveProperty('mergedIntoId');
  });

  it('goes to the village that owned it when it is taken apart before it had a team', () => {
    const merged = play(open(), [{ type: 'merge', intoId: 'c9' }]);
    const parted = step(merged, { type: 'split' });
    expect(parted.after).toMatchObject({ status: 'waiting', teamUnitId: 'A1' });
    expect(told(noticesIn(parted))).toEqual(['assigned→A1/work', 'parted→reporter']);
  });

  it('counts once, however often it joins, and those that follow it count too', () => {
    const current = play(followed(), [joinOf('c2', 3), joinOf('c2', 3)]);
    expect(reportersOf(current)).toBe(5);
    expect(current.joined?.map(({ caseId }) => caseId)).toEqual(['c3', 'c2']);
    const left = play(current, [
      { type: 'part', caseId: 'c2' },
      { type: 'part', caseId: 'c3' },
    ]);
    expect(left).not.toHaveProperty('joined');
  });

  it('passes a changed count on to the case that it follows itself', () => {
    const merged = play(followed(), [{ type: 'merge', intoId: 'c9' }]);
    const change = step(merged, { type: 'part', caseId: 'c3' });
    expect(change.effects.at(-1)).toMatchObject({
      caseId: 'c9',
      action: { type: 'join', joined: { caseId: 'c1', reporters: 2 }, words: '' },
    });
  });

  it('is told to the team while it is news: the first ones, then now and then', () => {
    let current = waiting();
    const news: number[] = [];
    for (let count = 2; count <= 12; count += 1) {
      const change = step(current, joinOf(`c${count}`));
      if (noticesIn(change).length > 0) news.push(count);
      current = change.after;
    }
    expect(news).toEqual([2, 3, 5, 10]);
    expect(told(noticesIn(step(current, joinOf('c2', 4))))).toEqual([]);
  });
});

describe('a case that others follow', () => {
  it('lets them go their own way when its reporter takes it back', () => {
    expect(stepsIn(step(followed(), { type: 'withdraw' }))).toEqual(['split→c2', 'split→c3']);
  });

  it('is judged by each for himself, twice by nobody, and by the first for all', () => {
    const done = play(answered(), [joinOf('c2')]);
    const fellow = { type: 'citizen', personId: 'person-2' } as const;
    const says = (current: Case, action: CaseAction, eventId: string) =>
      transition(current, { eventId, actor: fellow, action }, at(MONDAY));
    const fine = says(done, { type: 'confirm' }, 'f1');
    const rated = says(fine.after, { type: 'rate', stars: 1 }, 'f2');
    expect(told([...noticesIn(fine), ...noticesIn(rated)])).toEqual(['rated-low→A/coordinate']);
    expect(rated.after).toMatchObject({ status: 'answered' });
    expect(rated.after).not.toHaveProperty('stars');
    expect(rated.after).not.toHaveProperty('closedAt');
    expect(() => says(rated.after, { type: 'confirm' }, 'f3')).toThrow('already');
    expect(() => says(rated.after, { type: 'rate', stars: 1 }, 'f4')).toThrow('already');
    const own = open({ id: 'c2', reporter: { ...done.reporter, personId: 'person-2' } });
    const seen = asFollowed(own, rated.after, (words) => words);
    expect(seen).toMatchObject({ status: 'confirmed', stars: 1 });
    expect(says(rated.after, REOPEN, 'f5').after.status).toBe('waiting');
    const closed = play(rated.after, [{ type: 'confirm' }, { type: 'rate', stars: 5 }]);
    expect(closed).toMatchObject({ status: 'confirmed', stars: 5 });
    const unrated = asFollowed(
      { ...own, reporter: { ...own.reporter, personId: 'p3' } },
      closed,
      (words) => words,
    );
    expect(unrated).not.toHaveProperty('stars');
  });

  it('tells the others when the first confirms, or one of them reopens it', () => {
    const done = play(answered(), [joinOf('c2')]);
    expect(told(noticesIn(step(done, { type: 'confirm' })))).toContain('confirmed→fellows');
    expect(told(noticesIn(step(done, REOPEN)))).toContain('reopened→fellows');
    expect(told(noticesIn(step(answered(), REOPEN)))).not.toContain('reopened→fellows');
  });
});

describe('what a reporter sees of the followed case', () => {
  const reporter = { personId: 'person-2', isHidden: true, isOnBehalf: false };
  const mine = open({ id: 'c2', text: 'lời của tôi', reporter });
  const own = { ...play(mine, [{ type: 'merge', intoId: 'c1' }]), code: 'AA-5678' };
  const theirs = play(
    working({
      text: 'lời bí mật',
      reporter: { personId: 'person-1', isHidden: false, name: 'Hoa', isOnBehalf: false },
    }),
    [
      { type: 'ask', words: 'Nhà chị Hoa ở đâu?' },
      { type: 'reply', words: 'số nhà 12', files: [] },
      joinOf('c3'),
      { type: 'progress', words: 'Đã gặp chị Hoa', files: [] },
      { type: 'resolve', words: 'Đã vá trước nhà chị Hoa', files: [PHOTO] },
    ],
  );
  const mask = (words: string): string => words.replaceAll(/0[0-9]{9}/gu, '•••');
  const view = asFollowed({ ...own, closedAt: at('2026-03-03 09:00').now }, theirs, mask);

  it('is the own words and code with the state and answer of the other', () => {
    expect(view).toMatchObject({
      id: 'c2',
      code: 'AA-5678',
      text: 'lời của tôi',
      status: 'answered',
      teamUnitId: 'A1',
      reporter: { personId: 'person-2' },
    });
    expect(view.history.map(({ action }) => action.type)).toContain('resolve');
  });

  it('tells that it was done before, but not in which words and photos', () => {
    const before = view.history.find(({ action }) => action.type === 'resolve');
    expect(before?.action).toEqual({ type: 'resolve', words: '', files: [] });
  });

  it('tells what the team writes from then on, with what is personal covered', () => {
    const later = at('2026-03-04 09:00');
    const forwarded = play(
      working(),
      [{ type: 'forward', to: 'Điện lực', words: 'Gọi 0912345678' }],
      later,
    );
    const seen = asFollowed({ ...own, closedAt: at('2026-03-03 09:00').now }, forwarded, mask);
    expect(seen.history.at(-1)?.action).toEqual({
      type: 'forward',
      to: 'Điện lực',
      words: 'Gọi •••',
    });
  });

  it('holds nothing that another said, nor what the team said to that one alone', () => {
    const all = JSON.stringify(view);
    for (const secret of ['lời bí mật', 'số nhà 12', 'Hoa', 'hố ấy sâu lắm', 'person-1'])
      expect(all).not.toContain(secret);
  });
});
