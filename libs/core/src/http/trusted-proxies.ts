import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG } from '../config/config.js';
import type { Config } from '../config/config.js';

/** The most addresses of a header that are looked at; nobody stands behind so many proxies. */
const MOST = 20;

/**
 * Who a request comes from, where proxies stand in between: each of them adds the address it saw to `X-Forwarded-For`. Only
 * those that the settings name are believed, from the nearest on; what stands beyond the first that is not named could
 * have been made up by anybody.
 */
@Injectable()
export class TrustedProxies {
  private readonly logger = new Logger('http');
  private readonly list = new BlockList();
  private isTold = false;

  constructor(@Inject(CONFIG) { trustedProxies }: Pick<Config, 'trustedProxies'>) {
    for (const { address, bits } of trustedProxies) this.list.addSubnet(address, bits, kindOf(address));
  }

  /** As Express asks for it, too. */
  trusts(address: string): boolean {
    const plain = withoutMapping(address);
    return isIP(plain) !== 0 && this.list.check(plain, kindOf(plain));
  }

  addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    let address = socket.remoteAddress ?? '';
    const header = headers['x-forwarded-for'];
    const seen = (typeof header === 'string' ? header : '').split(',').slice(-MOST).reverse();
    for (const one of seen) {
      const next = one.trim();
      if (!this.trusts(address) || isIP(next) === 0) break;
      address = next;
    }
    return address;
  }

  /** Says once in the log that there seems to be a proxy that nobody named: all who come by it count as one caller. */
  notice({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): void {
    const from = socket.remoteAddress ?? '';
    if (this.isTold || headers['x-forwarded-for'] === undefined || this.trusts(from)) return;
    this.isTold = true;
    this.logger.warn(
      `X-Forwarded-For comes from ${withoutMapping(from)}, which nobody named. If that is your proxy, all sign-ins behind ` +
        'it are throttled together: name the proxy in LEGATOR_TRUSTED_PROXIES.',
    );
  }
}

/** An IPv4 address as a socket for both writes it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function kindOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
