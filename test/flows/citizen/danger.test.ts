import { describe, expect, it } from 'vitest';
import { fittingNumbers } from '../../../src/flows/report/hotlines.ts';
import { Talk } from './talk.ts';
import { WORLD } from './village.ts';

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

  it.each([
    ['cháu bé uống phải thuốc trừ sâu', ['115']],
    ['bố em méo miệng, liệt nửa người', ['115']],
    ['vợ em băng huyết sau sinh', ['115']],
    ['mau chay nhieu lam', ['115']],
    ['ông nội ngất đi không động đậy', ['115']],
    ['có người treo cổ sau nhà', ['115']],
    ['con em định tự tử', ['115']],
    ['bà bầu vỡ ối rồi', ['115']],
    ['có trộm đang ở trong nhà', ['113']],
    ['chồng em hay đánh em', ['113']],
    ['nó dọa giết cả nhà', ['113']],
    ['cháu gái 10 tuổi bị ông ấy sờ mó', ['113', '111']],
    ['lửa bén lên mái rồi', ['114', '112']],
    ['rung chay to lam', ['114', '112']],
    ['người bị điện giật', ['114', '115', '112']],
  ])('for %j are no longer those for nothing known, but %j', (words, numbers) => {
    expect(fittingNumbers(words)).toEqual(numbers);
  });

  it.each([
    ['y-te', ['115']],
    ['an-ninh', ['113']],
    ['rung', ['114', '112']],
    ['thuy-loi', ['112', '114']],
    ['duong', ['112', '114']],
  ] as const)('follow the category %j where no phrase fits', (category, numbers) => {
    expect(fittingNumbers('nguy lắm rồi', category)).toEqual(numbers);
    expect(fittingNumbers('cháy nhà rồi', category)).toEqual(['114', '112']);
  });

  it('come from what was read where the words have no phrase of their own', () => {
    const understand = (words: string) => {
      const read = WORLD.understand(words);
      return { ...read, category: { ...read.category, id: 'y-te', decision: 'auto' } as const };
    };
    const consents = { report: true, remember: false };
    const told = new Talk({ consents, world: { ...WORLD, understand } });
    expect(told.say('cháu nhà em nguy lắm, cứu với')[0]).toContain('115');
  });
});
