import { BlockList, isIP } from 'node:net';
import type { TokenRecord } from './token.store.js';

export type Refusal = 'expired' | 'used_up' | 'revoked' | 'wrong_address';

/** Why a host may not enrol with the token, or nothing when it may. */
export function refusal(token: TokenRecord, address: string, now: Date): Refusal | undefined {
  if (token.revokedAt) return 'revoked';
  if (token.expiresAt <= now) return 'expired';
  if (token.maxUses !== null && token.uses >= token.maxUses) return 'used_up';
  if (token.cidr && !isWithin(address, token.cidr)) return 'wrong_address';
  return undefined;
}

/** Whether an address lies in a network such as `10.0.0.0/8`. An IPv4 address written as IPv6 counts as itself. */
export function isWithin(address: string, cidr: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const kind = isIP(plain);
  const [network = '', bits] = cidr.split('/');
  if (kind === 0 || kind !== isIP(network)) return false;
  const type = kind === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits ?? (kind === 4 ? 32 : 128)), type);
  return list.check(plain, type);
}
