import { describe, expect, it } from 'vitest';
import { readAccusation } from '../../src/text/denunciation.ts';
import { readMessage } from '../../src/text/normalise.ts';
import { fold } from '../../src/text/syllable.ts';

const ACCUSING = [
  'Trưởng thôn bán 200m2 đất bãi của tập thể cho người quen lấy tiền tiêu',
  'chu tich xa cho em vo trung thau lam duong, chat luong rat kem',
  'Kế toán xã lập danh sách ma để rút tiền hỗ trợ covid',
  'can bo tu phap doi 2 trieu moi dong dau giay ket hon',
  'hiệu trưởng ép phụ huynh nộp tiền không có phiếu thu rồi tiêu riêng',
  'Tôi xin tố giác việc ông phó chủ tịch nhận tiền của chủ mỏ đá',
  'cong an vien lay tien cua nguoi vi pham roi tha',
  'bí thư chi bộ đưa con trai vào diện hộ nghèo để hưởng bảo hiểm',
  'to truong an bot qua tet cua nguoi gia',
  'nhân viên trạm y tế bán thuốc của nhà nước',
  'kiem lam bat tay voi lam tac, xe go di qua khong kiem tra',
  'địa chính cấp sổ đỏ sai cho người nhà mình',
  'nha truong bot xen tien an cua cac chau',
  'thủ quỹ hội phụ nữ ôm tiền quỹ bỏ trốn',
  'ong truong khu lay tien den bu cua dan',
  'cán bộ chính sách bảo phải có phong bì thì mới làm chế độ',
  'UBND xã bao che cho nhà máy xả thải, dân kêu mãi không xử',
  'trưởng công an xã đánh dân phải nhập viện',
  'em trai chu tich lan dat cong ma xa lam ngo',
  'xã đội trưởng nhận tiền để hoãn nghĩa vụ quân sự',
  'mấy ông trong ban quản lý chợ thu tiền hai lần mà không đưa vé',
  'Cô văn thư toàn gợi ý tiền nước mới chịu đóng dấu',
  'can bo thu y khai khong so lon chet de lay tien ho tro',
  'ong bi thu thon chi xet nha tinh nghia cho ho hang',
  'lãnh đạo xã ăn tiền dự án nước sạch nên đường ống mới hỏng',
  'phó thôn sửa biên bản họp dân để bán đất',
  'nha nuoc cho gao cuu tro ma truong thon giu lai nua',
  'công an xã tha kẻ trộm vì là cháu ông trưởng công an',
  'anh địa chính hẹn riêng, bảo 10 củ thì xong sổ',
  'giáo viên bắt học sinh học thêm mới cho điểm cao, phải nộp 500k',
  'ông chủ tịch xã có ba suất đất tái định cư toàn đứng tên người nhà',
  'can bo xa di thu tien dien nuoc roi cuom luon',
  'tổ trưởng dân phố giữ sổ hộ nghèo của tôi, đòi tiền mới trả',
  'truong thon lap quy den tu tien cho thue ao',
  'cán bộ xã ký khống cho người không đi nghĩa vụ được hưởng chế độ',
  'Hiệu trưởng mua thực phẩm bẩn rẻ tiền rồi kê giá cao',
  'nhan vien buu dien an chan luong huu cua bo toi',
  'trưởng ban mặt trận phát quà tết thiếu, mỗi suất mất một nửa',
  'ke toan thon khong cong khai thu chi 5 nam nay, hoi thi chui',
  'công an nhận tiền của chủ quán karaoke nên không xử lý tiếng ồn',
  'can bo dia chinh do thieu dat nha toi de lay cho anh vo',
  'xã bán thầu mỏ cát cho con trai bí thư',
  'y tá trạm xá bắt bồi dưỡng 200 nghìn mới tiêm',
  'chu nhiem htx ban may bom cua tap the',
  'ông trưởng công an uống rượu rồi chửi đánh dân ngoài quán',
  'lãnh đạo thôn chia nhau tiền cứu trợ của đoàn từ thiện',
  'bi thu chi bo ep dan ban dat re cho cong ty cua chau ong ay',
  'Cán bộ một cửa ngâm hồ sơ 3 tháng, ai đưa phong bì thì được ngay',
  'ong kiem lam dia ban lam ngo cho xuong go cua em re',
  'cô hiệu phó thu tiền đồng phục cao hơn giá thị trường ăn chênh lệch',
  'xa an chan tien den bu duong cao toc',
  'đoàn kiểm tra nhận quà rồi bỏ qua trại lợn xả thải',
  'trưởng khu cho con mình đứng tên đất công',
  'cán bộ thuế xã bớt thuế cho quán nào biết điều',
  'giáo viên chủ nhiệm giữ tiền quỹ lớp không trả lại',
  'dan quan xa danh chau toi gay tay khi tuan tra',
  'phó chủ tịch dùng bằng giả',
  'ong truong thon danh dap nguoi to cao minh',
  'tư pháp xã làm khai sinh giả cho người ta lấy tiền',
];

