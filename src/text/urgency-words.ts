import { ASTRAY, BREATH, DECISIVE, ENGLISH, FAILING } from './danger-words.ts';
import { listPhrases } from './phrases.ts';

/** What a phrase says about danger. */
export type DangerTag =
  /** Danger to life by itself. */
  | 'decisive'
  /** Dangerous when somebody is in it. */
  | 'hazard'
  /** What happens to people: emergency when a victim is named beside it. */
  | 'mishap'
  /** Somebody whom a mishap has struck. */
  | 'victim'
  /** Somebody is in danger, if there is a hazard. */
  | 'peril'
  /** Cannot breathe: danger unless there are fumes. */
  | 'breath'
  /** What befalls a patient, unless there are fumes. */
  | 'failing'
  /** Has not come home, said of a patient. */
  | 'astray'
  /** Somebody of whom `failing` or `astray` is said. */
  | 'patient'
  /** Stench and dust, which take the breath away and endanger nobody at once. */
  | 'fumes'
  /** A call for rescue. */
  | 'call'
  /** A single word that only raises the question. */
  | 'suspicion'
  /** Will get worse or hurt somebody within a day or two. */
  | 'risk'
  /** Wants it done at once. */
  | 'haste'
  /** Long ago. */
  | 'old'
  /** Over and done. */
  | 'over'
  /** Feared, prevented or supposed, in the words after it. */
  | 'supposed'
  /** Announced or feared for later, in the rest of the sentence. */
  | 'foreseen'
  /** A harmless use of a dangerous word. */
  | 'harmless';

const CALL = `
cứu với | cứu tôi | cứu em | cứu cháu | cứu con | cứu mẹ | cứu bố | cứu bà | cứu ông | cứu nhà | cứu vợ | cứu chồng
cứu người | cứu mạng | cứu gấp | cứu ngay | cứu nạn | cứu hộ gấp | kêu cứu | ai cứu | xin cứu
sos | nguy hiểm tính mạng | nguy hiểm đến tính mạng`;

const MISHAP = `
lũ cuốn | nước cuốn | cuốn trôi | bị trôi | bị cuốn | rơi xuống mương | rơi xuống kênh | rơi xuống hố | rơi xuống cống
ngã xuống mương | ngã xuống kênh | ngã xuống cống | lọt xuống cống | lọt xuống hố | đâm xe | xe đâm | tông nhau | lật xe
xe lật | tông phải | đâm phải | đâm vào | tông vào | cán qua | tai nạn | sạt lở | sạt xuống | đất sạt | ngộ độc | =bỏng`;

const VICTIM = `
bốn người | năm người | người nhà tôi | chị tôi | anh tôi | mẹ tôi | con tôi | cháu tôi | có người | người bị | một người | hai người | ba người | mấy người | # người | nhiều người | một cháu | hai cháu | # cháu
cháu bé | em bé | bé gái | bé trai | bà cụ | ông cụ | người già | học sinh | chưa tìm thấy | bất động | mất tích | máu`;

const PATIENT = `
bố tôi | bố em | bố cháu | bố mình | mẹ tôi | mẹ em | mẹ cháu | mẹ mình | ông tôi | ông em | ông nội | ông ngoại | bà tôi | bà em | bà nội | bà ngoại | con tôi | con em | con mình | con trai tôi | con gái tôi
chồng tôi | chồng em | vợ tôi | vợ em | em tôi | anh tôi | chị tôi | cháu tôi | cháu em | cháu nhà | con nhà | cháu bé | em bé | bé nhà | bé gái | bé trai | đứa bé | đứa trẻ | một cháu | cụ ông | cụ bà | ông cụ | bà cụ | bà bầu | có người | một người`;

const FUMES = `
mùi | hôi | thối | hôi thối | khói bụi | bụi | =rác | đốt rác | đốt rơm | khói rơm | khói rác | khói lò | khói đốt | chuồng lợn | trại lợn | trại gà | phun thuốc | nóng quá | oi bức`;

const HAZARD = `
nước suối ~ lên to | nước ~ lên to | nước lên to | nước ~ lên cao | nước vào nhà | nước ~ vào nhà | nước ~ vào hết nhà | ngập hết | ngập nhà | nhà ~ ngập | nước ngập | nước ~ ngập vào nhà | nước dâng cao | nước ~ còn đang lên | nước lũ | mưa lũ | lũ lên | lũ về
cháy | =lửa | =hỏa | nổ | sập | sạt lở | sạt | lở đất | sụt lún | lũ | nước dâng | nước lên nhanh | nước đang lên
nước đang tràn | chảy xiết | nước xiết | ngập sâu | tai nạn | đâm xe | xe đâm | tông nhau | lật xe | xe lật | xe đâm nhau
ngộ độc | tóe lửa | bình ga | bình gas | dây điện | chém | có dao | mang dao | dao nhọn | súng | đập hồ | xì mạnh | cầu treo | đứt cáp | rơi
đâm | đánh | nước tràn`;

