import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { UpgradeListener } from './early-server.js';

/** The one place where sockets are told apart by their path. What nobody claims is refused, not left hanging. */
export function dispatchUpgrades(routes: Readonly<Record<string, UpgradeListener>>): UpgradeListener {
  return (request, socket, head) => {
    const route = routes[pathOf(request)];
    if (route) route(request, socket, head);
    else refuse(socket, 404, 'not_found', 'There is no socket at this path.');
  };
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
