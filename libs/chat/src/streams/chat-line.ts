import { Logger } from '@nestjs/common';
import type { RawData, WebSocket } from 'ws';
import { ChatSocketFrame } from '@legator/contracts';
import type { ChatEvent, ChatMessage } from '@legator/contracts';
import { asDomainError, newId, runWith } from '@legator/core';
import type { Asking } from '../turns/asking.service.js';
import type { AccessEnd } from './access-watch.js';
import type { AdmittedChat } from './chat-access.js';
import type { ConversationStream } from './conversation-stream.js';

const PING_MS = 20_000;
/** No pong and no frame for this long: the other end is gone. */
const GONE_MS = 50_000;
const FRAMES_PER_SECOND = 10;
/** What may wait in the socket before no more is read for it, in bytes. */
const FULL_BYTES = 256 * 1024;

const CLOSED: Record<AccessEnd, readonly [number, string]> = {
  revoked: [1008, 'access ended'],
  stopping: [1012, 'restarting'],
};

/**
 * One client at the other end of a socket of a conversation. What it says is asked like everything else; what it is
 * told is read from the table, no faster than it reads.
 */
export class ChatLine {
  private readonly logger = new Logger('chat');
  private readonly over = new AbortController();
  private readonly pinging: NodeJS.Timeout;
  private heardAt = performance.now();
  private frames = { second: 0, count: 0 };
  /** One after the other, so that what was said first comes first. */
  private saying = Promise.resolve();

  constructor(
    private readonly client: WebSocket,
    private readonly admitted: AdmittedChat,
    private readonly asking: Asking,
    private readonly stream: ConversationStream,
  ) {
    client.on('message', (data, isBinary) => this.received(data, isBinary));
    client.on('pong', () => (this.heardAt = performance.now()));
    client.on('close', () => this.ended());
    this.pinging = setInterval(() => this.ping(), PING_MS);
  }

  /** Tells what happens until the line is over. */
  async tell(): Promise<void> {
    const { actor, conversationId, events, after } = this.admitted;
    if (!events) this.send(greeting(conversationId));
    const key = { tenantId: actor.tenantId, conversationId };
    try {
      for await (const event of this.stream.follow(key, after, this.over.signal)) {
        const said = events ? event : messageOf(event);
        if (said) await this.sendWhole(said);
      }
      this.client.close(1000, 'the conversation is gone');
    } catch (error) {
      const away = asDomainError(error).kind === 'unavailable';
      if (!away) this.logger.error({ err: error }, 'A socket of a conversation could not be served.');
      this.client.close(away ? 1013 : 1011, away ? 'unavailable' : 'failed');
    }
  }

  end(why: AccessEnd): void {
    this.client.close(...CLOSED[why]);
    this.ended();
  }

  private received(data: RawData, isBinary: boolean): void {
    this.heardAt = performance.now();
    if (this.tooMany()) return void this.client.close(1008, 'too many frames');
    const frame = isBinary ? undefined : read(data);
    // Upstream's clients send blanks and expect nothing.
    if (frame?.content.trim() === '') return;
    if (!frame) return this.complain('invalid_request', 'A frame is one JSON object with "content".');
    this.saying = this.saying.then(() => this.say(frame));
  }

  private async say(frame: ChatSocketFrame): Promise<void> {
    if (this.over.signal.aborted) return;
    const { actor, conversationId } = this.admitted;
    try {
      await runWith({ actor }, () => this.asking.ask(conversationId, frame));
    } catch (error) {
      const { kind, code, message } = asDomainError(error);
      if (kind === 'internal') this.logger.error({ err: error }, 'Something said could not be stored.');
      this.complain(code, message);
    }
  }

  /** In the client's own language: an event, or something that the system says. */
  private complain(code: string, message: string): void {
    const { conversationId: conversation_id, events } = this.admitted;
    const at = new Date().toISOString();
    if (events) this.send({ type: 'error', seq: 0, conversation_id, turn_id: null, at, code, message });
    else this.send({ ...greeting(conversation_id), content: message });
  }

  private send(said: object): void {
    if (this.client.readyState === this.client.OPEN) this.client.send(JSON.stringify(said));
  }

  private sendWhole(said: object): Promise<void> {
    return new Promise((resolve) => {
      if (this.client.readyState !== this.client.OPEN) return resolve();
      const full = this.client.bufferedAmount > FULL_BYTES;
      this.client.send(JSON.stringify(said), () => {
        if (full) resolve();
      });
      if (!full) resolve();
    });
  }

  private ping(): void {
    if (performance.now() - this.heardAt > GONE_MS) this.client.terminate();
    else if (this.client.bufferedAmount === 0) this.client.ping();
  }

  private tooMany(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.frames.second) this.frames = { second, count: 0 };
    this.frames.count += 1;
    return this.frames.count > FRAMES_PER_SECOND;
  }

  private ended(): void {
    clearInterval(this.pinging);
    this.over.abort();
  }
}

function read(data: RawData): ChatSocketFrame | undefined {
  try {
    return ChatSocketFrame.safeParse(JSON.parse((data as Buffer).toString())).data;
  } catch {
    return undefined;
  }
}

/** Upstream stores one for each connection; here it is said to this one alone. */
function greeting(conversationId: string) {
  const timestamp = new Date().toISOString();
  const content = 'Connected to the conversation.';
  return { id: newId(), role: 'system', content, timestamp, conversation_id: conversationId };
}

/** What upstream's clients hear: messages when they are whole. */
function messageOf(event: ChatEvent): ChatMessage | { role: 'system'; [key: string]: unknown } | undefined {
  if (event.type === 'message' || event.type === 'complete' || event.type === 'stopped') return event.message;
  if (event.type !== 'error') return undefined;
  const { seq, conversation_id, at: timestamp, message: content } = event;
  return { id: `${conversation_id}.${seq}`, role: 'system', content, timestamp, conversation_id };
}
