import ipaddr from 'ipaddr.js';

/** Where clouds tell machines their secrets, beside the link-local addresses. */
const METADATA = ['fd00:ec2::254', '100.100.100.200', '192.0.0.192'].map((text) =>
  ipaddr.process(text).toString(),
);

/** IPv6 addresses that carry one of IPv4: what counts is where they lead. */
const CARRIERS = ['rfc6145', 'rfc6052', '6to4', 'teredo'];

/** Whether an address is none that a service could have: link-local, metadata of a cloud, unspecified, multicast. */
export function isForbiddenAddress(address: string): boolean {
  const parsed = parse(address);
  if (!parsed) return true;
  const range = parsed.range();
  if (['linkLocal', 'unspecified', 'multicast', 'broadcast', 'reserved'].includes(range)) return true;
  if (parsed.kind() === 'ipv6' && CARRIERS.includes(range)) return true;
  return METADATA.includes(parsed.toString());
}

/** Whether it is on this machine or in one's own network; never for a forbidden one. */
export function isPrivateAddress(address: string): boolean {
  if (isForbiddenAddress(address)) return false;
  return ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'].includes(parse(address)!.range());
}

/** Whether it is one that everybody on the internet reaches: nothing of a special purpose is. */
export function isPublicAddress(address: string): boolean {
  return !isForbiddenAddress(address) && parse(address)!.range() === 'unicast';
}

/** IPv6 forms of an IPv4 address count as that one. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = address.replace(/%.*$/, '');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}
