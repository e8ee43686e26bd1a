import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Api } from '../core/api-client';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { ChatApi } from './chat-api';
import { ProbeChat } from './probe-chat';
import { FakeChatApi, aConversation } from './testing';

/** Whatever is said into one of these runs on its probe. */
const OF_A = aConversation({ id: 'c-a', scope: 'probe', probe_id: 'prb-a' });

async function open(probe: string, talk: string | undefined, hold?: Promise<void>) {
  const api = new FakeChatApi();
  api.conversations = [OF_A];
  api.list = () => Promise.resolve({ conversations: [], next_cursor: null });
  const get = api.get.bind(api);
  api.get = async (id) => {
    await hold;
    return get(id);
  };
  const me = new FakeSessionApi();
  me.answer = aMe({ permissions: ['admin'] });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ChatApi, useValue: api },
      { provide: Api, useValue: { call: () => Promise.reject(new ApiError('not_found', 'None.', 404)) } },
      { provide: SessionApi, useValue: me },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).load();
  const fixture = TestBed.createComponent(ProbeChat);
  const show = async (id: string, named: string | undefined) => {
    fixture.componentRef.setInput('id', id);
    fixture.componentRef.setInput('name', id);
    fixture.componentRef.setInput('talk', named);
    for (let n = 0; n < 4; n++) await fixture.whenStable();
  };
  await show(probe, talk);
  const field = () => (fixture.nativeElement as HTMLElement).querySelector('textarea')!;
  const say = async (text: string) => {
    field().value = text;
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await fixture.whenStable();
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    for (let n = 0; n < 4; n++) await fixture.whenStable();
  };
  const sentTo = () => api.sent.map(({ id }) => id);
  return { api, show, say, field, sentTo };
}

describe('The chat of a probe', () => {
  it('goes on in the conversation that the address names', async () => {
    const { say, sentTo } = await open('prb-a', 'c-a');
    await say('!uptime');
    expect(sentTo()).toEqual(['c-a']);
  });

  it.each([
    ['of the probe that was shown before', 'prb-a'],
    ['that a link names', 'prb-b'],
  ])('says nothing into a conversation of another probe, %s', async (_what, first) => {
    const { api, show, say, sentTo } = await open(first, 'c-a');
    await show('prb-b', 'c-a');
    await say('!systemctl restart nginx');
    expect(api.created).toEqual([{ scope: 'probe', probe: 'prb-b' }]);
    expect(sentTo()).toEqual(['c-new']);
    await show('prb-a', 'c-a');
    await say('!uptime');
    expect(sentTo()).toEqual(['c-new', 'c-a']);
  });

  it('sends nothing before it is known whose conversation it is, and keeps what was written', async () => {
    let arrive = (): void => undefined;
    const { say, field, sentTo } = await open('prb-b', 'c-a', new Promise((resolve) => (arrive = resolve)));
    await say('!systemctl restart nginx');
    expect(sentTo()).toEqual([]);
    expect(field().value).toBe('!systemctl restart nginx');
    arrive();
  });
});
