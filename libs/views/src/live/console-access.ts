import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SocketTickets } from '@legator/auth';
import { CONSOLE_SOCKET_PATH } from '@legator/contracts';
import {
  Authenticator,
  CONFIG,
  DomainError,
  foreignOrigin,
  may,
  refusal,
  TrustedProxies,
} from '@legator/core';
import type { Actor, Config, Credentials } from '@legator/core';

/** What the console's socket needs; its gateway says the same to whoever lists sockets. */
export const CONSOLE_PERMISSION = 'fleet:read';

/** Somebody who may have a socket. */
export interface Admitted {
  readonly actor: Actor;
  /** Kept, because what they prove is looked at again as long as the socket is open. */
  readonly credentials: Credentials;
}

/**
 * Who may open a socket, by the rules of the API: browsers from our own pages only, which prove by a ticket that they
 * are, and with the right to see the fleet.
 */
@Injectable()
export class ConsoleAccess {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly tickets: SocketTickets,
    private readonly proxies: TrustedProxies,
  ) {}

  /** @throws `foreign_origin`, `unauthorized`, `forbidden` or `socket_ticket_needed` */
  async admit(request: IncomingMessage): Promise<Admitted> {
    const { headers } = request;
    // A socket is never asked for by a plain page view, so the origin counts though the method is GET.
    const { auth, externalUrl } = this.config;
    const wrong = foreignOrigin(headers, { loopbackOnly: !auth, externalUrl });
    if (wrong) throw wrong;
    const credentials = { headers, address: this.proxies.addressOf(request) };
    const actor = await this.authenticator.authenticate(credentials);
    if (actor && may(actor, CONSOLE_PERMISSION)) {
      await this.admitPage(actor, headers);
      return { actor, credentials };
    }
    const permission = actor ? CONSOLE_PERMISSION : 'sign-in';
    await this.authenticator.denied(actor, { method: 'GET', path: CONSOLE_SOCKET_PATH, permission });
    throw refusal(actor, CONSOLE_PERMISSION);
  }

  private async admitPage(actor: Actor, headers: IncomingMessage['headers']): Promise<void> {
    try {
      await this.tickets.admit(actor, headers['sec-websocket-protocol']);
    } catch (error) {
      const what = { method: 'GET', path: CONSOLE_SOCKET_PATH, permission: 'socket-ticket' };
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.authenticator.denied(actor, what);
      throw error;
    }
  }
}
