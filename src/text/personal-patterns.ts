/** What kind of personal data a stretch of text is. */
export type PersonalDataKind =
  | 'phone'
  | 'identity-card'
  | 'bank-account'
  | 'plate'
  | 'email'
  | 'location'
  | 'address'
  | 'number';

// Every expression runs in linear time: each starts at one kind of place only, and none is ambiguous.

/** What people put between the digits of a number. */
const BETWEEN = '[ .\\-\\u2013\\u2014_*~·\\u00A0()\\p{M}]{0,3}';
/** Between the digits of a telephone, which tells itself by its first ones, whatever is neither letter nor digit. */
const ANY_BETWEEN = '[^\\p{L}\\p{N}]{0,5}';
const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{M}\\p{N}])';

const pattern = (source: string): RegExp => new RegExp(source, 'giu');

const EMAIL = pattern(
  '(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,4}',
);

// Maps say where somebody is, the others who: each such link leads to one person or place.
const SITES = [
  'maps\\.app\\.goo\\.gl',
  'goo\\.gl/maps',
  'g\\.co/maps',
  'maps\\.google\\.[a-z.]{2,6}',
  'google\\.[a-z.]{2,6}/maps',
  'maps\\.apple\\.com',
  'plus\\.codes',
  'zalo\\.me',
  'facebook\\.com',
  'fb\\.watch',
  'tiktok\\.com',
  'instagram\\.com',
  'youtube\\.com',
  'youtu\\.be',
  'fb\\.com',
  'm\\.me',
  't\\.me',
  'bit\\.ly',
].join('|');
const LINK = pattern(
  `(?<![\\p{L}\\p{N}.])(?:https?://)?(?:www\\.|m\\.)?(?:${SITES})/[^\\s]{1,300}`,
);
const GEO = pattern('geo:-?\\d[\\d.,-]{2,40}');
const COORDINATES = pattern('-?\\d{1,2}[.,]\\d{4,12}\\s?[,;/ ]\\s?-?\\d{1,3}[.,]\\d{4,12}');
const DEGREES = pattern(
  '\\d{1,3}\\s?[°º]\\s?\\d{1,2}(?:[.,]\\d{1,6})?\\s?[\'′’]\\s?(?:\\d{1,2}(?:[.,]\\d{1,6})?\\s?["″”]?)?\\s?[NSEWBĐT]?',
);
const PLUS_CODE = pattern(
  `${NO_LETTER_BEFORE}[23456789CFGHJMPQRVWX]{4,8}\\+[23456789CFGHJMPQRVWX]{2,3}${NO_LETTER_AFTER}`,
);

const BANKS =
  'vietcombank|vcb|agribank|techcombank|tcb|bidv|mb ?bank|vietinbank|vpbank|tpbank|acb|sacombank|lpbank';
const ACCOUNT = pattern(
  `(?<!\\p{L})(?:stk|tk|số tài khoản|so tai khoan|tài khoản|tai khoan|${BANKS})(?!\\p{L})[^\\d\\n]{0,25}\\d(?:[ .-]?\\d){5,18}`,
);

const CARD = pattern('(?<!\\d)0(?:0[1-9]|[1-9]\\d)[ .-]?\\d{3}[ .-]?\\d{3}[ .-]?\\d{3}(?!\\d)');
const NAMED_CARD = pattern(
  '(?<=(?<!\\p{L})(?:cccd|cmnd|cmt|cmtnd|căn cước|can cuoc|chứng minh thư|chung minh thu|chứng minh nhân dân|chung minh nhan dan|hộ chiếu|ho chieu|passport)(?: công dân| cong dan)?(?: số| so)?\\s{0,2}:?\\s{0,2})[a-z]?\\d(?:[ .-]?\\d){6,11}(?!\\d)',
);

const PHONE = pattern(
  `(?<!\\d)(?<!\\d[.,-])(?:\\+?84|0084|0)${ANY_BETWEEN}[35789](?:${ANY_BETWEEN}\\d){8}(?!\\d)`,
);
// Letters for figures, as sellers write them past filters: "o9l2 345 678".
const LETTERED_PHONE = pattern(
  `${NO_LETTER_BEFORE}(?<!\\d[.,-])(?:84|[0o])${ANY_BETWEEN}[35789](?:${ANY_BETWEEN}[\\doli]){8}${NO_LETTER_AFTER}`,
);
const SPELT_FIRST = 'ba|năm|nam|bảy|bẩy|bay|tám|tam|chín|chin';
const SPELT = `(?:không|khong|một|mot|hai|bốn|bon|tư|tu|sáu|sau|${SPELT_FIRST})${NO_LETTER_AFTER}`;
/** The digits of a telephone that are spelt out. */
export const SPELT_DIGIT = pattern(SPELT);
const SPELT_PHONE = pattern(
  `${NO_LETTER_BEFORE}(?<!\\d[.,-])(?:84|0|không|khong)${ANY_BETWEEN}(?:[35789]|(?:${SPELT_FIRST})${NO_LETTER_AFTER})(?:${ANY_BETWEEN}(?:\\d|${SPELT})){8}(?!\\d)`,
);

