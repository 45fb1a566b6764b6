import type { StartProvider } from './provider.ts';
import { startTelegram } from './telegram.ts';
import { startZaloBot } from './zalo-bot.ts';
import { startZaloOa } from './zalo-oa.ts';

/** The providers that have an emulator, by the ids of their channels. A new one is one line and one file. */
export const PROVIDERS: Readonly<Record<string, StartProvider>> = {
  telegram: (now) => startTelegram(now),
  'zalo-oa': (now) => startZaloOa(now),
  'zalo-bot': (now) => startZaloBot(now),
};
