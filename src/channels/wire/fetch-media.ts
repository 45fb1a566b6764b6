import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent, fetch as guardedFetch } from 'undici';
import { FileRefused } from '../errors.ts';
import { isPrivateAddress, standingOf } from './media-hosts.ts';
import { readAtMost } from './read-at-most.ts';

/** Where files may be fetched from, and how much of them. */
export interface MediaRules {
  /** Hosts and parents of hosts, see {@link standingOf}. */
  readonly hosts: readonly string[];
  readonly mostBytes: number;
  /** For the whole of it, redirects too, in milliseconds. */
  readonly timeoutMs: number;
  /** A way through a proxy, which looks names up itself. Default: straight, to public addresses only. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A file that was fetched. */
export interface Media {
  readonly bytes: Uint8Array;
  /** As the server claims; told by content later. */
  readonly mediaType: string | undefined;
}

/** A file could not be had; another try may bring it, unless it lies where nothing is fetched from. */
export class MediaUnavailable extends Error {
  override readonly name = 'MediaUnavailable';
  /** `foreign` a host that is not on the list; `refused` the server's answer; `broken` no whole answer. */
  readonly code: 'foreign' | 'refused' | 'broken';

  constructor(code: MediaUnavailable['code'], cause?: unknown) {
    super(`media: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

const MOST_REDIRECTS = 3;

/**
 * Fetches a file that a provider named in a message. Whoever can put an address into a message must not be able to
 * make us call our own network: each step, redirects too, is held to the list of hosts, and a name below a listed
 * one is not followed to a private address.
 *
 * @throws {FileRefused} `too-big`, as announced or as counted while it comes.
 * @throws {MediaUnavailable}
 */
export async function fetchMedia(address: string, rules: MediaRules): Promise<Media> {
  const signal = AbortSignal.timeout(rules.timeoutMs);
  let url = parse(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await ask(url, rules, signal);
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null)
      return read(response, rules.mostBytes);
    await response.body?.cancel();
    url = parse(next, url);
  }
  throw new MediaUnavailable('refused');
}

function parse(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new MediaUnavailable('foreign');
  }
}

async function ask(url: URL, { hosts, fetch }: MediaRules, signal: AbortSignal): Promise<Response> {
  const standing = standingOf(url, hosts);
  if (standing === 'foreign') throw new MediaUnavailable('foreign');
  const init = { redirect: 'manual', signal, headers: { accept: '*/*' } } as const;
  try {
    if (fetch !== undefined) return await fetch(url, init);
    const dispatcher = standing === 'below' ? publicOnly : anywhere;
    return (await guardedFetch(url, { ...init, dispatcher })) as unknown as Response;
  } catch (error) {
    throw new MediaUnavailable('broken', error);
  }
}

async function read(response: Response, mostBytes: number): Promise<Media> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new MediaUnavailable('refused');
  }
  const bytes = await readAtMost(response, mostBytes).catch((error: unknown) => {
    throw new MediaUnavailable('broken', error);
  });
  if (bytes === undefined) throw new FileRefused('too-big');
  return { bytes, mediaType: response.headers.get('content-type') ?? undefined };
}

/** A name was looked up and leads into our own network. */
class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks a name up as always, and refuses what is private; the address that was judged is the one that is called. */
export function lookUpPublic(host: string, options: LookupOptions, found: Found): void {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, []);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address)))
      return found(new PrivateAddress('a private address'), []);
    return options.all === true ? found(null, addresses) : found(null, first.address, first.family);
  });
}

const anywhere = new Agent();
const publicOnly = new Agent({ connect: { lookup: lookUpPublic } });
