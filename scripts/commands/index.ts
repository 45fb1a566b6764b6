import type { AdminCommand } from './command.ts';
import { importOrgCommand } from './import-org.ts';
import { importUnitsCommand } from './import-units.ts';
import { indexesCommand } from './indexes.ts';
import { inviteCommand } from './invite.ts';
import { telegramWebhookCommand } from './telegram-webhook.ts';
import { trainCommand } from './train.ts';

/** Every command of `scripts/admin`. */
export const COMMANDS: readonly AdminCommand[] = [
  importOrgCommand,
  importUnitsCommand,
  indexesCommand,
  inviteCommand,
  telegramWebhookCommand,
  trainCommand,
];
