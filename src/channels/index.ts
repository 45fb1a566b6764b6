import type { Channel } from './channel.ts';
import { createTelegramChannel, type TelegramOptions } from './telegram/telegram-channel.ts';
import { createWebChannel } from './web/web-channel.ts';
import type { ZaloBotOptions } from './zalo-bot/options.ts';
import { createZaloBotChannel } from './zalo-bot/zalo-bot-channel.ts';
import { createZaloOaChannel, type ZaloOaOptions } from './zalo-oa/zalo-oa-channel.ts';

/** What each provider needs; a provider that is not configured is not built. */
export interface ChannelOptions {
  readonly web: Parameters<typeof createWebChannel>[0];
  readonly telegram: TelegramOptions | undefined;
  readonly zaloOa: ZaloOaOptions | undefined;
  readonly zaloBot: ZaloBotOptions | undefined;
}

/** The channels of a deployment. A new provider is one line here and a folder beside. */
export const buildChannels = ({
  web,
  telegram,
  zaloOa,
  zaloBot,
}: ChannelOptions): readonly Channel[] => [
  createWebChannel(web),
  ...(telegram === undefined ? [] : [createTelegramChannel(telegram)]),
  ...(zaloOa === undefined ? [] : [createZaloOaChannel(zaloOa)]),
  ...(zaloBot === undefined ? [] : [createZaloBotChannel(zaloBot)]),
];