// 29-B1 234.56, 88A-123.45, 29MĐ1-234.56; in small letters only without spaces, for "12h 1500 người" is a time.
const CAPITAL_PLATE = new RegExp(
  `${NO_LETTER_BEFORE}[1-9]\\d[ -]?[A-ZĐ]{1,2}\\d?(?:[ -]?\\d{3}\\.?\\d{2}|-?\\d{4})${NO_LETTER_AFTER}`,
  'gu',
);
const SMALL_PLATE = pattern(
  `${NO_LETTER_BEFORE}[1-9]\\d-?[a-zđ]{1,2}\\d?-?\\d{3}\\.?\\d{2}${NO_LETTER_AFTER}`,
);
const NAMED_PLATE = pattern(
  `(?<=(?<!\\p{L})(?:biển số|bien so|bks|biển kiểm soát|bien kiem soat)(?: xe)?\\s{0,2}:?\\s{0,2})\\d{2}[ .-]?[a-zđ]{1,2}\\d?[ .-]{0,2}\\d{3}\\.?\\d{1,2}${NO_LETTER_AFTER}`,
);
// "xe 88 h1 23456": with spaces it is a plate only where a vehicle is named.
const VEHICLE_PLATE = pattern(
  `(?<=(?<!\\p{L})(?:xe|xe máy|xe may|ô tô|o to)\\s{1,2})[1-9]\\d[ .-]{0,3}[a-zđ]{1,2}\\d[ .-]{0,3}\\d{3}\\.?\\d{2}${NO_LETTER_AFTER}`,
);

// No syllable has eight letters, and no word a figure or a dot in it.
const HANDLE = pattern(
  '(?<=(?<!\\p{L})(?:fb|facebook|face|zalo|tiktok|insta|instagram|telegram)(?: em| tôi| toi| mình| minh)?\\s{0,2}[:=]?\\s{0,2})@?(?:[a-z0-9_.-]{8,60}|[a-z_-]{1,6}[0-9._-]{1,6}[a-z0-9]{1,6})(?![\\p{L}\\p{M}])',
);

const NUMBER = pattern(`(?<!\\d)\\+?\\d(?:${BETWEEN}\\d){7,}`);

// What follows a figure that counts or measures: "ngõ 300m", "ngõ 5 nhà", "ngo 5 sao" (ngô 5 sào).
const NO_UNIT_AFTER = `${NO_LETTER_AFTER}(?!\\s?(?:m|mét|met|km|cm|nhà|nha|hộ|ho|người|nguoi|sào|sao|tạ|ta|tấn|tan|kg|cây|cay|giờ|gio|h|ngày|ngay|tháng|thang|năm|nam|lần|lan|nghìn|nghin|triệu|trieu|k)(?!\\p{L}))`;
const HOUSE_NUMBER = '\\d{1,4}[a-e]?(?:/\\d{1,4}[a-e]?){0,4}';
const HOUSE = pattern(
  `(?<!\\p{L})(?:số nhà|so nha|nhà số|nha so|sn|hẻm|hem|ngõ|ngo|ngách|ngach|kiệt|kiet|căn hộ|can ho|căn)(?: số| so)?\\s{0,2}:?\\s{0,2}${HOUSE_NUMBER}${NO_UNIT_AFTER}`,
);
const HOUSE_IN_LANE = pattern(
  `(?<!\\p{L})(?:số|so)\\s{0,2}${HOUSE_NUMBER}(?=\\s{0,2},?\\s{0,2}(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet)\\s{0,2}\\d)`,
);
const HOUSE_IN_STREET = pattern(
  `(?<!\\p{L})(?:nhà|nha)\\s{0,2}${HOUSE_NUMBER}(?=\\s{0,2},?\\s{0,2}(?:đường|duong|phố|pho|ngõ|ngách|hẻm|kiệt)\\s)`,
);

/** In the order in which they take their stretches: what one has taken no later one looks at. */
export const PERSONAL_PATTERNS: readonly (readonly [PersonalDataKind, RegExp])[] = [
  ['email', EMAIL],
  ['location', LINK],
  ['location', GEO],
  ['location', COORDINATES],
  ['location', DEGREES],
  ['location', PLUS_CODE],
  ['bank-account', ACCOUNT],
  ['identity-card', NAMED_CARD],
  ['identity-card', CARD],
  ['phone', PHONE],
  ['phone', LETTERED_PHONE],
  ['phone', SPELT_PHONE],
  ['plate', CAPITAL_PLATE],
  ['plate', SMALL_PLATE],
  ['plate', NAMED_PLATE],
  ['plate', VEHICLE_PLATE],
  ['number', NUMBER],
  ['address', HOUSE],
  ['address', HOUSE_IN_LANE],
  ['address', HOUSE_IN_STREET],
  ['location', HANDLE],
];
