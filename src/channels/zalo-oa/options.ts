import type { NoticeTemplate } from '../../chat/message.ts';

/** One Official Account and the app that speaks for it; what each is for stands at the settings. */
export interface ZaloOaAccount {
  /** Bases without a trailing slash; an emulator's in tests. */
  readonly apiBase: string;
  readonly businessBase: string;
  readonly oauthBase: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly webhookSecret: string;
  readonly signatureId: 'app_id' | 'oa_id';
  readonly codeVerifier: string | undefined;
  readonly sendsAppSecretProof: boolean;
  readonly hasButtons: boolean;
  readonly buttonsTemplateType: string | undefined;
  readonly allowsBilled: boolean;
  readonly mediaHosts: readonly string[];
  readonly templates: Readonly<Partial<Record<NoticeTemplate['purpose'], string>>>;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