const PERIL = `
không có đường ra | không còn đường ra | không lối thoát | không đi ra được | không ra ngoài được | chưa ai đưa ra | bị cô lập | ngồi trên giường | ngồi trên nóc | ngồi trên bàn | trên gác | trên tầng 2 | trên gác xép | nhà có trẻ nhỏ | nhà có bà bầu | có bà bầu | có bà đẻ | không kịp chạy
có người kẹt | có người bị | có người trong | còn người trong | người trong nhà | trong xe có người | có người bên trong
người bên trong | người ở trong | bị thương | chảy máu | =bị đè | mắc kẹt | chưa thoát | không thoát
không ra được | không đưa ra được | chưa ra được | không chạy được | tràn xuống nhà dân | sập vào nhà dân
trên mái nhà | trên nóc nhà | méo miệng | không nói được | khó thở | sát vách nhà | sát nhà | lan sang nhà | vào nhà dân | nằm giữa đường | nằm bất động | có người đang
nồng nặc | còn đứng trên bàn | người già trẻ con | nằm dưới | bị dính điện | nhiều người | đông người`;

const SUSPICION = `
=cháy | bị cháy | đang cháy | mùi cháy khét | =lửa | có lửa | thấy lửa | =nổ | tiếng nổ | nghe nổ | =lũ | nước lũ | lũ lên | có dao | mang dao | cầm dao | =sập | bị sập | vừa sập | =chém | bị chém | =đâm | bị đâm | ngạt | =ngất | bị ngất | =cứu | cần cứu
nguy hiểm | khẩn cấp | tính mạng | bị lạc | đi lạc`;

const RISK = `
sắp đổ | sắp sập | sắp gãy | sắp đứt | sắp vỡ | sắp rơi | sắp trôi | sắp sụt | chực đổ | chực sập | chực rơi | chỉ chực
là đổ | đổ mất | là sập | sập mất | là sụt | là đứt | là trôi | là gãy | là vỡ | =là lăn | =là chết | =là thối
=là toi | =sợ đổ | sợ sập | sợ gãy | sợ vỡ | sợ trôi | sợ chập | sợ cháy | sợ lây | sợ nổ | sợ điện giật | sợ rơi | sợ ngã
sợ to chuyện | sợ các cháu | sợ trẻ con | sợ có người | sợ đợt | sợ đêm nay | nghiêng hẳn | nghiêng lắm | bị nghiêng
gió to là | mưa nữa | mưa to nữa | mưa đêm nay | đêm nay mưa | tối nay mưa | mai mưa | mai mưa to | bão về
gió giật | dự báo | đài báo | sắp bão | trước bão | trước mùa mưa bão | =kẻo | suýt | lây sang | lây lan | lây ra | bắt đầu lây
dịch tả | nghi dịch | ổ dịch | bùng dịch | lở mồm | chết hàng loạt | chết rũ | chết ru | chết # con | chết nhiều | chết trắng
cá chết | sùi bọt mép | sốt xuất huyết | phát ban | =sởi | chó dại | bị dại | cắn # người | cắn người | kim tiêm
trong hôm nay | trong ngày | hôm nay phải | nứt dài | nứt toác | nứt to | nứt rộng | đang nứt | hở điện
dây điện sà | sà xuống | võng xuống | xệ xuống | ngang đầu người | vắt ngang đường | chắn ngang đường | trơ móng
chân móng | =xói | hàm ếch | sụt | sạt mất | sạt lở | dễ lao | dễ ngã | lao xuống | ngã xe | có cháu ngã | đã có người ngã
hố sâu | hố tử thần | mất nắp | không nắp | hở hố | gãy lan can | lan can gãy | bên dưới là vực
chết khô | mất ăn | mất trắng | mất mùa | thối cả | thối hết | hỏng cả | tràn ruộng | vỡ bờ | vỡ kênh | tràn vào nhà
không có nước pha | không có gì ăn | không ai nấu | yếu lắm rồi | tốc mái | tốc hết mái | chưa biết ngủ đâu
lỏng lẻo | rơi # lần | gạch rơi | suýt trúng | tóe lửa | chập chờn tóe | kêu lách tách | chập điện | mùi khét
đau bụng | ngộ độc | ôi thiu | thịt ôi | chết trương | ngấm ra giếng | ngấm xuống giếng | hóa chất | thuốc sâu xuống
phải đi viện | đốt # cháu | tổ ong vò vẽ | ong vò vẽ | rắn bò vào | chó thả rông cắn | không chạy xe được
chở # cháu | không thắng | mất phanh | buộc bằng dây thừng | chắn sớm | có chuyện | xảy ra chuyện
tua ra nhọn | nhọn hoắt | hỏng chốt | mục hết | mục chân | mục gốc | rỗng ruột | rỗng dưới
lăn xuống | lăn tiếp | đất đá lăn | dân nhờ ngay | mai kéo người | đòi đánh | dọa đánh | dọa nhau
=sắp đẻ | hết thuốc | hết gạo | không kịp | nguy hiểm | rất nguy | mất an toàn | tai nạn`;

