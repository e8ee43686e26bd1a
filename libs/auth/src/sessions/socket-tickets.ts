import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SOCKET_PROTOCOL, SOCKET_TICKET_PREFIX } from '@legator/contracts';
import type { SocketTicket } from '@legator/contracts';
import { DomainError, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { Once } from '../once/once.js';
import { sessionOf } from '../sign-in/confirmations.service.js';

const LASTS_MS = 30_000;

/**
 * Browsers send the cookie with a handshake, whichever page asks for the socket. A ticket is something that only a page
 * of ours can have asked for: for one socket, within half a minute, of the very sign-in that asked, in the tenant where it asked.
 */
@Injectable()
export class SocketTickets {
  constructor(
    private readonly transactions: Transactions,
    private readonly once: Once,
  ) {}

  /** @throws `people_only` for keys, which need none */
  async issue(actor: Actor): Promise<SocketTicket> {
    const { id } = sessionOf(actor);
    const ticket = randomBytes(32).toString('hex');
    const data = { tenantId: actor.tenantId };
    const entry = { userId: actor.id, sessionId: id, data, lastsMs: LASTS_MS };
    await this.transactions.worker((tx) => this.once.put(tx, 'socket', ticket, entry));
    return { ticket, protocols: [SOCKET_PROTOCOL, `${SOCKET_TICKET_PREFIX}${ticket}`], expires_in: 30 };
  }

  /**
   * Uses up the ticket that a handshake brought, where one is needed: whoever says who they are in a header, or is not
   * asked who they are, is no page of somebody else's.
   *
   * @param offered the header `Sec-WebSocket-Protocol` as it came
   * @throws `socket_ticket_needed` (403)
   */
  async admit({ session, tenantId }: Actor, offered: string | undefined): Promise<void> {
    if (session?.csrf === undefined) return;
    const ticket = ticketIn(offered);
    const found = ticket && (await this.transactions.worker((tx) => this.once.take(tx, 'socket', ticket)));
    if (found && found.sessionId === session.id && found.data?.['tenantId'] === tenantId) return;
    throw new DomainError(
      'forbidden',
      'socket_ticket_needed',
      'A page needs a fresh ticket for each socket: POST /api/v1/auth/socket-ticket, then offer it as a protocol.',
    );
  }
}

function ticketIn(offered = ''): string | undefined {
  const protocols = offered.split(',', 8).map((one) => one.trim());
  return protocols.find((one) => one.startsWith(SOCKET_TICKET_PREFIX))?.slice(SOCKET_TICKET_PREFIX.length);
}
