import { foldPhrase } from '../../domain/fold.ts';

/** The numbers of the country; labels under `emergency.number.<n>`. */
export type EmergencyNumber = '111' | '112' | '113' | '114' | '115';

interface Sign {
  readonly numbers: readonly EmergencyNumber[];
  readonly phrases: readonly string[];
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
        'nga song|nga suoi|nhay song|nhay cau',
    ),
  },
  {
    numbers: ['114', '112'],
    phrases: listed(
      'chay nha|nha chay|dang chay|chay rung|boc chay|chay lon|chay to|no gas|ro gas|ri gas|dien giat|day dien|nha sap|' +
        'cau sap|sap nha|vui lap',
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
        'bi chem|cam dao|cam sung|an cuop|xam hai|hiep dam|bat coc',
    ),
  },
  {
    numbers: ['115'],
    phrases: listed(
      'tai nan|bi thuong|cap cuu|chay mau|dot quy|ngo doc|ngat xiu|bat tinh|hon me|co giat|tim tai|ngung tho|ngat tho|' +
        'tat tho|kho tho|khong tho|khong con tho|ko tho|k tho|ran can|bi bong|gay chan|gay tay|nga xe',
    ),
  },
  {
    numbers: ['111'],
    phrases: listed('danh con|danh chau|danh tre|xam hai|bao hanh tre|bat coc'),
  },
];

/** More are not remembered by somebody who is afraid; 112 may stand behind them, for it reaches everybody. */
const MOST_FITTING = 2;
const RESCUE = '112';

const NOTHING_KNOWN: readonly EmergencyNumber[] = ['112', '114'];

/** At most two, and the rescue where it fits, in the order in which they are to be called. */
const chosen = (all: readonly EmergencyNumber[]): readonly EmergencyNumber[] => {
  const fitting = all.filter((number) => number !== RESCUE).slice(0, MOST_FITTING);
  return all.filter((number) => number === RESCUE || fitting.includes(number));
};

/** Which numbers fit the words, the most urgent first; rescue and fire when they say nothing. */
export const fittingNumbers = (words: string): readonly EmergencyNumber[] => {
  const folded = ` ${foldPhrase(words)} `;
  const found = SIGNS.filter(({ phrases }) =>
    phrases.some((phrase) => folded.includes(` ${phrase} `)),
  ).flatMap(({ numbers }) => numbers);
  if (found.length === 0) return NOTHING_KNOWN;
  const rescueFirst = found[0] === RESCUE;
  const others = [...new Set(found)].filter((number) => number !== RESCUE);
  const rescue: readonly EmergencyNumber[] = found.includes(RESCUE) ? [RESCUE] : [];
  return chosen(rescueFirst ? [...rescue, ...others] : [...others, ...rescue]);
};
