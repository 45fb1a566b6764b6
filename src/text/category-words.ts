import type { CategoryId } from '../domain/category.ts';
import { listPhrases } from './phrases.ts';

/** What a phrase is worth for a category: a plain sign, a strong one, or one that settles it. */
export interface CategorySign {
  readonly categoryId: CategoryId;
  readonly weight: number;
}

const STRONG: Readonly<Record<CategoryId, string>> = {
  duong: `
đất lăn xuống đường | đất đá | quốc lộ | khúc cua | đường cua | gãy lan can | sạt đường | sụt đường | mép đường | tim đường | cống đầu ngõ | ổ gà | ổ voi | mặt đường | đường hỏng | đường xấu | đường lún | đường sụt | đường bê tông | đường nhựa | đường đất | đổ bê tông
đường làng | đường liên thôn | đường vào thôn | đường vào xóm | mở rộng đường | làm đường | sửa đường | đường lầy | lầy lội
cây cầu | cầu treo | cầu tràn | cầu tre | cầu gãy | cầu qua suối | gãy cầu | lan can | lan can cầu | ngầm tràn | cái ngầm | cống sập
nắp cống | cống qua đường | biển báo | biển cấm | biển tên | biển chỉ đường | gờ giảm tốc | hiến đất | hiến đất làm đường | vỉa hè hỏng
rãnh dọc đường | đá dăm | cấp phối | thông xe | sạt taluy | dốc trơn | đường dốc | ta luy | gương cầu | cọc tiêu | xuống cấp | nát hết đường
sụt ~ hố | sụt hố | hố to | hố tử thần | sụt lún | đường ~ sụt | đường ~ hố | đường trơn | đường lồi lõm | lồi lõm | hố giữa đường | hố sâu | đường ngõ | bậc tam cấp cầu | mố cầu | mặt cầu | nhịp cầu | đường quốc lộ`,
  dien: `
đèn đường ~ tắt | đèn ~ tắt | cháy bóng | bóng đèn | mất điện | cúp điện | cắt điện | điện yếu | điện chập chờn | cột điện | dây điện | đường dây điện | trạm biến áp | biến áp | công tơ
công tơ điện | tiền điện | hóa đơn điện | điện lực | đèn đường | đèn cao áp | bóng đèn đường | chiếu sáng | tóe lửa | chập điện | rò điện
điện áp | dây hạ thế | dây cao thế | hạ thế | cao thế | cầu chì | aptomat | át tô mát | mất pha | điện sinh hoạt | đóng điện | giá điện
điện giật | nhảy át | sụt áp | đèn năng lượng | điện kế | đồng hồ điện | kéo điện | đường điện | bóng đèn | có điện | không có điện`,
  'nuoc-sach': `
hóa đơn nước | đọc lại đồng hồ | hóa đơn ~ khối | ống nước vỡ | vỡ ống nước | khóa van | rò nước | nước máy | nước sạch | mất nước | đồng hồ nước | hóa đơn nước | tiền nước | ống nước | đường ống nước | vòi nước | nhà máy nước
nước vàng | nước đục | nước có mùi | bể nước | nước sinh hoạt | nước giếng | giếng khoan | công ty nước | nước yếu | bơm nước sinh hoạt
nước không lên | nước chảy nhỏ | đấu nối nước | lắp nước | nước ăn | nc máy | nc sạch | nc sinh hoạt | nước phèn | nước uống | giọt nước
cấp nước | trạm bơm nước sạch | không có nước dùng | gánh nước | mở vòi | van nước | cắt nước | mất nc | ống nc | tiền nc | cho mình nước`,
  'thuy-loi': `
đào hồ | trữ nước | hồ ~ trữ nước | đầu nguồn | nước chảy xiết | nước tràn vào | nước ~ tràn vào | nước dâng | thủy lợi | thủy nông | kênh mương | mương | kênh | nội đồng | tưới | tiêu úng | ngập úng | ngập ruộng | ngập lúa | ngập nhà | ngập đường
ngập hết đường | bị ngập | là ngập | nước ngập | thoát nước | cống thoát nước | rãnh thoát | rãnh nước | tắc cống | cống tắc | tắc rãnh
nạo vét | khơi thông | trạm bơm | máy bơm | hồ chứa | con đập | đập nước | đê | bờ đê | bờ kè | kè suối | kè | sạt bờ | vỡ bờ | cánh phai | cửa cống
cửa phai | lũ | nước lũ | nước tràn | nước suối lên | nước suối dâng | hạn hán | thiếu nước tưới | nước tưới | dẫn nước | lấy nước vào ruộng | thủy lợi phí
ruộng nứt | ngập ngõ | ngập sân | úng | thoát nc | mùa lũ | nước rút | nước đọng | hồ | đập hồ`,
  'moi-truong': `
vỏ bao thuốc | bao thuốc trừ sâu | thùng rác | thả rác | sủi bọt | xà phòng | xác súc vật | phân bò | cá chết trắng | bể thu gom | xả khói | rác | bãi rác | đổ rác | vứt rác | đốt rác | thu gom rác | xe rác | xe lấy rác | thùng rác | rác thải | hôi thối | bốc mùi | mùi hôi | thối | hôi
nước thải | xả thải | ô nhiễm | khói | khói bụi | bụi | bụi mù | trại lợn | chuồng lợn | phân lợn | chăn nuôi gây | xác lợn | xác gà | xác chết
cá chết | vỏ thuốc | bao bì thuốc | môi trường | vệ sinh môi trường | ruồi | ruồi nhặng | lò mổ | lò gạch | lò đốt | lò than | phân gà | nước đen
xả trộm | xả ra suối | đốt rơm | đốt nhựa | mùi | chủ nhật xanh | xăng dầu tràn | chôn rác | phế thải | vứt lợn chết | vứt gà chết | tro bay
phân loại rác | bể tự hoại tràn | phun sơn | khí thải | mùi khét nhựa | nhà máy xả | trương phình`,
  'dat-dai': `
làm sổ đỏ | sổ đỏ của | hồ sơ làm sổ | đính chính sổ | thu hồi ~ m | đất nhà em bị thu | khu đấu giá | đất bị thu hồi | sổ đỏ | sổ hồng | giấy chứng nhận | quyền sử dụng đất | thửa đất | tách thửa | sang tên | thu hồi đất | đền bù | bồi thường đất | bồi thường
giải phóng mặt bằng | ranh giới đất | mốc giới | cọc mốc | lấn đất | đất vườn | đất ruộng | đất ở | đất đai | đo đất | đo đạc | tranh chấp đất
cấp đất | đất công | chuyển mục đích | chuyển đổi đất | đất nông nghiệp | đất đồi | đất 03 | ruộng 03 | tái định cư | nhầm thửa | đất nghĩa trang
mồ mả | bản đồ địa chính | địa chính | hợp đồng thuê đất | tiền đất | dự án thu hồi | đấu giá đất | diện tích đất | cấp sổ | làm sổ | bìa đỏ`,
  'xay-dung': `
đổ móng nhà | đổ móng | dựng nhà | trên đất ruộng | xây lan | lấn ra | xây cao tầng | xây nhà | xây dựng | xây trái phép | xây lấn | lấn chiếm | lấn vỉa hè | vỉa hè | lòng lề đường | lề đường | hành lang | giấy phép xây | xin phép xây
công trình | giàn giáo | móng nhà | đổ móng | ép cọc | nứt tường | tường nứt | đào móng | xây tường | dựng lán | lán tôn | mái che | mái tôn
bục bệ | bật lấn | chiếm đường | chiếm vỉa hè | cưỡng chế | không phép | sai phép | biệt thự | dựng rạp chiếm | xây chuồng | xây cổng | nhà tạm trái phép
đổ móng nhà | phá dỡ | tháo dỡ | cần cẩu | công trường | thợ xây | vật liệu xây dựng | cơi nới | xây hàng rào | xây trên đất`,
  'an-ninh': `
chơi đồ đá | lừa ~ tiền | tự xưng | mất ~ trong tài khoản | cảnh giác | bố dượng đánh | đánh ~ con | trộm ~ gà | kéo tay ~ lên xe | người lạ mặt | bắn pháo | cho vay nặng lãi | trộm | mất trộm | ăn trộm | trộm cắp | trộm chó | kẻ trộm | cướp | giật túi | ma túy | nghiện | tiêm chích | kim tiêm | hút chích | đánh bạc
cờ bạc | sòng bạc | số đề | lô đề | cá độ | đánh nhau | chém nhau | đâm chém | hành hung | gây rối | đua xe | bốc đầu | nẹt pô | net po | lạng lách
quá tải | xe tải | xe ben | xe chở đá | phóng nhanh | vượt ẩu | lừa đảo | lừa tiền | tín dụng đen | đòi nợ | côn đồ | đe dọa | an ninh | mất xe | mất gà
mất chó | bắt trộm chó | công an | người lạ | dụ dỗ | bắt cóc | cầm dao | đánh vợ | bạo hành | bị đánh | nồng độ cồn | giao thông | ùn tắc | tắc đường
xâm hại | say rượu | đốt pháo | pháo nổ trái | chất nổ | hung hãn | băng nhóm | thanh niên tụ tập | tai nạn | camera an ninh | đỗ xe chắn | tạm trú`,
  'tieng-on': `
hát karaoke | loa to | tiếng loa | tiếng nhạc | mở nhạc ầm | loa ~ to | mở to quá | loa suốt | loa loa | nhạc ầm | vượt mức | karaoke | hát karaoke | loa kéo | loa kẹo kéo | kẹo kéo | mở nhạc | nhạc to | nhạc sống | bật loa | loa to | ồn | ồn ào | inh ỏi | tiếng ồn | điếc tai | đinh tai
nhức óc | mở to | hát hò | hát to | loa thùng | dàn loa | máy cưa | xưởng cưa | xưởng mộc | máy cày từ | mất ngủ | không ngủ được | không ai ngủ | ầm ầm suốt
ồn quá | tiếng máy | tiếng loa | gõ kẻng | chó sủa | gà gáy | quán nhạc | tụ tập hát | nửa đêm vẫn hát | hát đến | xập xình | ầm ĩ | khoan cắt | xưởng hàn | loa phóng thanh to`,
  'y-te': `
đi khám | khám ở trạm | đau bụng | nôn | chữa bệnh | khám ~ bảo hiểm | trạm y tế | trạm xá | bệnh viện | khám bệnh | đi khám | tiêm chủng | tiêm vắc xin | vắc xin | vacxin | thuốc | phát thuốc | bác sĩ | y sĩ | y tá | sốt xuất huyết
sốt phát ban | phát ban | sởi | tay chân miệng | cúm | dịch bệnh | muỗi | phun thuốc muỗi | phun muỗi | ngộ độc | thực phẩm | thịt ôi | ôi thiu | quán ăn bẩn
an toàn thực phẩm | vệ sinh an toàn | cấp cứu | bệnh nhân | huyết áp | tiểu đường | uống thuốc | hết thuốc | đau bụng | tiêu chảy | hàn the | thịt thối | bún
sức khỏe | y tế thôn | khám thai | đỡ đẻ | khám chữa bệnh | bảo hiểm khám | nằm viện | ho gà | chó dại cắn tiêm | tiêm phòng dại cho người | méo miệng | bất tỉnh`,
  'giao-duc': `
trường học | trường mầm non | mầm non | mẫu giáo | tiểu học | trung học | cấp 1 | cấp 2 | cấp 3 | lớp học | phòng học | học sinh | học phí | thu tiền trường | quỹ lớp
xã hội hóa | phụ huynh | hiệu trưởng | cô giáo | thầy giáo | giáo viên | bán trú | bữa ăn bán trú | xe đưa đón | đưa đón học sinh | tuyển sinh | nhập học
lớp 1 | lớp 2 | bàn ghế | điểm trường | sách giáo khoa | học thêm | dạy thêm | nhà trường | sân trường | cổng trường | nhà vệ sinh trường | khuyến học | học bổng
đi học | chuyển trường | bạo lực học đường | tủ sách | đồng phục | nhà trẻ | cơm trưa của cháu | tiền ăn của học sinh | chi phí học tập | lớp thiếu`,
  'chinh-sach': `
nhà dột | nhà ~ dột | dột nát | nhà ~ dột nát | nhà ~ xiêu vẹo | nhà ~ mục nát | nhà ~ xập xệ | báo hộ bà | tốc ~ mái | bạt che | xin cái bạt | chưa biết ngủ đâu | mất nhà | hỗ trợ ~ nhà | thiếu ăn | hộ nghèo | cận nghèo | hộ cận nghèo | bình xét | trợ cấp | bảo trợ | người cao tuổi | khuyết tật | tàn tật | thương binh | liệt sĩ | người có công | lương hưu
bảo hiểm y tế | thẻ bảo hiểm | bảo hiểm xã hội | cứu trợ | hỗ trợ lũ | tiền hỗ trợ | nhà tạm | nhà dột nát | xóa nhà tạm | nhà tình nghĩa | tốc mái | mồ côi
neo đơn | già yếu | mai táng | mai táng phí | chế độ | chính sách | vay vốn | ngân hàng chính sách | quà tết | gạo cứu trợ | tiền điện hộ nghèo | dân tộc thiểu số
trợ cấp xã hội | phụ cấp | thất nghiệp | người già | tâm thần | da cam | ưu đãi | an sinh | hoàn cảnh | từ thiện | ủng hộ | quần áo ấm | bão tốc mái | tuất`,
  'nong-nghiep': `
lúa | sâu bệnh | sâu cuốn lá | rầy nâu | đạo ôn | ốc bươu | chuột phá | chuột | giống lúa | phân bón | thuốc trừ sâu | khuyến nông | hợp tác xã | gieo cấy | vụ mùa
dịch tả lợn | dịch tả | lợn chết | gà chết | trâu bò | trâu | bò | lợn nhà | gà nhà | đàn gà | đàn lợn | lở mồm long móng | thú y | tiêm phòng dại | tiêm phòng cho
tiêm cho trâu | cúm gia cầm | nông sản | rớt giá | được mùa mất giá | thương lái | đầu ra | bao tiêu | su su | ba kích | trà hoa vàng | dưa chuột | thanh long | vải
ngô | khoai | sắn | rau | cây trồng | mất mùa | cây ăn quả | ocop | nấm | ong mật | ao cá | cá giống | con giống | viêm da nổi cục | sùi bọt mép | chăn nuôi | máy gặt | phun thuốc sâu`,
  rung: `
băng cản | cản lửa | cháy lan lên đồi | bò cỏ cháy | cháy đồi thông | cháy ~ đồi | phát băng | gỗ ~ lậu | rừng | cháy rừng | phá rừng | chặt rừng | chặt cây rừng | lâm tặc | gỗ lậu | chở gỗ | xe gỗ | cưa gỗ | kéo gỗ | gỗ | khai thác gỗ | kiểm lâm | rừng phòng hộ | đất rừng | rừng đặc dụng
vườn quốc gia | rừng quốc gia | trồng rừng | giao rừng | khoán rừng | giao khoán rừng | bẫy thú | săn bắn | thú rừng | động vật hoang dã | đốt nương | đốt thực bì | băng cản lửa
đồi keo | keo | bạch đàn | chặt trộm cây | đường băng | phát rẫy | lấn rừng | cưa máy trong rừng | bắt chim | súng săn | nhựa thông | đồi thông cháy | cây cổ thụ bị chặt`,
  'vien-thong': `
cột ăng ten viễn thông | ăng ten viễn thông | viễn thông | mạng | wifi | internet | mạng yếu | mất mạng | rớt mạng | sóng điện thoại | mất sóng | sóng yếu | sóng | 4 g | 5 g | 3 g | cáp quang | đứt cáp | dây mạng | viettel | vnpt
mobifone | fpt | trạm phát sóng | trạm phát | cột sóng | cột viễn thông | ăng ten | trạm bts | loa truyền thanh | đài truyền thanh | loa phát thanh | loa thôn | phát thanh | truyền thanh
truyền hình | tivi không có | sim | nhắn tin rác | cột anten | cuộc gọi | gọi không được | không gọi được | tín hiệu | dây cáp | lắp mạng | chuyển đổi số | điện thoại chập chờn`,
  'thu-tuc': `
nộp ~ online | không ai duyệt | duyệt hồ sơ | dịch vụ công | hồ sơ online | chữ ký số | thủ tục | giấy tờ | hồ sơ | giấy khai sinh | khai sinh | khai tử | đăng ký kết hôn | kết hôn | tình trạng hôn nhân | xác nhận | chứng thực | công chứng | căn cước | căn cước công dân
hộ khẩu | thường trú | một cửa | bộ phận một cửa | dịch vụ công | nộp hồ sơ | trả kết quả | giờ làm việc | làm việc thứ | thái độ | cán bộ tiếp dân | tiếp dân | hách dịch | cáu gắt
vneid | định danh | mức 2 | xếp hàng | bốc số | số thứ tự | đóng dấu | con dấu | lệ phí | sao y | lý lịch | xác nhận cư trú | đổi giấy tờ | hẹn trả | chờ cả | cửa quyền
thiếu giấy | mẫu đơn | tờ khai | ủy ban làm việc | nghỉ trưa | trực tuyến | nộp online | tư pháp | nhiệt tình | tạm trú tạm vắng | xin xác nhận | đăng ký thường trú | đi vắng suốt`,
  'hoa-giai': `
hòa giải | tổ hòa giải | mâu thuẫn | cãi nhau | chửi nhau | xích mích | to tiếng | bất hòa | khuyên bảo | hàng xóm chửi | không nhìn mặt | giận nhau | tranh nhau | tranh chấp lối đi
lối đi chung | ngõ chung | dùng chung | chia tài sản | thừa kế | anh em trong nhà | mẹ chồng | nàng dâu | vợ chồng | ly hôn | ngoại tình | nói giúp | đứng ra nói | nói một câu | phải quấy
êm đẹp | con gà sang | cành cây sang | chặn lối đi | rào lối đi | chỗ để xe | cây nhà bên | đánh ghen | bố mẹ để lại | nợ nần nhau | cắt lời | chửi bới | chửi đổng | xóm giềng`,
  'van-hoa': `
nhà văn hóa | lễ hội | hội làng | đình làng | đền | chùa | di tích | đình | miếu | văn nghệ | thể thao | sân bóng | bóng đá | bóng chuyền | cầu lông | sân chơi | thư viện | tủ sách thôn
câu lạc bộ | văn hóa | hát soọng cô | soọng cô | tôn giáo | nhà thờ | mê tín | hương ước | trung thu | rằm | trống | múa lân | đội bóng | dưỡng sinh | xích đu | khu vui chơi | gia đình văn hóa
dân ca | cồng chiêng | du lịch | khách du lịch | chặt chém | lễ hội tây thiên | đạo lạ | tà đạo | tín ngưỡng | phong tục | cưới hỏi | loa đài nhà văn hóa | ghế nhà văn hóa | đồ thờ`,
  khac: `
rơi ~ xuống ao | cháu ~ đuối | kẹt trong nhà | bình ga ~ xì | tổ ong | ong vò vẽ | chó thả rông | chó dại | rắn | đi lạc | thất lạc | nhặt được | rơi ví | đánh rơi | mất ví | cháy nhà | đuối nước | rơi xuống ao | bình ga | rò ga | xì ga | cháy
chó cắn | tìm người | lạc đường | sét đánh | cây đổ | cây khô | chập cháy nhà | đất sạt vào nhà | sạt lở nhà | lấp nhà | bén lửa | bị kẹt | hỏa hoạn | xác người | khỉ | mèo hoang`,
};

