import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/text/normalise.ts';
import { fold } from '../../src/text/syllable.ts';
import { readUrgency } from '../../src/text/urgency.ts';

const DANGER = [
  'cháy rồi bà con ơi, nhà ông Tư ở cuối xóm lửa ngùn ngụt',
  'chay lon o kho vai dau lang, lua lan sang nha ben canh roi',
  'Có mùi gas rất nồng trong bếp nhà trọ, bật đèn cũng sợ nổ, giúp tôi',
  'ro ri gas o quan pho, moi nguoi chay het ra ngoai',
  'Nước lũ dâng ngang bụng rồi, hai ông bà già không trèo lên được gác',
  'nuoc len nhanh qua, nha em con 3 nguoi mac ket tren gac xep',
  'một bé trai đuối nước ở đập tràn, chưa vớt lên được',
  'co dua tre nga xuong song mat tich tu nay gio',
  'chồng đang cầm dao đuổi chém vợ ngoài sân',
  'no dang danh vo no chay mau dau, ai can giup voi',
  'hàng xóm đang đánh đập con gái dã man, cháu khóc thét',
  'ong bo duong xam hai chau gai 9 tuoi, toi biet chuyen nay',
  'Dây điện cao thế đứt rơi giữa đường, trẻ con đang chơi gần đó',
  'day dien bi cay do de dut nam duoi vung nuoc, co con bo bi giat chet roi',
  'sạt lở vùi mất nhà chị Hoa, trong nhà có bốn người',
  'dat tren doi vua sap xuong de vao chuong trau co nguoi trong do',
  'Cầu treo đứt cáp có người rơi xuống sông',
  'xe khach lat o deo, nhieu nguoi bi thuong nang',
  'tai nạn nghiêm trọng ở ngã ba, người nằm bất tỉnh giữa đường chảy nhiều máu',
  'ông nội em bị đột quỵ méo mồm không nói được, gọi xe mãi chưa có',
  'chau be bi sot co giat tim tai, tram y te khong ai nghe may',
  'có người uống thuốc diệt cỏ tự tử',
  'co nguoi dinh nhay cau tu tu, dang dung tren lan can',
  'thằng say rượu dọa đốt nhà, nó đang đổ xăng ra sân',
  'cả lớp mầm non ăn trưa xong nôn ói, 15 cháu phải đi cấp cứu',
  'hon 10 hoc sinh bi ngo doc dang nam vat o truong',
  'SOS cuu voi nha toi ngap den noc',
  'rắn độc cắn mẹ em sưng tím cả chân, cần người chở đi viện gấp',
  'có kẻ bịt mặt đang phá cửa vào nhà tôi, tôi ở nhà một mình với con nhỏ',
  'trom dang trong nha, no co dao, cuu em voi',
  'hai nhóm thanh niên hỗn chiến ngoài chợ, có đứa bị chém gục',
  'Bình ga quán ăn vừa phát nổ, mấy người bị bỏng',
  'tường nhà đang xây đổ sập đè hai thợ hồ',
  'sap ham lo, co 2 cong nhan ben trong chua ra duoc',
  'bé 3 tuổi lọt xuống giếng bỏ hoang',
  'co chau roi xuong cong thoat nuoc bi nuoc cuon di roi',
  'người ta bắt cóc trẻ con ngay cổng chợ, biển số xe tôi có chụp',
  'kẻ lạ lôi cháu bé lên ô tô',
  'nhà hàng xóm bốc khói đen, gõ cửa không ai mở',
  'mẹ chồng em bị điện giật nằm bất động',
  'nuoc lu cuon troi xe may va nguoi qua ngam',
  'đập sắp vỡ rồi, nước đang phun qua thân đập, dân dưới hạ lưu phải chạy ngay',
  'be roi ao, vot len khong tho nua',
  'ông cụ bị trâu húc thủng bụng',
  'có người bị cây đổ đè ngoài đường, còn sống',
  'vợ em sắp sinh vỡ ối rồi mà đường ngập không ra được',
  'lua chay lan vao khu dan cu roi',
  'Lửa bốc ngùn ngụt ở kho phế liệu sát nhà dân, xin gọi cứu hỏa',
  'chay bep roi, binh ga de ngay canh, so no qua',
  'xe tải đâm xe máy ở đầu cầu, người đi xe máy nằm im không động đậy',
  'em gai toi bi nguoi yeu cu chan duong danh, mat me sung vu',
  'có hai mẹ con bị nước cuốn ở ngầm tràn',
  'nuoc vao nha lut giuong roi, tre con khoc, khong co thuyen ra',
  'Cháu tôi bị chó cắn vào cổ máu chảy nhiều lắm',
  'tho leo cot dien bi dien giat treo tren day',
  'Ông hàng xóm trượt ngã xuống giếng sâu, đang kêu dưới đó',
  'nha truong vua bao 20 chau non mua sau bua trua',
  'bé nhà em uống nhầm dầu hỏa, giờ lả đi',
  'no khoa cua danh vo con ben trong, tieng keu la am i',
  'Có tiếng súng nổ trong rừng gần lán công nhân, có người kêu',
  'mai nha xuong sap, ket 3 cong nhan',
  'mấy đứa cầm tuýp sắt đuổi nhau trên đường làng',
  'lo vôi ngạt khí ba người đang nằm dưới',
  'ba ngoai em dot nhien liet nua nguoi, mieng meo',
  'chau be hang xom co vet bam tim khap nguoi, dem nao cung nghe tieng danh',
  'đồi sau trường đang trượt xuống, cô trò còn trong lớp',
  'co bang nhom mang hung khi keo den nha toi',
  'cần cứu hộ, xe bán tải trôi xuống suối, người còn trong xe',
  'Cáp điện rơi trúng mái tôn, sờ vào tê tê',
  'thùng hóa chất đổ ra đường mùi xộc lên mọi người choáng',
  'tau ca lat ngoai long ho, thay hai nguoi bam vao can',
  'Mẹ em đau bụng dữ dội vã mồ hôi ngất rồi',
  'sập mất nửa cây cầu mà xe vẫn đang lao tới vì trời tối',
  'chau toi mat tich tu chieu, dep con o bo ho',
  'cây đa đổ đè lên quán nước có người ngồi',
  'Thằng nghiện đang kề dao vào cổ bà chủ quán',
  'ong dot chau be ngat di roi',
  'cháy rừng thông lan xuống xóm rồi',
  'no bat chau toi coi quan ao so mo, chau 8 tuoi',
  'chồng tôi bóp cổ tôi, tôi đang trốn trong nhà vệ sinh',
  'có người treo cổ trong vườn keo',
  'dien giat chet trau, day van nam duoi ruong',
  'nhà bị đất tràn vào lấp kín cửa sau, còn bà cụ nằm liệt',
  'tre con di lac trong rung tu sang, toi qua roi',
  'Xe bồn xăng lật tràn xăng ra quốc lộ',
  'em be bi hoc hat na khong tho duoc',
  'giúp với, hai thanh niên đang đâm nhau ngoài cổng chùa',
];

