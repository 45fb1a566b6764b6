import { createInstance, type i18n } from 'i18next';
import type { Locale, Text, TextParam } from '../domain/text.ts';
import { formatInstant } from './format.ts';
import type { LocaleTree } from './load.ts';

/** Every language falls back on it: it is the one whose sentences are written first. */
const FALLBACK_LOCALE: Locale = 'vi';

/** A sentence that cannot be said in a language as it should. */
export interface TranslationGap {
  readonly problem: 'missing-key' | 'missing-value';
  readonly key: string;
  readonly locale: Locale;
}

/** Thrown for a gap where gaps are faults: in tests. */
export class UnsayableText extends Error {
  override readonly name = 'UnsayableText';
  readonly gap: TranslationGap;
  constructor(gap: TranslationGap) {
    super(`${gap.problem}: ${gap.key} in ${gap.locale}`);
    this.gap = gap;
  }
}

/** How a translator behaves; each has a default. */
export interface TranslatorOptions {
  /** Where clocks are read. Default `Asia/Ho_Chi_Minh`. */
  readonly timeZone?: string;
  /** Called at a gap, before the fallback is said. Default: throws {@link UnsayableText}. */
  readonly onGap?: (gap: TranslationGap) => void;
}

/** Turns keys into sentences of a language. */
export interface Translator {
  /** Languages that can be spoken, the fallback first. */
  readonly locales: readonly Locale[];
  /**
   * Says a text. A language that is not there is answered in the fallback; nothing is escaped, for
   * channels do that.
   *
   * @param now - From where "hôm nay" and "mai" are reckoned.
   */
  translate(text: Text, locale: Locale, now: Date): string;
}

const throwGap = (gap: TranslationGap): never => {
  throw new UnsayableText(gap);
};

// Said when even the fallback has no such sentence: better than a key that means nothing to anybody.
const LAST_RESORT = '…';

const start = (locales: Readonly<Record<Locale, LocaleTree>>, onMissingValue: () => void): i18n => {
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    fallbackLng: FALLBACK_LOCALE,
    resources: Object.fromEntries(
      Object.entries(locales).map(([locale, tree]) => [locale, { translation: tree }]),
    ),
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => {
      onMissingValue();
      return '';
    },
  });
  return instance;
};

class I18nextTranslator implements Translator {
  readonly locales: readonly Locale[];
  readonly #i18n: i18n;
  readonly #timeZone: string;
  readonly #onGap: (gap: TranslationGap) => void;
  #isValueMissing = false;

  constructor(locales: Readonly<Record<Locale, LocaleTree>>, options: TranslatorOptions) {
    const others = Object.keys(locales).filter((locale) => locale !== FALLBACK_LOCALE);
    this.locales = [FALLBACK_LOCALE, ...others];
    this.#timeZone = options.timeZone ?? 'Asia/Ho_Chi_Minh';
    this.#onGap = options.onGap ?? throwGap;
    this.#i18n = start(locales, () => {
      this.#isValueMissing = true;
    });
  }

  translate(text: Text, locale: Locale, now: Date): string {
    const spoken = this.locales.includes(locale) ? locale : FALLBACK_LOCALE;
    const params = Object.entries(text.params ?? {});
    const replace = Object.fromEntries(
      params.map(([name, param]) => [name, this.#sayParam(param, spoken, now)]),
    );
    return this.#say(text.key, spoken, replace, text.params?.['count']);
  }

  #say(
    key: string,
    locale: Locale,
    replace: Readonly<Record<string, string | number>>,
    count: TextParam | undefined,
  ): string {
    const plural = typeof count === 'number' ? { count } : {};
    const has = (lng: Locale): boolean =>
      this.#i18n.exists(key, { lng, fallbackLng: [], ...plural }) &&
      typeof this.#i18n.getResource(lng, 'translation', key) !== 'object';
    if (!has(locale)) this.#onGap({ problem: 'missing-key', key, locale });
    const lng = has(locale) ? locale : FALLBACK_LOCALE;
    if (!has(lng)) return LAST_RESORT;
    // Words of people may hold "{{" or "$t(": they are put in as they are and never read again.
    this.#isValueMissing = false;
    const sentence = this.#i18n.t(key, { lng, ...plural, replace, nest: false });
    if (this.#isValueMissing) this.#onGap({ problem: 'missing-value', key, locale: lng });
    return sentence;
  }

  #sayParam(param: TextParam, locale: Locale, now: Date): string | number {
    if (typeof param !== 'object') return param;
    if ('names' in param) return param.names[locale] ?? param.names.vi;
    if ('key' in param) return this.translate(param, locale, now);
    return formatInstant(param, {
      now,
      timeZone: this.#timeZone,
      sayFormat: (key, replace) => this.#say(key, locale, replace, undefined),
    });
  }
}

/** Makes a translator over the sentences of `locales/`; see {@link TranslatorOptions} for what gaps do. */
export const createTranslator = (
  locales: Readonly<Record<Locale, LocaleTree>>,
  options: TranslatorOptions = {},
): Translator => new I18nextTranslator(locales, options);
