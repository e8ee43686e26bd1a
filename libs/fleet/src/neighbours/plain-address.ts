import { isIP } from 'node:net';
import type { Inventory } from '@legator/contracts';
import ipaddr from 'ipaddr.js';

/** Beyond it a host has more addresses than anybody would look for. */
const MOST_ADDRESSES = 512;

/** Ranges that do not tell one host from another: they mean something else on each of them, or on each wire. */
const NOBODYS = new Set(['loopback', 'linkLocal', 'unspecified', 'multicast', 'broadcast']);

/** An address in the one form in which two can be compared; undefined for a text that is none. */
export function plainAddress(text: string): string | undefined {
  return isIP(text) > 0 && !text.includes('%') ? ipaddr.process(text).toString() : undefined;
}

/** The addresses by which a host may be found among the neighbours of another. */
export function addressesOf({ interfaces = [] }: Pick<Inventory, 'interfaces'>): string[] {
  const found = new Set<string>();
  for (const { addrs = [] } of interfaces)
    for (const one of addrs) {
      const address = plainAddress(one.replace(/\/\d+$/, ''));
      if (address === undefined || NOBODYS.has(ipaddr.parse(address).range())) continue;
      if (found.size < MOST_ADDRESSES) found.add(address);
    }
  return [...found];
}
