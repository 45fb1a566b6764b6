import { describe, expect, it } from 'vitest';
import type { Actor, Case, CaseAction } from '../../src/domain/case.ts';
import { transition } from '../../src/domain/lifecycle.ts';
import { at, ASK, CITIZEN, joinOf, MONDAY, play, working } from './village.ts';

const addition = (words = 'thêm'): CaseAction => ({ type: 'add', words, files: [] });

const add = (current: Case, actor: Actor, words?: string, eventId = `a${current.history.length}`) =>
  transition(current, { eventId, actor, action: addition(words) }, at(MONDAY)).after;

const times = (count: number, current: Case, actor: Actor, words?: string): Case =>
  Array.from({ length: count }).reduce<Case>((before) => add(before, actor, words), current);

const fellow = (id: number): Actor => ({ type: 'citizen', personId: `fellow-${id}` });

describe('a case that is added to again and again', () => {
  it('has room for fifty of one person, and as many of another', () => {
    const full = times(50, working(), CITIZEN);
    expect(() => add(full, CITIZEN)).toThrow('enough');
    expect(() => add(full, fellow(1))).not.toThrow();
  });

  it('has room for more in danger', () => {
    expect(() => times(120, working({ urgency: 'emergency' }), CITIZEN)).not.toThrow();
  });

  it('still takes the answer to a question of the team', () => {
    const asked = play(times(50, working(), CITIZEN), [ASK]);
    expect(add(asked, CITIZEN).status).toBe('working');
    expect(() => add(asked, fellow(1), 'ế'.repeat(300_000))).toThrow('enough');
  });

  it('is filled by no crowd: the first reporter and the team go on', () => {
    let crowded = working();
    for (let id = 0; id < 5; id += 1) crowded = times(50, crowded, fellow(id), 'ế'.repeat(4_000));
    expect(() => add(crowded, fellow(9), 'ế'.repeat(4_000))).toThrow('enough');
    expect(() => play(crowded, [{ ...joinOf('c9'), words: 'ế'.repeat(4_000) }])).toThrow('enough');
    expect(() => add(crowded, CITIZEN)).not.toThrow();
  });
});
