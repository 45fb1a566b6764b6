import type { CategoryId } from '../domain/category.ts';
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
  /** A harmless use of a dangerous word. */
  | 'harmless';

const FIRE = `
cháy bếp rồi | cháy nhà rồi | =đang cháy đùng đùng | lửa ~ cháy to | lửa ~ trùm | =cháy ~ thiêu | tràn xăng | xăng tràn | xe bồn ~ lật | cháy ~ có người | cháy ~ chưa dập
cháy rồi bà con | =cháy rồi | lửa ~ ngùn ngụt | cháy ~ ngùn ngụt | bốc khói đen | =bốc khói | khói đen ~ nhà | nhà ~ bốc khói | =cháy ~ nhà | nhà bị cháy | nhà ~ cháy rồi | nhà ~ cháy to | nhà ~ bốc lửa
=cháy xe | nhà ~ đang cháy | đang cháy ~ nhà | =lửa ~ lan | lửa ~ vào nhà | lửa ~ sang nhà | cháy ~ lan sang | =cháy ~ dập | kho ~ đang cháy
kêu ~ cứu hỏa | gọi ~ cứu hỏa | gọi ~ chữa cháy | cho xe cứu hỏa | cần xe cứu hỏa | chay ~ khong dap duoc | xe ~ bốc cháy
nhà đang cháy | đang cháy nhà | đang cháy to | đang cháy lớn | đang cháy dữ | đang cháy lan | lửa đang cháy | đang cháy sát
cháy to quá | cháy to lắm | cháy lớn quá | cháy lớn lắm | đang cháy rừng | đang cháy rồi | đang cháy ngùn ngụt
cháy nhà | nhà cháy | =đang cháy | đang bốc cháy | bốc cháy | bùng cháy | =cháy to | =cháy lớn | =cháy dữ
cháy rừng | rừng cháy | cháy lan | =cháy đồi | =cháy nương | lửa lan | lửa đang lan | lửa đang cháy | =lửa cháy
lửa bùng | lửa bốc | =lửa to | =ngọn lửa | đám cháy | hỏa hoạn | =phát hỏa | bén lửa | =bắt lửa | chữa cháy gấp
=cháy chợ | =cháy kho | =cháy xưởng | =cháy xe | =xe cháy | =cháy bếp | bếp cháy | =cháy chuồng | =cháy quán
=cháy trường | =cháy lớp | cháy tủ điện | cháy trạm biến áp | cháy trạm điện | cháy cột điện | cháy công tơ
cháy đống rơm | cháy rơm | cháy gara | cháy nổ lớn | khói mù mịt trong nhà | dập không nổi | dập không được
dập mãi không | không dập được | khói bốc nghi ngút | khói nghi ngút | cháy bãi xe | =cháy ô tô | =cháy xe máy
gọi 114 | gọi cứu hỏa | gọi 115 | gọi 113 gấp | gọi cấp cứu
cháy nhà máy | =cháy quán ăn | cháy cây xăng | cháy đồi keo | cháy thực bì`;

