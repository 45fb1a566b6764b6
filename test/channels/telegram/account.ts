import type { TelegramOptions } from '../../../src/channels/telegram/telegram-channel.ts';
import type { TelegramEmulator } from '../../emulators/telegram/telegram-emulator.ts';

/** The settings of a bot at an emulator. */
export const optionsFor = (
  telegram: TelegramEmulator,
  mode: TelegramOptions['mode'],
  onError: (error: unknown) => void = () => undefined,
): TelegramOptions => ({
  apiRoot: telegram.apiRoot,
  botToken: telegram.token,
  mode,
  webhookSecret: 'not-guessable',
  onError,
});