const WEAK: Readonly<Partial<Record<CategoryId, string>>> = {
  duong:
    'đường | cầu | cống | ngã ba | ngã tư | hố | dốc | xe đi | đi lại | xe máy đi | lan can | biển',
  dien: 'điện | đèn | bóng | tối om | thợ điện | cột',
  'nuoc-sach': 'nước | nc | vòi | ống | giếng | bơm',
  'thuy-loi': 'ngập | tràn | cống | ruộng | suối | mưa | rãnh | ao',
  'moi-truong': 'bẩn | xả | vứt | đổ trộm | khạc | vệ sinh | đốt',
  'dat-dai': 'đất | thửa | mốc | sổ | lô đất | vườn',
  'xay-dung': 'xây | móng | tường | lán | rào | nứt',
  'an-ninh': 'xe | bắt | côn | csgt | trật tự | đêm',
  'tieng-on': 'loa | nhạc | hát | nổ | đêm | khuya | tiếng',
  'y-te': 'bệnh | khám | sốt | tiêm | bảo hiểm | ăn vào',
  'giao-duc': 'trường | học | lớp | cô giáo',
  'chinh-sach': 'nghèo | tiền | hỗ trợ | già | cụ | quà | gạo',
  'nong-nghiep': 'vụ | giống | con lợn | gà | cây | phân | sâu | ruộng',
  rung: 'cây | chặt | đồi | nương | núi',
  'vien-thong': 'điện thoại | gọi | loa | cáp | tivi',
  'thu-tuc': 'giấy | xã | ủy ban | cán bộ | đơn | thứ bảy | nộp | đăng ký | ký',
  'hoa-giai': 'nhà bên | hàng xóm | hai nhà | 2 nhà | anh em | chửi | cãi | gia đình',
  'van-hoa': 'hội | sân | trẻ con chơi | tổ chức | bóng | khách',
};

