import { describe, expect, it } from 'vitest';
import { coverAbuse, findAbuse, isAbusive } from '../../src/text/abuse.ts';
import { COVER } from '../../src/text/cover.ts';

describe('insults and obscenities', () => {
  it.each([
    ['đ.m mấy ông có sửa đường không', `${COVER} mấy ông có sửa đường không`],
    ['đ m chúng nó', `${COVER} chúng nó`],
    ['à đ m thế này à', `à ${COVER} thế này à`],
    ['ĐM điện đóm', `${COVER} điện đóm`],
    ['đéo ai sửa', `${COVER} ai sửa`],
    ['ĐÉOOO AI SỬA', `${COVER} AI SỬA`],
    ['đ*o ai sửa', `${COVER} ai sửa`],
    ['đ3o sửa', `${COVER} sửa`],
    ['deo hieu lam an kieu gi', `${COVER} lam an kieu gi`],
    ['đường nát vcl', `đường nát ${COVER}`],
    ['nát vcllll', `nát ${COVER}`],
    ['lầy lội vl ra', `lầy lội ${COVER} ra`],
    ['clgt rác chất đống', `${COVER} rác chất đống`],
    ['dcm lu an hai', `${COVER} lu an hai`],
    ['đồ óc chó', `đồ ${COVER}`],
    ['lu oc cho', `lu ${COVER}`],
    ['tiên sư bố chúng mày', `${COVER} chúng mày`],
    ['mẹ mày', COVER],
    ['d.i.t me may', `${COVER} me may`],
    ['dit me chung may', `${COVER} chung may`],
    ['cán bộ c.h.ó', `cán bộ ${COVER}`],
    ['c h ó thật', `${COVER} thật`],
    ['mặt l0n', `mặt ${COVER}`],
    ['cái c@c gì', `cái ${COVER} gì`],
    ['lũ ngu, bọn ăn hại', `${COVER}, ${COVER}`],
    ['thằng mất dạy', `thằng ${COVER}`],
    ['lồ\u200Bn', COVER],
    ['lồn'.normalize('NFD'), COVER],
  ])('are covered in %j', (text, covered) => {
    expect(coverAbuse(text)).toBe(covered);
    expect(isAbusive(text)).toBe(true);
  });

  it.each([
    'con lon nha toi bi chet dich',
    'con lợn nái nhà bà Ba',
    'mat lon, mat ga trong dem',
    'chó cắn cháu bé ở đầu xóm',
    'xác chó chết vứt xuống suối',
    'lũ chó thả rông nhà ông Tám',
    'bon cho nha hang xom sua ca dem',
    'cac ong cac ba cho hoi',
    'các cụ đi họp, cái các anh nói hôm trước',
    'di qua deo co cay do',
    'deo khau trang di hop',
    'hai xe dit nhau o nga ba',
    'kho vai bac, mua vai lon nuoc',
    'gỗ óc chó, hạt óc chó bán ở chợ',
    'ba chau ngu vai tieng la day',
    'trong do ngu khong duoc vi on',
    'mat day dien, mat day cap dong',
    'bố mẹ mấy đứa đi làm xa',
    'ba con me may dua nho',
    'cột cao 20 dm, hố sâu 5 dm vuông',
    'nguồn VL xây dựng, cửa hàng VL',
    'định mức ĐMKT, ông N.Đ.M. và bà Đ.M. ký',
    'ống D30, lớp 4C, QL2B, b4c',
    'súc vật chết trôi suối, phân lợn, cứt trâu đầy đường',
    'cho toi hoi, cho ma tuoi, lam sao do cho het',
    'vãi thóc, vãi chùa',
    'cu to su nghe gom, gio to su',
    'em trai vo hoc bo hoc',
    'thái độ cán bộ hỗn láo, quát tháo',
    'a b c d e, x y z',
  ])('are not seen in %j', (text) => {
    expect(coverAbuse(text)).toBe(text.normalize('NFC'));
  });

  it('are told by where they stand', () => {
    expect(findAbuse('ôi vcl thật')).toEqual([{ start: 3, end: 6 }]);
  });
});
