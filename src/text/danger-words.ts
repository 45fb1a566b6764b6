import type { CategoryId } from '../domain/category.ts';
import { listPhrases } from './phrases.ts';

const FIRE = `
nhà em ~ bị cháy | nhà tôi ~ bị cháy | nhà ~ đang bị cháy | bếp ~ đang cháy
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
đang ở trên gác | ngồi trên gác | chạy lên gác | leo lên gác | trèo lên gác | leo ~ lên tầng 2 | kẹt trên gác | nước ~ đến thắt lưng | nước ~ tới thắt lưng | nước ~ ngang thắt lưng | ngập ~ thắt lưng | ngập lút cửa | lút cửa rồi | ngập lút nhà | ngập quá nửa nhà | nước ~ bao vây
nước lũ về | lũ về rồi | bị chìm | =người ~ chìm | chìm dưới hồ | chìm dưới nước | chìm xuống hồ | chìm xuống ao | chìm nghỉm | chưa thấy lên | không thấy ngoi lên | chưa ngoi lên | chưa vớt được | rớt xuống sông | rớt xuống suối | rớt xuống hồ | rớt xuống ao | rớt xuống giếng | té xuống sông | té xuống ao | té xuống giếng | té xuống hồ | té xuống suối
sảy chân xuống | sẩy chân xuống | hụt chân xuống | lọt xuống ao | lọt xuống hồ | lăn xuống ao | lăn xuống suối | lăn xuống vực | lao xuống vực | lao xuống sông | lao xuống suối | lao xuống hồ | lao xuống ao | =kẹt giữa suối | kẹt giữa dòng | kẹt bên kia suối | đứng giữa dòng nước
mấy nhà ~ kẹt | # nhà ~ kẹt | nhà ven suối kẹt | nước lên nhanh ~ kẹt | nước dâng nhanh ~ kẹt | =lũ ~ kẹt | nước ~ lên nhanh lắm | nước ~ dâng nhanh lắm
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
cây đổ vào nhà | cây đổ ~ vào nhà | đổ vào người | =đổ trúng | đổ trúng người | đang sạt | đang sạt xuống | đang lở xuống | tụt xuống nhà | trượt xuống nhà | tràn xuống nhà rồi | đất ~ xuống nhà rồi | đất đá ~ vào nhà | lũ bùn | bùn ~ tràn vào nhà
đá rơi trúng | sập nhà rồi | nhà sắp sập rồi | mái ~ sập xuống người | =tường đổ vào | sập ~ trên người
đổ sập đè | sập đè lên | sập đè # | sập đè hai | cây đổ đè | đổ đè lên | đổ đè trúng | đè lên quán | vùi mất nhà | vùi mất người | sạt lở vùi
kẹt trong nhà | kẹt ở trong | bị kẹt trong | kẹt dưới | mắc trong buồng | mắc trong nhà | còn mắc trong | nhà bị sập | nhà sập rồi | nhà sập đè | cầu sập rồi | đổ sập xuống | bị vùi trong | bị vùi dưới | đất vùi lấp | đè trúng người | đập bị vỡ
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
chồng ~ đánh em | chồng ~ đánh tôi | chồng ~ đánh con | chồng ~ đánh vợ | chồng ~ đánh mẹ | chồng ~ đánh cháu | chồng ~ đánh chị | đánh tôi | đánh người | đánh ~ chấn thương | đánh ~ vỡ đầu | đánh ~ nhập viện | đang đập phá nhà | đập phá nhà tôi | =cầm gậy | cầm gậy ~ dọa | vác gậy ~ đánh
trộm vào nhà tôi | có trộm vào nhà | trộm đang ở | trộm ~ đột nhập | kẻ lạ bắt | người lạ bắt | bắt cháu bé | bắt trẻ con | bắt mất cháu | bị bắt cóc | bị cướp | đang bị cướp | dọa chém | =đòi chém | dọa đâm | đòi đâm | bị chồng đánh | bị bố đánh | bị đánh đập
kề dao vào | dí dao vào | gí dao vào
bạo hành trẻ | bạo hành con | bị bạo hành | bạo hành vợ | bạo hành gia đình | dụ trẻ con | dụ trẻ em | dụ dỗ trẻ | tưới xăng | đổ xăng đốt | đổ xăng ra | dọa đổ xăng | đang đổ xăng | đang cầm dao | bắn chết | đâm chết | chém chết | bị đâm chém
chặn đường đánh | tuýp sắt | =gậy sắt | mã tấu | =phóng lợn | bầm tím khắp | vết bầm ~ khắp | nghe tiếng đánh | tiếng khóc thét | kêu la ~ ầm | kêu la thảm | tiếng súng | súng nổ
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
=đánh bố | =đánh cháu | =đánh bà | chồng đánh | bố đánh | dượng đánh | bị đánh | đánh đập | đánh hội đồng
đánh chết | đánh tới tấp | đánh túi bụi | dọa giết | đòi giết | đe giết | giết người | giết vợ | bóp cổ | hành hung
ẩu đả | hỗn chiến | kêu thét | la thét | gào thét kêu | khóa trái cửa | bị nhốt | nhốt trẻ | nhốt cháu
=bạo hành | bạo lực gia đình | đang cướp | bắt cóc | =dụ trẻ | =dụ cháu | kéo lên xe
xâm hại | hiếp dâm | cưỡng hiếp | =dâm ô | giở trò đồi bại | sờ soạng | tạt xăng | dọa đốt | châm lửa đốt
đòi đốt nhà | =phóng hỏa | tạt axit | ném bom xăng | cầm gậy đánh | cầm gậy đuổi | cầm búa | cầm rìu
lôi lên xe | kéo tay một cháu | bế trộm trẻ`;