const STRONG_WEIGHT = 2;
const WEAK_WEIGHT = 0.6;
// "cống thoát nước" says more than "cống": each further word adds.
const PER_WORD = 0.5;

// Words whose bare spelling is as plain as the marked one; any other single word counts only with its marks.
const PLAIN = new Set(
  'rác rừng mương kênh trộm ruồi muỗi trâu điện nước đường ngập trường loa đèn xây đất lúa bẩn bệnh thuốc cống chó'.split(
    ' ',
  ),
);

const guarded = (phrase: string): string =>
  phrase.includes(' ') || PLAIN.has(phrase) ? phrase : `=${phrase}`;

const weigh = (phrase: string, base: number): number =>
  base + PER_WORD * (phrase.split(' ').length - 1);

const signs = (
  table: Readonly<Partial<Record<CategoryId, string>>>,
  base: number,
): readonly (readonly [phrase: string, sign: CategorySign])[] =>
  (Object.entries(table) as [CategoryId, string][]).flatMap(([categoryId, block]) =>
    listPhrases(block).map(
      (phrase) => [guarded(phrase), { categoryId, weight: weigh(phrase, base) }] as const,
    ),
  );

/** Every phrase with the category that it speaks for. */
export const CATEGORY_PHRASES: readonly (readonly [phrase: string, sign: CategorySign])[] = [
  ...signs(STRONG, STRONG_WEIGHT),
  ...signs(WEAK, WEAK_WEIGHT),
];
