import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { Agent } from 'undici';
import { isForbiddenAddress, isPrivateAddress, isPublicAddress } from './addresses.js';

/** `public`: what everybody on the internet reaches. `private`: this machine and one's own network, and nothing else. */
export type Reach = 'public' | 'private';

/** Nothing was sent: the address is none that this may go to. The message says why, for people. */
export class AddressRefused extends Error {
  readonly code = 'EGRESS_REFUSED';
}

export interface AgentLimits {
  readonly reach: Reach;
  /** From the request to the first byte, and between two pieces of an answer. */
  readonly silenceMs: number;
  readonly connectMs?: number;
}

/**
 * Connections to other systems: to the very address that was checked, as a second look-up could give another. A name
 * that leads to one address that is refused is refused whole.
 */
export async function guardedAgent(limits: AgentLimits): Promise<Agent> {
  // Only where it is used: it takes a tenth of a second to load.
  const { Agent, buildConnector } = await import('undici');
  const { reach, silenceMs, connectMs = 10_000 } = limits;
  const dial = buildConnector({ timeout: connectMs, lookup: checkedLookup(reach) });
  return new Agent({
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 65_536,
    connect: (options, done) => {
      // Sockets look nothing up where the address is written out, so that is checked here.
      const literal = options.hostname.replace(/^\[|\]$/g, '');
      const why = isIP(literal) ? whyRefused(literal, reach) : undefined;
      if (why !== undefined) return done(new AddressRefused(`${options.hostname} ${why}`), null);
      dial(options, done);
    },
  });
}

function checkedLookup(reach: Reach): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 4);
      const bad = found.map(({ address }) => whyRefused(address, reach)).find((why) => why !== undefined);
      if (bad !== undefined || found.length === 0)
        return done(new AddressRefused(`${hostname} ${bad ?? 'leads nowhere'}`), '', 4);
      if (options.all) return done(null, found);
      done(null, found[0]!.address, found[0]!.family);
    });
  };
}

/** Why an address must not be connected to, as the rest of a sentence; nothing when it may. */
export function whyRefused(address: string, reach: Reach): string | undefined {
  if (isForbiddenAddress(address))
    return 'leads to an address that no service has (link-local, metadata of a cloud or the like)';
  if (reach === 'public' && !isPublicAddress(address)) return 'leads into a private network';
  if (reach === 'private' && !isPrivateAddress(address)) return 'leads out of the private network';
  return undefined;
}
