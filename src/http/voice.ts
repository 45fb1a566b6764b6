import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { say, type Locale, type Text, type TextParam } from '../domain/text.ts';
import type { HttpDeps } from './deps.ts';

/** Speaks one language at one moment: what a page needs to write its words. */
export interface Voice {
  readonly locale: Locale;
  /** Languages the person may switch to. */
  readonly others: readonly Locale[];
  /** A sentence of the section `page` of the locale files. */
  page(key: string, params?: Readonly<Record<string, TextParam>>): string;
  translate(text: Text): string;
  /** A sentence in another language, for the switch. */
  translateInto(locale: Locale, text: Text): string;
}

type Speech = Pick<HttpDeps, 'translate' | 'clock' | 'locales'>;

const COOKIE = 'lang';
const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** A voice for the language that the conversation has, else for the one the caller prefers. */
export function voiceFor(context: Context, speech: Speech, spoken?: Locale): Voice {
  const locale = spoken ?? preferredLocale(context, speech.locales);
  const now = speech.clock.now();
  return {
    locale,
    others: speech.locales.filter((other) => other !== locale),
    page: (key, params) => speech.translate(say(`page.${key}`, params), locale, now),
    translate: (text) => speech.translate(text, locale, now),
    translateInto: (other, text) => speech.translate(text, other, now),
  };
}

/** The language chosen here before, else the first that the browser asks for and we speak, else the default. */
export function preferredLocale(context: Context, locales: readonly Locale[]): Locale {
  const wanted = [getCookie(context, COOKIE), ...acceptedLanguages(context)];
  const known = wanted.find((locale) => locale !== undefined && locales.includes(locale));
  return known ?? locales[0] ?? 'vi';
}

/** Keeps a choice of language on this device, also before anything was said. */
export function rememberLocale(context: Context, locale: Locale, isSecure: boolean): void {
  setCookie(context, COOKIE, locale, {
    path: '/',
    sameSite: 'Lax',
    httpOnly: true,
    secure: isSecure,
    maxAge: ONE_YEAR_SECONDS,
  });
}

/** Browsers list languages by preference; the weights only repeat that order. */
const acceptedLanguages = (context: Context): readonly string[] =>
  (context.req.header('accept-language') ?? '')
    .split(',')
    .map((range) => range.split(';')[0]?.trim().split('-')[0]?.toLowerCase() ?? '');
