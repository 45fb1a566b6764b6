import { describe, expect, it } from 'vitest';
import { fittingNumbers } from '../../../src/flows/report/hotlines.ts';

describe('the numbers to call', () => {
  it.each([
    ['cháy nhà rồi', ['114', '112']],
    ['nước lên nhanh lắm mấy nhà ven suối kẹt rồi', ['112', '114']],
    ['có người đuối nước ở hồ', ['114', '115', '112']],
    ['co chau be roi xuong gieng', ['114', '115', '112']],
    ['em bé bất tỉnh, không thở', ['115']],
    ['cháy nhà, cháu bé bị bỏng', ['114', '115', '112']],
    ['đánh nhau chảy máu', ['113', '115']],
    ['trưởng thôn lục liễu đánh người', ['113']],
    // Who protects children is called after whoever can come at once, and never alone.
    ['ông ấy đang đánh con', ['113', '111']],
    ['ông ấy đang đánh con, cháu bé bị thương', ['113', '115']],
    ['tai nạn xe máy ở ngã ba', ['115']],
    ['cứu với', ['112', '114']],
    // Neither "đạo" a knife nor "chạy" a fire: nothing is known, so the two that come to everything.
    ['xe chạy ẩu ở đạo trù', ['112', '114']],
  ])('for %j are %j', (words, numbers) => {
    expect(fittingNumbers(words)).toEqual(numbers);
  });
});
