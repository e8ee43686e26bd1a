import { ApiError } from '../core/api-error';
import { QueuePages } from './queue-pages';
import { FakeApprovalsApi, aDetail } from './testing';

function setup(count: number) {
  const api = new FakeApprovalsApi();
  api.pageSize = 2;
  api.requests = Array.from({ length: count }, (_none, at) => aDetail({ id: `a${9 - at}` }));
  const pages = new QueuePages((cursor) => api.list({ cursor }));
  const ids = () => pages.rows().map(({ id }) => id);
  return { api, pages, ids };
}

describe('A list of requests', () => {
  it('grows page by page, and knows its end', async () => {
    const { pages, ids } = setup(5);
    expect(pages.isFirst()).toBe(true);
    await pages.load();
    expect([pages.isFirst(), ids(), pages.hasMore()]).toEqual([false, ['a9', 'a8'], true]);
    await pages.more();
    await pages.more();
    expect([ids(), pages.hasMore()]).toEqual([['a9', 'a8', 'a7', 'a6', 'a5'], false]);
  });

  it('keeps what is older when it is read again', async () => {
    const { api, pages, ids } = setup(4);
    await pages.load();
    await pages.more();
    api.requests = [aDetail({ id: 'b1' }), ...api.requests];
    await pages.load();
    expect(ids()).toEqual(['b1', 'a9', 'a8', 'a7', 'a6']);
  });

  it('keeps what it has when it cannot be read, and says so', async () => {
    const { api, pages, ids } = setup(1);
    await pages.load();
    api.list = () => Promise.reject(new ApiError('unavailable', 'away', 503));
    await pages.load();
    expect([ids(), pages.error()?.code]).toEqual([['a9'], 'unavailable']);
  });
});