const NO_DANGER = [
  'bóng đèn nhà văn hóa cháy từ tuần trước chưa ai thay',
  'den duong bi chay 3 cai lien',
  'năm ngoái nhà ông Ba cháy, xã hỗ trợ đến đâu rồi cho dân biết',
  'tram bom chay dong co, ruong dang han',
  'Đề nghị xã tổ chức tập huấn phòng cháy chữa cháy cho bà con',
  'de nghi mo lop day boi chong duoi nuoc cho tre em dip he',
  'Cảm ơn các chú công an đã cứu được cháu bé đuối nước hôm qua',
  'dam chay hom qua da dap tat, cam on doi cuu hoa',
  'duong xau qua xe may chay toan nga',
  'loa phuong noi oang oang dang chay quang cao ca ngay',
  'cháy hàng vật tư nông nghiệp, không mua được phân',
  'nắng cháy da cháy thịt mà mất điện suốt',
  'lúa cháy lá vì sâu',
  'nước mắm hết hạn vẫn bày bán ở tạp hóa',
  'chợ mới xây không ai vào bán',
  'cho em hoi thu tuc cap lai can cuoc',
  'con em học lớp 3 đánh vần chưa thông',
  'bọn trẻ đánh trống ầm ĩ cả trưa',
  'đánh bạc ở quán nước đầu làng',
  'nó đánh số đề thua hết tiền',
  'máy cày nổ ầm ầm từ sáng sớm',
  'no khong chiu tra tien cho toi',
  'song dien thoai chap chon',
  'xe cấp cứu không vào được ngõ vì cổng làng thấp, đề nghị mở rộng',
  'Đường dốc này hay xảy ra tai nạn, đề nghị lắp gương cầu lồi',
  'cuu tro lu lut nam nay bao gio phat',
  'xin được hưởng gạo cứu đói giáp hạt',
  'nha toi bi dot tu tran bao nam kia den nay chua duoc ho tro sua',
  'dao nay nuoc may co mui clo',
  'can bo di vang khong ai dong dau',
  'tổ trưởng thu tiền vệ sinh mà không thấy xe rác',
  'de xuat lap dat binh chua chay o nha van hoa',
  'Nếu có cháy thì xe cứu hỏa không vào được vì ô tô đỗ kín',
  'khu nay co nguy co sat lo, mong xa khao sat',
  'cây to trước cổng trường sắp đổ',
  'cột điện nghiêng sắp đổ vào nhà',
  'lũ trẻ con ném đá vào mái nhà tôi',
  'lu chim pha lua',
  'mua bao lam tuong rao truong hoc bi sap, chua xay lai',
  'cổng làng sập từ năm 2022 đến giờ',
  'rừng bị cháy hồi tháng trước nay trơ trọi, xin giống trồng lại',
  'cho toi dang ky hoc lai xe',
  'báo cáo: vụ đánh nhau tối thứ bảy đã được công an xã hòa giải, hai bên bắt tay nhau',
  'Chúng tôi rất lo trẻ em đuối nước vì ao không có rào',
  'so chay no vi quan nhau dung nhieu binh gas qua',
  'vợ chồng nhà ấy cãi nhau suốt ngày ồn không chịu được',
  'ong ay chui toi giua cho',
  'tiêm phòng dại cho chó ở đâu',
  'bảo hiểm tai nạn học sinh có bắt buộc không',
  'đau bụng đi khám mà trạm y tế đóng cửa',
  'bao gio co ket qua binh xet ho ngheo',
  'loi di bi chan, xe chua chay khong vao duoc',
  'nổ mìn khai thác đá làm nứt tường nhà dân mỗi ngày',
  'khói đốt rơm mù mịt khó thở',
  'mui thuoc sau kho tho qua',
  'rơi ví ở chợ ai nhặt được cho xin lại',
  'ro ri duong ong nuoc lang phi qua',
  'cá chết nổi đầy hồ',
  'trau bo chet vi ret',
  'học sinh đánh nhau hôm thứ hai, nhà trường chưa xử lý',
  'cổng chào thôn bị xe đâm nghiêng, chưa ai sửa',
  'cho em xin so dien thoai cua cong an xa',
  'đèn cao áp trước đình hay bị chập cháy bóng',
  'lap bien ban vu chay rom thang truoc sao chua den bu',
  'quạt nhà văn hóa cháy rồi, xin thay cái mới',
  'xã nên mua máy bơm chữa cháy cho đội dân phòng',
  'dốc cua này năm nào cũng có tai nạn chết người, xin gương cầu',
  'tre con hay tam o dap nguy hiem, de nghi cam bien',
  'trụ cứu hỏa bị rào chắn mất',
  'truong day ky nang phong chong xam hai cho hoc sinh rat hay',
  'ruộng nứt nẻ lúa cháy hết rồi',
  'duong ngap ngang banh xe di lai kho',
  'mương tắc nước tràn vào sân',
  'bờ suối lở dần mỗi mùa mưa, mất đất trồng ngô',
  'da gui don bao nam ngoai ve vu danh nhau o quan bia',
  'chú bảo vệ bị tai biến nghỉ làm, trường chưa có người thay',
  'bố tôi bị tai biến nằm liệt 3 năm, xin trợ cấp',
  'em bi tai nan lao dong nam 2023 co duoc huong che do khong',
  'trạm y tế không có xe cấp cứu, phải thuê xe ngoài',
  'cho hoi tiem phong uon van sau khi bi cho can o dau',
  'mùi hôi từ trại gà làm cả xóm ngạt thở',
  'khói lò gạch cay mắt, người già ho suốt',
  'loa dam cuoi mo to khong ai chiu noi, chet mat thoi',
  'máy xúc làm đứt dây mạng cả xóm mất wifi',
  'day dien thoai chung qua cham dau nguoi di duong',
  'bóng điện nhà em cháy liên tục do điện áp tăng',
  'cây khô ven đường rụng cành, hôm nọ rơi trúng mũ bảo hiểm',
  'bon tre da bong vo kinh nha toi',
  'chó nhà hàng xóm sủa suốt đêm',
  'đàn ong bay vào nhà, nhờ ai biết bắt giúp',
  'trộm vào lấy mất hai con gà đêm hôm kia',
  'co nguoi cau ca bang kich dien lam chet ca con',
  'người nghiện hay tụ tập ở miếu, dân sợ',
  'quan karaoke hay co danh nhau, de nghi dep',
  'thiếu thuốc huyết áp ở trạm',
  'hoc sinh di hoc ve muon qua cau tam, mong co lan can',
  'vợ chồng trẻ cãi nhau đập bát đĩa, nhờ hội phụ nữ khuyên',
  'xe rac khong vao ngo, rac chat dong',
  'điện yếu không nấu nổi cơm',
  'nhờ xã xin cho xe cứu thương túc trực ngày hội',
];