const HASTE = `
gấp | khẩn cấp | khẩn | ngay | nhanh lên | nhanh với | mau | mau lên | đến ngay | xuống ngay | càng sớm càng tốt`;

const OLD = `
hồi bé | hồi nhỏ | hôm bữa | có lần | dịp đó | trên tivi | trên ti vi | thời sự | ngày # vừa rồi | hôm giỗ | hôm cưới
năm nào cũng | hay xảy ra | thường xuyên | mỗi năm
hôm thứ _ | tối thứ _ | sáng thứ _ | chiều thứ _ | hôm chủ nhật | tối chủ nhật | hôm kia | mấy hôm trước | vụ tuần | hồi tháng | dịp trước | từ đời
năm ngoái | năm trước | năm kia | năm xưa | năm 19# | năm # | ngày trước | ngày xưa | hồi trước | hồi năm | hồi đó
tuần trước | tuần rồi | tháng trước | tháng rồi | hôm trước | hôm nọ | dạo trước | đợt trước | mấy năm trước
# năm trước | # tháng trước | # tuần trước | lần trước | trận ấy | trận lũ năm | vụ trước | mùa trước | vụ năm`;

const OVER = `
hết đánh nhau | đang ngồi uống nước | khỏe mạnh | móc ra kịp | may có | văng ra | sống rồi | hú vía | chưa ai làm sao | chưa ai bị sao | về nhà an toàn
đã ~ hòa giải | bắt tay nhau | đã xử lý | đã giải quyết | đã được giải | đã đưa ~ viện | đã vớt | đã ~ cứu | đã ~ dập | đã ~ bắt | đã ~ an toàn | tai qua nạn | đã ~ khắc phục
dập xong | dập tắt | đã dập | đã tắt | tắt rồi | tắt hẳn | được cứu | cứu được | đã cứu | đã an toàn | an toàn rồi | an toàn cả
xong xuôi | giải quyết xong | xử lý xong | nối lại xong | sửa xong | khắc phục xong | không còn nguy | không còn gì
không còn khói | rồi thôi | đã ổn | ổn rồi | yên rồi | đã xong | không sao rồi | không sao cả | không ai bị sao
ra viện | về nhà rồi | đã bắt | bắt được rồi | đã can | can ra rồi | đã hòa giải | đã giảng hòa | qua khỏi | khỏe lại
may không ai | may mà không | cảm ơn đã | cảm ơn _ đã | cảm ơn _ _ đã | cảm ơn _ _ _ đã | cảm ơn _ _ _ _ đã | cảm ơn công an | cảm ơn đội | biết ơn | đã rút | rút hết | nước rút`;

const SUPPOSED = `
sợ | =lo | lo sợ | nguy cơ | =kẻo | =dễ | dễ bị | nếu | =lỡ | =nhỡ | lỡ mà | =phòng | =chống | phòng chống | phòng cháy | chữa cháy
có thể | suýt | suýt nữa | suýt thì | tập huấn | diễn tập | tuyên truyền | khi có | khi xảy ra | bảo hiểm | không ai
chứ không | =chưa | chưa hề | như bị | đề phòng | tránh | băng cản | cản lửa | biển báo | đường dây nóng | lớp dạy
dạy bơi | kể chuyện | phim | tin đồn | nghe đồn | bình chữa | thiết bị | ngộ nhỡ | học cách | kỹ năng | không có vụ
xem phim | trong phim | trò chơi | cảnh giác | không để xảy ra | hạn chế | giảm | thống kê | giống như`;

const FORESEEN = `
=kẻo | =kẻo lại | nhỡ mà | chẳng may | không may mà | chỉ sợ | =hẹn | hẹn ~ mai | hẹn nhau | =tối mai | =sáng mai | =chiều mai | ngày mai | ngày kia | gió lớn là | mưa nữa là | sẽ có ngày
trò đùa | nói đùa | mơ thấy`;

