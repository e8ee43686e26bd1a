import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import type { VerifyClientCallbackAsync, WebSocket } from 'ws';
import { ERROR_STATUS } from '@legator/contracts';
import { asDomainError, DomainError } from '@legator/core';
import type { Actor } from '@legator/core';
import { Asking } from '../turns/asking.service.js';
import { AccessWatch } from './access-watch.js';
import type { AccessEnd } from './access-watch.js';
import { ChatAccess } from './chat-access.js';
import type { AdmittedChat } from './chat-access.js';
import { ChatLine } from './chat-line.js';
import { ConversationStream } from './conversation-stream.js';

const MOST_PER_ACTOR = 50;

/** The sockets of conversations, whichever of the two paths they came by. */
@Injectable()
export class ChatSockets {
  private readonly logger = new Logger('chat');
  private readonly admitted = new WeakMap<IncomingMessage, AdmittedChat>();
  private readonly lines = new Map<ChatLine, Actor>();

  constructor(
    private readonly access: ChatAccess,
    private readonly watch: AccessWatch,
    private readonly asking: Asking,
    private readonly stream: ConversationStream,
  ) {}

  /** Before the handshake is answered, so that whoever is refused gets a status and a reason, never a socket. */
  readonly verify: VerifyClientCallbackAsync = ({ req }, answer) => {
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

  open(client: WebSocket, request: IncomingMessage): void {
    const admitted = this.admitted.get(request)!;
    const line = new ChatLine(client, admitted, this.asking, this.stream);
    try {
      const { actor, credentials, conversationId } = admitted;
      const { over, leave } = this.watch.watch(actor, credentials, conversationId);
      over.addEventListener('abort', () => line.end(over.reason as AccessEnd), { once: true });
      client.on('close', () => {
        leave();
        this.lines.delete(line);
      });
    } catch {
      return line.end('stopping');
    }
    this.lines.set(line, admitted.actor);
    void line.tell();
  }

  private socketsOf({ tenantId, type, id }: Actor): number {
    return [...this.lines.values()].filter(
      (actor) => actor.id === id && actor.type === type && actor.tenantId === tenantId,
    ).length;
  }
}

function tooMany(): DomainError {
  return new DomainError(
    'limited',
    'chat.too_many_sockets',
    `You have ${MOST_PER_ACTOR} conversations open at this server already. Close one.`,
  );
}

function refuse(
  answer: Parameters<VerifyClientCallbackAsync>[1],
  { kind, code, message }: DomainError,
): void {
  const body = JSON.stringify({ error: message, code, message, request_id: '' });
  answer(false, ERROR_STATUS[kind], body, { 'Content-Type': 'application/json' });
}