const WATER = `
mấy nhà ~ kẹt | # nhà ~ kẹt | nhà ven suối kẹt | nước lên nhanh ~ kẹt | nước dâng nhanh ~ kẹt | lũ ~ kẹt | nước ~ lên nhanh lắm | nước ~ dâng nhanh lắm
lút ~ giường | lút bụng | lút ngực | không có thuyền | cần thuyền | cần xuồng | xin thuyền | cho thuyền | cần cứu hộ | cần cứu nạn | nhờ cứu hộ | trôi xuống suối | trôi xuống sông
trôi ~ xuống suối | trôi ~ xuống sông | người bám vào | bám vào ~ can | bám vào ~ cây | bám ~ cành cây | mất tích | ôm can nhựa | lật ngoài ~ hồ | thuyền ~ lật | =đò ~ lật | nước ~ xiết ~ kẹt
nước ~ lên cửa sổ | nước ~ ngập giường | nước ~ lên mái | nước ~ tới mái | nước ~ ngập mái | =leo ~ mái | =trèo ~ mái | không chạy ra được | không ra khỏi nhà được | nước ~ cuốn ~ người | bờ ~ vỡ ~ tràn vào nhà
nước ~ ngang bụng | nước ~ ngang ngực | nước ~ ngang cổ | nước ~ ngang người | nước ~ đến bụng | nước ~ tới bụng | nước ~ tới ngực | nước ~ đến ngực
nước ~ đến cổ | nước ~ tới cổ | ngập ~ ngang người | ngập ~ quá đầu | ngập ~ nóc | =ngập ~ mái | nước ~ lên nóc | cuốn ~ người | cuốn trôi ~ người
không trèo lên được | không thoát ra được | rơi ~ xuống sông | rơi ~ xuống suối | ngã ~ xuống sông | ngã ~ xuống suối | ngã ~ xuống ao | rơi ~ xuống ao
ngã ~ xuống giếng | rơi ~ xuống giếng | lọt ~ xuống giếng | trượt ~ xuống sông | trượt ~ xuống suối | trượt ~ xuống ao | bị ~ nước cuốn | bị ~ lũ cuốn
đập ~ sắp vỡ | đê ~ sắp vỡ | sắp vỡ đập | sắp vỡ đê | qua thân đập | phải chạy ngay | =vỡ ~ đập | =vỡ ~ đê | chìm ~ thuyền | thuyền ~ chìm | chết đuối
chưa vớt | chưa tìm thấy xác | nhảy xuống sông | nhảy xuống hồ | trẻ ~ đuối nước | cháu ~ đuối nước | cô lập ~ không
đuối nước | chết đuối | bị đuối | sắp chìm | chìm thuyền | =chìm đò | =chìm xuồng | lật thuyền | =lật xuồng | =lật đò
rơi xuống ao | rơi xuống suối | rơi xuống sông | rơi xuống giếng | rơi xuống hồ
rơi xuống vực | rơi xuống đập | =rơi ao | =rơi giếng | rơi xuống đầm
ngã xuống ao | ngã xuống suối | ngã xuống sông | ngã xuống giếng | ngã xuống hồ | ngã xuống vực
ngã xuống đập | ngã ao | ngã sông | ngã giếng | sa xuống giếng | trượt xuống hồ
lọt xuống giếng | tụt xuống giếng | trượt xuống suối | trượt xuống sông | trượt chân xuống
lũ quét | lũ ống | nước lũ tràn vào nhà
chưa thấy nổi | không thấy nổi | chưa nổi lên | mất tăm dưới nước | vùng vẫy | chới với dưới nước
kẹt trên mái | leo lên mái | trèo lên mái | lên nóc nhà | lên mái nhà ngồi
ngập đến ngực | ngập đến cổ | ngập đến nóc | ngập đến mái | ngập ngực | =ngập cổ | ngập nóc | =ngập mái
ngập tới ngực | ngập tới cổ | ngập tới mái | lút đầu | lút mái | vỡ đập | =vỡ đê | =đê vỡ | =vỡ hồ
chưa kịp chạy | không kịp chạy | chạy không kịp | nước dâng đến cổ | nước đến cổ | nước tới cổ | nước đến ngực
nước lên đến mái | không bơi được | không biết bơi bị`;

