import { foldPhrase } from '../../domain/fold.ts';
import type { CategoryId } from '../../domain/category.ts';

/** The numbers of the country; labels under `emergency.number.<n>`. */
export type EmergencyNumber = '111' | '112' | '113' | '114' | '115';

interface Sign {
  readonly numbers: readonly EmergencyNumber[];
  readonly phrases: readonly string[];
  /** The phrases count only when one of these stands beside them. */
  readonly beside?: RegExp;
}

const listed = (phrases: string): readonly string[] => phrases.split('|');

// Only chooses which numbers come first: whether it is a danger was decided by the reading. Two syllables at
// least, for without marks a single one is ambiguous: "chay" is to burn, to flow and to run. Whoever saves a
// life stands before whoever protects: 111 has no ambulance.
const SIGNS: readonly Sign[] = [
  {
    numbers: ['114', '115', '112'],
    phrases: listed(
      'duoi nuoc|nga nuoc|chet duoi|roi xuong|nga xuong|te xuong|lot xuong|truot xuong|roi gieng|nga gieng|roi ao|' +
        'nga song|nga suoi|nhay song|nhay cau|nhay lau|dien giat|giat dien|dinh dien',
    ),
  },
  {
    numbers: ['114', '112'],
    phrases: listed(
      'chay nha|nha chay|dang chay|chay rung|rung chay|boc chay|chay lon|chay to|chay quan|chay bep|lua ben|ben lua|' +
        'ben len mai|lua lan|lua chay|phat hoa|hoa hoan|cuu hoa|phong hoa|no gas|ro gas|ri gas|xi gas|gas xi|mui gas|no binh ga|' +
        'day dien|nha sap|cau sap|sap nha|vui lap|bi vui|de trung',
    ),
  },
  {
    numbers: ['112', '114'],
    phrases: listed(
      'nuoc len|lu quet|lu ve|sat lo|mac ket|bi ket|ket roi|ket ben|ket trong|cuon troi|nuoc cuon',
    ),
  },
  {
    numbers: ['113'],
    phrases: listed(
      'danh nhau|danh vo|danh nguoi|danh con|danh dap|danh chau|dang danh|bi danh|bao hanh|giet nguoi|dam chem|bi dam|' +
        'bi chem|cam dao|cam sung|an cuop|xam hai|hiep dam|bat coc|danh em|danh toi|danh me|danh ba|danh bo|bo danh|' +
        'chong danh|hanh hung|giet vo|doa giet|doi giet|doa chem|doi chem|doa dam|doi dam|doa dot|chem nhau|dam nhau|' +
        'ke dao|di dao|vac dao|dao duoi|ma tau|no sung|tieng sung|bop co|bi cuop|dang cuop|ke trom|co trom|trom vao|' +
        'trom dang|ten trom|trom trong|an trom|bi nhot|bi troi|dot nhap|pha cua|cay cua|be khoa|xong vao nha|so mo|so soang|sam so|dam o|cuong hiep|giao cau|giang o|' +
        'gio tro|coi quan ao|hung khi|cam gay|vac gay|gay sat|tuyp sat|phong lon|cam bua|cam riu|cam kiem|mang dao|' +
        'mang sung|xach dao|vung dao|rut dao|gi dao|gi sung|sung no|sung ban|ban nguoi|ban nhau|ban chet|chem chet|dam chet|' +
        'danh chet|chem nguoi|dam nguoi|duoi danh|ruot danh|duong danh|duoi chem|ruot chem|hoi dong|au da|hon chien|' +
        'bao luc|nguoi la bat|ke la bat|bat chau be|bat mat chau|bat tre|du tre|du chau|keo len xe|loi len xe|ep len xe|' +
        'tuoi xang|do xang|tat xang|bom xang|tat axit|cham lua dot|dot nha',
    ),
  },
  {
    numbers: ['115'],
    phrases: listed(
      'tai nan|bi thuong|cap cuu|chay mau|dot quy|ngo doc|ngat xiu|bat tinh|hon me|co giat|tim tai|ngung tho|ngat tho|' +
        'tat tho|kho tho|khong tho|khong con tho|ko tho|k tho|ran can|bi bong|gay chan|gay tay|nga xe|' +
        'mau chay nhieu|mau chay ra|chay nhieu mau|ra nhieu mau|mat mau|mat nhieu mau|bang huyet|ra mau|' +
        'meo mieng|mieng meo|meo mom|mom meo|liet nua|tai bien|dau tim|nhoi mau|dau nguc|ngat di|ngat roi|bi ngat|' +
        'lim di|me man|bat dong|khong cu dong|khong dong day|hap hoi|thoi thop|sui bot|treo co|dinh tu tu|doi tu tu|' +
        'muon tu tu|doa tu tu|muon chet|khong muon song|thuoc sau|thuoc tru sau|thuoc diet co|thuoc co|thuoc chuot|' +
        'thuoc ngu|uong nham|uong phai|nuot phai|an phai|la ngon|bi hoc|hoc xuong|sac nuoc|vo oi|chuyen da|tro da|' +
        'dau de|sap de|de roi|de rot|sap sinh|nuoc oi|dau bung de|ong dot|vo ve|doc can|ho can|cho dai|ret can|can vao mat|' +
        'can vao co|nga cau thang|nga tu|nga gay|gay co|vo dau|nga quy|nga lan|khong day duoc|nam im|la di|da ngat|' +
        'ngat lim|len con|dau bung du doi|va mo hoi|tuc nguc|tho doc|tho gap|nghet tho|tho khong|bi nghen|hoc hat|' +
        'non oi|non mua|vien gap|nguy kich|thuong nang|bong nang|hoc mau|mau me|dut lia|phan ve|' +
        'tong chet|tong hoc sinh|tong tre|dam hoc sinh|chet tai cho|khong noi duoc|tu sat|roi tu tren|roi tu tang|nga gian giao|can hoc sinh|tho kho khe|tu nhien liet|chan song',
    ),
  },
  {
    numbers: ['111'],
    phrases: listed('danh con|danh chau|danh tre|xam hai|bao hanh tre|bat coc'),
  },
  {
    numbers: ['111'],
    phrases: listed(
      'so mo|so soang|sam so|dam o|hiep dam|cuong hiep|giao cau|bao hanh|bi danh|danh dap|bi nhot|bo doi',
    ),
    beside:
      /(?:^| )(?:chau be|chau gai|chau nho|em be|be gai|be trai|dua tre|dua be|tre em|tre con|hoc sinh|con gai|con trai|(?:[1-9]|1[0-5]) tuoi)(?: |$)/,
  },
];

