import { listPhrases } from './phrases.ts';

/** What a phrase says about an accusation or a complaint. */
export type AccusationTag =
  /** Names the accusation or the misconduct of an office by itself. */
  | 'accusation'
  /** Somebody who holds an office. */
  | 'office'
  /** A body: takes fees by right, so that money alone accuses nobody. */
  | 'institution'
  /** What an office holder must not do, said after the office. */
  | 'deed'
  /** A way of life that is no crime and yet accuses an office holder: drink, an affair. */
  | 'vice'
  /** Turns to an office for help, so that the vice after it is somebody else's. */
  | 'appeal'
  /** Relatives of whoever is spoken of. */
  | 'kin'
  /** What is shared out by officials. */
  | 'benefit'
  /** Only then is it done. */
  | 'condition'
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

const WORDS: Readonly<Record<AccusationTag, string>> = {
  accusation: `
không đến tay dân | không tới tay dân | chẳng đến tay dân | không đến được tay dân | không đến tay người | ai cũng biết ai lấy | biết ai lấy | chắc ai lấy | không biết ai lấy | chẳng biết ai lấy | vào túi ai | vào túi riêng | vào túi cán bộ | vào túi mấy ông | vào túi các ông | chui vào túi
tiền ~ không biết đi đâu | đóng góp ~ không biết đi đâu | ủng hộ ~ không biết đi đâu | tiền ~ đi đâu hết | tiền ~ mất đâu hết | tiền ~ đi đâu mất | tiền ~ biến đi đâu | tiền quỹ ~ đi đâu | quỹ ~ mất đâu | lợi dụng quyền
tố cáo | tố giác | đơn tố | đơn thư tố cáo | =tham ô | tham nhũng | biển thủ | nhận hối lộ | đưa hối lộ | hối lộ | ăn hối lộ
vòi tiền | vòi vĩnh | =ăn chặn | ăn chặn tiền | ăn chặn của | bị ăn chặn | ăn chặn hết | ăn chặn gạo | ăn chặn quà
ăn chặn chế độ | ăn chặn hỗ trợ | ăn chặn cứu trợ | ăn chặn trợ cấp | ăn chặn quỹ | trù dập | lạm quyền | lộng quyền | lạm dụng chức vụ | lợi dụng chức vụ | lợi dụng chức quyền
cậy quyền | cửa quyền hách dịch vòi | tham lam của công | rút ruột công trình | bỏ túi riêng | đút túi riêng | =đút túi
chứng từ khống | =khai khống | =lập khống | =kê khống | =hồ sơ khống | =danh sách khống | =hóa đơn khống | khống chứng từ
bán đất công | chia chác đất công | ăn chia | chia nhau tiền | =lại quả | tiền lại quả | lót tay | chạy chức | mua chức
bao che cho cán bộ | quan liêu tham | bòn rút | đục khoét | ăn của dân | ăn tiền của dân | ăn bớt của dân | ém tiền | ỉm tiền
giả chữ ký lĩnh | giả chữ ký để lĩnh | quỹ đen | tiền bôi trơn | phí bôi trơn | nhận phong bì | đòi phong bì | vòi phong bì`,
  office: `
village head | head of the village | chief | village chief | chairman | chairwoman | official | officials | officer | policeman | police | party secretary | commune leader | headmaster | cadre
tổ dân vận | dân vận | cán bộ thôn | ban thôn | ban cán sự | bí thư chi bộ | chi hội phụ nữ | mấy ông thôn | mấy ông ủy ban | các ông xã | các ông lãnh đạo
dân quân | dân quân xã | đoàn kiểm tra | nhân viên bưu điện | cán bộ bưu điện | giáo viên chủ nhiệm | ông chủ nhiệm | chủ nhiệm hợp tác xã | giám đốc hợp tác xã | cô nuôi | tổ trưởng dân phố | ông tư pháp | cô tư pháp
cán bộ | công chức | viên chức | lãnh đạo | trưởng thôn | phó thôn | trưởng khu | trưởng xóm | trưởng bản | trưởng làng
tổ trưởng | tổ phó | bí thư | phó bí thư | chủ tịch | phó chủ tịch | chi ủy | công an xã | công an viên | công an | xã đội
địa chính | tư pháp | kế toán | thủ quỹ | thủ kho | hiệu trưởng | hiệu phó | giáo viên | cô giáo | thầy giáo | kiểm lâm
kiểm lâm viên | văn thư | ông xã | mấy ông xã | ông thôn | ban quản lý | ban lãnh đạo | chủ nhiệm | trạm trưởng | trưởng trạm
nhân viên trạm | nhân viên y tế | bác sĩ | y sĩ | y tá | hộ lý | giám đốc | trưởng phòng | phó phòng | hội trưởng
chi hội trưởng | trưởng ban | thanh tra | thú y xã | ban chỉ huy | phụ trách | người phụ trách | lao động xã | chính sách xã
ông bí | ông chủ tịch | bà chủ tịch | ông trưởng | bà trưởng | chị văn thư | anh địa chính | ông địa chính
ban công tác mặt trận | người của xã | người nhà nước | quan xã | cán bộ xã | trưởng công an | anh công an | chú công an
ông công an | nhân viên | chị kế toán | trưởng trạm y tế | trạm trưởng y tế | đội trưởng | quản giáo | ông tổ trưởng
bà tổ trưởng | xã đội trưởng | ban quản lý chợ | bí thư thôn | trưởng ban mặt trận | bảo vệ rừng | cán bộ rừng | phó công an
anh cán bộ | chị cán bộ | lãnh đạo xã | lãnh đạo thôn | mấy ông cán bộ | mấy ông lãnh đạo | quan chức | đảng viên | đại biểu
phó ban | trưởng họ thôn | đội thuế | cán bộ thuế | cán bộ điện lực | ban lãnh đạo thôn | ban phát triển thôn | chi ủy viên
ông phó | bà phó | thôn đội | cb xã`,
  institution: `
chi bộ | đảng ủy | cảnh sát | dân quân | ban giám hiệu | nhà trường | một cửa | văn phòng | ủy ban | ở ủy ban | trên ủy ban
hợp tác xã | hội phụ nữ | hội nông dân | hội cựu chiến binh | đoàn thanh niên | mặt trận | quản lý thị trường | thuế
thuế xã | thú y | điện lực | nhân viên điện lực | khuyến nông | đoàn kiểm tra | tổ công tác | chính quyền | cơ quan
bưu điện | csgt | cấp trên | tổ hòa giải | xã | thôn | trường | trạm y tế | ban quản lý | hạt kiểm lâm
ngân hàng chính sách | quỹ tín dụng | tòa án`,
  misconduct: `
chấm mút | xơi mất | xơi tiền | xơi hết | bribe | bribes | bribed | bribery | corrupt | corruption | embezzled | stole | stolen | steals | stealing | takes money | took money | pockets | pocketed | cheats | extorts
ăn tiền | ăn bớt | bớt xén | cắt xén | ăn cắp | lấy cắp | bỏ túi | đút lót | nhận tiền | cầm tiền | thu tiền không | thu trái
=thu khống | thu sai | thu không có hóa đơn | không có hóa đơn | không hóa đơn | không biên lai | không có biên lai
không ra hóa đơn | chiếm đoạt | chiếm dụng | biến thủ | biển thủ | thụt két | giữ lại tiền | giữ tiền | khai man | khai gian | khai sai
làm giả | giả chữ ký | =ký khống | ký khống cho | ký giả | giả mạo | sửa hồ sơ | tráo hồ sơ | bảo kê | bao che
chống lưng | tiếp tay | thông đồng | móc nối | câu kết | cấu kết | đi đêm với | =làm ngơ | làm ngơ cho | làm ngơ để | mà xã làm ngơ | địa bàn làm ngơ | ngó lơ | phớt lờ cho | nhắm mắt làm ngơ
bưng bít | che giấu | che đậy | dung túng | =cho qua | bật đèn xanh | bồi dưỡng | lệ phí riêng | phong bì | lót tay | gợi ý tiền
đòi tiền | đòi quà | đòi thêm tiền | bắt đưa tiền | bắt nộp tiền | bắt đóng tiền | ép đưa tiền | ép dân | ép ký | ép phải | không đưa thì
không đưa tiền | phải có tiền | phải biết điều | biết điều | chung chi | chạy tiền | mất tiền mới | tiền mới ký | tiền mới làm
ưu ái | ưu tiên người nhà | đưa người nhà | cho người nhà | người nhà vào | con cháu vào | đưa em ruột
em ruột | em vợ | anh em nhà | họ hàng nhà | người thân vào | người thân được | nhà mình vào | thiên vị | tư lợi | vụ lợi
trục lợi | tư túi | xà xẻo | ăn quỵt | quỵt tiền | lấy tiền quỹ | lấy quỹ | tiêu tiền quỹ | tiền quỹ mua | dùng tiền quỹ
mua xe riêng | xây nhà riêng | việc riêng | làm của riêng | của riêng | lấy đất công | cắt đất | chia đất cho người nhà
cấp đất trái | cấp sổ trái | cấp trái phép | =cấp khống | bán rẻ | mờ ám | khuất tất | mập mờ | gian lận | gian dối
không công khai | giấu danh sách | sổ sách không | không cho ai xem | không cho dân xem | dọa dân | đe dọa | dọa nạt
trả thù | trả đũa | làm khó để | gây khó để | hạch sách | nhũng nhiễu | sách nhiễu | ăn hoa hồng | hưởng hoa hồng
lĩnh thay | lĩnh hộ rồi | ký nhận thay | lấy thuốc bảo hiểm | đem bán ngoài | bán ra ngoài | bán gạo cứu trợ
bán hàng cứu trợ | tuồn | rút ruột | =làm khống | =nâng khống | đội giá | thổi giá | ăn tiền công trình
đánh người | đánh dân | bạt tai dân | mua phiếu | =bằng giả | dùng bằng giả | xài bằng giả | chạy sai | phạt không biên bản | phạt miệng
không ghi biên bản | hiếp | gạ tình | quấy rối | nhậu say đánh | =tham | ăn chia`,
  deed: `
cuỗm | cuỗm ~ tiền | ăn chênh lệch | ăn chênh | kê ~ giá | kê khai sai | mỗi suất mất | phát ~ thiếu | bán ~ tập thể | của tập thể | nhận quà | rồi bỏ qua | báo cáo sai | sai số liệu
số liệu ~ sai | để lấy tiền | để lấy ~ tiền | đánh ~ gãy | đánh ~ thương tích | đánh cháu | đánh con tôi | chửi ~ dân | lấy cắp | biển lận | thâm lạm | lạm thu | thu quá | phụ thu | =ghi khống | nhập nhèm
bớt ~ khẩu phần | ăn ~ khẩu phần | độn ~ giá | mua ~ rẻ ~ kê | làm giấy giả | làm ~ giả cho | giấy giả | giả ~ lấy tiền | =bằng giả | bằng cấp giả | đất công cho | cho ~ con mình | đưa ~ người nhà
xí phần | chiếm ~ của | trả thiếu | chi trả thiếu | không trả lại | không trả ~ tiền | không trả ~ dân | cố tình ~ sai | cố ý làm | làm trái | sai nguyên tắc | trái nguyên tắc | bè phái | cục bộ
lấy ~ tiền | lấy ~ quỹ | lấy ~ đất | lấy ~ của dân | lấy ~ quà | lấy ~ gạo | bán ~ đất | bán ~ thuốc | bán ~ gạo | bán ~ vật tư | bán ~ xi măng | bán ~ hàng | bán ~ cây
nhận ~ tiền | nhận ~ quà | nhận ~ phong bì | nhận ~ hối lộ | nhận ~ đút | ôm ~ tiền | ôm ~ quỹ | cầm ~ tiền ~ dân | tiêu ~ riêng | tiêu ~ tiền | tiêu ~ quỹ | tiêu xài | tiêu hết
rút ~ tiền | rút ~ quỹ | ăn ~ tiền | ăn ~ quỹ | ăn bớt | ăn chặn | chia nhau | chia ~ cho nhau | chia ~ nhà mình | bỏ trốn | giữ lại ~ | giữ ~ lại | cắt ~ của dân | bớt ~ của
bớt ~ tiền | bớt ~ gạo | bớt ~ quà | bớt ~ suất | xẻo ~ tiền | thu ~ rồi tiêu | thu ~ không có phiếu | thu ~ không phiếu | thu ~ không hóa đơn | thu ~ không biên lai | thu ~ hai lần
không đưa vé | không xé vé | không phiếu thu | không có phiếu thu | không đưa phiếu | nộp ~ không có phiếu | ép ~ nộp tiền | ép ~ đóng tiền | ép ~ ký | bắt ~ nộp tiền mới
bắt tay với | ăn cánh với | tha ~ kẻ | tha ~ trộm | tha ~ bọn | thả ~ ra vì | lấy tiền rồi tha | tiền ~ rồi tha | tiền ~ cho qua | không kiểm tra ~ xe | cho ~ xe gỗ
sửa ~ biên bản | sửa ~ danh sách | sửa ~ điểm | sửa ~ hồ sơ | tự ý ~ bán | tự ý bán | tự ý thu | tự ý cho thuê | cho thuê ~ đất công | cho thuê ~ nhà văn hóa ~ bỏ túi
lập ~ danh sách ma | danh sách ma | khai ~ khống | kê ~ khống | nâng ~ giá | hẹn riêng | gặp riêng ~ tiền | gọi riêng | vòi ~ tiền | đòi ~ tiền | đòi ~ triệu | đòi ~ chai | xin ~ tiền ~ mới
gợi ý ~ tiền | gợi ý ~ quà | biếu ~ mới | bắt ~ biếu | bắt ~ học thêm | đe ~ dân | đánh ~ dân | đánh ~ nhập viện | đánh ~ còng | cấp ~ sai cho | cấp ~ cho người nhà | vào diện hộ nghèo ~
trúng thầu | cho ~ trúng thầu | thông thầu | chỉ định ~ người nhà | cho vay nặng lãi | dùng xe công | xe công ~ đi | lấy xe công | khai man | hợp thức hóa | chiếm ~ đất | lấn ~ đất công
hưởng ~ của dân | không phát cho dân | không chia cho dân | phát thiếu | phát không đủ | cấp thiếu | bắt chẹt | chèn ép | ức hiếp | trù úm | ép dân | bịt miệng | ém nhẹm | giấu nhẹm`,
  vice: `
đánh bạc | lấn ra đường | lấn ~ ra đường | lấn đường | lấn chiếm | xả nước thải | xả thải | chở gỗ | gỗ lậu | phá rừng | có mấy nhà cán bộ
cầm dao | vác dao | chém vợ | chém người | đuổi chém | đánh vợ | đánh con | đánh đập | hành hung | bóp cổ | gạ gẫm | sàm sỡ | dâm ô | hiếp dâm | cưỡng bức | xâm hại | sờ soạng
bồ bịch | bồ nhí | có bồ | cặp bồ | cặp kè | ngoại tình | tằng tịu | tòm tem | trai gái | quan hệ bất chính | quan hệ với vợ | ngủ với vợ | lăng nhăng | vợ người ta | chồng người ta
uống rượu | say rượu | say xỉn | say sưa | rượu chè | nhậu | nhậu nhẹt | bia rượu | bê tha | ăn chơi | ăn nhậu | chè chén | nghiện rượu | đánh bài | đánh đề | chơi đề | cờ bạc | hút chích
làm ăn chán | làm ăn không ra gì | làm ăn bậy | làm ăn vớ vẩn | làm ăn mờ ám | làm ăn gian dối | chửi dân | chửi tôi | chửi em | chửi người | chửi bới | quát nạt | quát mắng dân | mắng chửi | vòi rượu | vòi quà | vòi ~ thuốc | sống buông thả | thiếu đạo đức | tư cách kém | mất tư cách | đánh người | =đánh tôi | =đánh dân`,
  appeal: `
nhờ | đề nghị | báo | mời | mong | xin | gọi | kêu | =cần | yêu cầu | kính mong | kính gửi | gửi | cảm ơn | xử lý | nhắc | dẹp | bắt | can thiệp | giải quyết | hòa giải | phạt | đến nhắc`,
  kin: `
người nhà | em trai | em gái | em ruột | em vợ | em rể | anh trai | anh rể | anh vợ | chị gái | con trai | con gái | con rể | con dâu | =vợ ông | bố vợ | họ hàng | cháu ông | cháu mình | cháu ruột | bà con mình
người thân | người quen | anh em nhà | con cháu | phe mình | thông gia | cháu gọi | con ông | cháu bà`,
  benefit: `
hộ nghèo | cận nghèo | nhà tình nghĩa | nhà tạm | xét | bình xét | danh sách | vào diện | trúng thầu | trợ cấp | hỗ trợ | đền bù | cấp đất | đất | suất | biên chế | việc làm | được vay | hưởng | ưu tiên | quà
sổ | thầu | chế độ | học bổng | nghĩa vụ | tha | bỏ qua | không xử | không phạt | lấn | chiếm | =làm ngơ | đỗ | điểm cao`,
  condition: `
thì xong | mới xong | mới ký | mới làm | mới cho | mới đóng dấu | mới chịu | mới được | mới trả | mới cấp | mới giải quyết | là xong | thì làm | thì ký | thì cho | không thì thôi | không đưa | nếu không đưa
mới duyệt | thì được | mới nhanh | cho nhanh | làm cho nhanh | mới xác nhận | mới nhận hồ sơ | mới khám | mới tiêm | mới cho điểm | ngâm hồ sơ | hồ sơ bị ngâm | ngâm mãi`,
  money: `
# triệu | # nghìn | # ngàn | # k | # trăm | # đồng | # củ | # chai | # lít | # tr | mấy triệu | vài triệu | mấy trăm | vài trăm
trăm nghìn | tiền cà phê | tiền nước | tiền chè | tiền uống nước | tiền trà | quà cáp | cây thuốc | con gà | tiền ngoài | tiền riêng`,
  taking: `
đòi | bắt nộp | bắt đóng | thu | lấy | nhận | đưa | ăn | ngậm | ỉm | =ém | giữ | cầm | xin | chi | nộp | gợi ý | bảo đưa`,
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

/** Every phrase with what it says. */
export const ACCUSATION_PHRASES: readonly (readonly [phrase: string, tag: AccusationTag])[] = (
  Object.entries(WORDS) as [AccusationTag, string][]
).flatMap(([tag, block]) => listPhrases(block).map((phrase) => [phrase, tag] as const));
