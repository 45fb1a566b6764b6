import { BlockList, isIP } from 'node:net';

/** Addresses that no provider's file lies at: this machine, its network, and what is no single machine. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Whether an address is of this machine or its network. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return PRIVATE.check(mapped, 'ipv4');
  return PRIVATE.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** How an address stands to the list of hosts: named there itself, below one that is, or neither. */
export type Standing = 'named' | 'below' | 'foreign';

/**
 * How a host stands to a list.
 *
 * @param hosts - Names in lower case; with a port it means that very host and port, without one the usual port of
 * the host and of all below it. An IP address is taken only where it is named.
 */
export function standingOf(url: URL, hosts: readonly string[]): Standing {
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return 'foreign';
  const host = url.hostname.toLowerCase();
  const isNamed = hosts.some((entry) => entry === url.host || (url.port === '' && entry === host));
  if (isNamed) return 'named';
  const isBelow = url.port === '' && hosts.some((parent) => host.endsWith(`.${parent}`));
  return isBelow && isIP(host) === 0 ? 'below' : 'foreign';
}
