import { foldPhrase } from '../../domain/fold.ts';
import { CATEGORIES, type CategoryId } from '../../domain/category.ts';

// What the buttons say, folded, as people copy it: whole, or one of the things in it.
const NAMES: Readonly<Record<CategoryId, string>> = {
  duong: 'duong cau cong|duong|duong sa|cau|cong|roads bridges culverts|roads|bridges|culverts',
  dien: 'dien chieu sang|dien|chieu sang|electricity street lights|electricity|street lights',
  'nuoc-sach': 'nuoc sach|nuoc may|clean water',
  'thuy-loi':
    'thuy loi thoat nuoc ngap ung|thuy loi|thoat nuoc|ngap ung|irrigation drains flooding|irrigation|drains|flooding',
  'moi-truong':
    'rac o nhiem moi truong|rac|o nhiem|moi truong|o nhiem moi truong|rubbish pollution|rubbish|pollution',
  'dat-dai': 'dat dai so do|dat dai|so do|land land certificates|land|land certificates',
  'xay-dung': 'xay dung lan chiem|xay dung|lan chiem|building encroachment|building|encroachment',
  'an-ninh':
    'an ninh trat tu giao thong|an ninh|trat tu|giao thong|an ninh trat tu|safety order traffic|safety|order|traffic',
  'tieng-on': 'tieng on|noise',
  'y-te': 'y te an toan thuc pham|y te|an toan thuc pham|health food safety|health|food safety',
  'giao-duc': 'giao duc|schools',
  'chinh-sach': 'chinh sach an sinh|chinh sach|an sinh|benefits support|benefits|support',
  'nong-nghiep':
    'nong nghiep dich benh vat nuoi|nong nghiep|dich benh vat nuoi|dich benh|vat nuoi|farming animal disease|farming|animal disease',
  rung: 'rung|forest',
  'vien-thong':
    'vien thong phat thanh|vien thong|phat thanh|phone internet village radio|phone|internet|village radio',
  'thu-tuc':
    'thu tuc thai do phuc vu|thu tuc|thai do phuc vu|paperwork service at the desk|paperwork|service at the desk',
  'hoa-giai': 'mau thuan hoa giai|mau thuan|hoa giai|disputes mediation|disputes|mediation',
  'van-hoa':
    'van hoa the thao ton giao|van hoa|the thao|ton giao|culture sports religion|culture|sports|religion',
  khac: 'viec khac|loai khac|something else',
};

const BY_NAME: ReadonlyMap<string, CategoryId> = new Map(
  CATEGORIES.flatMap((id) => NAMES[id].split('|').map((name) => [name, id] as const)),
);

/** The category that a whole message names as its button does: "Nước sạch", "loại nước sạch ạ". */
export const namedCategory = (words: string): CategoryId | undefined => {
  const folded = foldPhrase(words);
  const bare = folded.replace(/^(?:la |loai |ve )+/, '').replace(/ (?:a|nhe|nha)$/, '');
  return BY_NAME.get(folded) ?? BY_NAME.get(bare);
};