const ELECTRIC = `
giật điện bất | bị giật điện | người ~ giật điện | bị dòng điện giật | bị điện hút | điện hút | điện giật chết | chạm ~ dây điện hở bị | sờ ~ vào dây điện
cáp điện rơi | cáp điện ~ rơi | sờ vào ~ tê | chạm vào ~ giật | treo trên dây | người ~ treo trên cột | dính điện | bị điện ~ giật | mái tôn ~ điện | nước ~ nhiễm điện
dây điện ~ đứt | dây điện ~ rơi | đứt ~ dây điện | dây ~ đứt rơi | dây ~ đứt ~ nằm | cao thế ~ đứt | cao thế ~ rơi | hạ thế ~ đứt | trung thế ~ đứt | điện ~ rơi xuống đường
giật chết | giật ~ chết | giật ~ bất tỉnh | giật ~ bất động | cột điện ~ đổ xuống | cột điện ~ đổ ra | rò điện ~ giật | dây điện ~ dưới nước
đứt dây điện | dây điện đứt | dây điện rơi | dây điện bị đứt | dây điện trần rơi | dây điện đứt rơi
điện giật | =giật điện | rò điện | nhiễm điện | =phóng điện | đứt rơi xuống | cột điện đổ | đổ cột điện
cột điện gãy | cột điện đổ ra đường | dây cao thế rơi | dây cao thế đứt | đứt dây cao thế | đứt dây hạ thế
dây hạ thế đứt | dây hạ thế rơi | dây trung thế đứt | chập cháy | còn tóe lửa | đang tóe lửa | tóe lửa đùng đùng
cột điện đổ đè | đứt cáp điện | dây điện nằm dưới đường`;

const GAS = `
ga đang xì | gas đang xì | bình ga đang xì | bình gas đang xì | xì khí ga | xì khí gas | xì bình ga | xì bình gas | mùi ga khắp | mùi gas khắp | ngửi thấy mùi ga | ngửi thấy mùi gas | ngửi ~ mùi gas | ga rò | gas rò | bình ga bị hở | bình gas bị hở | ga rò rỉ
thùng hóa chất | hóa chất ~ đổ | đổ hóa chất | hóa chất ~ tràn | mọi người choáng | =ngạt khí | người ~ ngạt | =ngạt ~ người
mùi gas | mùi ga ~ nồng | mùi gas ~ nồng | mùi ga ~ đầy | =mùi ga | rò ~ gas | rò ~ bình ga | =xì ~ ga | ga ~ xì mạnh | gas ~ xì | bình ~ xì mạnh | bình ga ~ nổ | bình gas ~ nổ
=rò ga | =xì ga | rò gas | xì gas | =ga xì | gas xì | rò rỉ ga | rò rỉ gas | rò rỉ khí | mùi ga nồng | mùi gas nồng
=hở ga | hở gas | =ngạt khí | =ngạt khói | ngộ độc khí | mùi khí ga | mùi ga nặng | rò hóa chất | tràn hóa chất
bình ga rò | bình gas rò | ga bị xì | ga bị rò | gas bị xì | gas bị rò`;