const GROUND = `
đổ sập đè | sập đè lên | sập đè # | sập đè hai | cây đổ đè | đổ đè lên | đổ đè trúng | đè lên quán | vùi mất nhà | vùi mất người | sạt lở vùi
kẹt trong nhà | kẹt ở trong | bị kẹt trong | kẹt dưới | mắc trong buồng | mắc trong nhà | còn mắc trong | nhà bị sập | nhà sập rồi | nhà sập đè | cầu sập rồi | đổ sập xuống | bị vùi trong | bị vùi dưới | đất vùi lấp | đè trúng | đập bị vỡ
xuống sập | bị sập ~ người | kẹt # người | kẹt ~ công nhân | kẹt ~ học sinh | =kẹt ~ người | đang trượt xuống | còn trong lớp | người còn trong | còn ~ trong xe | đất tràn vào ~ nhà
lấp kín ~ cửa | lấp kín cửa | đất ~ lấp ~ nhà | sập ~ cây cầu | sập mất nửa | cầu bị sập | cầu vừa sập | cầu đã sập | =đè lên ~ người | =đè ~ có người | =đè trúng | cây đổ trúng | rơi trúng đầu | rơi trúng người | sập xuống ~ người
núi ~ nứt ~ chạy | =đất ~ chuồi | đất ~ trôi xuống nhà | đá ~ rơi trúng
=vùi mất | =vùi ~ người | =vùi ~ nhà | =bị ~ vùi | =đè ~ người | =đè ~ thợ | =bị ~ đè | =đổ ~ đè | =sập ~ đè | =sập ~ người | =sập ~ nhà dân | đè bẹp
=sạt ~ vùi | sạt ~ vào nhà | sạt lở ~ người | =đất ~ ập | đá ~ lăn xuống nhà | mắc kẹt | =kẹt ~ trong | còn người ~ trong | có người ~ trong đó
cầu treo đứt | đứt cáp ~ cầu | =sập ~ hầm | =hầm ~ sập | =lò ~ sập | chưa ra được | đang ~ bị đè
sạt núi | lở núi | núi sạt | núi lở | đất đá tràn | đất đá ập | =đất ập | đá lăn vào | =bị vùi | vùi lấp | chôn vùi
=lấp nhà | lấp nửa nhà | lấp mất nhà | đất vùi | sập nhà | =nhà sập | sập giàn giáo | giàn giáo sập | sập cầu
=cầu sập | sập tường | tường sập đè | sập mái đè | sập hầm | sập giếng | sập mỏ | =đổ sập | =bị đè | đè trúng người
đè lên người | =đè người | =cây đè | =tường đè | mắc kẹt | kẹt bên trong | =kẹt trong | kẹt ở trong | đang kẹt
=bị kẹt | người kẹt | gãy mất # nhịp | mất # nhịp | gãy nhịp | cầu gãy | gãy cầu | =nổ lớn | =nổ to | phát nổ
nổ bình ga | nổ bình gas | nổ nồi hơi | =nổ ga | =nổ gas | sạt vào nhà | sạt xuống nhà | sạt lở vào nhà
sạt lở xuống nhà | đất sạt vào | đất lở vào nhà | sập xuống đầu | sập trần trúng`;

const VIOLENCE = `
kề dao vào | dí dao vào | gí dao vào
bạo hành trẻ | bạo hành con | bị bạo hành | bạo hành vợ | bạo hành gia đình | dụ trẻ con | dụ trẻ em | dụ dỗ trẻ | tưới xăng | đổ xăng đốt | đổ xăng ra | dọa đổ xăng | đang đổ xăng | đang cầm dao | bắn chết | đâm chết | chém chết | bị đâm chém
chặn đường đánh | tuýp sắt | =gậy sắt | mã tấu | =phóng lợn | bầm tím khắp | vết bầm ~ khắp | nghe tiếng đánh | tiếng khóc thét | khóc thét | kêu la ~ ầm | kêu la thảm | tiếng súng | súng nổ
cởi quần áo | cởi áo ~ cháu | =sờ mó | động chạm ~ cháu | khóa cửa đánh | nhốt ~ đánh | trốn trong ~ nhà vệ sinh | đang trốn | đuổi ~ đánh | đánh ~ máu | đập phá ~ đánh | =kề ~ cổ | =gí dao | gí súng
chặn đường ~ cướp | đang ~ cướp | dọa ~ chém | đòi ~ chém | đâm nhau
đang ~ đánh | đánh ~ vợ | đánh ~ con gái | đánh ~ chảy máu | đánh ~ dã man | đánh ~ tàn nhẫn | đánh ~ bất tỉnh | đánh ~ ngất | đánh ~ thừa sống
dao ~ đuổi | dao ~ chém | =dao ~ đâm | cầm ~ dao | =cầm ~ mã tấu | nó có dao | có dao trong | cầm ~ đuổi | cầm ~ dọa giết | dọa ~ giết | dọa ~ đốt
đòi ~ đốt nhà | phá cửa ~ nhà | phá cửa vào | đột nhập | xông vào nhà | xông ~ vào nhà | trộm đang | trộm ~ trong nhà | đang ăn trộm | đang bẻ khóa
lôi ~ lên xe | lôi ~ lên ô tô | kéo ~ lên xe | kéo ~ lên ô tô | bế ~ lên xe | ép ~ lên xe | bắt ~ lên xe | bế cháu chạy | xâm hại | xâm hại tình dục
=giở trò | sàm sỡ ~ cháu | =bạo hành | nhốt ~ con | nhốt ~ cháu | xích ~ con | xích ~ trong nhà | =bỏ đói | =đâm ~ người | chém ~ người
chém gục | đâm gục | =bắn ~ người | súng ~ bắn | mang súng | mang dao đến | mang hung khí | hung khí | tụ tập ~ hung khí | bị đánh
đánh nhau | chém nhau | đâm nhau | đâm chém | bị chém | =bị đâm | chém người | =đâm người | cầm dao | vác dao
xách dao | vung dao | rút dao | cầm mã tấu | cầm kiếm | cầm súng | nổ súng | =bắn nhau | =bắn người | =dí dao
=kề dao | rượt chém | đuổi chém | rượt nhau | rượt đánh | đuổi đánh | đang đánh | đánh vợ | =đánh con | đánh mẹ
=đánh bố | =đánh cháu | =đánh người | =đánh bà | chồng đánh | bố đánh | dượng đánh | bị đánh | đánh đập | đánh hội đồng
đánh chết | đánh tới tấp | đánh túi bụi | dọa giết | đòi giết | đe giết | giết người | giết vợ | bóp cổ | hành hung
ẩu đả | hỗn chiến | kêu thét | la thét | gào thét kêu | khóa trái cửa | bị nhốt | nhốt trẻ | nhốt cháu
=bạo hành | bạo lực gia đình | đang cướp | bắt cóc | =dụ trẻ | =dụ cháu | kéo lên xe
xâm hại | hiếp dâm | cưỡng hiếp | =dâm ô | giở trò đồi bại | sờ soạng | tạt xăng | dọa đốt | châm lửa đốt
đòi đốt nhà | =phóng hỏa | tạt axit | ném bom xăng | cầm gậy đánh | cầm gậy đuổi | cầm búa | cầm rìu
lôi lên xe | kéo tay một cháu | bế trộm trẻ`;

