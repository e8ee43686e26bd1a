import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CONSOLE_SOCKET_PATH } from '@legator/contracts';
import { Authenticator, CONFIG, DomainError, foreignOrigin, may, refusal } from '@legator/core';
import type { Actor, Config, Credentials } from '@legator/core';

const PERMISSION = 'fleet:read';

/** Somebody who may have a socket. */
export interface Admitted {
  readonly actor: Actor;
  /** Kept, because what they prove is looked at again as long as the socket is open. */
  readonly credentials: Credentials;
}

/** Who may open a socket, by the rules of the API: browsers from our own pages only, and with the right to see the fleet. */
@Injectable()
export class ConsoleAccess {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authenticator: Authenticator,
  ) {}

  /** @throws `foreign_origin`, `unauthorized` or `forbidden` */
  async admit({ headers, socket }: IncomingMessage): Promise<Admitted> {
    // A socket is never asked for by a plain page view, so the origin counts though the method is GET.
    const { auth, externalUrl } = this.config;
    const wrong = foreignOrigin(headers, { loopbackOnly: !auth, externalUrl });
    if (wrong) throw new DomainError('forbidden', 'foreign_origin', wrong);
    const credentials = { headers, address: socket.remoteAddress ?? '' };
    const actor = await this.authenticator.authenticate(credentials);
    if (actor && may(actor, PERMISSION)) return { actor, credentials };
    const permission = actor ? PERMISSION : 'sign-in';
    await this.authenticator.denied(actor, { method: 'GET', path: CONSOLE_SOCKET_PATH, permission });
    throw refusal(actor, PERMISSION);
  }
}
