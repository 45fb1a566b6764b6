import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testMessage } from '../../../src/flows/operator-notices.ts';
import { createTranslator } from '../../../src/i18n/index.ts';
import { loadLocales } from '../../../src/i18n/load.ts';
import type { Store } from '../../../src/store/index.ts';
import { UsageError } from '../command.ts';
import { atDesk } from './account.ts';
import { meaningOf } from './meaning.ts';

export const SEND_TEST_USAGE = `usage: scripts/admin zalo send-test [USER-ID]
  Sends one line to a person who has written to the account within 48 hours (free), and says what became of it.
  Without an id it goes to whoever wrote last: write to the account from your own Zalo first.
  The id is the number that Zalo gives this person for this account.`;

const NOBODY = `Nobody has written to the account yet, as far as Cầu Nối has heard.
  Open https://zalo.me/<ZALO_OA_ID> in your own Zalo, write one word, wait a minute, and run this again.
  Still nobody? scripts/admin zalo status says whether anything arrives from Zalo.`;

const LOCALES = fileURLToPath(new URL('../../../locales', import.meta.url));

/** Sends one message by hand. */
export async function sendTest(args: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [given, ...more] = positionals;
  if (more.length > 0) throw new UsageError(SEND_TEST_USAGE);
  if (given !== undefined && !/^\d{1,30}$/.test(given)) throw new UsageError('USER-ID is a number');
  const translator = createTranslator(loadLocales(LOCALES));
  const text = testMessage.lines
    .map((line) => translator.translate(line, 'vi', new Date()))
    .join('\n');
  await atDesk(async ({ client, store }) => {
    const userId = given ?? (await lastWriter(store));
    const taken = await client.sendText(userId, text).catch((error: unknown) => {
      throw new UsageError(`Not sent. ${meaningOf(error)}`);
    });
    const { messageId = 'not said', quotaType = 'not said' } = taken;
    console.log(`Zalo took it: message ${messageId}, paid by ${quotaType} (reply is free).`);
  });
}

/** Who wrote last; that is told by the hour, for the operator must see that it is the own word. */
async function lastWriter({ conversations }: Store): Promise<string> {
  const last = await conversations.lastHeard('zalo-oa');
  if (last === undefined) throw new UsageError(NOBODY);
  console.log(`To whoever wrote last, at ${last.at.toISOString()}.`);
  return last.chatId;
}
