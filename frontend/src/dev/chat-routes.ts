import { inject } from '@angular/core';
import type {
  ChatMessage,
  Conversation,
  ConversationDetail,
  ConversationPage,
  CreateConversation,
  GiveFeedback,
  RenameConversation,
  SendMessage,
} from '@legator/contracts';
import type { OpenChat } from '../app/chat/chat-stream';
import { DemoChat, ME } from './demo-chat';
import { bodyOf, on, type DemoCall, type DemoRoute } from './demo-route';

const route = <R>(method: string, path: string, answer: (call: DemoCall) => R) =>
  on<R>({ method, path: `/api/v1/${path}`, as: 'json' }, answer);
const idOf = ({ params: { id = '' } }: DemoCall) => id;

/** Conversations with the fleet and with a probe, answered by the demo itself. */
export function chatRoutes(): readonly DemoRoute[] {
  const chat = inject(DemoChat);
  return [
    route<ConversationPage>('GET', 'conversations', ({ query }) => {
      const [scope, probe, q] = [query.get('scope'), query.get('probe_id'), query.get('q')?.toLowerCase()];
      const conversations = chat
        .all()
        .filter((one) => (!scope || one.scope === scope) && (!probe || one.probe_id === probe))
        .filter(({ title }) => !q || title.toLowerCase().includes(q));
      return { conversations, next_cursor: null };
    }),
    route<Conversation>('POST', 'conversations', (call) => {
      const { scope = 'fleet', probe_id } = bodyOf<CreateConversation>(call);
      return chat.begin(scope, probe_id);
    }),
    route<ConversationDetail>('GET', 'conversations/:id', (call) => chat.detail(idOf(call))),
    route<Conversation>('PATCH', 'conversations/:id', (call) =>
      chat.rename(idOf(call), bodyOf<RenameConversation>(call).title ?? ''),
    ),
    route('DELETE', 'conversations/:id', (call) => chat.remove(idOf(call))),
    route('POST', 'conversations/:id/stop', (call) => chat.stop(idOf(call))),
    route<ChatMessage>('POST', 'conversations/:id/messages', (call) => {
      const { content = '', target } = bodyOf<SendMessage>(call);
      return chat.say(idOf(call), content, target);
    }),
    route('POST', 'conversations/:id/messages/:message/feedback', (call) => {
      const { verdict = 'right', reason = '' } = bodyOf<GiveFeedback>(call);
      chat.change(idOf(call), call.params['message'] ?? '', { feedback: { verdict, reason, by: ME.name } });
    }),
    route('GET', 'conversations/:id/export', (call) => {
      const { conversation, messages } = chat.detail(idOf(call));
      return [
        `# ${conversation.title}`,
        ...messages.map(({ role, content }) => `**${role}**: ${content}`),
      ].join('\n\n');
    }),
  ];
}

/** The events of a conversation, from the demo. */
export function demoChats(): OpenChat {
  const chat = inject(DemoChat);
  return (url, ends) => {
    const { pathname, searchParams } = new URL(url, 'http://demo');
    const id = decodeURIComponent(/conversations\/([^/]+)\/events/.exec(pathname)?.[1] ?? '');
    return chat.listen(id, Number(searchParams.get('after') ?? 0), ends);
  };
}
