import type { BaseMessage, StoredMessage } from '@langchain/core/messages';
import type { DataBoundary } from '@legator/contracts';
import { prepareBody } from './outgoing-body.js';
import type { Prepare } from './outgoing-body.js';

/** Messages as they may leave, for a library that sends them by itself. */
export async function prepareMessages(
  messages: BaseMessage[],
  boundary: DataBoundary,
  prepare: Prepare,
): Promise<BaseMessage[]> {
  const { mapChatMessagesToStoredMessages, mapStoredMessagesToChatMessages } =
    await import('@langchain/core/messages');
  const stored = mapChatMessagesToStoredMessages(messages);
  return mapStoredMessagesToChatMessages(prepareBody<StoredMessage[]>(stored, boundary, prepare));
}
