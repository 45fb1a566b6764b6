import { accuracyCommand } from './accuracy.ts';
import type { AdminCommand } from './command.ts';
import { importOrgCommand } from './import-org.ts';
import { importUnitsCommand } from './import-units.ts';
import { indexesCommand } from './indexes.ts';
import { inviteCommand } from './invite.ts';
import { landmarksCommand } from './landmarks.ts';
import { qrCommand } from './qr.ts';
import { telegramWebhookCommand } from './telegram-webhook.ts';
import { trainCommand } from './train.ts';
import { zaloBotWebhookCommand } from './zalo-bot-webhook.ts';
import { zaloCommand } from './zalo.ts';

/** Every command of `scripts/admin`. */
export const COMMANDS: readonly AdminCommand[] = [
  accuracyCommand,
  importOrgCommand,
  importUnitsCommand,
  indexesCommand,
  inviteCommand,
  landmarksCommand,
  qrCommand,
  telegramWebhookCommand,
  trainCommand,
  zaloBotWebhookCommand,
  zaloCommand,
];
