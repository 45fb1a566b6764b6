import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../../src/domain/fold.ts';
import { isPrivateMatter } from '../../src/text/private-matter.ts';
import { similarities } from '../../src/text/similarity.ts';

const VILLAGE = ['thôn Lục Liễu'];
const alike = (message: string, other: string): number =>
  similarities(message, [other], VILLAGE)[0] ?? 0;

const HOLE = 'đường bê tông thôn lục liễu sụt một hố to trước nhà văn hóa';
const OUTAGE = 'mất điện từ sáng cả thôn';
const RUBBISH = 'rác đổ đống ở đầu thôn bốc mùi hôi mấy hôm nay không ai dọn';

describe('words about the same thing', () => {
  it.each([
    [HOLE, 'đường vào lục liễu sụt một hố to trước nhà văn hóa, tối qua có cháu ngã xe'],
    [HOLE, 'có hố sụt to ở đường bê tông trước cửa nhà văn hóa thôn'],
    [HOLE, 'truoc nha van hoa luc lieu duong bi sut ho rat to, nguy hiem'],
    [OUTAGE, 'cả thôn mất điện từ sáng nay chưa có lại'],
    [OUTAGE, 'thon luc lieu mat dien tu sang den gio'],
    [RUBBISH, 'dau thon rac do dong hoi thoi khong ai don'],
  ])('are alike: %s | %s', (message, other) => {
    expect(alike(message, other)).toBeGreaterThan(0.45);
  });

  it.each([
    [HOLE, 'đường lục liễu nhiều ổ gà ở đoạn ra chợ'],
    [HOLE, 'đường trước nhà văn hóa bị xe tải cày nát'],
    [HOLE, 'cầu qua suối bị gãy lan can'],
    [OUTAGE, 'đèn đường ngõ 3 hỏng'],
    [OUTAGE, 'tiền điện tháng này cao bất thường'],
    [RUBBISH, 'trại lợn xả thải ra mương hôi thối'],
  ])('are told from others: %s | %s', (message, other) => {
    expect(alike(message, other)).toBeLessThan(0.4);
  });

  it('are the same with and without marks, in capitals, with numbers and links', () => {
    expect(alike(HOLE, foldPhrase(HOLE))).toBeCloseTo(1);
    expect(alike(HOLE, HOLE.toUpperCase())).toBeCloseTo(1);
    expect(alike(HOLE, `${HOLE} 0912345678 https://example.org/duong/be-tong`)).toBeCloseTo(1);
  });

  it('are not alike by the name of the village and what every message says', () => {
    expect(alike('thôn Lục Liễu báo cáo, xin cảm ơn', 'bà con thôn Lục Liễu xin báo')).toBeLessThan(
      0.1,
    );
    expect(alike('', HOLE)).toBe(0);
    expect(alike('123 456', '123 456')).toBe(0);
  });

  it('weigh less what all candidates share', () => {
    const others = [
      'đường bê tông nứt ở cổng chợ',
      'đường bê tông nứt gần trường học',
      'đường bê tông nứt cạnh ao',
    ];
    const [near = 0, ...far] = similarities('đường bê tông nứt ở cổng chợ thôn', others, VILLAGE);
    for (const other of far) expect(near).toBeGreaterThan(other + 0.3);
  });

  it('never throw, and are between 0 and 1, whatever the words are', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('a'.repeat(65_536)));
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 5 }), (message, others) => {
        const found = similarities(message, others, [message]);
        expect(found).toHaveLength(others.length);
        for (const one of found) expect(one >= 0 && one <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a private matter', () => {
  it.each([
    'nhà hàng xóm đánh vợ suốt đêm',
    'hang xom lan dat nha toi',
    'con tôi bị bắt nạt ở trường',
    'ông ấy say rượu chửi bới ngoài đường',
    'hai nhà cãi nhau vì rác',
  ])('is seen: %s', (text) => {
    expect(isPrivateMatter(text)).toBe(true);
  });

  it.each([HOLE, OUTAGE, RUBBISH, 'hố trước nhà ông Ba', 'đường vỡ trước cổng trường mầm non'])(
    'is not seen in what concerns everybody: %s',
    (text) => {
      expect(isPrivateMatter(text)).toBe(false);
    },
  );
});
