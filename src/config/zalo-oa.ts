import { z } from 'zod';
import {
  baseUrl,
  digits,
  flag,
  optional,
  secret,
  toggle,
  zaloMediaHosts,
  type Demand,
} from './fields.ts';

const templateId = optional(z.string().regex(/^\d{1,20}$/, 'must be the number of a template'));

/** The variables of the Zalo Official Account channel. */
export const ZALO_OA = {
  ZALO_OA_ENABLED: flag,
  ZALO_OA_API_BASE: baseUrl.default('https://openapi.zalo.me'),
  ZALO_OA_BUSINESS_BASE: baseUrl.default('https://business.openapi.zalo.me'),
  ZALO_OA_OAUTH_BASE: baseUrl.default('https://oauth.zaloapp.com'),
  ZALO_OA_APP_ID: optional(digits),
  ZALO_OA_APP_SECRET: optional(secret(8)),
  ZALO_OA_ID: optional(digits),
  ZALO_OA_WEBHOOK_SECRET: optional(secret(8)),
  ZALO_OA_SIGNATURE_ID: z.enum(['app_id', 'oa_id']).default('app_id'),
  ZALO_OA_CODE_VERIFIER: optional(
    z.string().regex(/^[\w.~-]{43,128}$/, 'must be 43 to 128 of A-Za-z0-9-._~'),
  ),
  ZALO_OA_APPSECRET_PROOF: toggle,
  ZALO_OA_BUTTONS: toggle,
  ZALO_OA_BUTTONS_TEMPLATE_TYPE: optional(z.string().regex(/^[a-z_]{1,40}$/)),
  ZALO_OA_BILLED_MESSAGES: toggle,
  ZALO_OA_MEDIA_HOSTS: zaloMediaHosts,
  ZALO_OA_TEMPLATE_RECEIVED: templateId,
  ZALO_OA_TEMPLATE_RESULT: templateId,
  ZALO_OA_TEMPLATE_REMINDER: templateId,
};

type Environment = z.infer<z.ZodObject<typeof ZALO_OA>>;

/** One Official Account and the app that speaks for it. */
export interface ZaloOaSettings {
  readonly apiBase: string;
  readonly businessBase: string;
  readonly oauthBase: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly webhookSecret: string;
  /** What stands first in the signed text; Zalo's documents say the app's id. */
  readonly signatureId: 'app_id' | 'oa_id';
  /** Set: the console holds its challenge; absent: a fresh one for each consent. */
  readonly codeVerifier: string | undefined;
  readonly sendsAppSecretProof: boolean;
  readonly hasButtons: boolean;
  /** `template_type` beside buttons; absent: left out. */
  readonly buttonsTemplateType: string | undefined;
  /** Whether messages between 48 hours and 7 days after the last word may be sent at a price. */
  readonly allowsBilled: boolean;
  /** Hosts, or parents of hosts, from which files are fetched. */
  readonly mediaHosts: readonly string[];
  readonly templates: Readonly<Partial<Record<'received' | 'result' | 'reminder', string>>>;
}

/** What the account cannot work without. */
export function checkZaloOa(environment: Environment, demand: Demand<Environment>): void {
  if (!environment.ZALO_OA_ENABLED) return;
  for (const name of ['ZALO_OA_APP_ID', 'ZALO_OA_APP_SECRET', 'ZALO_OA_ID'] as const)
    demand(name, 'when ZALO_OA_ENABLED is true');
}

/** The settings of a channel that is switched on. */
export function readZaloOa(environment: Environment): ZaloOaSettings | undefined {
  const { ZALO_OA_APP_ID: appId, ZALO_OA_APP_SECRET: appSecret, ZALO_OA_ID: oaId } = environment;
  if (!environment.ZALO_OA_ENABLED || !appId || !appSecret || !oaId) return undefined;
  return {
    apiBase: environment.ZALO_OA_API_BASE,
    businessBase: environment.ZALO_OA_BUSINESS_BASE,
    oauthBase: environment.ZALO_OA_OAUTH_BASE,
    appId,
    appSecret,
    oaId,
    webhookSecret: environment.ZALO_OA_WEBHOOK_SECRET ?? appSecret,
    signatureId: environment.ZALO_OA_SIGNATURE_ID,
    codeVerifier: environment.ZALO_OA_CODE_VERIFIER,
    sendsAppSecretProof: environment.ZALO_OA_APPSECRET_PROOF,
    hasButtons: environment.ZALO_OA_BUTTONS,
    buttonsTemplateType: environment.ZALO_OA_BUTTONS_TEMPLATE_TYPE,
    allowsBilled: environment.ZALO_OA_BILLED_MESSAGES,
    mediaHosts: environment.ZALO_OA_MEDIA_HOSTS,
    templates: {
      ...(environment.ZALO_OA_TEMPLATE_RECEIVED === undefined
        ? {}
        : { received: environment.ZALO_OA_TEMPLATE_RECEIVED }),
      ...(environment.ZALO_OA_TEMPLATE_RESULT === undefined
        ? {}
        : { result: environment.ZALO_OA_TEMPLATE_RESULT }),
      ...(environment.ZALO_OA_TEMPLATE_REMINDER === undefined
        ? {}
        : { reminder: environment.ZALO_OA_TEMPLATE_REMINDER }),
    },
  };
}
