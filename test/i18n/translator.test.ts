import { describe, expect, it, vi } from 'vitest';
import { say } from '../../src/domain/text.ts';
import { createTranslator, UnsayableText, type TranslationGap } from '../../src/i18n/index.ts';
import type { LocaleTree } from '../../src/i18n/load.ts';

const vietnamese: LocaleTree = {
  placed: 'Đã chuyển tới {{team}}. Hạn: {{due}}.',
  cases_one: '{{count}} việc',
  cases_other: '{{count}} việc',
  only: 'chỉ có tiếng Việt',
  outer: 'Việc {{code}}: {{inner}}',
  format: {
    weekday: { '1': 'thứ Hai', '4': 'thứ Năm', '7': 'Chủ nhật' },
    month: { '1': '1', '11': '11' },
    day: '{{weekday}} {{day}}/{{month}}',
    dayOfYear: '{{weekday}} {{day}}/{{month}}/{{year}}',
    clock: '{{hour}} giờ {{minute}}',
    fullHour: '{{hour}} giờ',
    moment: '{{clock}} {{day}}',
    today: 'hôm nay',
    tomorrow: 'ngày mai',
    yesterday: 'hôm qua',
  },
};
const english: LocaleTree = {
  placed: 'Passed to the {{team}}. Due: {{due}}.',
  cases_one: '{{count}} case',
  cases_other: '{{count}} cases',
  outer: 'Case {{code}}: {{inner}}',
};
const locales = { en: english, vi: vietnamese };
const NOW = new Date('2026-11-23T01:00:00Z');
const translator = createTranslator(locales);
const at = (instant: string, style: 'day' | 'clock' | 'moment') =>
  say('outer', { code: '', inner: { at: new Date(instant), style } });

describe('a sentence', () => {
  it('takes words, figures and names of the organisation', () => {
    const text = say('placed', { team: { names: { vi: 'tổ A', en: 'team A' } }, due: 5 });
    expect(translator.translate(text, 'vi', NOW)).toBe('Đã chuyển tới tổ A. Hạn: 5.');
    expect(translator.translate(text, 'en', NOW)).toBe('Passed to the team A. Due: 5.');
  });

  it('says a name in Vietnamese where there is no other', () => {
    const text = say('placed', { team: { names: { vi: 'tổ A' } }, due: 'mai' });
    expect(translator.translate(text, 'en', NOW)).toContain('tổ A');
  });

  it('holds another sentence', () => {
    const text = say('outer', { code: 'LL-4827', inner: say('cases', { count: 2 }) });
    expect(translator.translate(text, 'en', NOW)).toBe('Case LL-4827: 2 cases');
  });

  it.each([
    [1, '1 case', '1 việc'],
    [3, '3 cases', '3 việc'],
  ])('counts %i', (count, inEnglish, inVietnamese) => {
    expect(translator.translate(say('cases', { count }), 'en', NOW)).toBe(inEnglish);
    expect(translator.translate(say('cases', { count }), 'vi', NOW)).toBe(inVietnamese);
  });

  it('leaves the words of people as they are', () => {
    const words = '<b>Đường 5/8 & "cống" {{team}} $t(only) ${x}';
    expect(translator.translate(say('outer', { code: words, inner: '' }), 'vi', NOW)).toBe(
      `Việc ${words}: `,
    );
  });
});

describe('an instant', () => {
  it.each([
    ['by the day', '2026-11-26T10:00:00Z', 'day', 'thứ Năm 26/11'],
    ['by the day in another year', '2027-11-22T10:00:00Z', 'day', 'thứ Hai 22/11/2027'],
    ['by the clock', '2026-11-26T09:30:00Z', 'clock', '16 giờ 30'],
    ['with the nought people say', '2026-11-26T09:05:00Z', 'clock', '16 giờ 05'],
    ['by the full hour', '2026-11-26T09:00:00Z', 'clock', '16 giờ'],
    ['today', '2026-11-23T09:30:00Z', 'moment', '16 giờ 30 hôm nay'],
    ['tomorrow', '2026-11-24T00:30:00Z', 'moment', '7 giờ 30 ngày mai'],
    ['yesterday', '2026-11-22T01:00:00Z', 'moment', '8 giờ hôm qua'],
    ['another day', '2026-11-26T09:30:00Z', 'moment', '16 giờ 30 thứ Năm 26/11'],
    [
      'past midnight in Viet Nam though not in London',
      '2026-11-23T18:30:00Z',
      'moment',
      '1 giờ 30 ngày mai',
    ],
    ['a Sunday', '2026-11-29T01:00:00Z', 'day', 'Chủ nhật 29/11'],
  ] as const)('is spoken %s', (_name, instant, style, spoken) => {
    expect(translator.translate(at(instant, style), 'vi', NOW)).toBe(`Việc : ${spoken}`);
  });

  it('is read on the clocks of the place', () => {
    const tokyo = createTranslator(locales, { timeZone: 'Asia/Tokyo' });
    expect(tokyo.translate(at('2026-11-23T09:30:00Z', 'clock'), 'vi', NOW)).toContain('18 giờ 30');
  });
});

describe('a gap', () => {
  it('throws where nothing else was asked for', () => {
    expect(() => translator.translate(say('absent'), 'vi', NOW)).toThrow(UnsayableText);
    expect(() => translator.translate(say('only'), 'en', NOW)).toThrow('missing-key: only in en');
    expect(() => translator.translate(say('placed', { team: 'A' }), 'vi', NOW)).toThrow(
      'missing-value: placed in vi',
    );
  });

  it('is reported and spoken around in production', () => {
    const onGap = vi.fn<(gap: TranslationGap) => void>();
    const patient = createTranslator(locales, { onGap });
    expect(patient.translate(say('only'), 'en', NOW)).toBe('chỉ có tiếng Việt');
    expect(patient.translate(say('placed', { team: 'A' }), 'vi', NOW)).toBe(
      'Đã chuyển tới A. Hạn: .',
    );
    expect(patient.translate(say('absent.deeply'), 'vi', NOW)).toBe('…');
    expect(patient.translate(say('format'), 'vi', NOW)).toBe('…');
    expect(onGap.mock.calls.map(([gap]) => gap)).toEqual([
      { problem: 'missing-key', key: 'only', locale: 'en' },
      { problem: 'missing-value', key: 'placed', locale: 'vi' },
      { problem: 'missing-key', key: 'absent.deeply', locale: 'vi' },
      { problem: 'missing-key', key: 'format', locale: 'vi' },
    ]);
  });

  it('a language that is not there is answered in Vietnamese, without complaint', () => {
    expect(translator.translate(say('only'), 'fr', NOW)).toBe('chỉ có tiếng Việt');
  });
});

it('offers Vietnamese first', () => {
  expect(translator.locales).toEqual(['vi', 'en']);
});

it('keeps two translators apart', () => {
  const other = createTranslator({ vi: { only: 'khác' } });
  expect(other.translate(say('only'), 'vi', NOW)).toBe('khác');
  expect(translator.translate(say('only'), 'vi', NOW)).toBe('chỉ có tiếng Việt');
});
