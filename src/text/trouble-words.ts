import { listPhrases } from './phrases.ts';

/** What can be wrong with what everybody uses; words for the same trouble share a line, whatever else is said of it. */
const TROUBLES: Readonly<Record<string, string>> = {
  lamp: 'đèn đường | đèn cao áp | bóng đèn | đèn ~ tắt | đèn ~ hỏng | đèn ~ cháy | đèn ~ sáng | chiếu sáng',
  outage:
    'mất điện | cúp điện | cắt điện | không có điện | chưa có điện | điện ~ mất | mất ~ điện | điện ~ chưa có',
  'weak power':
    'điện yếu | điện chập chờn | điện ~ phập phù | điện áp | sụt áp | điện lúc có lúc không',
  'power line': 'cột điện | dây điện | đường dây điện | trạm biến áp | biến áp',
  'power bill': 'tiền điện | hóa đơn điện | công tơ | giá điện | điện kế',
  dry: 'mất nước | mất ~ nước | cắt nước | cúp nước | không có nước | nước không có | nước không lên | nước không chảy | nước ~ không chảy | nước ~ không lên | nước ~ không có | nước yếu | nước chảy yếu | nước chảy nhỏ | hết nước | không có giọt nước | nước ~ mất',
  'foul water':
    'nước đục | nước vàng | nước bẩn | nước có mùi | nước phèn | nước ~ đục | nước ~ vàng ~ khè',
  leak: 'vỡ ống | ống ~ vỡ | rò nước | ống ~ rò | ống ~ bục',
  'water bill': 'tiền nước | hóa đơn nước | đồng hồ nước',
  loudspeaker:
    'loa phát thanh | loa truyền thanh | loa thôn | loa xã | loa làng | loa phường | cụm loa | loa công cộng | đài truyền thanh | loa',
  network:
    'mất mạng | mất sóng | mạng yếu | sóng yếu | internet | wifi | mạng chậm | không có sóng | không có mạng | sóng điện thoại | mạng ~ mất | sóng ~ yếu',
  'slack cable': 'cáp viễn thông | dây mạng | dây cáp | cáp ~ võng | cáp ~ đứt',
  hole: 'ổ gà | ổ voi | hố | sụt | lún | sạt lở',
  crack: 'nứt | vỡ mặt đường | bong tróc',
  rubbish: 'rác',
  smoke: 'khói | đốt rơm | đốt nhựa | mùi khét',
  waste: 'xả thải | nước thải | trại lợn | chuồng lợn | trại gà | phân lợn | phân gà',
  carcass: 'xác lợn | xác gà | lợn chết | gà chết | cá chết | xác súc vật',
  drain: 'tắc cống | cống ~ tắc | cống tắc | tắc rãnh | rãnh ~ tắc | cống ~ nghẹt | cống ~ đầy',
  flood: 'ngập | úng',
  ditch: 'mương | kênh',
  songs: 'karaoke | loa kéo | loa kẹo kéo | nhạc to | mở nhạc | hát to | nhạc sống',
  machines: 'máy cưa | xưởng cưa | xưởng mộc | xưởng hàn | tiếng máy | khoan cắt',
};

/** Where in a village: two that are told by the same and are not the same lie apart. */
export interface Spot {
  readonly by: string;
  /** Absent where the number in the words says it. */
  readonly which?: string;
}

/** Places that a village has few of; what is by one of them is not by another. */
const SPOTS = `
trường học | cổng trường | trước trường | gần trường | cạnh trường | trường mầm non | trường tiểu học | trường cấp | điểm trường = trường
cổng chùa | trước chùa | gần chùa | cạnh chùa | sau chùa | chỗ chùa | đầu chùa = chùa
cổng đình | trước đình | gần đình | cạnh đình | sau đình | sân đình = đình
trước đền | gần đền | cạnh đền | cổng đền = đền
cổng chợ | trước chợ | gần chợ | cạnh chợ | sau chợ | đoạn chợ | ra chợ | vào chợ | ở chợ | khu chợ = chợ
nhà văn hóa | nhà vh | nvh = nhà văn hóa
trạm y tế | trạm xá = trạm y tế
ủy ban | ubnd | trụ sở xã = ủy ban
ngã ba = ngã ba
ngã tư = ngã tư
nghĩa trang | nghĩa địa = nghĩa trang
sân bóng | sân vận động = sân bóng
bưu điện = bưu điện
cây xăng = cây xăng
nhà thờ = nhà thờ
cổng làng | cổng thôn = cổng làng
gần cầu | qua cầu | chân cầu | đầu cầu | cạnh cầu = cầu
bờ hồ | gần hồ | cạnh hồ = hồ
gần suối | bờ suối | ven suối | cạnh suối = suối
trạm bơm = trạm bơm`;

const ENDS = ['thôn', 'làng', 'xóm', 'ngõ', 'đường', 'phố', 'khu', 'bản', 'ấp', 'dốc', 'xã'];
const LEVELS = ['xóm', 'làng', 'ngõ', 'bản'];
const NUMBERED = ['ngõ', 'hẻm', 'ngách', 'xóm', 'đội', 'km'];

const paired = (): readonly (readonly [string, Spot])[] => [
  ...['đầu', 'cuối'].flatMap((end) =>
    ENDS.map((thing) => [`${end} ${thing}`, { by: 'end', which: end }] as const),
  ),
  ...['trên', 'dưới', 'trong', 'ngoài'].flatMap((side) =>
    LEVELS.map((thing) => [`${thing} ${side}`, { by: 'side', which: side }] as const),
  ),
  ...NUMBERED.map((thing) => [`${thing} #`, { by: thing }] as const),
];

const known = (): readonly (readonly [string, Spot])[] =>
  SPOTS.trim()
    .split('\n')
    .flatMap((line) => {
      const [phrases = '', name = ''] = line.split(' = ');
      return listPhrases(phrases).map(
        (phrase) => [phrase, { by: 'landmark', which: name }] as const,
      );
    });

/** Phrases for a trouble, each with the trouble's name. */
export const TROUBLE_PHRASES: readonly (readonly [phrase: string, trouble: string])[] =
  Object.entries(TROUBLES).flatMap(([trouble, phrases]) =>
    listPhrases(phrases).map((phrase) => [phrase, trouble] as const),
  );

/** Phrases that say where in a village; `#` stands for a number. */
export const SPOT_PHRASES: readonly (readonly [phrase: string, spot: Spot])[] = [
  ...known(),
  ...paired(),
];
