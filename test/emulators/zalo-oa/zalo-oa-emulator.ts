import { Courier } from '../wire/courier.ts';
import { Faults } from '../wire/faults.ts';
import { createMediaServer, MediaShelf } from '../wire/media-shelf.ts';
import { HOUR_MS, MINUTE_MS, MovingClock } from '../wire/moving-clock.ts';
import { listen } from '../wire/server.ts';
import type { Account, OaCall } from './account.ts';
import { createApi } from './api.ts';
import { Chats, type Said } from './chats.ts';
import { createControl } from './control.ts';
import { EventDesk } from './events.ts';
import { BUSINESS_METHODS, OPEN_METHODS } from './methods/index.ts';
import { createOauth } from './oauth.ts';
import { ZaloPerson } from './person.ts';
import type { PlannedRefusal } from './refusal.ts';
import { DEFAULTS, type ZaloOaSettings } from './settings.ts';
import { Templates, type NewTemplate } from './templates.ts';
import { Tokens } from './tokens.ts';
import { Uploads } from './uploads.ts';

/** How an emulator differs from the usual one. */
export interface ZaloOaOptions extends Partial<ZaloOaSettings> {
  /** Time of everything; default the real one. It can be put forward either way. */
  readonly now?: () => Date;
  /** Where events are delivered; may be set later. */
  readonly webhookUrl?: string;
  /** Waits between deliveries are this part of Zalo's own. Default 0.001: 30 ms instead of 30 s. */
  readonly ladderScale?: number;
  /** An answer of the webhook later than this is none, in milliseconds. Default 2 000, as at Zalo. */
  readonly webhookPatienceMs?: number;
  /** Port of the open API and the control side; default a free one. */
  readonly port?: number;
}

/** The three hosts of Zalo on loopback with one OA, and the hands of the people who talk with it. */
export interface ZaloOaEmulator extends AsyncDisposable {
  readonly apiBase: string;
  readonly businessBase: string;
  readonly oauthBase: string;
  /** Host and port of the files that people send, for `ZALO_OA_MEDIA_HOSTS`. */
  readonly mediaHost: string;
  readonly settings: ZaloOaSettings;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly webhookSecret: string;
  readonly tokens: Tokens;
  /** By path, such as `/v3.0/oa/message/cs`, or `*`. */
  readonly faults: Faults<PlannedRefusal>;
  /** The sender of events: its address, what it delivered, and how it goes wrong. */
  readonly webhook: Courier;
  readonly media: MediaShelf;
  readonly events: EventDesk;
  now(): Date;
  /** Puts the clock forward. */
  advance(ms: number): void;
  /** Calls of the OA that had a good token, of one path or of all. */
  calls(path?: string): readonly OaCall[];
  /** A person of this name, the same one each time. */
  user(name: string): ZaloPerson;
  /** An admin of the OA answers in OA Manager, which has no window. */
  answerByHand(person: ZaloPerson, text: string): Said;
  addTemplate(template: NewTemplate): void;
  /** Zalo approves a template, and tells. */
  approveTemplate(id: string): void;
  close(): Promise<void>;
}

/** Zalo's own waits before the second delivery and those after it. */
const LADDER_MS = [MINUTE_MS / 2, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS] as const;
const ADMIN_ID = '4102938475610293847';

/** Starts an emulator on free ports. */
export async function createZaloOaEmulator(options: ZaloOaOptions = {}): Promise<ZaloOaEmulator> {
  const account = createAccount(options);
  const { settings, courier, clock } = account;
  const people = new Map<string, ZaloPerson>();
  const hands: Hands = {
    user: (name) => {
      const known = people.get(name) ?? new ZaloPerson(account, name);
      people.set(name, known);
      return known;
    },
    answerByHand: (person, text) => answerByHand(account, person, text),
    approveTemplate: (id) => approveTemplate(account, id),
  };
  const servers = await openHosts(account, hands, options.port);
  const close = async (): Promise<void> => {
    courier.close();
    await Promise.all(servers.map((server) => server.close()));
  };
  const [api, business, oauth, media] = servers.map(({ address }) => address);
  account.media.address = media ?? '';
  return {
    apiBase: api ?? '',
    businessBase: business ?? '',
    oauthBase: oauth ?? '',
    mediaHost: new URL(media ?? '').host,
    settings,
    appId: settings.appId,
    appSecret: settings.appSecret,
    oaId: settings.oaId,
    webhookSecret: settings.webhookSecret,
    tokens: account.tokens,
    faults: account.faults,
    webhook: courier,
    media: account.media,
    events: account.events,
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    calls: (path) => account.calls.filter((call) => path === undefined || call.path === path),
    addTemplate: (template) => account.templates.add(template),
    ...hands,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What happens at Zalo's end without a call of ours. */
export type Hands = Pick<ZaloOaEmulator, 'user' | 'answerByHand' | 'approveTemplate'>;

function createAccount(options: ZaloOaOptions): Account {
  const settings: ZaloOaSettings = { ...DEFAULTS, ...options };
  const clock = new MovingClock(options.now);
  const now = (): Date => clock.now();
  const courier = new Courier({
    patienceMs: options.webhookPatienceMs ?? 2_000,
    ladderMs: LADDER_MS.map((waitMs) => waitMs * (options.ladderScale ?? 0.001)),
    retriesRefused: settings.retriesRefused,
    givesUp: true,
  });
  courier.url = options.webhookUrl;
  return {
    settings,
    clock,
    courier,
    tokens: new Tokens(settings, now),
    chats: new Chats(now),
    uploads: new Uploads(now),
    templates: new Templates(),
    faults: new Faults(),
    media: new MediaShelf(),
    events: new EventDesk(settings, courier, now),
    calls: [],
    used: { packageMessages: 0, templates: 0, phoneMessages: new Map() },
  };
}

/** Each host knows its own paths only, so a call to the wrong one fails as it would at Zalo. */
function openHosts(account: Account, hands: Hands, port: number | undefined) {
  const open = createApi(account, {
    methods: OPEN_METHODS,
    badToken: 'as it is',
    uncounted: new Set(['/v3.0/oa/message/template']),
  });
  const business = createApi(account, {
    methods: new Map(Object.entries(BUSINESS_METHODS)),
    badToken: -124,
    uncounted: new Set(['/message/template']),
  });
  return Promise.all([
    listen(createControl(account, hands).route('/', open), port),
    listen(business),
    listen(createOauth(account)),
    listen(createMediaServer(account.media)),
  ]);
}

function answerByHand({ chats, events }: Account, { id }: ZaloPerson, text: string): Said {
  const member = chats.find(id);
  if (member === undefined) throw new Error('nobody has this id');
  const said = chats.post(member, 'admin', { words: text });
  events.echo(member, 'oa_send_text', said, ADMIN_ID);
  return said;
}

function approveTemplate({ templates, events, settings }: Account, id: string): void {
  const template = templates.find(id);
  if (template === undefined) throw new Error(`there is no template ${id}`);
  const before = template.status;
  template.status = 'ENABLE';
  events.raw(settings.oaId, {
    app_id: settings.appId,
    oa_id: settings.oaId,
    event_name: 'change_template_status',
    template_id: id,
    status: { prev_status: before, new_status: 'ENABLE' },
  });
}
