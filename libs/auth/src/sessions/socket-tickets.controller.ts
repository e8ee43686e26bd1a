import { Controller, HttpCode, Post } from '@nestjs/common';
import { SocketTicket } from '@legator/contracts';
import { Answers, CurrentActor, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { SocketTickets } from './socket-tickets.js';

/** What a page needs before it opens a socket. */
@Controller('api/v1/auth')
export class SocketTicketsController {
  constructor(private readonly tickets: SocketTickets) {}

  /** Good for one socket of this sign-in within 30 s; goes into `Sec-WebSocket-Protocol`, never into an address. */
  @Post('socket-ticket')
  @HttpCode(201)
  @SignedIn()
  @Answers(SocketTicket)
  issue(@CurrentActor() actor: Actor): Promise<SocketTicket> {
    return this.tickets.issue(actor);
  }
}
