import type { TurnEffect } from '../../chat/effect.ts';
import { foldPhrase } from '../../chat/commands.ts';
import { say, type Text } from '../../domain/text.ts';
import { wordsOf, type Draft } from '../parts/draft.ts';

/** What a danger adds to an answer: who to call first of all, and who is being alerted. */
export interface Alarm {
  readonly draft: Draft;
  readonly lines: readonly Text[];
  readonly effects: readonly TurnEffect[];
}

/** The numbers of the country; labels under `emergency.number.<n>`. */
type EmergencyNumber = '111' | '112' | '113' | '114' | '115';

// Only chooses which numbers come first: whether it is a danger was decided by the reading. Two syllables at
// least, for without marks a single one is ambiguous: "chay" is to burn, to flow and to run.
const SIGNS: readonly { readonly number: EmergencyNumber; readonly phrases: readonly string[] }[] =
  [
    {
      number: '111',
      phrases: ['tre em', 'chau be', 'em be', 'dua tre', 'dua be', 'xam hai', 'danh con'],
    },
    {
      number: '113',
      phrases: ['danh nhau', 'danh vo', 'bao hanh', 'giet nguoi', 'dam chem', 'bi dam', 'an cuop'],
    },
    {
      number: '114',
      phrases: [
        'chay nha',
        'nha chay',
        'dang chay',
        'chay rung',
        'boc chay',
        'chay lon',
        'no gas',
        'ro gas',
        'ri gas',
        'dien giat',
        'day dien',
        'duoi nuoc',
        'nha sap',
        'cau sap',
      ],
    },
    {
      number: '115',
      phrases: ['tai nan', 'bi thuong', 'cap cuu', 'chay mau', 'dot quy', 'ngo doc', 'ngat xiu'],
    },
    {
      number: '112',
      phrases: [
        'nuoc len',
        'lu quet',
        'lu ve',
        'sat lo',
        'mac ket',
        'bi ket',
        'ket roi',
        'ket ben',
        'ket trong',
        'cuon troi',
        'duoi nuoc',
      ],
    },
  ];

/** Two numbers at most: three are not remembered by somebody who is afraid. */
const MOST_NUMBERS = 2;

/** Which numbers fit the words; rescue and fire when they say nothing. */
export const fittingNumbers = (words: string): readonly EmergencyNumber[] => {
  const folded = ` ${foldPhrase(words)} `;
  const found = SIGNS.filter(({ phrases }) =>
    phrases.some((phrase) => folded.includes(` ${phrase} `)),
  ).map(({ number }) => number);
  return (found.length === 0 ? (['112', '114'] as const) : found).slice(0, MOST_NUMBERS);
};

const callLine = (words: string): Text => {
  const [first = '112', second] = fittingNumbers(words);
  const one = say(`emergency.number.${first}`);
  return second === undefined
    ? say('emergency.call', { first: one })
    : say('emergency.callEither', { first: one, second: say(`emergency.number.${second}`) });
};

const alert = (draft: Draft, key: string): TurnEffect => ({
  key,
  type: 'alert-duty',
  alert: {
    draftId: draft.id,
    words: wordsOf(draft),
    ...(draft.unitId === null ? {} : { unitId: draft.unitId }),
    ...(draft.pin === null ? {} : { pin: draft.pin }),
  },
});

const isPlaced = ({ unitId, pin }: Draft): boolean => unitId !== null || pin !== null;

/** Alerts the people on duty of a danger as soon as it is told, and once more when the place is known. */
export const raiseAlarm = (draft: Draft): Alarm => {
  if (draft.urgency !== 'emergency' || draft.alerted === 'place')
    return { draft, lines: [], effects: [] };
  const alerted = isPlaced(draft) ? 'place' : 'words';
  if (draft.alerted === 'no')
    return {
      draft: { ...draft, alerted },
      lines: [callLine(wordsOf(draft)), say('emergency.alerting')],
      effects: [alert(draft, `alert-${draft.id}`)],
    };
  if (alerted === 'words') return { draft, lines: [], effects: [] };
  return {
    draft: { ...draft, alerted },
    lines: [say('emergency.placed')],
    effects: [alert(draft, `alert-${draft.id}-place`)],
  };
};