const BODY = `
ngã từ mái | ngã từ tầng | ngã từ mái nhà | ngã từ nóc | ngã từ trên cao | ngã ~ gãy chân | ngã ~ gãy tay | ngã ~ vỡ đầu | ngã ~ gãy cổ | ngã cây gãy | ngã giếng | ong ~ đốt ~ sưng | ong vò vẽ đốt | ong vò vẽ ~ đốt ~ người | bị ong vò vẽ đốt | chó dại cắn | chó dại ~ cắn | rắn ~ cắn ~ cháu | rắn độc cắn | rắn hổ ~ cắn | bị rết cắn nặng
uống phải thuốc | uống ~ thuốc chuột | ăn phải thuốc | ăn phải bả | ăn phải lá ngón | ăn lá ngón | tôi muốn chết | em muốn chết | con muốn chết | muốn tự tử | không muốn sống nữa | không thiết sống | =chán sống | tìm đến cái chết | muốn kết thúc cuộc đời | tông học sinh | tông trẻ | tông ~ học sinh | đâm ~ học sinh | tông chết | đâm chết người | cán ~ học sinh
=ngất rồi | ngất xỉu rồi | =tím tái | người tím tái | đang hấp hối | đuối sức | =sắp đẻ rồi | đau bụng đẻ | đau bụng sắp đẻ | vỡ nước ối
định tự tử | đòi tự tử | tự tử rồi | dọa tự tử | treo cổ tự tử | sắp sinh rồi | sắp sinh vỡ ối | vỡ ối rồi | đang chuyển dạ | đau đẻ rồi | ngã lăn ra | sùi bọt ~ cứng | miệng sùi bọt | chân tay cứng | tay chân cứng | ngất xỉu | lăn ra ~ bất tỉnh | trợn mắt | nguy hiểm tính mạng | có người chết
nằm im | không động đậy | không cử động | =bất động | =lả đi | =ngất rồi | =ngất đi | =ngất ~ rồi | =đã ngất | =bị ngất | liệt nửa người | miệng méo | mồm méo | đột nhiên liệt | tự nhiên liệt | người đang nằm dưới
đau bụng dữ dội | đau ngực | vã mồ hôi | uống nhầm | nuốt phải | =hóc ~ hạt | =hóc hạt | cắn vào cổ | cắn vào mặt | cắn ~ vào cổ | máu chảy nhiều | máu chảy ~ nhiều | chảy máu ~ nhiều
# cháu ~ nôn | # cháu ~ ngộ độc | # học sinh ~ ngộ độc | # người ~ ngộ độc | nôn ~ sau bữa | băng huyết | ra máu ~ nhiều | =đẻ rớt
bị thương nặng | người ~ bị thương | bị thương ~ người | thương nặng | thương vong | chết tại chỗ | bất tỉnh ~ đường | thủng bụng | húc ~ thủng
phải đi cấp cứu | phải cấp cứu | cháu ~ cấp cứu | người ~ cấp cứu | chở ~ cấp cứu | đưa ~ cấp cứu | đi cấp cứu | nôn ói | =nôn mửa | ngộ độc ~ người | ngộ độc ~ cháu | ngộ độc ~ học sinh
ngộ độc nặng | =đẻ ngoài đường | =trở dạ | =đau đẻ | ngã ~ bất tỉnh | ngã ~ không dậy | =ngất ~ ngoài | ngã quỵ
chở ~ viện gấp | đi viện gấp | đưa ~ viện gấp | chảy nhiều máu | mất nhiều máu | máu ~ không cầm | lên cơn ~ co giật | đau ngực dữ dội | sốt ~ co giật
méo ~ miệng | không nói được | uống ~ thuốc sâu | uống ~ thuốc trừ sâu | uống ~ thuốc diệt cỏ | uống ~ thuốc ngủ | định tự tử | dọa tự tử | nhảy lầu | =nhảy ~ cầu
rắn ~ cắn | bị rắn cắn | chó ~ cắn ~ mặt | ong ~ đốt ~ ngất | sùi bọt mép ~ người | =hóc ~ thở | mất tích ~ suối | mất tích ~ rừng | lạc ~ trong rừng
=bị trói | vừa đột quỵ | đang đột quỵ | bị đột quỵ ngay | vừa bị tai biến | đang tai biến | lên cơn co giật | đang co giật | sốt co giật
vừa ngã cầu thang | bị ngã cầu thang | ngã giàn giáo | ngã từ trên | rơi từ trên | rơi từ tầng | đang lên cơn
=bé rơi | =cháu rơi | =người rơi | bé ngã xuống | cháu ngã xuống | người ngã xuống | bé bị rơi | cháu bị rơi | người bị rơi
bé lọt | cháu lọt | người bị lũ cuốn | bị nước cuốn | bị lũ cuốn | người bị cuốn | cháu bị cuốn | nước cuốn trôi người
bất tỉnh | ngất xỉu | ngất lịm | ngừng thở | ngưng thở | =tím tái | =co giật
méo miệng | méo mồm | hộc máu | nôn ra máu | chảy máu nhiều | máu chảy nhiều | =máu me | chảy máu đầu
nguy kịch | thoi thóp | hấp hối | rắn cắn | nằm la liệt | nằm bất động | uống thuốc sâu
uống thuốc trừ sâu | uống thuốc diệt cỏ | uống thuốc cỏ | =tự tử | =tự sát | =tự vẫn | =treo cổ | nhảy cầu | nhảy sông
=đẻ rơi | =vỡ ối | =sắp đẻ | =chuyển dạ | sốc phản vệ | =hóc xương | =bị hóc | cần xe cấp cứu | xe cấp cứu gấp | cấp cứu gấp
cấp cứu ngay | cần cấp cứu | đang nguy | gãy chân không | không dậy được | ngã không dậy | ong đốt bất tỉnh
lên cơn đau tim | nhồi máu | đứt lìa | sùi bọt mép co | sặc nước | uống nhầm thuốc | =đau tim | bỏng nặng
=bị bỏng`;

