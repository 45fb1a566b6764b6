/** What the emulator plays where Zalo's documents leave it open, and who it plays. */
export interface ZaloOaSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaName: string;
  /** "OA Secret Key" of the Webhook page. */
  readonly webhookSecret: string;
  /** What stands first in the signed text. */
  readonly signatureId: 'app_id' | 'oa_id';
  /** Whether buttons are taken beside a text, and whether they need a `template_type`. */
  readonly buttons: 'accepted' | 'refused' | 'with-template-type';
  /** Whether an answer other than 2xx is delivered again, as a lost connection is. */
  readonly retriesRefused: boolean;
  readonly submitInfo: 'nested' | 'flat';
  /** Where `attachments` of an event stand: inside `message` or beside it. */
  readonly attachments: 'inside' | 'beside';
  /** What a picture is called in an event. */
  readonly pictureType: 'image' | 'photo';
  /** Whether the OA is told back what it sent. */
  readonly echoes: boolean;
  /** Whether it hears of what arrived and was seen. */
  readonly receipts: boolean;
  /** Whether every call must bring `appsecret_proof`. */
  readonly demandsProof: boolean;
  /** The challenge that the console holds; absent: the one of the consent link counts. */
  readonly consoleChallenge: string | undefined;
  /** Where consent may lead back to; absent: anywhere. */
  readonly redirectUris: readonly string[] | undefined;
  /** Calls of one minute. */
  readonly requestsPerMinute: number;
  /** Billed messages that the package holds. */
  readonly packageMessages: number;
  /** Templates of one day by phone. */
  readonly templatesPerDay: number;
  /** Whether templates by phone are refused from 22:00 to 05:59. */
  readonly refusesAtNight: boolean;
  /** Who may get templates in development mode: user ids and phones. */
  readonly admins: readonly string[];
}

/** The ids and the secret of the test vector of channels.md 1.10. */
export const VECTOR = {
  appId: '360846524940903967',
  oaId: '388613280878808645',
  webhookSecret: 'test-oa-secret-key',
  userId: '246845883529197922',
  userIdByApp: '552177279717587730',
  messageId: '96d3cdf3af150460909',
} as const;

export const DEFAULTS: ZaloOaSettings = {
  appId: VECTOR.appId,
  appSecret: 'emulated-app-secret',
  oaId: VECTOR.oaId,
  oaName: 'UBND xã Cầu Nối',
  webhookSecret: VECTOR.webhookSecret,
  signatureId: 'app_id',
  buttons: 'accepted',
  retriesRefused: true,
  submitInfo: 'nested',
  attachments: 'inside',
  pictureType: 'image',
  echoes: true,
  receipts: false,
  demandsProof: false,
  consoleChallenge: undefined,
  redirectUris: undefined,
  requestsPerMinute: 4_000,
  packageMessages: 500,
  templatesPerDay: 5_000,
  refusesAtNight: false,
  admins: [],
};
