import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { ZaloOaClient } from '../../../src/channels/zalo-oa/client.ts';
import {
  createZaloOaChannel,
  credentialAccount,
  keeperOf,
  tokensOf,
  type ZaloOaOptions,
} from '../../../src/channels/zalo-oa/zalo-oa-channel.ts';
import type { CredentialStore, TokenPair } from '../../../src/domain/credential.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import {
  createZaloOaEmulator,
  type ZaloOaEmulator,
  type ZaloOaOptions as EmulatorOptions,
} from '../../emulators/zalo-oa/zalo-oa-emulator.ts';
import { openTestDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { deliverTo } from '../deliver.ts';
import { RecordingSink } from '../recording-sink.ts';

/** An Official Account at its emulator, with its tokens in a real store, and what the channel told of. */
export class OaDesk {
  readonly zalo: ZaloOaEmulator;
  readonly store: Store;
  readonly options: ZaloOaOptions;
  readonly channel: Channel;
  readonly client: ZaloOaClient;
  readonly sink = new RecordingSink();
  readonly errors: unknown[] = [];
  readonly needs: (readonly [what: string, error: unknown])[] = [];
  readonly ignored: string[] = [];

  constructor(zalo: ZaloOaEmulator, store: Store, changed: Partial<ZaloOaOptions>) {
    this.zalo = zalo;
    this.store = store;
    this.options = { ...this.#usual(), ...changed };
    this.channel = createZaloOaChannel(this.options);
    this.client = new ZaloOaClient(this.options, tokensOf(keeperOf(this.options)));
  }

  /** A pair as an administrator's consent brings it. */
  async consent(): Promise<TokenPair> {
    const issued = this.zalo.tokens.issue();
    const now = this.zalo.now();
    const pair: TokenPair = {
      accessToken: issued.access_token,
      refreshToken: issued.refresh_token,
      issuedAt: now,
      expiresAt: new Date(now.getTime() + Number(issued.expires_in) * 1_000),
    };
    const account = credentialAccount(this.options);
    const after = (await this.store.credentials.load(account))?.version ?? 0;
    await this.store.credentials.commit(account, after, pair, 'consent', now);
    return pair;
  }

  /** The newest event that the emulator delivered goes through the channel. */
  deliver(request: Request): Promise<number> {
    return deliverTo(this.channel, this.sink, request);
  }

  #usual(): ZaloOaOptions {
    const { apiBase, businessBase, oauthBase, appId, appSecret, oaId, webhookSecret, mediaHost } =
      this.zalo;
    return {
      apiBase,
      businessBase,
      oauthBase,
      appId,
      appSecret,
      oaId,
      webhookSecret,
      signatureId: 'app_id',
      codeVerifier: undefined,
      sendsAppSecretProof: false,
      hasButtons: false,
      buttonsTemplateType: undefined,
      allowsBilled: false,
      mediaHosts: [mediaHost],
      templates: {},
      credentials: this.store.credentials,
      now: () => this.zalo.now(),
      onError: (error) => void this.errors.push(error),
      onNeed: (what, error) => void this.needs.push([what, error]),
      onIgnored: (name) => void this.ignored.push(name),
    };
  }
}

/** What tests of one file share, and open a desk with. */
export interface Desks {
  /** A desk with consent, at an emulator of its own. */
  open(changed?: Partial<ZaloOaOptions>, emulated?: EmulatorOptions): Promise<OaDesk>;
  readonly store: Store;
}

/** One database for the tests of a file; every desk opened in a test is closed after it. */
export function useDesks(): Desks {
  let database: TestDatabase;
  let store: Store;
  const emulators: ZaloOaEmulator[] = [];
  let number = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    store = await openStore({ uri: database.uri, buildIndexes: true });
  });
  beforeEach(() => {
    number += 1;
  });
  afterEach(async () => {
    await Promise.all(emulators.splice(0).map((zalo) => zalo.close()));
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });
  return {
    get store() {
      return store;
    },
    open: async (changed = {}, emulated = {}) => {
      // An account of its own, so that tests of one file share no tokens.
      number += 1;
      const zalo = await createZaloOaEmulator({
        oaId: `38861328087880${number + 1_000}`,
        ...emulated,
      });
      emulators.push(zalo);
      const desk = new OaDesk(zalo, store, changed);
      await desk.consent();
      return desk;
    },
  };
}

/** The same store, some of whose methods do another thing. */
export const withFaults = (
  store: CredentialStore,
  changed: Partial<CredentialStore>,
): CredentialStore => ({
  load: (...args) => store.load(...args),
  lease: (...args) => store.lease(...args),
  release: (...args) => store.release(...args),
  begin: (...args) => store.begin(...args),
  commit: (...args) => store.commit(...args),
  refuse: (...args) => store.refuse(...args),
  ...changed,
});
