import type { IncomingMessage } from 'node:http';
import { WebSocketGateway } from '@nestjs/websockets';
import type { OnGatewayConnection, OnGatewayInit } from '@nestjs/websockets';
import type { WebSocket, WebSocketServer } from 'ws';
import {
  FLEET_CHAT_SOCKET_PATH,
  MAX_CHAT_FRAME_BYTES,
  PROBE_CHAT_SOCKET_PATH,
  SOCKET_PROTOCOL,
} from '@legator/contracts';
import { Requires } from '@legator/core';
import { CHAT_PERMISSION } from './access-watch.js';
import { ChatSockets } from './chat-sockets.js';

const OPTIONS = {
  maxPayload: MAX_CHAT_FRAME_BYTES,
  closeTimeout: 2_000,
  // Never the one that is the ticket: what is chosen is said back.
  handleProtocols: (offered: Set<string>) => offered.has(SOCKET_PROTOCOL) && SOCKET_PROTOCOL,
};

class ChatGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(private readonly sockets: ChatSockets) {}

  afterInit(server: WebSocketServer): void {
    server.options.verifyClient = this.sockets.verify;
  }

  handleConnection(client: WebSocket, request: IncomingMessage): void {
    this.sockets.open(client, request);
  }
}

/** Upstream's socket to a conversation with one probe. */
@WebSocketGateway({ ...OPTIONS, path: PROBE_CHAT_SOCKET_PATH })
@Requires(CHAT_PERMISSION)
export class ProbeChatGateway extends ChatGateway {
  constructor(sockets: ChatSockets) {
    super(sockets);
  }
}

/** Upstream's socket to a conversation with the fleet. */
@WebSocketGateway({ ...OPTIONS, path: FLEET_CHAT_SOCKET_PATH })
@Requires(CHAT_PERMISSION)
export class FleetChatGateway extends ChatGateway {
  constructor(sockets: ChatSockets) {
    super(sockets);
  }
}
