import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SocketTickets } from '@legator/auth';
import { ChatSocketQuery, FLEET_CHAT_SOCKET_PATH } from '@legator/contracts';
import {
  Authenticator,
  CONFIG,
  foreignOrigin,
  invalidAt,
  may,
  refusal,
  runWith,
  TrustedProxies,
} from '@legator/core';
import type { Actor, Config, Credentials } from '@legator/core';
import { Conversations } from '../conversations/conversations.service.js';
import { CHAT_PERMISSION } from './access-watch.js';

/** Somebody who may have a socket, and what it is about. */
export interface AdmittedChat {
  readonly actor: Actor;
  readonly credentials: Credentials;
  readonly conversationId: string;
  /** Whether they want to hear everything that happens, and not messages alone. */
  readonly events: boolean;
  readonly after: number;
}

/**
 * Who may open a socket of a conversation, by the rules of the API: browsers from our own pages only, which prove by a
 * ticket that they are, and with the right to see the fleet.
 */
@Injectable()
export class ChatAccess {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly tickets: SocketTickets,
    private readonly proxies: TrustedProxies,
    private readonly conversations: Conversations,
  ) {}

  /** @throws whatever the same request would be refused for over HTTP, and `socket_ticket_needed` */
  async admit(request: IncomingMessage): Promise<AdmittedChat> {
    const { headers } = request;
    const { auth, externalUrl } = this.config;
    const wrong = foreignOrigin(headers, { loopbackOnly: !auth, externalUrl });
    if (wrong) throw wrong;
    const credentials = { headers, address: this.proxies.addressOf(request) };
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://socket');
    const actor = await this.known(credentials, pathname);
    await this.tickets.admit(actor, headers['sec-websocket-protocol']);
    const query = readQuery(searchParams, pathname === FLEET_CHAT_SOCKET_PATH);
    const about = await runWith({ actor }, () => this.find(query));
    return { actor, credentials, ...about };
  }

  private async known(credentials: Credentials, path: string): Promise<Actor> {
    const actor = await this.authenticator.authenticate(credentials);
    if (actor && may(actor, CHAT_PERMISSION)) return actor;
    const permission = actor ? CHAT_PERMISSION : 'sign-in';
    await this.authenticator.denied(actor, { method: 'GET', path, permission });
    throw refusal(actor, CHAT_PERMISSION);
  }

  private async find({ probe_id, conversation, events, after }: ChatSocketQuery) {
    const about =
      probe_id === undefined || probe_id === 'fleet'
        ? ({ scope: 'fleet', probeId: null } as const)
        : ({ scope: 'probe', probeId: probe_id } as const);
    const conversationId = conversation ?? (await this.conversations.ofCaller(about));
    const newest = await this.conversations.lastSeq(conversationId);
    return { conversationId, events: events === '1' || events === 'true', after: after ?? newest };
  }
}

function readQuery(params: URLSearchParams, fleet: boolean): ChatSocketQuery {
  const read = ChatSocketQuery.safeParse(Object.fromEntries(params));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalidAt(String(issue?.path[0] ?? ''), issue?.message ?? 'is wrong');
  }
  if (fleet) return { ...read.data, probe_id: undefined };
  if (read.data.probe_id === undefined && read.data.conversation === undefined)
    throw invalidAt('probe_id', 'names the probe to talk about');
  return read.data;
}