// Somebody gone astray: a child, or an old person whose mind wanders.
const MISSING = `
cháu ~ đi lạc | cháu ~ bị lạc | bé ~ bị lạc | bé ~ đi lạc | con tôi ~ bị lạc | con tôi ~ đi lạc | con em ~ bị lạc | con em ~ đi lạc | cụ ~ đi lạc | cụ ~ bị lạc | bố tôi ~ đi lạc | mẹ tôi ~ đi lạc | bà tôi ~ đi lạc | ông tôi ~ đi lạc
trẻ ~ đi lạc | trẻ ~ bị lạc | thất lạc cháu | thất lạc con | thất lạc bé | thất lạc trẻ | lạc mất con | lạc mất cháu | lạc mất bé | lạc trong rừng | lạc trên núi | lạc rừng | người ~ đi lạc | tìm trẻ lạc | tìm cháu ~ lạc | mất tích`;

/** Trouble with breathing: mortal, unless it is a stench that takes the breath away. */
export const BREATH = `
không thở được | không thở nổi | không thở nữa | thở không được | thở không nổi | thở không ra | =không thở | ngạt thở | =nghẹt thở | bị nghẹn`;

/** What is mortal when it befalls somebody who is named. */
export const FAILING = `
khó thở | tức ngực | thở dốc | thở gấp | thở khò khè | ngất | ngất rồi | =ngã gãy | tím tái | lịm đi | mê man | hôn mê | lên cơn | sốt cao co giật`;

/** Said of somebody named who has not come home. */
export const ASTRAY = `
đi học ~ chưa về | đi chơi ~ chưa về | đi đâu ~ chưa về | từ sáng ~ chưa về | từ trưa ~ chưa về | từ chiều ~ chưa về | từ tối ~ chưa về | từ hôm qua ~ chưa về | không thấy về | chưa thấy về | không thấy đâu | chẳng thấy đâu
không tìm thấy con | không tìm thấy cháu | không tìm thấy bé | không tìm thấy bố | không tìm thấy mẹ | tìm khắp | bỏ nhà đi | bỏ đi khỏi nhà | đi đâu mất`;

