import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Why a handshake gets no socket. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Answers a handshake with an error and ends it. Bodies as upstream's: plain text for 400, JSON otherwise. */
export function refuseUpgrade(socket: Duplex, { status, code, message, retryAfter }: Refusal): void {
  const plain = status === 400;
  const body = plain
    ? `${message}\n`
    : `${JSON.stringify({ error: message, code, message, request_id: '' })}\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${plain ? 'text/plain; charset=utf-8' : 'application/json'}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
