import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/chat/engine.ts';
import { draftIn } from '../../../src/flows/parts/draft.ts';
import { FLOWS } from '../../../src/flows/index.ts';
import { PHOTO, waiting, working } from './cases.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, HEAD } from './network.ts';

const ENGINE = createEngine(FLOWS);

const deskOf = (...given: ConstructorParameters<typeof Desk>): Desk => {
  const desk = new Desk(...given);
  desk.engine = ENGINE;
  return desk;
};

const two = () => deskOf(HEAD, [working(), waiting({ id: 'case-2' }, 'LL-2222')]);

describe('free words of a cadre', () => {
  it('are asked about, and become no concern unasked', () => {
    const desk = two();
    const said = desk.write('Đã lấp hố bằng đá');
    expect(said).toContain('Lời này cho việc nào ạ?');
    expect(said).toContain('[LL-4827] [LL-2222] [Báo một việc mới]');
    expect(draftIn(desk.dialogue)).toBeUndefined();
  });

  it('are the words of the progress or the end of the case that is chosen', () => {
    const desk = two();
    desk.write('Đã lấp hố bằng đá');
    desk.receive({ kind: 'file', file: PHOTO });
    expect(desk.press('LL-4827')).toContain('Lời vừa gửi được giữ cho việc LL-4827');
    expect(desk.press('Báo xong')).toContain('Đã lấp hố bằng đá');
    desk.write('xong');
    expect(desk.effects).toMatchObject([
      { action: { type: 'resolve', words: 'Đã lấp hố bằng đá', files: [PHOTO] } },
    ]);
  });

  it('are kept while the case is accepted first', () => {
    const desk = two();
    desk.write('mai tổ ra xem');
    desk.press('LL-2222');
    desk.press('Nhận việc');
    expect(desk.pressId('work:progress:LL-2222')).toContain('mai tổ ra xem');
  });

  it('become a concern when that is said', () => {
    const desk = two();
    desk.write('đường vào Tiên Long sụt một hố to');
    desk.press('Báo một việc mới');
    expect(draftIn(desk.dialogue)?.words).toEqual(['đường vào Tiên Long sụt một hố to']);
  });

  it.each(['nhận', 'mở', 'mở 2', 'xong', 'việc', 'nhận việc', 'ok'])('%s is the list', (words) => {
    const desk = two();
    expect(desk.write(words)).toContain('Tổ có 2 việc');
    expect(desk.dialogue).toBeNull();
  });

  it('with a code are for that case', () => {
    expect(two().write('nhận LL-2222')).toContain('[Nhận việc]');
    const desk = two();
    desk.write('LL-4827 đã lấp hố');
    expect(desk.press('Ghi tiến độ')).toContain('đã lấp hố');
  });

  it('of danger are an alarm at once, also where the question stands', () => {
    const desk = two();
    expect(desk.write('cháy nhà ở Lục Liễu, có người mắc kẹt')).toContain('114');
    const asked = two();
    asked.write('đã lấp hố');
    expect(asked.write('cháy nhà ở Lục Liễu, có người mắc kẹt')).toContain('114');
  });

  it('of a coordinator are asked about with the cases to be placed', () => {
    const said = deskOf(COORDINATOR, [waiting()]).write('chuyển xe đá ra rồi nhé các bác');
    expect(said).toContain('Lời này cho việc nào ạ?');
  });

  it('of a citizen are a concern as ever', () => {
    const desk = deskOf(undefined, []);
    desk.write('đường vào Lục Liễu sụt một hố to');
    expect(draftIn(desk.dialogue)).toBeDefined();
  });

  it('lead to the list where there is nothing to let go of', () => {
    expect(two().write('hủy')).toContain('[Việc của tổ]');
  });
});
