import type { Reading } from './normalise.ts';
import { createPhraseIndex, listPhrases, type PhraseHit } from './phrases.ts';

/** Whether a message may accuse an official, or asks for review of a decision. */
export interface AccusationReading {
  readonly isDenunciation: boolean;
  readonly isComplaint: boolean;
  readonly evidence: readonly string[];
}

type Tag =
  /** Names the accusation or the misconduct of an office by itself. */
  | 'accusation'
  /** An office or somebody who holds one. */
  | 'office'
  /** Misconduct, when an office stands near. */
  | 'misconduct'
  /** A sum of money. */
  | 'money'
  /** Asking or taking, when both an office and money stand near. */
  | 'taking'
  /** Not an official: somebody who pretends to be one. */
  | 'pretender'
  | 'complaint'
  /** An administrative decision or act that can be complained about. */
  | 'decision'
  /** Wants it reviewed. */
  | 'review'
  | 'disagreement'
  | 'denial';

const WORDS: Readonly<Record<Tag, string>> = {
  accusation: `
tố cáo | tố giác | đơn tố | đơn thư tố cáo | tham ô | tham nhũng | biển thủ | nhận hối lộ | đưa hối lộ | hối lộ | ăn hối lộ
vòi tiền | vòi vĩnh | =ăn chặn | ăn chặn tiền | ăn chặn của | bị ăn chặn | ăn chặn hết | ăn chặn gạo | ăn chặn quà
ăn chặn chế độ | ăn chặn hỗ trợ | ăn chặn cứu trợ | ăn chặn trợ cấp | ăn chặn quỹ | trù dập | lạm quyền | lộng quyền | lạm dụng chức vụ | lợi dụng chức vụ | lợi dụng chức quyền
cậy quyền | cửa quyền hách dịch vòi | tham lam của công | rút ruột công trình | bỏ túi riêng | đút túi riêng | =đút túi
chứng từ khống | khai khống | lập khống | kê khống | hồ sơ khống | danh sách khống | hóa đơn khống | khống chứng từ
bán đất công | chia chác đất công | ăn chia | chia nhau tiền | lại quả | tiền lại quả | lót tay | chạy chức | mua chức
bao che cho cán bộ | quan liêu tham | bòn rút | đục khoét | ăn của dân | ăn tiền của dân | ăn bớt của dân | ém tiền | ỉm tiền
giả chữ ký lĩnh | giả chữ ký để lĩnh | quỹ đen | tiền bôi trơn | phí bôi trơn | nhận phong bì | đòi phong bì | vòi phong bì`,
  office: `
cán bộ | công chức | viên chức | lãnh đạo | trưởng thôn | phó thôn | trưởng khu | trưởng xóm | trưởng bản | trưởng làng
tổ trưởng | tổ phó | bí thư | phó bí thư | chủ tịch | phó chủ tịch | chi bộ | chi ủy | đảng ủy | công an xã | công an viên
công an | cảnh sát | dân quân | xã đội | địa chính | tư pháp | kế toán | thủ quỹ | thủ kho | hiệu trưởng | hiệu phó
ban giám hiệu | nhà trường | giáo viên | cô giáo | thầy giáo | kiểm lâm | kiểm lâm viên | văn thư | một cửa | văn phòng
ủy ban | ở ủy ban | trên ủy ban | ông xã | mấy ông xã | ông thôn | ban quản lý | ban lãnh đạo | hợp tác xã | chủ nhiệm
trạm trưởng | trưởng trạm | nhân viên trạm | nhân viên y tế | bác sĩ | y sĩ | y tá | hộ lý | giám đốc | trưởng phòng | phó phòng
hội trưởng | chi hội trưởng | hội phụ nữ | hội nông dân | hội cựu chiến binh | đoàn thanh niên | mặt trận | trưởng ban
thanh tra | quản lý thị trường | thuế | thuế xã | thú y | thú y xã | điện lực | nhân viên điện lực | khuyến nông | đoàn kiểm tra
tổ công tác | ban chỉ huy | chính quyền | cơ quan | phụ trách | người phụ trách | lao động xã | chính sách xã | bưu điện
ông bí | ông chủ tịch | bà chủ tịch | ông trưởng | bà trưởng | chị văn thư | anh địa chính | ông địa chính | csgt
ban công tác mặt trận | người của xã | người nhà nước | quan xã | cán bộ xã | trưởng công an | cấp trên | tổ hòa giải`,
  misconduct: `
ăn tiền | ăn bớt | bớt xén | cắt xén | ăn cắp | lấy cắp | bỏ túi | đút lót | nhận tiền | cầm tiền | thu tiền không | thu trái
thu khống | thu sai | thu không có hóa đơn | không có hóa đơn | không hóa đơn | không biên lai | không có biên lai
không ra hóa đơn | chiếm đoạt | chiếm dụng | biến thủ | biển thủ | thụt két | giữ lại tiền | giữ tiền | khai man | khai gian | khai sai
làm giả | giả chữ ký | ký khống | ký giả | giả mạo | sửa hồ sơ | tráo hồ sơ | gạch tên | xóa tên | loại tên | bảo kê | bao che
chống lưng | tiếp tay | thông đồng | móc nối | câu kết | cấu kết | đi đêm | làm ngơ | ngó lơ | phớt lờ cho | nhắm mắt làm ngơ
bưng bít | che giấu | che đậy | dung túng | cho qua | bật đèn xanh | bồi dưỡng | lệ phí riêng | phong bì | lót tay | gợi ý tiền
đòi tiền | đòi quà | đòi thêm tiền | bắt đưa tiền | bắt nộp tiền | bắt đóng tiền | ép đưa tiền | ép dân | ép ký | ép phải | không đưa thì
không đưa tiền | phải đưa | phải có tiền | phải biết điều | biết điều | chung chi | chạy tiền | mất tiền mới | tiền mới ký | tiền mới làm
ưu ái | ưu tiên người nhà | đưa người nhà | cho người nhà | người nhà vào | con cháu vào | đưa em ruột | đưa con | đưa cháu
em ruột | em vợ | anh em nhà | họ hàng nhà | người thân vào | người thân được | nhà mình vào | thiên vị | tư lợi | vụ lợi
trục lợi | tư túi | xà xẻo | ăn quỵt | quỵt tiền | lấy tiền quỹ | lấy quỹ | tiêu tiền quỹ | tiền quỹ mua | dùng tiền quỹ
mua xe riêng | xây nhà riêng | việc riêng | làm của riêng | của riêng | lấy đất công | bán đất | cắt đất | chia đất cho người nhà
cấp đất trái | cấp sổ trái | cấp trái phép | cấp khống | bán rẻ | mờ ám | khuất tất | mập mờ | gian lận | gian dối
không công khai | giấu danh sách | sổ sách không | không cho ai xem | không cho dân xem | dọa dân | đe dọa | dọa nạt
trả thù | trả đũa | làm khó để | gây khó để | hạch sách | nhũng nhiễu | sách nhiễu | =vòi | ăn hoa hồng | hưởng hoa hồng
lĩnh thay | lĩnh hộ rồi | ký nhận thay | lấy thuốc bảo hiểm | đem bán ngoài | bán ra ngoài | bán gạo cứu trợ
bán hàng cứu trợ | tuồn | rút tiền | rút ruột | làm khống | nâng khống | đội giá | thổi giá | ăn tiền công trình
đánh người | đánh dân | bạt tai dân | mua phiếu | mua bằng | bằng giả | chạy sai | phạt không biên bản | phạt miệng
không ghi biên bản | không lập biên bản | hiếp | gạ tình | quấy rối | đánh bạc | nhậu say đánh | tham | ăn chia`,
  money: `
# triệu | # nghìn | # ngàn | # k | # trăm | # đồng | # củ | # chai | # lít | # tr | mấy triệu | vài triệu | mấy trăm | vài trăm
trăm nghìn | tiền cà phê | tiền nước | tiền chè | tiền uống nước | tiền trà | quà cáp | cây thuốc | con gà | tiền ngoài | tiền riêng`,
  taking: `
đòi | =vòi | bắt nộp | bắt đóng | thu | lấy | nhận | đưa | ăn | ngậm | ỉm | ém | giữ | cầm | xin | chi | nộp | gợi ý | bảo đưa`,
  pretender: `
tự xưng | giả danh | mạo danh | giả làm | giả mạo cán bộ | giả vờ là | giả công an | giả cán bộ | lừa đảo | gọi điện lừa | số lạ`,
  complaint: `khiếu nại | đơn khiếu nại | khiếu kiện | khiếu tố`,
  decision: `
quyết định | biên bản | kết quả | xử phạt | phạt | thu hồi | cưỡng chế | bồi thường | đền bù | phương án | từ chối | bình xét | xét
cắt | cắt trợ cấp | cắt chế độ | thông báo | giấy chứng nhận | áp giá | diện tích | không được hưởng | loại khỏi | đưa ra khỏi
công nhận | không cấp | đăng ký | kỷ luật | thôi việc | chấm dứt | đình chỉ | kết luận | văn bản | mức hỗ trợ | truy thu | giải tỏa
tạm giữ | tước | chế độ | giao khoán | giao đất | cấp đất | cấp sổ | trả lời đơn | giải quyết đơn | tuyển sinh | xếp loại`,
  review: `
xem xét lại | xét lại | xem lại quyết định | hủy quyết định | hủy bỏ quyết định | thu hồi quyết định | rút quyết định
giải quyết lại | tính lại | đo lại để | phúc tra | kiểm tra lại quyết định | sửa lại quyết định | bãi bỏ | đề nghị hủy`,
  disagreement: `
không đồng ý | không nhất trí | không chấp nhận | không đồng tình | phản đối quyết định | không thỏa đáng | trái luật | sai luật
không đúng luật | trái quy định | oan | quyết định sai | phạt oan | phạt sai | xử ép`,
  denial: `
không khiếu nại | không phải khiếu nại | chưa khiếu nại | chẳng khiếu nại | không tố cáo | không phải tố cáo | chẳng tố cáo
không tố giác | không phải đơn tố cáo | không có ý tố cáo | đâu phải tố cáo | đâu phải khiếu nại | không định tố cáo`,
};

