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
// 6to4 and Teredo carry an address of the older kind inside, which may be any.
PRIVATE.addSubnet('2002::', 16, 'ipv6');
PRIVATE.addSubnet('2001::', 32, 'ipv6');

/** All that is given out for the internet; what lies outside is of one machine or network, or another kind of address. */
const PUBLIC_6 = new BlockList();
PUBLIC_6.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is of this machine or its network, or may lead there. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return PRIVATE.check(address, 'ipv4');
  if (version === 0 || !PUBLIC_6.check(address, 'ipv6')) return true;
  return PRIVATE.check(address, 'ipv6');
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
