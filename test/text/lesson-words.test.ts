import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLandmarkName } from '../../src/text/landmark-name.ts';
import { createReader } from '../../src/text/reader.ts';
import { MODEL } from '../fixtures/model.ts';
import { directoryOf, TODAY } from './network.ts';

const reader = createReader(directoryOf(), TODAY, MODEL);
const teachable = (text: string) => reader.teachable(text);

describe('words that may be learnt from', () => {
  it('are the words of the matter, with every village under one mark', () => {
    expect(teachable('Đường vào thôn Lục Liễu, xã Đạo Trù sụt một hố to?')).toBe(
      'đường vào thôn {p}, xã {p} sụt một hố to?',
    );
  });

  it.each([
    ['đường hỏng, gọi tôi 0912 345 678 nhé', /\d{2}|912/],
    ['rác chất đống trước nhà ông Nguyễn Văn Tuấn cả tuần', /nguyễn|tuấn/],
    ['rac chat dong truoc nha ba hoa ca tuan nay', /hoa/],
    ['đèn đường hỏng gần quán anh Tuấn mấy hôm nay', /tuấn/],
    ['Trần Thị Lan báo điện yếu cả tháng nay', /trần|lan/],
    ['điện yếu lắm, chị Đỗ Thu Hà ở xóm dưới cũng bị', /thu|hà/],
    ['xem ảnh ở facebook.com/nguyenvana đường hỏng hết', /facebook|nguyenvana/],
    ['mail cho tôi lan.tran@gmail.com vụ cống tắc', /lan|gmail/],
    ['xe 88A-123.45 đổ rác trộm ra suối', /88|123/],
  ])('hold nobody of %j', (text, traces) => {
    const words = teachable(text);
    expect(words ?? '').not.toMatch(traces);
  });

  it.each([
    'chồng đánh vợ đêm qua, cả xóm nghe thấy',
    'có cháu bé bị bỏ rơi ở chợ',
    'tôi tố cáo chủ tịch xã nhận hối lộ',
    'tôi khiếu nại quyết định thu hồi đất của nhà tôi',
    'cháy nhà rồi, cứu với',
    'nhà bên cạnh lấn ranh, hai nhà cãi nhau mãi, xin hòa giải giúp',
    'CỐNG TẮC TRƯỚC NHÀ BÀ LAN MẤY HÔM NAY',
    'chào nhé',
  ])('are none of %j', (text) => {
    expect(teachable(text)).toBeUndefined();
  });

  it('never hold a figure or a capital, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect((teachable(`đường hỏng quá ${text}`) ?? '').replaceAll('{p}', '')).not.toMatch(
          /[1-9\p{Lu}]/u,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("a landmark's name", () => {
  it.each(['chợ Bồ Lý', 'trường tiểu học', 'cầu Đồng Bùa', 'ngã ba Dốc Đỏ', 'cầu Ông Đội'])(
    'may be %j',
    (name) => expect(isLandmarkName(name)).toBe(true),
  );

  it.each([
    'nhà ông Tuấn',
    'quán chị Lan',
    'ông Tuấn',
    'chợ',
    'gọi 0912345678',
    '12 34',
    '',
    'a '.repeat(40),
  ])('is never %j', (name) => expect(isLandmarkName(name)).toBe(false));
});
