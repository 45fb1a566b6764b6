import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, KINDS, URGENCIES } from '../../src/domain/category.ts';
import { decideCategory } from '../../src/text/category.ts';
import { createReader } from '../../src/text/reader.ts';
import { directoryOf, TODAY } from './network.ts';
import { MODEL } from '../fixtures/model.ts';

const reader = createReader(directoryOf(), TODAY, MODEL);

describe('a message as a whole', () => {
  it('is understood in one go', () => {
    const understood = reader.understand(
      'duong vao thon dao tru ha hong nat ca roi ma ko ai sua, goi 0912 345 678',
    );
    expect(understood).toMatchObject({
      place: { decision: 'assign', unitId: 'DT-HA' },
      category: { id: 'duong' },
      kind: { id: 'phan-anh' },
      urgency: 'normal',
      isSuspectedDenunciation: false,
      isSuspectedComplaint: false,
    });
    expect(understood.masked).not.toContain('0912');
  });

  it('is an emergency before it is an accusation', () => {
    const understood = reader.understand('công an viên đang đánh người chảy máu ở thôn Yên Mỹ');
    expect(understood).toMatchObject({ urgency: 'emergency', kind: { id: 'phan-anh' } });
    expect(understood.isSuspectedDenunciation).toBe(true);
  });

  it.each([
    ['cho hỏi làm căn cước cần giấy tờ gì ạ', 'hoi-dap'],
    ['tôi tố cáo trưởng thôn ăn chặn tiền hỗ trợ', 'to-cao'],
    ['tôi khiếu nại quyết định xử phạt', 'khieu-nai'],
    ['góp ý nên trồng hoa dọc đường làng cho đẹp', 'hien-ke'],
    ['vay tiền nhanh, không thế chấp, lãi suất thấp, zalo 0900000000', 'rac'],
    ['asdf qwer zxcv', 'rac'],
    ['chào nhé', 'rac'],
    ['bóng đèn đường hỏng', 'phan-anh'],
  ])('%j is %s', (text, kind) => {
    expect(reader.understand(text).kind.id).toBe(kind);
  });

  it.each([
    ['mất điện từ sáng, điện lực chưa sửa', 'dien'],
    ['nước máy đục ngầu', 'nuoc-sach'],
    ['bãi rác tự phát bốc mùi hôi thối', 'moi-truong'],
    ['karaoke loa kéo hát đến đêm', 'tieng-on'],
    ['lam so do mai chua xong', 'dat-dai'],
    ['mang wifi yeu qua', 'vien-thong'],
  ])('%j is about %s', (text, category) => {
    expect(reader.understand(text).category.id).toBe(category);
  });

  it.each(['bao ho ba hang xom, nha ba dot nat', 'báo hộ bà hàng xóm, nhà bà dột nát'])(
    'a leaking house is no quarrel in %j',
    (text) => {
      expect(reader.understand(text).category.id).toBe('chinh-sach');
    },
  );

  it.each([
    'dao tru',
    'đạo trù',
    'nguoi ta dao duong',
    'toi om, lac duong hoai',
    'nha em o dong chay',
    'thôn Đồng Cháy mất nước',
  ])('names and everyday words alarm nobody in %j', (text) => {
    expect(reader.understand(text)).toMatchObject({
      urgency: 'normal',
      isPossibleEmergency: false,
    });
  });

  it.each([
    'CN-4R7E-93PF-8R87',
    'CN-42XB-SVHN-WT2R',
    'CN-P5X7-8UB3-FV9E',
    '12 34 x 56',
    'asdf qwer zxcv',
  ])('codes and keys alarm and accuse nobody: %s', (text) => {
    expect(reader.understand(text)).toMatchObject({
      urgency: 'normal',
      isSuspectedDenunciation: false,
      isSuspectedComplaint: false,
    });
  });

  it('proposes no category where nothing speaks for one', () => {
    const flat = new Float64Array(CATEGORIES.length).fill(1 / CATEGORIES.length);
    const category = decideCategory(flat, MODEL.thresholds);
    expect(category).toMatchObject({ decision: 'ask', choices: [] });
    expect(category.id).toBeUndefined();
  });

  it.each([
    [
      'in the middle of many pages',
      'đường hỏng quá. ',
      '. ông trưởng thôn nhận hối lộ của nhà thầu. ',
    ],
    [
      'after the office was named many times',
      'trưởng thôn có nói về đường. ',
      'vừa rồi trưởng thôn đòi mỗi nhà 2 triệu mới ký. ',
    ],
  ])('an accusation is heard %s', (_, talk, accusation) => {
    const text = talk.repeat(25) + accusation + 'mong xã xem cho. '.repeat(90);
    expect(reader.understand(text).isSuspectedDenunciation).toBe(true);
  });

  it('a danger is heard in the middle of many pages', () => {
    const text = `${'đường hỏng quá. '.repeat(100)}có người đuối nước. ${'mong xã xem cho. '.repeat(90)}`;
    expect(reader.understand(text).urgency).toBe('emergency');
  });

  it('a danger stays one beside an accusation, whatever the model thinks', () => {
    const { urgency, isSuspectedDenunciation } = reader.understand(
      'cháy nhà thôn vĩnh ninh, tại ông trưởng thôn nhận hối lộ của chủ xưởng',
    );
    expect({ urgency, isSuspectedDenunciation }).toEqual({
      urgency: 'emergency',
      isSuspectedDenunciation: true,
    });
  });

  it.each([
    'the village head takes bribes and stole the money for the road',
    'ông trưởng thôn đang cầm dao đuổi chém vợ',
    'mấy ông xã chấm mút hết tiền làm đường',
  ])('is suspected of accusing an official: %s', (text) => {
    expect(reader.understand(text).isSuspectedDenunciation).toBe(true);
  });
});

