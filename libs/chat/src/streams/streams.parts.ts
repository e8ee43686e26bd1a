import { AccessWatch } from './access-watch.js';
import { ChatAccess } from './chat-access.js';
import { ChatHub } from './chat-hub.js';
import { ChatSockets } from './chat-sockets.js';
import { FleetChatGateway, ProbeChatGateway } from './chat.gateways.js';
import { ConversationStream } from './conversation-stream.js';
import { EventsStore } from './events.store.js';
import { LiveConversations } from './live.service.js';

/** What tells conversations as they go on. */
export const STREAMS = [
  AccessWatch,
  ChatAccess,
  ChatHub,
  ChatSockets,
  ConversationStream,
  EventsStore,
  FleetChatGateway,
  LiveConversations,
  ProbeChatGateway,
];
