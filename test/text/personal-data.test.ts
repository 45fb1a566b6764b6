import { describe, expect, it } from 'vitest';
import { COVER } from '../../src/text/cover.ts';
import { findPersonalData, maskPersonalData } from '../../src/text/personal-data.ts';

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
    ['gọi o912 345 678', `gọi ${COVER}`],
    ['gọi 09l2.345.67o ngay', `gọi ${COVER} ngay`],
    ['(+84) 912-345-678', `(${COVER}`],
    ['0084912345678', COVER],
    ['0912...345...678', COVER],
    ['０９１２３４５６７８', COVER],
    ['0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', COVER],
    ['máy bàn 0211 3833 123', `máy bàn ${COVER}`],
    ['cmnd số 123 456 789 cấp', `cmnd số ${COVER} cấp`],
    ['hộ chiếu C1234567', `hộ chiếu ${COVER}`],
    ['vietcombank 0123456', COVER],
    ['xe 29-B1 234.56 bỏ chạy', `xe ${COVER} bỏ chạy`],
    ['biển số 88 h 1234 đâm', `biển số ${COVER} đâm`],
    ['xe 88a-12345', `xe ${COVER}`],
    ['nhà em ở facebook.com/nguyen.van.a', `nhà em ở ${COVER}`],
    ['zalo.me/0912345678', COVER],
    ['mã 7PH3F8RJ+2V', `mã ${COVER}`],
    ['21°27\'30"N 105°38\'20"E', `${COVER} ${COVER}`],
    ['số nhà 12 ngõ 5', `${COVER} ${COVER}`],
    ['số 7 ngách 3/4', `${COVER} ${COVER}`],
    ['căn 203 tòa B', `${COVER} tòa B`],
    ['ở ngõ 12A, tổ 3', `ở ${COVER}, tổ 3`],
    ['hẻm 3/4', COVER],
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
    'đường dài 400 mét, rộng 3m5',
    'thôn đội 4, tdp 2, tổ 15',
    'gọi 113 114 115 112',
    'hotline 1022, số 111, tổng đài 1900 1166',
    'năm học 2024-2025 thu 3000-4000 đồng',
    'từ năm 2021 2022 2023',
    'họp 12h 1500 người, 7h30 - 11h30',
    'ngày 20-11-2026, 05/11/2026 08h30',
    'các ngày 20 21 22 23',
    'hết 30 000 000 đồng, mất 20000000 đ',
    'tài khoản bị trừ 2.000.000 đồng',
    'thu 50.000.000 chưa trả',
    'ngõ 300m lầy lội, ngõ 5 nhà dùng chung',
    'trong ngo 5 sao bi chuot pha',
    'cột điện số 12 đường liên thôn',
    'QL2B km 12+300, đường DT302',
    'nóng 39°, dốc 30° rồi',
    'trường lớp 4C, thửa 123 tờ 45',
    'nước tăng từ 48 lên 120 khối',
  ])('is not seen in %j', (text) => {
    expect(maskPersonalData(text)).toBe(text.normalize('NFC'));
  });

  it('is reported with its kind and place', () => {
    expect(findPersonalData('gọi 0912345678')).toEqual([{ kind: 'phone', start: 4, end: 14 }]);
  });
});
