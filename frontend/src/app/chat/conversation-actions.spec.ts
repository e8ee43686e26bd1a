import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';
import { ChatApi } from './chat-api';
import { ConversationActions } from './conversation-actions';
import { ConversationStore } from './conversation-store';
import { FakeChatApi, aConversation } from './testing';

async function setup() {
  const api = new FakeChatApi();
  api.conversations.push(aConversation({ id: 'c2', title: 'Slow site' }));
  TestBed.configureTestingModule({
    providers: [
      ConversationActions,
      ConversationStore,
      { provide: ChatApi, useValue: api },
      { provide: SessionApi, useValue: new FakeSessionApi() },
    ],
  });
  const typed = Promise.withResolvers<string>();
  TestBed.inject(Dialogs).open = <R>() => typed.promise as Promise<R>;
  const store = TestBed.inject(ConversationStore);
  await store.open('c1');
  const toasts = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { actions: TestBed.inject(ConversationActions), api, store, toasts, typed };
}

describe('what is done with a conversation', () => {
  afterEach(() => TestBed.resetTestingModule());

  it.each([
    ['stays with it when another one is opened', 'c2', 'Disk pressure: No.'],
    ['says why it did not happen', 'c1', 'No.'],
  ])('%s', async (_what, open, said) => {
    const { actions, api, store, toasts, typed } = await setup();
    const asked: string[] = [];
    api.rename = (id) => (asked.push(id), Promise.reject(new ApiError('forbidden', 'No.', 403)));
    const renaming = actions.rename();
    await store.open(open);
    typed.resolve('Disks');
    await renaming;
    expect([asked, toasts()]).toEqual([['c1'], [said]]);
  });
});
