import { fetch as dispatchedFetch, ProxyAgent } from 'undici';

/** Calls to providers. */
export interface OutboundFetch {
  /** Through the proxy; calls to this machine go straight, for no proxy elsewhere can make them. */
  readonly fetch: typeof globalThis.fetch;
  /** Lets its connections go. */
  close(): Promise<void>;
}

/**
 * The proxy did not connect us: nothing of the call was sent. Its code is that of a refused connection, so that whoever asks
 * whether a call may have arrived learns that it has not.
 */
export class ProxyRefused extends Error {
  override readonly name = 'ProxyRefused';
  readonly code = 'ECONNREFUSED';

  constructor() {
    super('the proxy did not connect');
  }
}

/** Names and addresses of this machine. */
const HERE = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * A `fetch` through an HTTP proxy (CONNECT), or `undefined` where none is set and Node's own serves.
 *
 * @param proxy - Such as `http://name:password@proxy.example:3128`; the password stands in no error.
 */
export function createOutboundFetch(proxy: string | undefined): OutboundFetch | undefined {
  if (proxy === undefined) return undefined;
  const { uri, token } = apart(proxy);
  const agent = new ProxyAgent({
    uri,
    proxyTunnel: true,
    ...(token === undefined ? {} : { token }),
  });
  return {
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (HERE.test(new URL(address).hostname)) return globalThis.fetch(input, init);
      try {
        return await throughProxy(agent, address, await plainly(input, init));
      } catch (error) {
        throw isRefusal(error)
          ? new TypeError('fetch failed', { cause: new ProxyRefused() })
          : error;
      }
    },
    close: () => agent.close(),
  };
}

/** A call in parts that are of no class: undici knows its own forms and signals only, Node's are of an older undici. */
interface PlainCall {
  readonly method?: string;
  readonly headers?: [string, string][];
  readonly body?: unknown;
  readonly redirect?: RequestRedirect;
  readonly signal?: AbortSignal;
  readonly duplex?: 'half';
}

async function plainly(input: RequestInfo | URL, init: RequestInit = {}): Promise<PlainCall> {
  if (input instanceof Request) {
    const { method, headers, redirect, signal } = input;
    const body = input.body === null ? {} : { body: await input.arrayBuffer() };
    return plainly(input.url, { method, headers, redirect, signal, ...body, ...init });
  }
  const { method, redirect, signal, body } = init;
  const headers = [...new Headers(init.headers)];
  const form = body instanceof FormData ? new Response(body) : undefined;
  const type = form?.headers.get('content-type');
  return {
    ...(method === undefined ? {} : { method }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(signal === undefined || signal === null ? {} : { signal: ownSignal(signal) }),
    ...(body === undefined || body === null ? {} : { body: (await form?.arrayBuffer()) ?? body }),
    ...('duplex' in init ? { duplex: 'half' } : {}),
    headers: type === undefined || type === null ? headers : [...headers, ['content-type', type]],
  };
}

/** grammY brings a signal of its own make. */
function ownSignal(signal: AbortSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const foreign = signal as AbortSignal;
  const controller = new AbortController();
  if (foreign.aborted) controller.abort();
  foreign.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

const throughProxy = (
  dispatcher: ProxyAgent,
  address: string,
  call: PlainCall,
): Promise<Response> =>
  dispatchedFetch(address, { ...call, dispatcher } as never) as unknown as Promise<Response>;

/** The address without its secret, and the header that says the secret. */
function apart(proxy: string): { readonly uri: string; readonly token: string | undefined } {
  const url = new URL(proxy);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '') return { uri: url.href, token: undefined };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { uri: url.href, token: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** undici says it in words alone: "Proxy response (407) !== 200 when HTTP Tunneling". */
function isRefusal(failure: unknown): boolean {
  for (let error = failure; error instanceof Error; error = error.cause)
    if (error.message.startsWith('Proxy response (')) return true;
  return false;
}