const HARMLESS = `
tôi muốn chết vì | em muốn chết vì | cháu chó ~ lạc | chó ~ đi lạc | chó ~ bị lạc | mèo ~ đi lạc | trâu ~ đi lạc | bò ~ đi lạc | lạc đường | liên lạc | đường lạc | gà ~ mất tích | mất tích ~ gà | chó ~ mất tích | mất tích ~ chó | mèo ~ mất tích | trâu ~ mất tích | bò ~ mất tích | tiền ~ mất tích | mất tích nước | hồ sơ ~ mất tích
giật điện thoại | điện giật cục | dây điện thoại ~ rơi | dây điện thoại ~ rơi xuống đường | điện thoại ~ rơi xuống đường | dây điện thoại ~ đứt | đánh người lao động
bất động sản | đơn kêu cứu | kêu cứu các cấp | kêu cứu mãi | cầu cứu các cấp | đội cứu nạn | đội cứu hộ | bảo hành | rắn bò vào | hố ga
quạt ~ cháy | bóng ~ cháy | đèn ~ cháy | tivi ~ cháy | máy ~ cháy | tủ lạnh ~ cháy | cháy ~ bóng | cháy ~ đèn | cháy liên tục | =lúa ~ cháy | cây ~ cháy lá | hay đánh nhau | hay ~ đánh nhau | hay có đánh nhau | thường xuyên đánh nhau
toàn đánh nhau | hay đánh ~ nhau | cháy đồng hồ | đồng hồ ~ cháy | cháy ~ động cơ | động cơ ~ cháy | cháy màn hình | cháy điều hòa | ruộng ~ cháy | =nắng ~ cháy | thủ tục ~ chết | giấy chứng tử
cháy bóng | bóng cháy | bóng đèn cháy | đèn cháy | đèn đường cháy | cháy đèn | cháy xém | cháy cầu chì | cầu chì cháy
cháy máy bơm | máy bơm cháy | cháy mô tơ | cháy tivi | cháy ti vi | cháy tủ lạnh | cháy quạt | cháy máy | cháy hàng
cháy nắng | nắng cháy | cháy túi | cháy lá | lá cháy | cháy âm ỉ | cơm cháy | cháy vé | cháy phố | cháy giáo án | cháy hết mình
cháy khô | khô cháy | cháy đen | nổ máy | nổ lốp | nổ cầu chì | bùng nổ | pháo nổ | nổ lộp bộp | nổ pô | bắp nổ | nổ bỏng
đánh vần | đánh trống | đánh đàn | đánh giá | đánh bạc | đánh bài | đánh số | đánh dấu | đánh cá | đánh cầu | đánh bóng | đánh máy
đánh thuế | đánh thức | đánh chén | đánh mất | đánh rơi | đánh răng | đánh đề | đánh lô | đánh bắt | đánh trâu | đánh thuốc
cầu đánh | không ai đánh | sập nguồn | sập mạng | sập web | mạng sập | sập giá | sập bẫy | rơi mạng | rơi vãi | rớt giá
xe cứu hỏa | xe chữa cháy | xe cứu hộ | đội cứu hộ | xin cứu trợ | cứu trợ | cứu tế | cứu đói | xe cứu thương | lũ trẻ | lũ chúng | lũ nhóc | lũ chó | lũ bạn | bọn lũ | lũ học sinh | lửa trại
con rồng | trạm y tế | con dao | dao rựa | dao động | chém giá | chặt chém | đánh lửa | hương lửa | đâm ra | đâm chồi
đâm đơn | hòa giải | cứu nhà nông | giải cứu | giải cứu nông sản | điện giật lùi`;

const THINGS =
  'điện thoại | mèo | bóng | rác | dép | mũ | nón | ví | chìa khóa | gà | vịt | lá | cành cây | gạch';
const DEPTHS = 'ao | hồ | giếng | suối | sông | mương | kênh | cống | hố | vực | đường';

/** "rơi điện thoại xuống giếng", "quả bóng rơi xuống hồ": what falls is a thing. */
const FALLEN_THINGS = listPhrases(THINGS)
  .flatMap((thing) =>
    listPhrases(DEPTHS).flatMap((depth) => [
      `${thing} ~ rơi xuống ${depth}`,
      `rơi ~ ${thing} xuống ${depth}`,
    ]),
  )
  .join(' | ');

/** Every phrase about danger with what it says. */
export const DANGER_PHRASES: readonly (readonly [phrase: string, tag: DangerTag])[] = (
  [
    ['decisive', DECISIVE],
    ['decisive', ENGLISH],
    ['breath', BREATH],
    ['failing', FAILING],
    ['astray', ASTRAY],
    ['patient', PATIENT],
    ['fumes', FUMES],
    ['call', CALL],
    ['hazard', HAZARD],
    ['mishap', MISHAP],
    ['victim', VICTIM],
    ['peril', PERIL],
    ['suspicion', SUSPICION],
    ['risk', RISK],
    ['haste', HASTE],
    ['old', OLD],
    ['over', OVER],
    ['supposed', SUPPOSED],
    ['foreseen', FORESEEN],
    ['harmless', HARMLESS],
    ['harmless', FALLEN_THINGS],
  ] as const
).flatMap(([tag, block]) => listPhrases(block).map((phrase) => [phrase, tag] as const));
