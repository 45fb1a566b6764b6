import { describe, expect, it } from 'vitest';
import { COVER, findPersonalData, maskPersonalData } from '../../src/text/personal-data.ts';

describe('personal data', () => {
  it.each([
    ['gọi 0912 345 678 nhé', `gọi ${COVER} nhé`],
    ['sdt 0912.345.678', `sdt ${COVER}`],
    ['+84 912 345 678', COVER],
    ['+84912345678', COVER],
    ['zalo 09 12 34 56 78', `zalo ${COVER}`],
    ['cccd 001099012345 của tôi', `cccd ${COVER} của tôi`],
    ['CMND 123456789', `CMND ${COVER}`],
    ['stk 1903 4567 8901 vietcombank', `${COVER} vietcombank`],
    ['xe 88A-123.45 chở đá', `xe ${COVER} chở đá`],
    ['xe máy 88H1-234.56', `xe máy ${COVER}`],
    ['thư về an.nguyen@example.com', `thư về ${COVER}`],
    ['vị trí 21.45678, 105.64321', `vị trí ${COVER}`],
    ['https://maps.app.goo.gl/AbC123 ở đây', `${COVER} ở đây`],
    ['số nhà 12 ngõ chợ', `${COVER} ngõ chợ`],
    ['hẻm 45/6', COVER],
    ['số 0912\u200B345\u200B678', `số ${COVER}`],
  ])('is covered in %j', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  it.each([
    'nứt dài thêm 20cm',
    'năm 2024 lũ lớn',
    'đất 320m2 ghi 230m2',
    'phạt 2.000.000 đồng',
    'đền bù 1.250.000.000 đ',
    'từ 01.07.2025 - 30.09.2025',
    'quốc lộ 2B km 12',
    'gọi 113, 114 hay 115',
    'nước tăng từ 48 lên 120 khối',
  ])('is not seen in %j', (text) => {
    expect(maskPersonalData(text)).toBe(text.normalize('NFC'));
  });

  it('is reported with its kind and place', () => {
    expect(findPersonalData('gọi 0912345678')).toEqual([{ kind: 'phone', start: 4, end: 14 }]);
  });
});
