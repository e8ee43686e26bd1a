/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Conversation } from '../../models/conversation';
import type { RenameConversation } from '../../models/rename-conversation';

export interface ConversationsRenameParams {
  id: string;
  body: RenameConversation;
}

export function conversationsRename(params: ConversationsRenameParams): ApiRequest<Conversation> {
  return {
    method: 'PATCH',
    path: `/api/v1/conversations/${encodeURIComponent(params.id)}`,
    body: params.body,
    as: 'json',
  };
}
