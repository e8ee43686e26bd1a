import type { IncomingMessage } from 'node:http';
import { Inject, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { OnGatewayConnection, OnGatewayInit } from '@nestjs/websockets';
import type { VerifyClientCallbackAsync, WebSocket, WebSocketServer } from 'ws';
import {
  CONSOLE_SOCKET_PATH,
  ERROR_STATUS,
  MAX_CONSOLE_FRAME_BYTES,
  SOCKET_PROTOCOL,
} from '@legator/contracts';
import {
  asDomainError,
  BUILD_INFO,
  Clock,
  DomainError,
  EventSource,
  EventStreams,
  MetricsRegistry,
  Requires,
} from '@legator/core';
import type { Actor, BuildInfo } from '@legator/core';
import { CONSOLE_PERMISSION, ConsoleAccess } from './console-access.js';
import type { Admitted } from './console-access.js';
import { ConsoleLine } from './console-line.js';
import type { LineServices } from './console-line.js';
import { LiveRows } from './live-rows.service.js';

const MOST_PER_ACTOR = 100;
/** How long a console has to answer our goodbye. */
const CLOSING_MS = 2_000;

const SERVER_OPTIONS = {
  path: CONSOLE_SOCKET_PATH,
  maxPayload: MAX_CONSOLE_FRAME_BYTES,
  closeTimeout: CLOSING_MS,
  autoPong: false,
  // Never the one that is the ticket: what is chosen is said back.
  handleProtocols: (offered: Set<string>) => offered.has(SOCKET_PROTOCOL) && SOCKET_PROTOCOL,
};

/** The console's socket: events as on `/api/v1/events`, and beside them what moves in the rows on the screen. */
@WebSocketGateway(SERVER_OPTIONS)
@Requires(CONSOLE_PERMISSION)
export class ConsoleGateway implements OnModuleInit, OnGatewayInit, OnGatewayConnection {
  private readonly logger = new Logger('console');
  private readonly admitted = new WeakMap<IncomingMessage, Admitted>();
  private readonly lines = new Set<ConsoleLine>();
  private readonly services: LineServices;

  constructor(
    private readonly access: ConsoleAccess,
    private readonly streams: EventStreams,
    private readonly metrics: MetricsRegistry,
    clock: Clock,
    source: EventSource,
    rows: LiveRows,
    @Inject(BUILD_INFO) build: BuildInfo,
  ) {
    const server = { version: build.version, started_at: clock.now().toISOString() };
    this.services = { source, rows, server };
  }

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'legator_console_sockets',
      help: 'Consoles connected to this replica',
      collect: () => this.lines.size,
    });
  }

  afterInit(server: WebSocketServer): void {
    server.options.verifyClient = this.verify;
  }

  handleConnection(client: WebSocket, request: IncomingMessage): void {
    const { actor, credentials } = this.admitted.get(request)!;
    const line = new ConsoleLine(client, request.socket, actor, this.services);
    try {
      const leave = this.streams.add({ stream: line.stream, actor, credentials });
      this.lines.add(line);
      client.on('close', () => {
        leave();
        this.lines.delete(line);
      });
    } catch {
      line.stream.end('stopping');
    }
  }

  /** Before the handshake is answered, so that whoever is refused gets a status and a reason, never a socket. */
  private readonly verify: VerifyClientCallbackAsync = ({ req }, answer) => {
    this.access.admit(req).then(
      (admitted) => {
        if (this.socketsOf(admitted.actor) >= MOST_PER_ACTOR) return refuse(answer, tooMany());
        this.admitted.set(req, admitted);
        answer(true);
      },
      (error: unknown) => {
        const known = asDomainError(error);
        if (known.kind === 'internal') this.logger.error({ err: error }, 'A handshake failed.');
        refuse(answer, known);
      },
    );
  };

  private socketsOf({ tenantId, type, id }: Actor): number {
    return [...this.lines].filter(
      ({ actor }) => actor.id === id && actor.type === type && actor.tenantId === tenantId,
    ).length;
  }
}

function tooMany(): DomainError {
  const text = `You have ${MOST_PER_ACTOR} consoles open already. Close some.`;
  return new DomainError('limited', 'console.too_many', text, { retryAfter: 60 });
}

type Answer = Parameters<VerifyClientCallbackAsync>[1];

function refuse(answer: Answer, { kind, code, message, options }: DomainError): void {
  const body = JSON.stringify({ error: message, code, message, request_id: '' });
  const wait = options.retryAfter ? { 'Retry-After': String(options.retryAfter) } : {};
  answer(false, ERROR_STATUS[kind], body, { 'Content-Type': 'application/json', ...wait });
}
