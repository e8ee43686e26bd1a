import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { WsAdapter } from '@nestjs/platform-ws';
import { WebSocketServer } from 'ws';
import type { ServerOptions } from 'ws';
import type { UpgradeListener } from './early-server.js';

/** What a gateway gets unless it says otherwise. Compression would cost 250 KB for each connection. */
const DEFAULTS: ServerOptions = { perMessageDeflate: false, clientTracking: false, maxPayload: 64 * 1024 };

type Transform = Parameters<WsAdapter['bindMessageHandlers']>[2];

/**
 * The one place where sockets are told apart by their path: those of Nest's gateways, and those with a server of their
 * own. What nobody claims is refused, not left hanging; the stock adapter would destroy what it does not know.
 */
export class UpgradeDispatcher extends WsAdapter {
  private readonly routes = new Map<string, UpgradeListener>();

  /** For a server that is no gateway. */
  route(path: string, listener: UpgradeListener): void {
    if (this.routes.has(path)) throw new Error(`Two servers want the sockets at ${path}.`);
    this.routes.set(path, listener);
  }

  /** Listens to nothing itself: whoever owns the HTTP server hands its upgrades over. */
  readonly dispatch: UpgradeListener = (request, socket, head) => {
    const route = this.routes.get(pathOf(request));
    if (route) route(request, socket, head);
    else refuse(socket, 404, 'not_found', 'There is no socket at this path.');
  };

  /** A server for a gateway. All of them share the port of the HTTP server. */
  override create(port: number, { path = '/', ...options }: ServerOptions & { path?: string } = {}) {
    if (port !== 0) throw new Error(`The gateway at ${path} asks for a port of its own, which none gets.`);
    const server = new WebSocketServer({ ...DEFAULTS, ...options, noServer: true });
    // What a client does wrong ends its connection; it is no error of ours.
    server.on('connection', (client) => client.on('error', () => undefined));
    this.route(path, (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    );
    return server;
  }

  /** A gateway without handlers reads its frames itself. */
  override bindMessageHandlers(
    client: unknown,
    handlers: MessageMappingProperties[],
    transform: Transform,
  ): void {
    if (handlers.length > 0) super.bindMessageHandlers(client, handlers, transform);
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]!;
}

function refuse(socket: Duplex, status: number, code: string, message: string): void {
  const body = JSON.stringify({ error: message, code, message, request_id: '' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
