import { describe, expect, it } from 'vitest';
import { numberable, numbersOf } from '../../../src/chat/numbering.ts';
import { local, opened, REPORTER_ID, waiting, working } from './cases.ts';
import { Desk } from './desk.ts';
import { COORDINATOR, EVERYTHING, FORMER, HEAD, LEADER, OTHER_TEAM } from './network.ts';

const many = Array.from({ length: 7 }, (_, index) =>
  waiting({ id: `case-${index}` }, `LL-100${index}`),
);

describe('the list of a team', () => {
  it('answers first and then lists what is to be done', () => {
    const desk = new Desk(HEAD, [waiting(), working({ id: 'case-2' }, 'LL-2222')]);
    expect(desk.write('việc')).toBe(
      [
        'Tổ có 2 việc: 1 cần nhận, 1 đang theo dõi.',
        '⏰ LL-4827 · Đường, cầu, cống · cần làm sớm · thôn Lục Liễu (Đạo Trù). Nhận trước 14 giờ 30 hôm nay, xong trước thứ Năm 26/11.',
        '⏰ LL-2222 · Đường, cầu, cống · cần làm sớm · thôn Lục Liễu (Đạo Trù). Đang làm, xong trước thứ Năm 26/11.',
        '[Mở LL-4827] [Mở LL-2222]',
      ].join('\n'),
    );
    expect(desk.asked).toEqual([{ ask: 'inbox', of: 'team', unitIds: ['DT-01'] }]);
    expect(desk.press('Mở LL-2222')).toContain('[Báo xong]');
  });

  it('says lateness as lateness', () => {
    const desk = new Desk(HEAD, [waiting(), working({ id: 'case-2' }, 'LL-2222')]);
    desk.now = local('2026-11-30 09:00');
    const list = desk.write('/viec');
    expect(list).toContain('Tổ có 2 việc: 2 quá hạn.');
    expect(list).toContain('Chưa ai nhận, hạn nhận đã qua lúc 14 giờ 30');
    expect(list).toContain('Đang làm, quá hạn từ thứ Năm 26/11.');
  });

  it('shows five at a time', () => {
    const desk = new Desk(HEAD, many);
    expect(desk.write('/hopthu')).toContain('[Mở LL-1004] [Xem thêm 2]');
    expect(desk.press('Xem thêm 2')).toContain('[Mở LL-1005] [Mở LL-1006]');
    expect(desk.pressId('inbox:list:99')).toContain('[Mở LL-1000]');
    expect(desk.pressId('inbox:list:x')).toContain('[Mở LL-1000]');
  });

  it('is numbered from the first to the last, though the last says how many more there are', () => {
    const desk = new Desk(HEAD, many);
    desk.write('việc');
    const { choices } = desk.outcome?.replies[0]?.message ?? {};
    expect(numbersOf(numberable(choices))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('says so when nothing waits, and where else to look', () => {
    expect(new Desk(HEAD).write('inbox')).toBe('Tổ không có việc nào đang chờ.');
    expect(new Desk(EVERYTHING).write('việc')).toContain('[Việc cần điều phối] [Tình hình chung]');
    const coordinator = new Desk(COORDINATOR, [waiting()]);
    expect(coordinator.write('việc')).toContain('Có 1 việc cần điều phối: 1 chưa ai nhận.');
    expect(coordinator.asked).toMatchObject([{ ask: 'inbox', of: 'block' }]);
  });

  it('opens by plain words, what is stuck for those who coordinate', () => {
    for (const words of ['việc', 'việc kẹt', 'danh sách', 'việc của tổ'])
      expect(new Desk(HEAD, [waiting()]).write(words)).toContain('Tổ có 1 việc: 1 cần nhận.');
    const both = new Desk(EVERYTHING, [waiting()]);
    expect(both.write('việc kẹt')).toContain('Có 1 việc cần điều phối');
    expect(both.write('danh sách')).toContain('[Việc cần điều phối]');
  });

  it('does not exist for citizens', () => {
    expect(new Desk(undefined, [waiting()]).write('/viec')).not.toContain('LL-4827');
  });
});

describe('one case by its code', () => {
  it('opens behind the command or alone', () => {
    const desk = new Desk(HEAD, [waiting()]);
    expect(desk.write('/viec ll 4827')).toContain('📍 thôn Lục Liễu');
    expect(desk.write('LL4827')).toContain('📍 thôn Lục Liễu');
  });

  it("is not found outside one's own work", () => {
    const desk = new Desk(OTHER_TEAM, [waiting()]);
    expect(desk.write('LL-4827')).toBe('Không thấy việc này trong phần việc ở đây.\n[Việc của tổ]');
    expect(desk.write('/viec LL-2222')).toContain('Không thấy việc này');
    expect(desk.write('/viec gì đó')).toContain('Không thấy việc này');
  });

  it('with a slip in it is asked about among the codes of the team', () => {
    const desk = new Desk(HEAD, [waiting(), waiting({ id: 'c2' }, 'LL-1000')]);
    expect(desk.write('LL-4872')).toBe(
      [
        'Không thấy mã LL-4872 trong phần việc ở đây. Mã gần giống: LL-4827, phải không ạ?',
        '[Mở LL-4827] [Việc của tổ]',
      ].join('\n'),
    );
    expect(desk.press('Mở LL-4827')).toContain('📍 thôn Lục Liễu');
    expect(new Desk(HEAD).write('LL-4872')).toContain('Không thấy việc này');
    expect(new Desk(undefined, [waiting()]).write('LL-4872')).toBe('Cầu Nối');
  });

  it('is left to others in the middle of another talk, and to citizens without a post', () => {
    const talking = new Desk(HEAD, [waiting()]);
    talking.dialogue = { flow: 'elsewhere', step: 'x', slots: {}, since: talking.now };
    expect(talking.write('LL-4827')).toBe('Cầu Nối');
    expect(new Desk(FORMER, [waiting()]).write('LL-4827')).toBe('Cầu Nối');
    expect(new Desk(undefined, [waiting()]).write('LL-4827')).toBe('Cầu Nối');
  });

  it('shows a leader where it stands, and the reporter the way as a citizen', () => {
    expect(new Desk(LEADER, [waiting()]).write('LL-4827')).toContain('Nhận trước');
    const own = new Desk(OTHER_TEAM, [opened()], [], REPORTER_ID);
    own.write('LL-4827');
    expect(own.outcome?.replies[0]?.message.choices?.map(({ id }) => id)).toEqual([
      'mine:open:LL-4827',
    ]);
  });
});
