import { ConversationExports } from './conversation-exports.service.js';
import { ConversationViews } from './conversation-views.js';
import { Conversations } from './conversations.service.js';
import { ConversationsStore } from './conversations.store.js';
import { MessagesStore } from './messages.store.js';
import { Offers } from './offers.service.js';
import { Retention } from './retention.js';

export { ConversationsController } from './conversations.controller.js';
export { MessagesController } from './messages.controller.js';
export { UpstreamChatController } from './upstream.controller.js';

/** What keeps conversations. */
export const CONVERSATIONS = [
  ConversationExports,
  Conversations,
  ConversationsStore,
  ConversationViews,
  MessagesStore,
  Offers,
  Retention,
];
