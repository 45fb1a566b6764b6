import { describe, expect, it } from 'vitest';
import { after, opened, waiting, working } from './cases.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, HEAD } from './network.ts';

describe('a category that is wrong', () => {
  it('is put right by the coordinator and stays with the team', () => {
    const desk = new Desk(COORDINATOR, [waiting()]);
    const { code, teamUnitId } = waiting();
    desk.pressId(`coord:open:${code}`);
    expect(desk.press('Sửa loại việc')).toContain('Đúng ra là loại nào ạ?');
    expect(desk.press('Nước sạch')).toContain(`Việc ${code} nay là “Nước sạch”.`);
    expect(desk.case(code)).toMatchObject({ categoryId: 'nuoc-sach', teamUnitId });
  });

  it('is put right without undoing what the team has begun', () => {
    const desk = new Desk(COORDINATOR, [working()]);
    const { code, history: _history, pending, ...kept } = working();
    desk.pressId(`coord:kinds:${code}`);
    desk.press('Nước sạch');
    expect(desk.case(code)).toMatchObject({ status: 'working', assigneeId: kept.assigneeId });
    expect(desk.case(code).history.at(-1)?.action).toEqual({
      type: 'recategorise',
      categoryId: 'nuoc-sach',
    });
    expect(desk.case(code).pending).toEqual(pending);
  });

  it('is put right while there is no team yet', () => {
    const held = after(opened(), [{ type: 'hold', ownerUnitId: 'DT' }]);
    const desk = new Desk(COORDINATOR, [held]);
    desk.pressId(`coord:kinds:${held.code}:1`);
    desk.press('Tiếng ồn');
    expect(desk.case(held.code)).toMatchObject({ categoryId: 'tieng-on', status: 'triage' });
  });

  it('is not for the team to change, nor to what is no category', () => {
    const { code, categoryId } = waiting();
    const team = new Desk(HEAD, [waiting()]);
    team.pressId(`coord:kind:${code}:rung`);
    const block = new Desk(COORDINATOR, [waiting()]);
    block.pressId(`coord:kind:${code}:nonsense`);
    for (const desk of [team, block]) expect(desk.case(code).categoryId).toBe(categoryId);
  });
});