const ODD = [
  '',
  ' ',
  '\u0000',
  '\uD800',
  'thôn \uDC00\uD800 Lục Liễu',
  'a'.repeat(65_536),
  'ấ'.repeat(65_536),
  'á'.normalize('NFD').repeat(30_000),
  '\u0301'.repeat(65_536),
  '\u200B'.repeat(65_536),
  '9'.repeat(65_536),
  '0 '.repeat(32_768),
  'thôn '.repeat(13_000),
  'dao tru ha '.repeat(6_000),
  'chay nha '.repeat(7_000),
  'can bo lay tien '.repeat(4_000),
  'số nhà '.repeat(9_000),
  'a@'.repeat(32_000),
  '.'.repeat(65_536),
  'ﷺ'.repeat(20_000),
  'שלום مرحبا \u202E thôn',
  '👨‍👩‍👧‍👦'.repeat(5_000),
  '=~_#',
];

describe('any text whatever', () => {
  it('is answered and never throws', () => {
    const text = oneof(
      string({ unit: 'binary', maxLength: 300 }),
      string({ unit: 'grapheme', maxLength: 300 }),
      array(constantFrom('thôn', 'Tân', 'lập', '2', 'cháy', ',', '\uD83D', 'xã', 'cũ', '~', 'dđ'), {
        maxLength: 60,
      }).map((words) => words.join(' ')),
      array(integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) =>
        String.fromCharCode(...units),
      ),
    );
    assert(
      property(text, (written) => {
        const { place, category, kind, urgency, masked } = reader.understand(written);
        expect(place.choices.length).toBeLessThanOrEqual(4);
        expect(place.decision === 'assign').toBe(place.unitId !== undefined);
        expect([undefined, ...CATEGORIES]).toContain(category.id);
        expect(category.confidence).toBeGreaterThanOrEqual(0);
        expect(category.confidence).toBeLessThanOrEqual(1);
        expect(KINDS).toContain(kind.id);
        expect(URGENCIES).toContain(urgency);
        expect(masked).not.toMatch(/\d{8}/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each(ODD.map((text) => [JSON.stringify(text.slice(0, 12)), text.length, text] as const))(
    'like %s × %d is answered',
    (_, __, text) => {
      expect(CATEGORIES).toContain(reader.understand(text).category.id ?? 'khac');
    },
  );
});
