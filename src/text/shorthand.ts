// Chat and office shorthand, read word by word: short forms, "=", the words meant. Left out are the
// ambiguous ones (đk, nc, tl, đt, c, ck, kh, xl, ct, bt, tt, hn, ph, x, t), which only their
// neighbours can tell, and all that are ordinary or village words when written bare (ca, hong, voi).
// Number words are never read as digits: Yên Hải and Tư Sản would break.
const TABLE = `
k ko kg khg hok hôg khôg khog kô hơm hk hổng=không
kbh=không bao giờ
hkp=không phải
kbt kbik=không biết
đc dc đx đcj=được
mk mik mềnh mìh=mình
mn mng=mọi người
ng=người
ngta ngt nta=người ta
vs vớj=với
r rùi òi gòi rôì=rồi
j gj=gì
z v=vậy
zậy dzậy zay=vậy
zô dzô=vào
zới dzới=với
bik bít bjk biêt=biết
thik thjk=thích
mún=muốn
wá wa qá=quá
ntn nthn=như thế nào
bh=bao giờ
nhiu nhìu nhju=nhiều
bnhiu=bao nhiêu
h=giờ
hnay hni hnai hqy=hôm nay
hqua hwa hqa=hôm qua
hs=học sinh
gv=giáo viên
đg dg đươg đườg=đường
trg trog=trong
trc trk=trước
sdt sđt=số điện thoại
đthoại dthoai đthoai=điện thoại
ib inb inbox=nhắn tin
ad adm admin=quản trị
ae=anh em
ace=anh chị em
vk=vợ
ox=chồng
cty=công ty
đvị=đơn vị
cb cbo=cán bộ
ubnd=ủy ban nhân dân
ub=ủy ban
hđnd hdnd=hội đồng nhân dân
mttq=mặt trận
ctmt=công tác mặt trận
cax=công an xã
csgt=cảnh sát giao thông
cskv=cảnh sát khu vực
pccc=phòng cháy chữa cháy
antt=an ninh trật tự
atgt=an toàn giao thông
attp vsattp=an toàn thực phẩm
vsmt=vệ sinh môi trường
ntm=nông thôn mới
nvh=nhà văn hóa
gpmb=giải phóng mặt bằng
gcn gcnqsdđ=giấy chứng nhận
bđs bds=bất động sản
sđ=sổ đỏ
bhyt=bảo hiểm y tế
bhxh=bảo hiểm xã hội
htx=hợp tác xã
hcn=hộ cận nghèo
cccd=căn cước công dân
cmnd cmt=chứng minh nhân dân
gks=giấy khai sinh
dvc=dịch vụ công
hso=hồ sơ
qđ=quyết định
gđ gđình gdinh=gia đình
ktra ktr=kiểm tra
đnghị=đề nghị
tdp=tổ dân phố
kp=khu phố
kdc=khu dân cư
ql=quốc lộ
xm=xe máy
oto ôto ôtô=ô tô
tgian thgian=thời gian
nv nvien=nhân viên
bv bviện=bệnh viện
bs bsi bsĩ=bác sĩ
tyt=trạm y tế
tk=tài khoản
stk=số tài khoản
tr trieu=triệu
lun=luôn
thui=thôi
lm=làm
đag dag=đang
oke okie okê=được
tks thank thanks thks=cảm ơn
cmon cmơn=cảm ơn
pls plz=xin
fb facebook=phây búc
nma nhma=nhưng mà
xog=xong
cug cũg cx=cũng
trườg truog=trường
xuốg=xuống
cốg=cống
cổg=cổng
hỏg=hỏng
đồg=đồng
ruộg ruog=ruộng
nắg=nắng
giếg=giếng
tiếg=tiếng
uốg=uống
nhg nhưg=nhưng
thg=tháng
rỗg=rỗng
phòg=phòng
khog=không
`;

const parse = (): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, readonly string[]>();
  for (const line of TABLE.trim().split('\n')) {
    const [short = '', long = ''] = line.split('=');
    for (const one of short.split(' ')) entries.set(one, long.split(' '));
  }
  return entries;
};

/** Shorthand in lower case → the words it stands for. */
export const SHORTHAND: ReadonlyMap<string, readonly string[]> = parse();