const CATEGORY_OF_DANGER: readonly (readonly [block: string, categoryId: CategoryId])[] = [
  [FIRE, 'khac'],
  [WATER, 'khac'],
  [GROUND, 'khac'],
  [VIOLENCE, 'an-ninh'],
  [ELECTRIC, 'dien'],
  [GAS, 'khac'],
  [BODY, 'y-te'],
  [MISSING, 'khac'],
];

const CATEGORY_BESIDE: typeof CATEGORY_OF_DANGER = [
  [BREATH, 'y-te'],
  [FAILING, 'y-te'],
  [ASTRAY, 'khac'],
];

/** The category of a danger by its phrase; a rescue that fits no other category is `khac`. */
export const DANGER_CATEGORY: ReadonlyMap<string, CategoryId> = new Map(
  [...CATEGORY_OF_DANGER, ...CATEGORY_BESIDE].flatMap(([block, categoryId]) =>
    listPhrases(block).map((phrase) => [phrase.replace('=', ''), categoryId] as const),
  ),
);

/** Phrases that each mean danger to life by themselves, as one block. */
export const DECISIVE = CATEGORY_OF_DANGER.map(([block]) => block).join('\n');

/** For guests who write English: few words, all of them plain. */
export const ENGLISH = `
is drowning | are drowning | drowned | house on fire | on fire | house is burning | people trapped | are trapped | is trapped | is bleeding | bleeding badly | unconscious | gas leak | landslide
is beating | beating his | stabbed | call an ambulance | need an ambulance | heart attack | electrocuted | kidnapped`;

/**
 * Phrases that alarm whatever the model thinks: each stood in at least two training phrases about somebody in danger
 * and in none about anything else. The other phrases alarm when the model does not hold them for idle, else they ask.
 */
export const CERTAIN: ReadonlySet<string> = new Set(
  listPhrases(`
bình ga ~ nổ | bất tỉnh | bị kẹt trong | bị nhốt | bị nước cuốn | bị ~ nước cuốn | bị đè | bỏng nặng | bố đánh | cháy to
cháy to quá | cháy ~ lan sang | chém nhau | chưa nổi lên | chưa thấy nổi | chưa vớt | chưa vớt được | chảy máu đầu | chồng ~ đánh vợ
chồng đánh | còn người ~ trong | còn ~ trong xe | cầm kiếm | cầm ~ đuổi | cầu treo đứt | cột điện đổ đè | cứu với | dao ~ đuổi | dây ~ đứt rơi
dây điện rơi | dây điện đứt | dây điện đứt rơi | dính điện | dập không nổi | ga xì | gọi cứu hỏa | gọi ~ cứu hỏa | không cử động | không động đậy
kẹt bên trong | kẹt dưới | kẹt trong | kẹt trên mái | kẹt ~ trong | lao xuống vực | lửa lan | máu chảy nhiều | máu chảy ~ nhiều | méo miệng
méo ~ miệng | mùi ga nồng | mùi ga ~ nồng | mùi gas | mùi gas nồng | mùi gas ~ nồng | người kẹt | người rơi | ngất rồi | ngất xỉu
ngập nóc | ngập ~ nóc | nhảy cầu | nước lũ tràn vào nhà | nước lũ về | nằm bất động | nằm la liệt | nổ bình ga
 rắn hổ ~ cắn | sạt lở vùi | sạt ~ vùi | sập đè lên | thuyền ~ lật | tiếng súng
 trộm đang ở | tuýp sắt | tím tái | uống nhầm | uống nhầm thuốc | uống ~ thuốc ngủ | vùi mất | vỡ đập | xe bồn ~ lật | đang cháy
đang cháy lan | đang tóe lửa | đang đánh | điện ~ rơi xuống đường | đánh vợ | đánh ~ máu | đánh ~ vợ | đánh đập | đè lên người | đè người | đè ~ người
đất vùi | đổ sập | đứt rơi xuống
${ENGLISH}`),
);