const index = createPhraseIndex(
  (Object.entries(WORDS) as [Tag, string][]).flatMap(([tag, block]) =>
    listPhrases(block).map((phrase) => [phrase, tag] as const),
  ),
);

type Hit = PhraseHit<Tag>;

const NEAR_TOKENS = 25;
const MONEY_NEAR_TOKENS = 12;

const isWithin = (left: Hit, right: Hit, tokens: number): boolean =>
  Math.max(left.start, right.start) - Math.min(left.end, right.end) <= tokens;

const overlap = (left: Hit, right: Hit): boolean =>
  left.start < right.end && right.start < left.end;

const only = (hits: readonly Hit[], tag: Tag): readonly Hit[] =>
  hits.filter((hit) => hit.tag === tag);

const denied = (hit: Hit, hits: readonly Hit[]): boolean =>
  hits.some((other) => other.tag === 'denial' && overlap(other, hit));

const officeEvidence = (hits: readonly Hit[]): readonly string[] => {
  const offices = only(hits, 'office');
  const misconduct = only(hits, 'misconduct');
  const paid = only(hits, 'taking').filter((taking) =>
    only(hits, 'money').some((money) => isWithin(taking, money, MONEY_NEAR_TOKENS)),
  );
  return offices.flatMap((office) =>
    [...misconduct, ...paid]
      .filter((deed) => !overlap(office, deed) && isWithin(office, deed, NEAR_TOKENS))
      .map((deed) => `${office.phrase} + ${deed.phrase}`),
  );
};