const ELECTRIC = `
cáp điện rơi | cáp điện ~ rơi | sờ vào ~ tê | chạm vào ~ giật | treo trên dây | treo trên cột | dính điện | bị điện ~ giật | mái tôn ~ điện | nước ~ nhiễm điện
dây điện ~ đứt | dây điện ~ rơi | đứt ~ dây điện | dây ~ đứt rơi | dây ~ đứt ~ nằm | cao thế ~ đứt | cao thế ~ rơi | hạ thế ~ đứt | trung thế ~ đứt | điện ~ rơi xuống đường
giật chết | giật ~ chết | giật ~ bất tỉnh | giật ~ bất động | cột điện ~ đổ xuống | cột điện ~ đổ ra | rò điện ~ giật | dây điện ~ dưới nước
đứt dây điện | dây điện đứt | dây điện rơi | dây điện bị đứt | dây điện trần rơi | dây điện đứt rơi
điện giật | =giật điện | rò điện | nhiễm điện | =phóng điện | đứt rơi xuống | cột điện đổ | đổ cột điện
cột điện gãy | cột điện đổ ra đường | dây cao thế rơi | dây cao thế đứt | đứt dây cao thế | đứt dây hạ thế
dây hạ thế đứt | dây hạ thế rơi | dây trung thế đứt | chập cháy | còn tóe lửa | đang tóe lửa | tóe lửa đùng đùng
cột điện đổ đè | đứt cáp điện | dây điện nằm dưới đường`;

const GAS = `
thùng hóa chất | hóa chất ~ đổ | đổ hóa chất | hóa chất ~ tràn | mọi người choáng | =ngạt khí | người ~ ngạt | =ngạt ~ người
mùi gas | mùi ga ~ nồng | mùi gas ~ nồng | mùi ga ~ đầy | =mùi ga | rò ~ gas | rò ~ bình ga | =xì ~ ga | ga ~ xì mạnh | gas ~ xì | bình ~ xì mạnh | bình ga ~ nổ | bình gas ~ nổ
=rò ga | =xì ga | rò gas | xì gas | =ga xì | gas xì | rò rỉ ga | rò rỉ gas | rò rỉ khí | mùi ga nồng | mùi gas nồng
=hở ga | hở gas | =ngạt khí | =ngạt khói | ngộ độc khí | mùi khí ga | mùi ga nặng | rò hóa chất | tràn hóa chất
bình ga rò | bình gas rò | ga bị xì | ga bị rò | gas bị xì | gas bị rò`;

