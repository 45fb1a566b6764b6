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
    ['đường bê tông trước nhà trần văn hùng sụt hố to', /trần|văn|hùng/],
    ['duong be tong truoc nha tran van hung sut ho to', /tran|van|hung/],
    ['đường trước nhà lê thị hồng nhung bị sụt hố to', /lê|thị|hồng|nhung/],
    ['đường trước nhà vũ thị mai bị sụt hố to', /vũ|thị|mai/],
    ['đường trước nhà lý thị hoa bị sụt hố to', /lý|thị|hoa/],
    ['duong truoc nha sung a pao bi sut ho to', /sung|pao/],
    ['đường trước nhà ông văn hùng lan bị sụt hố to', /văn|hùng|lan/],
    ['duong truoc nha chi thu ha bi sut ho to', /thu|ha/],
    ['toi la nguyen thi mai huong, duong ngo toi sut ho to', /nguyen|mai|huong/],
    ['đường trước nhà cô giáo lan bị sụt hố to', /lan/],
    ['duong truoc nha co giao lan bi sut ho to', /lan/],
    ['đường trước nhà bác sĩ hùng bị sụt hố to', /hùng/],
    ['đường trước nhà anh trưởng thôn hùng bị sụt hố to', /hùng/],
    ['nhà hùng thảo sửa xe máy đầu ngõ đổ rác ra đường bốc mùi hôi', /hùng|thảo/],
    ['quán phở thìn xả nước thải ra mương bốc mùi hôi', /thìn/],
    ['Hùng ơi đường bê tông bị sụt hố to rồi', /hùng/i],
    ['đường hỏng, gọi em không chín một hai ba bốn năm sáu bảy tám nhé', /chín|sáu|bảy/],
    ['đường hỏng, thẻ một hai ba bốn năm sáu bảy tám', /sáu|bảy/],
    ['đường hỏng trước số nhà mười hai ngõ năm, cạnh trạm y tế', /mười|năm/],
    ['đường hỏng, facebook em hung nguyen hoang nhé', /hung|hoang/],
    ['con em bị tự kỷ đường hỏng không đi học được', /tự kỷ/],
    ['vợ em bị ngã gãy chân vì đường hỏng', /vợ/],
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
    'không ai sửa',
    'cháy nhà',
    'nguyễn văn hùng',
    'chợ',
    'gọi 0912345678',
    '12 34',
    '',
    'a '.repeat(40),
  ])('is never %j', (name) => expect(isLandmarkName(name)).toBe(false));
});
