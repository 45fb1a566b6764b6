import type { Chance } from './chance.ts';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const FIRST = words(`
Tân An Phú Bình Long Hòa Thạnh Mỹ Đông Tây Nam Bắc Trung Thanh Xuân Yên Đồng Nà Hợp Đoàn Quyết Vĩnh Thuận
Phước Hưng Đức Đại Minh Quang Kim Ngọc Lộc Thái Hải Lâm Sơn Cao Trường Gia Lương Cẩm Hồng Bạch Hoàng Kiến Lạc
Phong Quảng Tam Thượng Tiên Văn Vân Việt Liên Linh Nghĩa Nhân Ninh Phúc Tràng Triệu Trực Đình Khuổi Pác Cốc
Phiêng Huổi Chiềng Mường Bó Đăk Ia Plei Cư Krông Bàu Rạch Giồng Cái Xẻo`);
const SECOND = words(`
Lập Tiến Thành Hưng Phú Hòa An Bình Long Thịnh Lợi Mỹ Đức Quang Minh Sơn Hải Lâm Thạch Khê Xá Trung Đông Tây
Nam Bắc Thượng Hạ Nội Ngoại Cường Đạt Vinh Phát Phong Giang Hà Châu Liên Hội Xuân Kết Thắng Chánh Trị Thuận
Nghĩa Lộc Phước Điền Trạch Vân Dương Lương Lãng Cả Cháy Bông Mây Ngần Khoang Luông Vai Cọ Nưa Lếch Sung Pè
Sâu Ngang Dài Tre Dừa Trâm`);
const THIRD = words('Thượng Hạ Trong Ngoài Đông Tây Trên Dưới 1 2 3 Một Hai A B');

/** A name of two words, as most are; common first and second words come more often. */
export const madeUpName = (chance: Chance): string => {
  const common = (list: readonly string[]): string =>
    list[Math.floor(list.length * chance.next() ** 1.6)] ?? '';
  let second = common(SECOND);
  const first = common(FIRST);
  while (second === first) second = common(SECOND);
  return `${first} ${second}`;
};

/** The name of a village: of two words, or of three for one in five. */
export const madeUpVillageName = (chance: Chance): string =>
  chance.next() < 0.2 ? `${madeUpName(chance)} ${chance.pick(THIRD)}` : madeUpName(chance);
