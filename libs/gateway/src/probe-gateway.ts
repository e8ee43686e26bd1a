import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { CHALLENGE_HEADER, CLOSE, MAX_FRAME_BYTES, PROTOCOL_HEADER } from '@legator/contracts';
import { DomainError, TrustedProxies } from '@legator/core';
import { ProbeKeys } from '@legator/fleet';
import type { ProvenProbe } from '@legator/fleet';
import { Admission, ADMISSION } from './admission.js';
import { LinkServices } from './link-services.js';
import { ModernLink } from './modern-link.js';
import { refuseUpgrade } from './refusal.js';
import type { Refusal } from './refusal.js';
import { UpstreamLink } from './upstream-link.js';

const TICK_MS = 1_000;
/** How long probes have to answer our goodbye. */
const GOODBYE_MS = 2_000;

type Link = ModernLink | UpstreamLink;

/** The socket server for probes: who may connect, by which protocol, and one clock for all their lines. */
@Injectable()
export class ProbeGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('gateway');
  private readonly server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    clientTracking: false,
  });
  private readonly challenges = new WeakMap<IncomingMessage, string>();
  private readonly links = new Set<Link>();
  private readonly admission: Admission;
  private timer: NodeJS.Timeout | undefined;
  private closing = false;
  private onEmpty: (() => void) | undefined;

  constructor(
    private readonly keys: ProbeKeys,
    private readonly services: LinkServices,
    private readonly proxies: TrustedProxies,
  ) {
    this.admission = new Admission(ADMISSION, () => services.clock.monotonic());
    this.server.on('headers', (headers, request) =>
      headers.push(`${CHALLENGE_HEADER}: ${this.challenge(request)}`),
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Before the HTTP server waits for its connections to end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    for (const link of this.links) link.close(CLOSE.shuttingDown, 'shutting down');
    await this.untilEmpty(GOODBYE_MS);
    this.server.close();
  }

  /** For the path /ws/probe. Answers or upgrades; never throws. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', ignore);
    this.admit(request, socket, head).catch((error: unknown) => {
      socket.off('error', ignore);
      if (!(error instanceof DomainError)) this.logger.error({ err: error }, 'A handshake failed.');
      if (!socket.destroyed) refuseUpgrade(socket, refusalOf(error));
    });
  }

  private async admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { id, bearer, protocol } = readHandshake(request);
    const leave = this.closing ? undefined : this.admission.enter();
    if (!leave) throw busy();
    try {
      const probe = await this.keys.authenticate(id, bearer);
      refuseOtherProtocol(probe, protocol);
      if (socket.destroyed) return;
      socket.off('error', ignore);
      this.server.handleUpgrade(request, socket, head, (ws) => this.open(ws, probe, request));
    } finally {
      leave();
    }
  }

  private open(ws: WebSocket, probe: ProvenProbe, request: IncomingMessage): void {
    const address = this.proxies.addressOf(request);
    const end = (link: Link) => this.forget(link);
    const link =
      probe.protocol === 2
        ? new ModernLink(ws, probe, { address, challenge: this.challenge(request) }, this.services, end)
        : new UpstreamLink(ws, probe, address, this.services, end);
    this.links.add(link);
    if (this.closing) link.close(CLOSE.shuttingDown, 'shutting down');
  }

  /** Made for each handshake, the same each time it is asked for. */
  private challenge(request: IncomingMessage): string {
    const challenge = this.challenges.get(request) ?? randomBytes(18).toString('base64url');
    this.challenges.set(request, challenge);
    return challenge;
  }

  private forget(link: Link): void {
    this.links.delete(link);
    if (this.links.size === 0) this.onEmpty?.();
  }

  private tick(): void {
    const now = this.services.clock.monotonic();
    for (const link of this.links) link.tick(now);
  }

  private async untilEmpty(ms: number): Promise<void> {
    if (this.links.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    for (const link of this.links) link.cut();
  }
}

function ignore(): void {
  return;
}

function readHandshake({ url = '', headers }: IncomingMessage) {
  const id = new URLSearchParams(url.split('?', 2)[1] ?? '').get('id') ?? '';
  if (id === '') throw new DomainError('invalid', 'invalid_request', 'missing probe id');
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
  if (!bearer) throw new DomainError('unauthorized', 'unauthorized', 'missing authorization');
  return { id, bearer, protocol: headers[PROTOCOL_HEADER] ?? '1' };
}

/** Each probe speaks what it enrolled with: one that has a key never falls back to a protocol without. */
function refuseOtherProtocol({ protocol }: ProvenProbe, asked: string | string[]): void {
  if (String(protocol) === asked) return;
  const text = `This probe is enrolled for protocol ${protocol}. Enrol it again to change that.`;
  throw new DomainError('forbidden', 'gateway.protocol_mismatch', text);
}

function busy(): DomainError {
  // Not all at once again.
  const retryAfter = 2 + Math.floor(Math.random() * 8);
  return new DomainError('unavailable', 'gateway.busy', 'Too many probes connect at once. Try again.', {
    retryAfter,
  });
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof DomainError))
    return { status: 500, code: 'internal_error', message: 'Something went wrong here.' };
  const { kind, code, message, options } = error;
  if (kind === 'invalid') return { status: 400, code, message };
  if (kind === 'unauthorized') return { status: 401, code, message };
  if (kind === 'forbidden') return { status: 403, code, message };
  return { status: 503, code, message, retryAfter: options.retryAfter ?? 5 };
}