const BODY = `
định tự tử | đòi tự tử | tự tử rồi | dọa tự tử | treo cổ tự tử | sắp sinh rồi | sắp sinh vỡ ối | vỡ ối rồi | đang chuyển dạ | đau đẻ rồi | ngã lăn ra | sùi bọt ~ cứng | miệng sùi bọt | chân tay cứng | tay chân cứng | ngất xỉu | lăn ra ~ bất tỉnh | trợn mắt | nguy hiểm tính mạng | có người chết
nằm im | không động đậy | không cử động | =bất động | =lả đi | =ngất rồi | =ngất đi | =ngất ~ rồi | =đã ngất | =bị ngất | liệt nửa người | miệng méo | mồm méo | đột nhiên liệt | tự nhiên liệt | người đang nằm dưới
đau bụng dữ dội | đau ngực | vã mồ hôi | uống nhầm | nuốt phải | =hóc ~ hạt | =hóc hạt | cắn vào cổ | cắn vào mặt | cắn ~ vào cổ | máu chảy nhiều | máu chảy ~ nhiều | chảy máu ~ nhiều
# cháu ~ nôn | # cháu ~ ngộ độc | # học sinh ~ ngộ độc | # người ~ ngộ độc | nôn ~ sau bữa | băng huyết | ra máu ~ nhiều | =đẻ rớt
bị thương nặng | người ~ bị thương | bị thương ~ người | thương nặng | thương vong | chết tại chỗ | bất tỉnh ~ đường | thủng bụng | húc ~ thủng
phải đi cấp cứu | phải cấp cứu | cháu ~ cấp cứu | người ~ cấp cứu | chở ~ cấp cứu | đưa ~ cấp cứu | đi cấp cứu | nôn ói | =nôn mửa | ngộ độc ~ người | ngộ độc ~ cháu | ngộ độc ~ học sinh
ngộ độc nặng | =đẻ ngoài đường | =trở dạ | =đau đẻ | ngã ~ bất tỉnh | ngã ~ không dậy | không thở nổi | không thở nữa | =không thở | =ngất ~ ngoài | ngã quỵ
chở ~ viện gấp | đi viện gấp | đưa ~ viện gấp | chảy nhiều máu | mất nhiều máu | máu ~ không cầm | lên cơn ~ co giật | đau ngực dữ dội | sốt ~ co giật
méo ~ miệng | không nói được | uống ~ thuốc sâu | uống ~ thuốc trừ sâu | uống ~ thuốc diệt cỏ | uống ~ thuốc ngủ | định tự tử | dọa tự tử | nhảy lầu | =nhảy ~ cầu
rắn ~ cắn | bị rắn cắn | chó ~ cắn ~ mặt | ong ~ đốt ~ ngất | sùi bọt mép ~ người | =hóc ~ thở | mất tích ~ suối | mất tích ~ rừng | lạc ~ trong rừng
=bị trói | vừa đột quỵ | đang đột quỵ | bị đột quỵ ngay | vừa bị tai biến | đang tai biến | lên cơn co giật | đang co giật | sốt co giật
vừa ngã cầu thang | bị ngã cầu thang | ngã giàn giáo | ngã từ trên | rơi từ trên | rơi từ tầng | đang lên cơn
=bé rơi | =cháu rơi | =người rơi | bé ngã xuống | cháu ngã xuống | người ngã xuống | bé bị rơi | cháu bị rơi | người bị rơi
bé lọt | cháu lọt | người bị lũ cuốn | bị nước cuốn | bị lũ cuốn | người bị cuốn | cháu bị cuốn | nước cuốn trôi người
bất tỉnh | ngất xỉu | ngất lịm | ngừng thở | ngưng thở | không thở được | =tím tái | =co giật
méo miệng | méo mồm | hộc máu | nôn ra máu | chảy máu nhiều | máu chảy nhiều | =máu me | chảy máu đầu
nguy kịch | thoi thóp | hấp hối | rắn cắn | nằm la liệt | nằm bất động | uống thuốc sâu
uống thuốc trừ sâu | uống thuốc diệt cỏ | uống thuốc cỏ | =tự tử | =tự sát | =tự vẫn | =treo cổ | nhảy cầu | nhảy sông
=đẻ rơi | =vỡ ối | =sắp đẻ | =chuyển dạ | sốc phản vệ | =hóc xương | =bị hóc | cần xe cấp cứu | xe cấp cứu gấp | cấp cứu gấp
cấp cứu ngay | cần cấp cứu | đang nguy | gãy chân không | không dậy được | ngã không dậy | ong đốt bất tỉnh
lên cơn đau tim | nhồi máu | đứt lìa | sùi bọt mép co | sặc nước | uống nhầm thuốc | =đau tim | bỏng nặng
=bị bỏng`;

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

