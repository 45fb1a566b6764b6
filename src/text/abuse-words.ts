// Insults and obscenities, lower case, exactly as written. What a villager only describes is none: "chó cắn",
// "hỗn láo", "súc vật chết". Spellings without marks are listed by themselves and sparingly: "deo", "cac", "lon",
// "dit nhau", "mat day" are a mountain pass, a plural, a pig, two lorries, a stolen cable.

/** Abusive by themselves, whatever stands beside them. */
export const ABUSIVE_WORDS = `
địt đjt djt địtmẹ đitmẹ đitme ditme djtme ditmemay djtmemay dditj đụ đụmá đuma duma lồn loz loonf cặc cặk kặc cawcj buồi buoofi
đéo đeó ddeos đếch đếck đek đách vcl vkl vlz vloz clgt clmn đcm dcm ddcm đkm dkm đcmm dcmm đkmm dkmm đmm dmm đmcs dmcs
cmnr cmnl fuck fucking`;

/** Abusive unless a neighbour shows another meaning: "20 dm", "nguồn vl". */
export const SHORT_FORMS = 'đm dm ddm vl';

/** What makes a measure or a material of a short form: behind it, and before it. */
export const MEASURED_AFTER = 'vuông vuong khối khoi khoán khoan xd xây xay nổ no';
export const MEASURED_BEFORE = 'mấy vài nguồn nguon hàng hang lý ly bãi bai giá gia xe mục muc';

/** Words that somebody hides in figures and signs: "l0n", "c@c", "đ*o". */
export const DISGUISED_WORDS = 'địt dit lồn lon cặc cac buồi buoi đéo đeo deo';

/** Words that somebody hides letter by letter: "c.h.ó", "d i t", "đ.m". */
export const SPELLED_WORDS = `
địt dit lồn lon cặc cac buồi buoi đéo deo đụ đĩ ngu chó cho đm dm đmm dmm đcm dcm đkm dkm vl vcl vkl clgt`;

/** A line each subject, `|` between them. */
export const ABUSIVE_PHRASES = `
địt mẹ | đit mẹ | đit me | djt me | dit me | dit con me | đụ má | đụ mẹ | đù má | đù mẹ | đù móa | du ma may | du me may
mẹ mày | mẹ chúng mày | mẹ bọn mày | mẹ tụi mày | mẹ nhà mày | mẹ nhà nó | mẹ kiếp | cái con mẹ | con me may | me chung may
bố mày | bố chúng mày | cha mày | cha chúng mày | ông nội mày | bo chung may | cha chung may | bố tổ sư
tiên sư cha | tiên sư bố | tiên sư nhà | tiên sư chúng | tiên sư bọn | tien su cha | tien su chung | tien su bon
tổ sư cha | tổ sư bố | tổ sư chúng | tổ sư bọn | tổ cha mày | tổ cha chúng | tổ cha bọn | to su cha may | to cha chung
mả mẹ mày | mả mẹ nó | mả mẹ chúng | mả mẹ bọn | mả cha mày | mả cha nó | mả cha chúng | mả cha bọn
khốn nạn | khốn kiếp | khon nan | khon kiep | súc sinh | suc sinh | chó má | mất dạy | óc chó | óc lợn | óc bò | oc cho
ngu như chó | ngu như bò | ngu như lợn | ngu như con | ngu nhu cho | ngu vãi | ngu học | ngu thế | ngu vậy | ngu lâu | ngu xuẩn | ngu dốt | ngu si
ăn cứt | như cứt | đầu buồi | con đĩ | làm đĩ | đĩ điếm | đĩ mẹ | chết tiệt | đồ chó | thằng chó | quân chó
vãi đái | vãi cứt | vãi l | vãi lone | vãi lìn | vai ca lon | vai l | vai lol
deo biet | deo hieu | deo chiu | deo them | deo quan tam | deo ra gi | đ biết | đ hiểu | đ thèm | đ quan tâm | đ chịu | đ ra gì
nhu con cac | cai con cac | nhu dau buoi`;

/** What makes insults of the words below; said alone they may be cattle, or somebody asleep. */
export const INSULTING_STARTS = 'đồ | lũ | bọn | thằng | quân | loại';

/** Insults behind one of those starts. */
export const INSULTS = `
chó đẻ | chó săn | ngu | súc vật | khốn | vô học | đĩ | điếm | ăn hại | ăn bám | vô dụng | mặt lợn | mặt chó | rác rưởi
cặn bã | ôn vật | trời đánh | chết bầm | chết dẫm`;

/** What stands right before a phrase, or right behind it, and takes the insult out of it: walnuts, "mẹ mấy đứa". */
export const HARMLESS: Readonly<
  Record<string, { readonly before?: string; readonly after?: string }>
> = {
  'óc chó': { before: 'hạt cây quả trái dầu gỗ nhân vườn giống trồng sữa bánh bán mua ăn' },
  'oc cho': { before: 'hat cay qua trai dau go nhan vuon giong trong sua banh ban mua an' },
  'con me may': { before: 'ba', after: 'dua hom nam ngay thang tuoi bua' },
  'me chung may': { after: 'dua' },
  'đồ chó': { after: 'ăn' },
  'thằng chó': { after: 'cắn' },
};
