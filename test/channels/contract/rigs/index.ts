import type { StartRig } from '../rig.ts';
import { startTelegramRig } from './telegram.ts';
import { startWebRig } from './web.ts';
import { startZaloBotRig } from './zalo-bot.ts';
import { startZaloOaRig } from './zalo-oa.ts';

/** Every channel that has to pass the contract suite, by its id. A new one is one line and one file. */
export const RIGS = {
  web: startWebRig,
  telegram: startTelegramRig,
  'zalo-oa': startZaloOaRig,
  'zalo-bot': startZaloBotRig,
} as const satisfies Readonly<Record<string, StartRig>>;

/** A channel under the suite. */
export type ChannelUnderTest = keyof typeof RIGS;
