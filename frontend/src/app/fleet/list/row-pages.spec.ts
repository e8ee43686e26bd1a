import { ApiError } from '../../core/api-error';
import { FakeFleetListApi, aFleetRow, fleetRows } from '../testing';
import { RowPages } from './row-pages';

function setup(count: number) {
  const api = new FakeFleetListApi();
  api.rows = fleetRows(count);
  const pages = new RowPages();
  const read = (limit: number, cursor?: string) => api.page({ q: '', sort: 'health' }, limit, cursor);
  return { api, pages, read };
}

describe('the rows of a view', () => {
  it('begin with a small page and know how many there are', async () => {
    const { api, pages, read } = setup(10_000);
    await pages.begin(read);
    expect(pages.items()).toHaveLength(200);
    expect(pages.total()).toBe(10_000);
    expect(api.asked).toHaveLength(1);
  });

  it('are read in large chunks up to where somebody jumped, and once however often it is asked', async () => {
    const { api, pages, read } = setup(10_000);
    await pages.begin(read);
    await Promise.all([pages.fill(read, 9_999), pages.fill(read, 10_000), pages.fill(read, 5_000)]);
    expect(pages.items()).toHaveLength(10_000);
    expect(api.asked).toHaveLength(1 + 20);
    expect(new Set(pages.items().map(({ id }) => id)).size).toBe(10_000);
  });

  it('stay the same objects when they are read again, in their new order', async () => {
    const { api, pages, read } = setup(3);
    await pages.begin(read);
    const first = pages.find('prb-0');
    api.rows = [...api.rows.slice(1), aFleetRow({ id: 'prb-0', hostname: 'other' })];
    await pages.begin(read);
    expect(pages.items().map(({ id }) => id)).toEqual(['prb-1', 'prb-2', 'prb-0']);
    expect(pages.items()[2]).toBe(first);
    expect(first?.view().hostname).toBe('other');
  });

  it('are taken from the last question only', async () => {
    const { api, pages, read } = setup(3);
    const open = api.hold();
    const late = pages.begin(read);
    const last = pages.begin(() => Promise.resolve({ rows: [], next_cursor: null, total: 0, counts: none }));
    await expect(last).resolves.toBe(true);
    open();
    await expect(late).resolves.toBe(false);
    expect(pages.items()).toEqual([]);
  });

  it('are as they were when a reading fails', async () => {
    const { api, pages, read } = setup(3);
    await pages.begin(read);
    api.failure = new ApiError('unavailable', 'No.', 503);
    await expect(pages.begin(read)).rejects.toMatchObject({ code: 'unavailable' });
    expect(pages.items()).toHaveLength(3);
  });

  it('end where they end, with an error that a further try takes away', async () => {
    const { api, pages, read } = setup(400);
    await pages.begin(read);
    api.failure = new ApiError('unavailable', 'No.', 503);
    await pages.fill(read, 300);
    expect(pages.tailError()?.code).toBe('unavailable');
    expect(pages.items()).toHaveLength(200);
    api.failure = undefined;
    await pages.fill(read, 300);
    expect(pages.tailError()).toBeUndefined();
    expect(pages.items()).toHaveLength(400);
  });

  it('stand once, though they moved down between two pages, and leave no hole at the end', async () => {
    const { api, pages, read } = setup(300);
    await pages.begin(read);
    api.rows = [aFleetRow({ id: 'prb-new' }), ...api.rows];
    await pages.fill(read, 300);
    const ids = pages.items().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.total()).toBe(ids.length);
  });
});

const none = { all: 0, online: 0, degraded: 0, offline: 0, pending: 0 };
