import { WebSocket } from 'ws';
import { CHALLENGE_HEADER, MAX_FRAME_BYTES } from '@legator/contracts';
import { Connector, type Socket, type SocketEvents } from './connector.js';

const HANDSHAKE_MS = 10_000;

/** Connections over `ws`: bounded frames, no compression, no redirects (they would carry the credential away). */
export class WsConnector extends Connector {
  override connect(url: string, headers: Record<string, string>, events: SocketEvents): Socket {
    const ws = new WebSocket(url, {
      headers,
      followRedirects: false,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    });
    listen(ws, events);
    return {
      send: (text) => ws.send(text, () => undefined),
      ping: () => ws.ping(undefined, undefined, () => undefined),
      close: (code, reason) => ws.close(code, reason),
      destroy: () => ws.terminate(),
      get waitingBytes() {
        return ws.bufferedAmount;
      },
    };
  }
}

function listen(ws: WebSocket, events: SocketEvents): void {
  const end: { status?: number; error?: string } = {};
  let challenge: string | undefined;
  ws.on('upgrade', ({ headers }) => (challenge = headers[CHALLENGE_HEADER]?.toString()));
  ws.on('open', () => events.opened(challenge));
  ws.on('ping', () => events.alive());
  ws.on('pong', () => events.alive());
  ws.on('message', (data, isBinary) =>
    isBinary ? events.unreadable('It is no text.') : events.text(String(data)),
  );
  ws.on('unexpected-response', (request, response) => {
    end.status = response.statusCode;
    response.resume();
    request.destroy();
    // With this listener `ws` leaves the ending to us.
    ws.terminate();
  });
  ws.on('error', (error: Error & { code?: string }) => {
    end.error ??= error.message;
    if (error.code?.startsWith('WS_ERR_')) events.unreadable(error.message);
  });
  ws.on('close', (code) => events.closed({ code, ...end }));
}
