import { describe, expect, it } from 'vitest';
import type { Landmark } from '../../src/domain/landmark.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { createPlaceReader } from '../../src/text/place.ts';
import { directoryOf, TODAY } from './network.ts';

const LANDMARKS: readonly Landmark[] = [
  { name: 'chợ Bồ Lý', unitId: 'BL-BN' },
  { name: 'cầu Suối Đá', unitId: 'DT-XG' },
  { name: 'quán Ba Cây', unitId: 'DT-LL' },
  { name: 'quán Ba Cây', unitId: 'BL-CT' },
  { name: 'chợ Đồng Cháy', unitId: 'YD-YM' },
  { name: 'trường Lục Liễu', unitId: 'DT-LL' },
  { name: 'nhà văn hóa thôn Yên Mỹ', unitId: 'YD-YM' },
  { name: 'giếng Tân Lập', unitId: 'BL-TL' },
  { name: 'miếu Gốc Si', unitId: 'BL-OLD' },
  { name: 'nhà văn hóa', unitId: 'DT-LL' },
  { name: 'miếu Cây Vối', unitId: 'gone' },
];

const directory = directoryOf();
const places = createPlaceReader(directory, TODAY, undefined, LANDMARKS);
const plain = createPlaceReader(directory, TODAY);
const read = (text: string, home?: string) => places.read(readMessage(text), home);

describe('a landmark', () => {
  it.each([
    ['đèn đường trước chợ Bồ Lý hỏng', ['BL-BN']],
    ['den duong truoc cho bo ly hong', ['BL-BN']],
    ['trước chợ bồ lí có ổ gà', ['BL-BN']],
    ['Chợ Bồ Lý ngập rác', ['BL-BN']],
    ['rac o gan cau suoi da', ['DT-XG']],
    ['đường qua quán Ba Cây lầy lội', ['DT-LL', 'BL-CT']],
  ])('proposes its villages in %j', (text, choices) => {
    const place = read(text);
    expect(place.decision).toBe('ask');
    expect(new Set(place.choices)).toEqual(new Set(choices));
  });

  it('is enough when its name is written in full and may be nothing else', () => {
    expect(read('rác ở gần cầu Suối Đá')).toMatchObject({ decision: 'assign', unitId: 'DT-XG' });
  });

  it.each([
    ['trước chợ Bồ Lý, xã Đại Đình', 'BL-BN'],
    ['quán Ba Cây, xã Bồ Lý', 'BL-CT'],
    ['quan ba cay xa dao tru', 'DT-LL'],
  ])('is enough together with the commune in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it('is enough in the own village or commune', () => {
    const text = 'trước quán Ba Cây';
    expect(read(text, 'BL-CT')).toMatchObject({ decision: 'assign', unitId: 'BL-CT' });
    expect(read(text, 'DT')).toMatchObject({ decision: 'assign', unitId: 'DT-LL' });
  });

  it('leads to the village that took its own over', () => {
    expect(read('ở miếu Gốc Si').choices).toEqual(['BL-CT']);
  });

  it('tells which of several namesakes is meant', () => {
    expect(read('thôn Tân Lập, ngay giếng Tân Lập')).toMatchObject({ unitId: 'BL-TL' });
    expect(read('ở giếng Tân Lập').choices[0]).toBe('BL-TL');
  });

  it('keeps what its name says of the commune', () => {
    expect(read('thôn Tân Lập, gần chợ Bồ Lý')).toMatchObject({ unitId: 'BL-TL' });
    expect(read('đèn đường trước chợ Bồ Lý hỏng').withinId).toBe('BL');
  });

  it('stands where it stands, though it is called after another village', () => {
    expect(read('ở chợ Đồng Cháy')).toMatchObject({ decision: 'ask', choices: ['YD-YM', 'YD-DC'] });
  });

  it('called after its own village is the village', () => {
    expect(read('cổng trường Lục Liễu hỏng')).toMatchObject({ unitId: 'DT-LL' });
    expect(read('ở nhà văn hóa thôn Yên Mỹ')).toMatchObject({ unitId: 'YD-YM' });
  });
});

describe('a landmark never speaks', () => {
  it.each([
    ['thôn Lục Liễu, gần chợ Bồ Lý', 'DT-LL'],
    ['chợ Bồ Lý về phía thôn Lục Liễu', 'DT-LL'],
    ['đoạn thôn Yên Mỹ gần cầu Suối Đá', 'YD-YM'],
    ['duong tu thon luc lieu ra cho bo ly', 'DT-LL'],
    ['chợ thôn Đồng Cháy', 'YD-DC'],
  ])('against the village named in %j', (text, unitId) => {
    expect(read(text)).toMatchObject({ decision: 'assign', unitId });
  });

  it.each([
    'bao gio sua duong cho bo ly',
    'sửa đường cho Bồ Lý với',
    'duong den bo ly',
    'nhà văn hóa hỏng điện',
    'ở miếu Cây Vối',
    'đường ra cầu',
    'chợ đông quá',
  ])('where %j names none', (text) => {
    expect(read(text)).toEqual(plain.read(readMessage(text)));
  });

  it('in messages that name none at all', () => {
    for (const text of ['', 'xin chào', '🙃', 'a'.repeat(5_000)])
      expect(read(text)).toEqual(plain.read(readMessage(text)));
  });
});
