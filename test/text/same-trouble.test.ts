import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../../src/domain/fold.ts';
import { compareWords } from '../../src/text/same-trouble.ts';

const VILLAGE = ['thôn Lục Liễu'];
const compared = (message: string, other: string) => compareWords(message, [other], VILLAGE)[0];

describe('what is wrong', () => {
  it.each([
    ['đèn đường thôn Lục Liễu tắt tối om cả tuần nay', 'thôn Lục Liễu đèn đường tắt hết rồi'],
    ['bóng đèn ngoài đường cháy rồi', 'đường làng tối om, đèn không sáng'],
    ['cả thôn mất điện từ tối qua', 'thôn mình bị cúp điện chưa thấy có lại'],
    ['nước máy mất ba hôm nay', 'nhà em không có nước sinh hoạt'],
    ['mất nước cả thôn', 'nước máy không chảy từ hôm kia'],
    ['loa thôn lục liễu hỏng không nghe gì', 'loa phát thanh rè quá không nghe rõ'],
    ['wifi cả xóm mất', 'mạng internet không vào được'],
    ['rác ở ngã ba mấy hôm rồi', 'nga ba thon luc lieu day rac'],
    ['đường có hố to', 'ổ gà to ngay giữa đường'],
  ])('is the same, with and without marks: %s | %s', (message, other) => {
    expect(compared(message, other)?.trouble).toBe('same');
    expect(compared(foldPhrase(message), other)?.trouble).toBe('same');
    expect(compared(message, other)?.spot).not.toBe('other');
  });

  it.each([
    ['mất điện từ sáng cả thôn', 'đèn đường tắt cả thôn'],
    ['mất điện từ sáng', 'tiền điện tháng này cao'],
    ['nước máy đục ngầu', 'mất nước cả ngày'],
    ['rác ở ngã ba', 'trại lợn xả thải hôi thối ngã ba'],
    ['cột điện nghiêng sắp đổ', 'mất điện cả thôn'],
  ])('is another: %s | %s', (message, other) => {
    expect(compared(message, other)?.trouble).toBe('other');
  });
});

describe('the spot', () => {
  it.each([
    ['cống đầu thôn tắc', 'cống cuối thôn tắc'],
    ['hố to trước trường', 'hố to trước chùa'],
    ['đèn đường ngõ 3 hỏng', 'đèn đường ngõ 5 hỏng'],
    ['hố ở xóm trên', 'ho o xom duoi'],
    ['ổ gà gần chợ', 'ổ gà gần trạm y tế'],
  ])('is another: %s | %s', (message, other) => {
    expect(compared(message, other)?.spot).toBe('other');
  });

  it('is the same by one name, unknown where one of them says none', () => {
    expect(compared('hố trước nhà văn hóa', 'nha van hoa co o ga')?.spot).toBe('same');
    expect(compared('hố trước nhà văn hóa', 'có ổ gà to')?.spot).toBe('unknown');
  });

  it('does not make things alike that have nothing else in common', () => {
    const { likeness = 1 } = compared('xin kẻ vạch sơn cạnh nhà văn hóa', 'nhà văn hóa dột') ?? {};
    expect(likeness).toBeLessThan(0.4);
  });
});

describe('words in another order', () => {
  it('are alike, but one word in common is not', () => {
    expect(
      compared('mương tắc, ruộng thiếu nước tưới', 'ruộng không có nước tưới vì mương nội đồng tắc')
        ?.likeness,
    ).toBeGreaterThan(0.6);
    expect(compared('điện', 'điện yếu')?.likeness).toBeLessThan(0.6);
  });

  it('never throw, and are between 0 and 1, whatever they are', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 5 }), (message, others) => {
        const found = compareWords(message, others, [message]);
        expect(found).toHaveLength(others.length);
        for (const { likeness } of found) expect(likeness >= 0 && likeness <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