/** Who comes for what the words are about, where no phrase of them says more. */
const BY_CATEGORY: Readonly<Partial<Record<CategoryId, readonly EmergencyNumber[]>>> = {
  'y-te': ['115'],
  'an-ninh': ['113'],
  'hoa-giai': ['113'],
  rung: ['114', '112'],
  dien: ['114', '112'],
  'thuy-loi': ['112', '114'],
};

/** More are not remembered by somebody who is afraid; 112 may stand behind them, for it reaches everybody. */
const MOST_FITTING = 2;
const RESCUE = '112';

const NOTHING_KNOWN: readonly EmergencyNumber[] = ['112', '114'];

/** At most two, and the rescue where it fits, in the order in which they are to be called. */
const chosen = (all: readonly EmergencyNumber[]): readonly EmergencyNumber[] => {
  const fitting = all.filter((number) => number !== RESCUE).slice(0, MOST_FITTING);
  return all.filter((number) => number === RESCUE || fitting.includes(number));
};

const speaks = ({ phrases, beside }: Sign, folded: string): boolean =>
  phrases.some((phrase) => folded.includes(` ${phrase} `)) && (beside?.test(folded) ?? true);

/**
 * Which numbers fit the words, the most urgent first; rescue and fire when nothing tells.
 *
 * @param categoryId - What the words were read to be about; asked only when no phrase fits.
 */
export const fittingNumbers = (
  words: string,
  categoryId?: CategoryId | null,
): readonly EmergencyNumber[] => {
  const folded = ` ${foldPhrase(words)} `;
  const found = SIGNS.filter((sign) => speaks(sign, folded)).flatMap(({ numbers }) => numbers);
  if (found.length === 0) return BY_CATEGORY[categoryId ?? 'khac'] ?? NOTHING_KNOWN;
  const rescueFirst = found[0] === RESCUE;
  const others = [...new Set(found)].filter((number) => number !== RESCUE);
  const rescue: readonly EmergencyNumber[] = found.includes(RESCUE) ? [RESCUE] : [];
  return chosen(rescueFirst ? [...rescue, ...others] : [...others, ...rescue]);
};
