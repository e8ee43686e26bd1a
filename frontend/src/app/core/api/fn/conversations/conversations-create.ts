/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { Conversation } from '../../models/conversation';
import type { CreateConversation } from '../../models/create-conversation';

export interface ConversationsCreateParams {
  body: CreateConversation;
}

export function conversationsCreate(params: ConversationsCreateParams): ApiRequest<Conversation> {
  return {
    method: 'POST',
    path: `/api/v1/conversations`,
    body: params.body,
    as: 'json',
  };
}
