import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { ChatApi } from './chat-api';
import { Conversations } from './conversations';
import { FakeChatApi, aConversation } from './testing';

/** The `hour`th conversation of a day; it moves up when something is said in it. */
const at = (hour: number, over: object = {}) =>
  aConversation({
    ...{ id: `c${hour}`, title: `Talk ${hour}`, last_message_at: `2026-11-20T${10 + hour}:00:00.000Z` },
    ...over,
  });

/** Five conversations in pages of two, the first two pages of them shown. */
async function setup() {
  const api = new FakeChatApi();
  api.conversations = [5, 4, 3, 2, 1].map((hour) => at(hour));
  api.pageSize = 2;
  TestBed.configureTestingModule({
    providers: [
      Conversations,
      { provide: ChatApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const list = TestBed.inject(Conversations);
  await list.show({ scope: 'fleet', q: '' });
  await list.older();
  const ids = () => list.all().map(({ id }) => id);
  expect([ids(), list.hasMore()]).toEqual([['c5', 'c4', 'c3', 'c2'], true]);
  return { api, list, ids };
}

describe('the list of conversations', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('keeps older ones when one is opened, and goes on from there', async () => {
    const { list, ids } = await setup();
    await list.show({ scope: 'fleet' });
    expect(ids()).toEqual(['c5', 'c4', 'c3', 'c2']);
    await list.older();
    expect([ids(), list.hasMore()]).toEqual([['c5', 'c4', 'c3', 'c2', 'c1'], false]);
  });

  it('shows one at its new place alone when something is said in it', async () => {
    const { api, list, ids } = await setup();
    api.conversations = [at(9, { id: 'c2', title: 'Renamed' }), ...[5, 4, 3, 1].map((hour) => at(hour))];
    await list.refresh();
    expect(ids()).toEqual(['c2', 'c5', 'c4', 'c3']);
    expect(list.all()[0]?.title).toBe('Renamed');
  });

  it('leaves out what is removed, wherever it stood', async () => {
    const { api, list, ids } = await setup();
    api.conversations = [4, 3, 1].map((hour) => at(hour));
    list.forget('c2');
    await list.refresh();
    expect(ids()).toEqual(['c4', 'c3']);
    await list.older();
    expect(ids()).toEqual(['c4', 'c3', 'c1']);
  });

  it('begins anew rather than hide a gap', async () => {
    const { api, list, ids } = await setup();
    api.conversations = [at(8), at(7), at(6), ...api.conversations];
    await list.refresh();
    expect([ids(), list.hasMore()]).toEqual([['c8', 'c7'], true]);
    await list.older();
    expect(ids()).toEqual(['c8', 'c7', 'c6', 'c5']);
  });

  it('keeps nothing of what was not searched for', async () => {
    const { list, ids } = await setup();
    await list.show({ scope: 'fleet', q: 'Talk 5' });
    expect(ids()).toEqual(['c5']);
    await list.show({ scope: 'fleet', q: '' });
    expect(ids()).toEqual(['c5', 'c4']);
  });

  it('puts no older page under a list that began anew meanwhile', async () => {
    const { api, list, ids } = await setup();
    const late = Promise.withResolvers<undefined>();
    const ask = api.list.bind(api);
    api.list = async (filter) => {
      const page = await ask(filter);
      if (filter.cursor) await late.promise;
      return page;
    };
    const reading = list.older();
    await list.show({ scope: 'fleet', q: 'Talk 5' });
    late.resolve(undefined);
    await reading;
    expect(ids()).toEqual(['c5']);
  });

  it('calls one by its new title, also where only older pages have it', async () => {
    const { list } = await setup();
    list.retitle('c2', 'Disks');
    expect(list.all().find(({ id }) => id === 'c2')?.title).toBe('Disks');
  });
});
