import { describe, expect, it } from 'vitest';
import { fittingNumbers } from '../../../src/flows/report/danger.ts';

describe('the numbers to call', () => {
  it.each([
    ['cháy nhà rồi', ['114']],
    ['nước lên nhanh lắm mấy nhà ven suối kẹt rồi', ['112']],
    ['có người đuối nước ở hồ', ['114', '112']],
    ['đánh nhau chảy máu', ['113', '115']],
    ['ông ấy đang đánh con, cháu bé bị thương', ['111', '115']],
    ['tai nạn xe máy ở ngã ba', ['115']],
    ['cứu với', ['112', '114']],
    // Neither "đạo" a knife nor "chạy" a fire: nothing is known, so the two that come to everything.
    ['xe chạy ẩu ở đạo trù', ['112', '114']],
  ])('for %j are %j', (words, numbers) => {
    expect(fittingNumbers(words)).toEqual(numbers);
  });
});
