import { ZaloOaClient } from '../../../src/channels/zalo-oa/client.ts';
import {
  keeperOf,
  tokensOf,
  type ZaloOaOptions,
} from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import { readSettings, type Config } from '../../../src/config.ts';
import type { Store } from '../../../src/store/index.ts';
import { UsageError, withStore } from '../command.ts';

/** The account of the settings, and the store with its tokens. */
export interface OaDesk {
  readonly config: Config;
  readonly store: Store;
  readonly options: ZaloOaOptions;
  readonly client: ZaloOaClient;
}

const NOT_ON = `The Zalo channel is off. Set these, in .env or in the environment, then run scripts/admin zalo login:
  ZALO_OA_ENABLED=true
  ZALO_OA_APP_ID, ZALO_OA_APP_SECRET   from the app at developers.zalo.me
  ZALO_OA_ID                           of the Official Account`;

/**
 * Opens the account for one piece of work.
 *
 * @throws {UsageError} when the channel is not switched on.
 */
export async function atDesk<Result>(work: (desk: OaDesk) => Promise<Result>): Promise<Result> {
  const { config, secrets } = readSettings(process.env);
  const { zaloOa } = secrets.channels;
  if (zaloOa === undefined) throw new UsageError(NOT_ON);
  return withStore(secrets.mongoUri, (store) => {
    const options = { ...zaloOa, credentials: store.credentials, now: () => new Date() };
    const client = new ZaloOaClient(options, tokensOf(keeperOf(options)));
    return work({ config, store, options, client });
  });
}
