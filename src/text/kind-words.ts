import { listPhrases } from './phrases.ts';

/** What a phrase says about the kind of a message. */
export type KindTag =
  | 'idea'
  | 'praise'
  | 'thanks'
  | 'question'
  | 'doubt'
  | 'problem'
  | 'advert'
  | 'greeting'
  | 'chain'
  | 'request';

const WORDS: Readonly<Record<KindTag, string>> = {
  idea: `
đề xuất | góp ý | xin góp ý | sáng kiến | ý tưởng | hiến kế | tôi nghĩ nên | tôi nghĩ | theo tôi | theo em nên | nên có | nên làm | nên trồng | nên lắp
nên mở | nên tổ chức | nên phát | nên đặt | nên cho | nên đưa | giá mà | ước gì | hay là | hiến đất | xin hiến | xin ủng hộ | ủng hộ | tặng
xin đăng ký đi | sẵn sàng đi làm | không lấy tiền | không cần công | mong xã mở | mong xã tổ chức | đề nghị xã mở lớp | đề nghị xã tổ chức
đưa vào hương ước | mở lớp dạy | kiến nghị nên | có thể làm | học theo | làm như xã bên | đóng góp ý kiến | đề án | mô hình | nên chăng | sao không`,
  praise: `
đã giải quyết xong | giải quyết xong | xong xuôi | đã sửa xong | biết ơn | xin gửi lời cảm ơn | thay mặt ~ cảm ơn | cảm ơn các anh | cảm ơn các chị | cảm ơn anh | cảm ơn chị | cảm ơn cô | khen | tuyên dương | hoan nghênh | rất tốt | nhiệt tình | phấn khởi | sướng hẳn | vui quá | tuyệt vời | hài lòng | ghi nhận công
làm tốt lắm | đẹp hẳn | sạch hẳn | chu đáo | tận tình | tận tâm | mát lòng | ấm lòng`,
  thanks: `
cảm ơn | cám ơn | xin cảm ơn | trân trọng cảm ơn`,
  question: `
cho hỏi | cho em hỏi | cho tôi hỏi | cho cháu hỏi | cho mình hỏi | xin hỏi | em hỏi | muốn hỏi | hỏi chút | hỏi thăm | bao giờ | khi nào | lúc nào | mấy giờ
ở đâu | chỗ nào | cần giấy tờ gì | giấy tờ gì | cần gì | cần những gì | làm sao để | thế nào để | bao nhiêu tiền | mất bao nhiêu | có phải | có được không | có cần
có ~ được không | có ~ không ạ | có làm việc không | làm việc không | mấy ngày | bao lâu | ai phụ trách | gọi số nào | số nào | có mất phí | có phải đóng | thủ tục ~ thế nào
phải làm ~ gì | phải làm sao | nộp ở đâu | có bắt buộc`,
  doubt: `
thế nào | như thế nào | bao nhiêu | phải không | được không | hay không | có không | không ạ | không vậy | chưa ạ | hả | đúng không | chưa vậy`,
  problem: `
hỏng | vỡ | gãy | tắc | mất | bẩn | hôi | ồn | ngập | sập | đổ | xả | vứt | lấn | chiếm | trộm | đánh | chửi | không ai | chưa được | chưa có | chưa thấy | không có
không thấy | bức xúc | khổ | chậm | sai | thiếu | yếu | nghiêng | sụt | lún | thối | bụi | chết | đứt | rò | dột | nguy hiểm | mãi không | mãi chưa | vẫn chưa | hết hạn
bị | kêu | sợ | lầy | xuống cấp | đục | vàng | quá tải | phá | cắn | nứt | ốm | sốt | tối om | không dám | không chịu`,
  request: `
sửa | giúp | đề nghị | xem giúp | nhờ | mong | xin xã | xin thôn | cho người | kiểm tra | xử lý | giải quyết | dọn | khắc phục | thay | can thiệp | cần | kính mong`,
  advert: `
vay tiền | vay nhanh | giải ngân | thế chấp | lãi suất | bán đất nền | đất nền | sổ đỏ chính chủ | chính chủ | giá đầu tư | view hồ | view đẹp | tuyển dụng
tuyển nữ | tuyển nam | cần tuyển | tuyển | lương # | bao ăn | thu mua | giá cao | giá rẻ | giảm giá | khuyến mãi | khuyến mại | trúng thưởng | nhận quà | bấm vào | nhấn vào
click | liên kết | nhận làm | bằng lái | làm bằng | bằng cấp | uy tín | cam kết | thông tắc | khoan giếng | bể phốt | phục vụ | liên hệ | lh | zalo | nhắn tin | hotline
kiếm tiền | việc nhẹ | làm tại nhà | cộng tác viên | hoa hồng | casino | cá cược | nhà cái | tài xỉu | nạp | soi cầu | lô đẹp | xem bói | bùa | thuốc nam gia truyền
đầu tư | lợi nhuận | coin | forex | ship | freeship | mua ngay | hàng mới về | thanh lý | cho thuê | bán nhà | bán gấp | dịch vụ | a lô | trị dứt điểm | giảm cân | tặng kèm`,
  greeting: `
alo | chào | xin chào | hello | hi | chào buổi sáng | chào cả nhà | chào bot | có ai không | có ai ở đó | thử | test | thử xem | thử cho biết | ok | dạ | vâng | ừ | haha | hihi | kkk | chúc ngủ ngon
good morning | bot ơi | ai đó | bắt đầu | hey | ê`,
  chain: `
gửi tin này | chuyển tiếp tin | gửi cho # | chia sẻ để | chia sẻ cho | lưu lại | may mắn | xui | không gửi là | share | mọi người lưu | ai cũng biết | forward | phật tổ | linh nghiệm`,
};

/** Every phrase with what it says. */
export const KIND_PHRASES: readonly (readonly [phrase: string, tag: KindTag])[] = (
  Object.entries(WORDS) as [KindTag, string][]
).flatMap(([tag, block]) => listPhrases(block).map((phrase) => [phrase, tag] as const));
