import { foldedSet as folded, type WordSet, wordSet } from './word-set.ts';

const keyed = (line: string): ReadonlySet<string> => new Set(line.split(' '));

/** What is written before the name of a unit: of a village, of a commune, or of something above it. */
export type PrefixClass = 'village' | 'commune' | 'above';

/** Type words that, without marks, are as often something else: bàn, áp, to, lặng. */
export const DOUBTFUL_PREFIXES: ReadonlySet<string> = new Set(['bản', 'ấp', 'tổ', 'khối', 'buôn']);

/** Words before a unit's name, longest first, in lower case with marks. */
export const PREFIXES: readonly (readonly [words: string, prefix: PrefixClass])[] = [
  ['tổ dân phố', 'village'],
  ['khu dân cư', 'village'],
  ['tổ nhân dân', 'village'],
  ['khu phố', 'village'],
  ['tiểu khu', 'village'],
  ['dân phố', 'village'],
  ['thôn', 'village'],
  ['xóm', 'village'],
  ['ấp', 'village'],
  ['bản', 'village'],
  ['làng', 'village'],
  ['buôn', 'village'],
  ['khu', 'village'],
  ['khối', 'village'],
  ['tổ', 'village'],
  ['thị trấn', 'commune'],
  ['đặc khu', 'commune'],
  ['xã', 'commune'],
  ['phường', 'commune'],
  ['tt', 'commune'],
  ['x', 'commune'],
  ['p', 'commune'],
  ['thành phố', 'above'],
  ['thị xã', 'above'],
  ['huyện', 'above'],
  ['quận', 'above'],
  ['tỉnh', 'above'],
  // Left bare by many in messages that are otherwise marked.
  ['thon', 'village'],
  ['xom', 'village'],
  ['xa', 'commune'],
  ['huyen', 'above'],
];

/** Type words that may also be the first syllable of a village's own name: Làng Chanh, Xóm Gò, Ấp Đồn. */
export const OWN_TYPES: ReadonlySet<string> = keyed('thon xom ap ban lang buon');

/** Type words after which a name cut short may be meant: "thôn Bồ" for Bồ Trong or Bồ Ngoài. */
export const STUB_PREFIXES: ReadonlySet<string> = new Set([
  'thôn',
  'xóm',
  'làng',
  'ấp',
  'bản',
  'tổ dân phố',
]);

/** Last words that tell halves of one village apart and are often left out. */
export const TWIN_ENDINGS: ReadonlySet<string> = keyed(
  'thuong ha trung trong ngoai noi tren duoi dong tay nam bac tien hau to nho cu moi',
);

/** Words after which a place is expected. */
export const LOCATIVES: WordSet = wordSet(`
ở, tại, qua, vào, ra, lên, xuống, về, gần, cạnh, trước, sau, đầu, cuối, giữa, bên, trên, dưới,
trong, ngoài, đoạn, từ, đến, tới, dọc, quanh, khắp, chỗ, phía, thuộc, chốn`);

/** The plainest of them: what follows is hardly anything but a place. */
export const PLACE_WORDS: WordSet = wordSet('ở, tại, qua, đoạn, vực, thuộc');

/** Things that carry a village's name, or a name of their own. */
export const LANDMARKS: WordSet = wordSet(`
đường, trường, cầu, sông, chợ, suối, mương, kênh, cống, phố, ngõ, núi, đồi, hồ, đập, đình, chùa, đền,
quán, trạm, trẻ, hóa, học, sân, bãi, nghĩa, trang, đồng, kè, đội, bóng, chuyền`);

/** Those of them that a village has for itself, so that its name there means the village. */
export const OWN_LANDMARKS: WordSet = wordSet(
  'chợ, mương, kênh, cống, đình, chùa, đền, trạm, sân, bãi, trang, đồng, kè, đội, bóng, đập, hồ',
);

/** First words of landmarks that, without marks, are as often something else: cho, đến, họ, câu, quản. */
export const DOUBTFUL_LANDMARKS: ReadonlySet<string> = keyed('cho den ho cau quan dinh cong');

/** A road, which is usually called after the village that it leads to. */
export const ROADS: WordSet = wordSet('đường');

/** Titles before a person's name. */
export const TITLES: ReadonlySet<string> = keyed(
  'anh chị ông bà cô chú thầy cụ mợ cậu dì tên ong chi ba chu thay cu',
);

/** Words that may stand before a person's name and are as often something else: cô or có, em. */
export const DOUBTFUL_TITLES: ReadonlySet<string> = keyed('em co bac cau di anh thang');

/** Family names that are nothing else when written without marks. */
export const BARE_FAMILY_NAMES: ReadonlySet<string> = keyed('nguyen pham huynh');

/** Words that tie two places to a stretch: "đoạn Vĩnh Ninh với Đồng Qua". */
export const BETWEEN: WordSet = wordSet('với, và, đến, tới, sang, giáp, hoặc, hay');

/** Family names; a word after one is a person's. */
export const FAMILY_NAMES: ReadonlySet<string> = folded(
  'nguyễn, trần, lê, phạm, hoàng, huỳnh, vũ, võ, đặng, bùi, đỗ, ngô, dương, lưu, trương, đinh, phan, văn, thị',
);

/** Two-syllable things of everyday language that are also village names somewhere. */
export const ORDINARY: ReadonlySet<string> = folded(`
đồi thông, mỏ sắt, cầu tre, chợ mới, đồng cháy, cửa đình, làng cả, núi voi, quan nội, quan ngoại, ba gò, bãi sậy,
trại khách, đồng ca, chợ tổng`);

/** The same of no thing that one could stand at: "tích cực" says how, and where only as a name written as one. */
export const ABSTRACT: ReadonlySet<string> = folded(`
tích cực, tân tiến, trung kiên, yên bình, đồng lòng, hòa bình, thống nhất, đoàn kết, quyết thắng, tự do, độc lập,
thắng lợi, tiến bộ, bình minh, thành công, an toàn, bình an, phú quý, hạnh phúc, thanh bình, tân thành`);

/** Words that begin what is said of a place, so that its name has ended. */
export const FUNCTION_WORDS: WordSet = wordSet(`
bị, đã, đang, có, không, bên, nhà, mà, thì, là, cần, này, xã, ở, từ, của, và, với, đi, ra, vào, lại, nên, mong, xin, nhờ,
mất, chưa, vẫn, rất, hôm, mấy, toàn, đường, ai, cho, được, thuộc, tôi, em, ngày, tối, sáng, chiều, đêm, trước, gần`);

/** Little words that close a clause: "tân long đây", "Đồng Cà nhé". */
export const PARTICLES: WordSet = wordSet('nhé, nha, ạ, đây, đó, ấy, này, nhá, nè, cơ, thôi');

/** Marks that the unit of former days is meant, and that the present one is. */
export const FORMER_WORDS: ReadonlySet<string> = new Set(['cũ', 'xưa']);
/** See {@link FORMER_WORDS}. */
export const PRESENT_WORDS: ReadonlySet<string> = new Set(['mới', 'nay']);

/** Numbers in words, read as figures only right after a village's prefix. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'].map((word, index) => [
    word,
    String(index + 1),
  ]),
);