const NOT_ACCUSING = [
  'Trưởng thôn đi vắng suốt, gọi không nghe',
  'can bo mot cua noi nang coc loc voi nguoi gia',
  'Cảm ơn anh công an xã đã giúp bố em làm căn cước tại nhà',
  'hàng xóm ăn trộm gà nhà tôi, tôi có camera',
  'nha may xa thai ra suoi lam chet ca',
  'Quán thịt lợn bán thịt ôi, đề nghị kiểm tra',
  'có người giả danh công an gọi điện đòi chuyển 20 triệu',
  'cho hoi le phi cap lai so do la bao nhieu tien',
  'hợp tác xã chưa bơm nước, ruộng khô',
  'xã thu tiền rác 30 nghìn một tháng có đúng không ạ',
  'nhà trường thu quỹ lớp 500 nghìn, phụ huynh thắc mắc chưa được giải thích',
  'đề nghị trưởng thôn công khai danh sách hộ nghèo',
  'tôi được cán bộ hướng dẫn làm hồ sơ nhưng thiếu giấy',
  'hai nha tranh chap nho truong thon hoa giai',
  'con toi bi danh o truong, nha truong chua noi gi',
  'công an xã chưa bắt được trộm, dân mất ngủ',
  'toi bi phat 2 trieu vi khong doi mu bao hiem, nop o dau',
  'Đề nghị cán bộ thú y xuống tiêm phòng, gà chết 50 con rồi',
  'bác sĩ trạm y tế rất nhiệt tình',
  'ai nhận được tiền hỗ trợ bão chưa, nhà em chưa thấy',
  'giao vien mam non nghi nhieu, cac chau khong ai trong',
  'xin xã cho mượn tiền sửa cầu, dân góp 5 triệu rồi',
  'điện lực thu tiền tháng này 900 nghìn cao quá, kiểm tra công tơ',
  'tôi không tố cáo ai cả, chỉ muốn hỏi bao giờ có tiền đền bù',
  'chủ quán karaoke thách thức cả công an',
  'can bo xa bao thang sau moi chi tra tien tro cap',
  'mất 3 triệu ở chợ, báo công an giúp',
  'hội phụ nữ vận động đóng 50 nghìn làm đường hoa',
  'bí thư đoàn xã tổ chức giải bóng rất vui',
  'Hộ nhà bà Lan xây lấn mương, cán bộ xã xuống lập biên bản rồi mà vẫn xây',
  'trưởng thôn chưa thông báo lịch cắt điện',
  'can bo xa xuong do dat sai, de nghi do lai',
  'Chủ tịch xã tiếp dân ngày nào trong tuần ạ',
  'cong an xa lam can cuoc nhanh, cam on',
  'giáo viên thu tiền ăn bán trú qua tài khoản có được không',
  'tien ve sinh 25 nghin thu hang thang nop cho ai',
  'xã hỗ trợ 5 triệu sửa nhà, em chưa nhận được',
  'can bo bao thieu giay xac nhan nen em phai ve',
  'Trường thu 300 nghìn tiền ghế ngồi, bố mẹ thấy cao',
  'hàng xóm bảo kê cho con đánh con tôi',
  'chủ thầu quỵt tiền công thợ xây',
  'công ty nước ép dân đóng tiền lắp mới',
  'nguoi la dua tien gia o cho',
  'ông Bảy trưởng họ bán đất hương hỏa, anh em kiện nhau',
  'nhờ tổ trưởng nhắc nhà bên đổ rác đúng chỗ',
  'bi thu thon van dong moi ho gop 200 nghin lam cong lang',
  'thủ tục xin vay vốn ngân hàng chính sách 50 triệu thế nào',
  'bác sĩ trạm y tế nghỉ trưa quá lâu',
  'xin cán bộ xã can thiệp chủ đất lấn đường',
  'cán bộ địa chính hẹn tôi lên ký ba lần vẫn chưa xong',
  'nhà trường cho học sinh nghỉ học mà không báo',
  'kế toán hợp tác xã tính nhầm tiền nước cho tôi',
  'Tôi bị lừa mất 10 triệu vì nghe người xưng là cán bộ ngân hàng',
  'lái buôn ép giá lợn, xã có cách gì không',
  'trưởng thôn nhiệt tình đi thu gom rác cùng dân',
  'chú công an xã tịch thu pháo của học sinh',
  'mong ban quản lý chợ thu vé hợp lý hơn',
  'em của trưởng thôn xây nhà lấn rãnh nước, bảo mà không nghe',
  'de nghi xa thu hoi dat bo hoang',
  'điện lực cắt điện nhà tôi vì chậm nộp 2 ngày',
];

