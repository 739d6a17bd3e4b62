import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Addresses that only a machine itself, its network or nobody has (RFC 6890 and the registries of IANA). */
const privateAddresses = new BlockList();
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
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  // Addresses that stand for one of IPv4: NAT64, Teredo, 6to4. No public document is at such a one.
  ['64:ff9b::', 32],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv6');

/** Takes an IP address; gives whether it is none of the public internet: loopback, private, link-local and the like. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return privateAddresses.check(plain, 'ipv4');
  // IPv4-mapped ones are checked as what they stand for.
  return family === 6 && privateAddresses.check(plain, 'ipv6');
}

/** The host of a request is at an address that the request must not reach. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Takes whether only public addresses may be reached, and what is told whether those of a host are public; gives what
 * a connection looks its host up by. The addresses that it gives are those that are connected to: a name that is
 * looked up again may lead elsewhere.
 */
export function lookupFor(
  publicOnly: boolean,
  onFound: (isPublic: boolean) => void,
): (host: string, options: LookupOptions, answer: Answer) => void {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, []);
      const isPublic = addresses.every(({ address }) => !isPrivateAddress(address));
      if (publicOnly && !isPublic) return answer(new PrivateAddress(host), []);
      onFound(isPublic);
      const [first] = addresses;
      if (options.all === true || first === undefined) return answer(null, addresses);
      return answer(null, first.address, first.family);
    });
  };
}

/** Takes the host name of a URL; gives whether it is an address by itself, which nothing looks up. */
export function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
