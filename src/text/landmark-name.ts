import { LONGEST_NAME } from '../domain/landmark.ts';
import { isTitle } from './lesson-words.ts';
import { readMessage, type Token } from './normalise.ts';
import { findPersonalData } from './personal-data.ts';
import { createPhraseIndex, listPhrases } from './phrases.ts';
import { wordSet } from './word-set.ts';

const MOST_CHARACTERS = 60;
/** One word alone, "chợ", is in every village. */
const FEWEST_WORDS = 2;

// "nhà ông Tuấn" is where a person lives; "cầu Ông Đội" and "đền Bà Chúa" are everybody's.
const HOUSES = wordSet('nhà, quán, tiệm, ngõ, xưởng, trại, lò, hàng, vườn, ao');

/** What a landmark is called by first; "Vincom" alone, "cháy nhà" or a person's name says no place that all know. */
const KINDS = createPhraseIndex(
  listPhrases(`
chợ | trường | cầu | cống | đình | chùa | đền | miếu | phủ | am | nhà thờ | nhà văn hóa | nhà máy | nhà trẻ | nhà thi đấu | nhà ga | bưu điện
ủy ban | ubnd | trụ sở | công an | trạm | bệnh viện | phòng khám | trung tâm | hồ | đầm | ao | đập | đê | kè | suối | sông | kênh | mương | bến | thác | giếng
ngã ba | ngã tư | ngã năm | ngã sáu | bùng binh | vòng xuyến | dốc | đèo | đồi | núi | gò | bãi | hang | rừng | vườn | công viên | sân | quảng trường | tượng | bia | cổng
quán | cửa hàng | siêu thị | khách sạn | nhà nghỉ | nhà hàng | cây | nghĩa trang | nghĩa địa | bốt | cột | đường | phố | ngõ | khu | cụm | xóm | mỏ | lò
xưởng | trại | hợp tác xã | công ty | ngân hàng | thư viện | đài | bể | quỹ | hầm | điểm | nút | chốt`).map(
    (phrase) => [phrase, 'kind'] as const,
  ),
);

const isHouse = (token: Token | undefined): boolean => token !== undefined && HOUSES.has(token);

/** Whether a name may stand for a place that everybody knows: no person's house, no number, no telephone. */
export const isLandmarkName = (name: string): boolean => {
  const reading = readMessage(name);
  const { tokens } = reading;
  const isLong = name.length > MOST_CHARACTERS || tokens.length > LONGEST_NAME;
  if (isLong || tokens.length < FEWEST_WORDS || findPersonalData(name).length > 0) return false;
  const isPerson = tokens.some(
    (token, at) => isTitle(reading, token) && (at === 0 || isHouse(tokens[at - 1])),
  );
  const hasKind = KINDS.find(reading).some(({ start }) => start === 0);
  return /\p{L}/u.test(name) && hasKind && !isPerson;
};