const denunciation = (hits: readonly Hit[]): readonly string[] => {
  const accusations = only(hits, 'accusation').filter((hit) => !denied(hit, hits));
  if (accusations.length > 0) return accusations.map((hit) => hit.phrase);
  return only(hits, 'pretender').length > 0 ? [] : officeEvidence(hits);
};

const complaint = (hits: readonly Hit[]): readonly string[] => {
  const decisions = only(hits, 'decision');
  const named = only(hits, 'complaint').filter((hit) => !denied(hit, hits));
  const disputed = only(hits, 'disagreement').filter(() => only(hits, 'review').length > 0);
  return [...named, ...disputed]
    .filter((hit) => decisions.some((decision) => isWithin(hit, decision, NEAR_TOKENS)))
    .map((hit) => hit.phrase);
};

/**
 * Reads whether a message may be a denunciation (a misconduct word, or an office and misconduct or
 * money close together) or a complaint. Doubt counts as yes: a false alarm costs one question, a
 * miss exposes a person.
 */
export const readAccusation = (reading: Reading): AccusationReading => {
  const hits = index.find(reading);
  const accused = denunciation(hits);
  const complained = complaint(hits);
  return {
    isDenunciation: accused.length > 0,
    isComplaint: complained.length > 0,
    evidence: [...accused, ...complained],
  };
};