const HAZARD = `
cháy | lửa | hỏa | nổ | sập | sạt lở | sạt | lở đất | sụt lún | lũ | nước dâng | nước lên nhanh | nước đang lên
nước đang tràn | chảy xiết | nước xiết | ngập sâu | tai nạn | đâm xe | xe đâm | tông nhau | lật xe | xe lật | xe đâm nhau
ngộ độc | tóe lửa | bình ga | bình gas | dây điện | chém | dao | súng | đập hồ | xì mạnh | cầu treo | đứt cáp | rơi
đâm | đánh | nước tràn`;

const PERIL = `
có người kẹt | có người bị | có người trong | còn người trong | người trong nhà | trong xe có người | có người bên trong
người bên trong | người ở trong | bị thương | chảy máu | =bị đè | mắc kẹt | chưa thoát | không thoát
không ra được | không đưa ra được | chưa ra được | không chạy được | tràn xuống nhà dân | sập vào nhà dân
trên mái nhà | trên nóc nhà | méo miệng | không nói được | khó thở | sát vách nhà | sát nhà | lan sang nhà | vào nhà dân | nằm giữa đường | nằm bất động | có người đang
nồng nặc | còn đứng trên bàn | người già trẻ con | nằm dưới | bị dính điện | nhiều người | đông người`;

const SUSPICION = `
cháy | lửa | nổ | lũ | dao | sập | chém | đâm | ngạt | ngất | cứu | nguy hiểm | khẩn cấp | tính mạng | mất tích | lạc`;

const RISK = `
sắp đổ | sắp sập | sắp gãy | sắp đứt | sắp vỡ | sắp rơi | sắp trôi | sắp sụt | chực đổ | chực sập | chực rơi | chỉ chực
là đổ | đổ mất | là sập | sập mất | là sụt | là đứt | là trôi | là gãy | là vỡ | là lăn | là chết | =là thối
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
năm nào cũng | hay xảy ra | thường xuyên | mỗi năm
hôm thứ _ | tối thứ _ | sáng thứ _ | chiều thứ _ | hôm chủ nhật | tối chủ nhật | hôm kia | mấy hôm trước | vụ tuần | hồi tháng | dịp trước | từ đời
năm ngoái | năm trước | năm kia | năm xưa | năm 19# | năm # | ngày trước | ngày xưa | hồi trước | hồi năm | hồi đó
tuần trước | tuần rồi | tháng trước | tháng rồi | hôm trước | hôm nọ | dạo trước | đợt trước | mấy năm trước
# năm trước | # tháng trước | # tuần trước | lần trước | trận ấy | trận lũ năm | vụ trước | mùa trước | vụ năm`;

const OVER = `
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

const HARMLESS = `
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

const CATEGORY_OF_DANGER: readonly (readonly [block: string, categoryId: CategoryId])[] = [
  [FIRE, 'khac'],
  [WATER, 'khac'],
  [GROUND, 'khac'],
  [VIOLENCE, 'an-ninh'],
  [ELECTRIC, 'dien'],
  [GAS, 'khac'],
  [BODY, 'y-te'],
];

/** The category of a danger by its phrase; a rescue that fits no other category is `khac`. */
export const DANGER_CATEGORY: ReadonlyMap<string, CategoryId> = new Map(
  CATEGORY_OF_DANGER.flatMap(([block, categoryId]) =>
    listPhrases(block).map((phrase) => [phrase.replace('=', ''), categoryId] as const),
  ),
);

/** Every phrase about danger with what it says. */
export const DANGER_PHRASES: readonly (readonly [phrase: string, tag: DangerTag])[] = (
  [
    ['decisive', [FIRE, WATER, GROUND, VIOLENCE, ELECTRIC, GAS, BODY].join('\n')],
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
    ['harmless', HARMLESS],
  ] as const
).flatMap(([tag, block]) => listPhrases(block).map((phrase) => [phrase, tag] as const));
