import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testMessage } from '../../../src/flows/operator-notices.ts';
import { createTranslator } from '../../../src/i18n/index.ts';
import { loadLocales } from '../../../src/i18n/load.ts';
import { UsageError } from '../command.ts';
import { atDesk } from './account.ts';
import { meaningOf } from './meaning.ts';

export const SEND_TEST_USAGE = `usage: scripts/admin zalo send-test USER-ID
  Sends one line to a person who has written to the account within 48 hours (free), and says what became of it.
  The id is the number that Zalo gives this person for this account.`;

const LOCALES = fileURLToPath(new URL('../../../locales', import.meta.url));

/** Sends one message by hand. */
export async function sendTest(args: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [userId, ...more] = positionals;
  if (userId === undefined || more.length > 0) throw new UsageError(SEND_TEST_USAGE);
  if (!/^\d{1,30}$/.test(userId)) throw new UsageError('USER-ID is a number');
  const translator = createTranslator(loadLocales(LOCALES));
  const text = testMessage.lines
    .map((line) => translator.translate(line, 'vi', new Date()))
    .join('\n');
  await atDesk(async ({ client }) => {
    const taken = await client.sendText(userId, text).catch((error: unknown) => {
      throw new UsageError(`Not sent. ${meaningOf(error)}`);
    });
    const { messageId = 'not said', quotaType = 'not said' } = taken;
    console.log(`Zalo took it: message ${messageId}, paid by ${quotaType} (reply is free).`);
  });
}