const COMPLAINING = [
  'Tôi khiếu nại quyết định thu hồi đất của gia đình tôi',
  'toi khieu nai bien ban xu phat cua xa',
  'Tôi không đồng ý với kết quả bình xét, đề nghị xem xét lại',
  'khiếu nại việc cắt trợ cấp của mẹ tôi',
];

const NOT_COMPLAINING = [
  'tôi không khiếu nại gì, chỉ nhờ xã cắm lại mốc đất',
  'khiếu nại cái loa thôn to quá',
  'đường hỏng lâu rồi không ai sửa',
];

/** Talk of the village about whoever holds an office. */
const TALK = [
  'bí thư chi bộ lục liễu bồ bịch với vợ người ta',
  'tổ dân vận lục liễu làm ăn chán lắm trưởng thôn toàn uống rượu',
  'tiền ủng hộ bão không đến tay dân ai cũng biết ai lấy',
  'tiền cứu trợ không đến tay dân',
  'quà ủng hộ không thấy đâu chắc ai lấy rồi',
  'trưởng thôn suốt ngày say rượu',
  'chủ tịch xã có bồ nhí',
  'công an xã uống rượu trong giờ làm',
  'cán bộ ngoại tình',
  'bí thư cặp bồ',
  'trưởng thôn đánh bài',
  'trưởng thôn làm ăn không ra gì',
  'cán bộ xã bê tha, rượu chè',
  'tổ trưởng toàn nhậu nhẹt không làm việc',
  'cán bộ xã chửi dân',
  'trưởng thôn chửi tôi',
  'tiền đóng góp làm đường không biết đi đâu',
  'tiền quỹ thôn mất đâu hết',
  'cán bộ xã lợi dụng quyền',
  'trưởng thôn đánh người',
  'ông bí thư ăn chơi',
  'trưởng thôn vòi rượu',
  'trưởng thôn quát nạt dân',
  'hiệu trưởng tằng tịu với cô giáo',
];

const NO_TALK = [
  'trưởng thôn chưa trả lời',
  'nhờ trưởng thôn giúp',
  'trưởng thôn đi vắng',
  'cảm ơn trưởng thôn',
  'trưởng thôn uống nước chè với dân',
  'đề nghị công an xử lý thanh niên say rượu',
  'hàng xóm say rượu nhờ công an viên đến',
  'nhờ công an xử lý quán nhậu ồn ào',
  'báo trưởng thôn có người uống rượu đánh vợ',
  'chồng tôi ngoại tình, nhờ tổ hòa giải',
  'tiền ủng hộ bão nộp cho ai',
  'tiền hỗ trợ bao giờ về',
  'tiền ủng hộ bão bao giờ đến tay dân',
  'chưa nhận được tiền hỗ trợ',
  'nhà hàng xóm chửi nhau nhờ trưởng thôn',
  'trưởng thôn làm ăn giỏi',
  'mời trưởng thôn uống rượu cưới con tôi',
  'thôn mình thanh niên rượu chè nhiều, mong công an nhắc',
];

const withFolded = (texts: readonly string[]) => [...texts, ...texts.map(fold)];
const read = (text: string) => readAccusation(readMessage(text));

describe('a possible denunciation', () => {
  it.each(ACCUSING)('is suspected in %j', (text) => {
    expect(read(text).isDenunciation).toBe(true);
  });

  it.each(NOT_ACCUSING)('is not suspected in %j', (text) => {
    expect(read(text).isDenunciation).toBe(false);
  });

  it('is suspected as well when all marks are lost', () => {
    const missed = ACCUSING.filter((text) => !read(fold(text)).isDenunciation);
    expect(missed).toEqual([]);
  });

  it.each(withFolded(TALK))('is suspected in the talk %j', (text) => {
    expect(read(text).isDenunciation).toBe(true);
  });

  it.each(withFolded(NO_TALK))('is not suspected in the request %j', (text) => {
    expect(read(text).isDenunciation).toBe(false);
  });

  it('says which words raised it', () => {
    expect(read('trưởng thôn nhận phong bì').evidence).toContain('nhận phong bì');
  });
});

describe('a possible complaint', () => {
  it.each(COMPLAINING)('is suspected in %j', (text) => {
    expect(read(text).isComplaint).toBe(true);
  });

  it.each(NOT_COMPLAINING)('is not suspected in %j', (text) => {
    expect(read(text).isComplaint).toBe(false);
  });
});
