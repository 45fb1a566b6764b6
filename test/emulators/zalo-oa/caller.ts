import type { ZaloOaEmulator } from './zalo-oa-emulator.ts';

/** What Zalo answers. */
export interface Envelope {
  readonly error: number;
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The bare wire, without any client: what goes in and out is what the specification says. */
export class Caller {
  readonly #zalo: ZaloOaEmulator;
  token: string;

  constructor(zalo: ZaloOaEmulator) {
    this.#zalo = zalo;
    this.token = zalo.tokens.issue().access_token;
  }

  /** Takes a fresh token, after the clock was put forward. */
  renew(): void {
    this.token = this.#zalo.tokens.issue().access_token;
  }

  request(path: string, body?: unknown, base = this.#zalo.apiBase): Promise<Response> {
    const headers = { access_token: this.token };
    return fetch(`${base}${path}`, {
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  }

  async post(path: string, body: unknown): Promise<Envelope> {
    return (await (await this.request(path, body)).json()) as Envelope;
  }

  async get(path: string, data?: unknown): Promise<Envelope> {
    const query = data === undefined ? '' : `?data=${encodeURIComponent(JSON.stringify(data))}`;
    return (await (await this.request(`${path}${query}`)).json()) as Envelope;
  }

  async business(path: string, body?: unknown): Promise<Envelope> {
    return (await (await this.request(path, body, this.#zalo.businessBase)).json()) as Envelope;
  }

  /** A consultation message. */
  say(userId: string, message: unknown): Promise<Envelope> {
    return this.post('/v3.0/oa/message/cs', { recipient: { user_id: userId }, message });
  }

  async upload(kind: 'image' | 'gif' | 'file', bytes: Uint8Array, name: string): Promise<Envelope> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${this.#zalo.apiBase}/v2.0/oa/upload/${kind}`, {
      method: 'POST',
      headers: { access_token: this.token },
      body: form,
    });
    return (await response.json()) as Envelope;
  }

  /** Asks for tokens. */
  async grant(fields: Readonly<Record<string, string>>, secret = this.#zalo.appSecret) {
    const response = await fetch(`${this.#zalo.oauthBase}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: secret },
      body: new URLSearchParams({ app_id: this.#zalo.appId, ...fields }),
    });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  }

  refresh(refreshToken: string) {
    return this.grant({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }
}
