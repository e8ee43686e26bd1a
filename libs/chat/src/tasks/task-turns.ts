import { Injectable } from '@nestjs/common';
import type { ChatEvent } from '@legator/contracts';
import { Conversations } from '../conversations/conversations.service.js';
import { ConversationStream } from '../streams/conversation-stream.js';
import { Asking } from '../turns/asking.service.js';
import { Stopping } from '../turns/stopping.service.js';

export interface TaskTurn {
  readonly id: string;
  readonly conversationId: string;
  /** The number of the event with the task. */
  readonly seq: number;
}

/** Tasks as what they are: turns in conversations of their own, which people can read afterwards. */
@Injectable()
export class TaskTurns {
  constructor(
    private readonly conversations: Conversations,
    private readonly asking: Asking,
    private readonly stream: ConversationStream,
    private readonly stopping: Stopping,
  ) {}

  async begin(probeId: string, task: string): Promise<TaskTurn> {
    const conversation = await this.conversations.create({ scope: 'probe', probe_id: probeId });
    const { turnId, seq } = await this.asking.ask(conversation.id, { content: task }, 'task');
    return { id: turnId, conversationId: conversation.id, seq };
  }

  events(tenantId: string, { conversationId, seq }: TaskTurn, stop: AbortSignal): AsyncGenerator<ChatEvent> {
    return this.stream.follow({ tenantId, conversationId }, seq, stop);
  }

  async stop({ conversationId, id }: TaskTurn): Promise<void> {
    await this.stopping.stop(conversationId, { turnId: id });
  }
}