const urgencyOf = (text: string) => readUrgency(readMessage(text)).urgency;

describe('danger to life', () => {
  it.each(DANGER)('is seen in %j', (text) => {
    expect(urgencyOf(text)).toBe('emergency');
  });

  it.each(NO_DANGER)('is not seen in %j', (text) => {
    expect(urgencyOf(text)).not.toBe('emergency');
  });

  it('is seen nearly as well when all marks are lost', () => {
    const seen = DANGER.filter((text) => urgencyOf(fold(text)) === 'emergency').length;
    const alarmed = NO_DANGER.filter((text) => urgencyOf(fold(text)) === 'emergency').length;
    expect(seen / DANGER.length).toBeGreaterThan(0.96);
    expect(alarmed / NO_DANGER.length).toBeLessThan(0.02);
  });

  it('is not made of a list of hotlines', () => {
    expect(urgencyOf('Lưu lại: 113 công an, 114 cháy nhà, 115 cấp cứu')).toBe('normal');
  });

  it('is seen in the sign for help', () => {
    expect(urgencyOf('🆘 nhà tôi')).toBe('emergency');
  });

  it('of an exact village name is none', () => {
    expect(urgencyOf('thon Dong Chay mat nuoc')).toBe('normal');
  });
});

describe('what gets worse', () => {
  it.each(['cột điện nghiêng sắp đổ vào nhà', 'gà chết 30 con, bắt đầu lây sang nhà bên'])(
    'is soon in %j',
    (text) => {
      expect(urgencyOf(text)).toBe('soon');
    },
  );

  it('is told apart from a dangerous word alone, which only raises a question', () => {
    const reading = readUrgency(readMessage('hình như có lửa'));
    expect(reading).toMatchObject({ urgency: 'normal', isSuspected: true });
  });
});
