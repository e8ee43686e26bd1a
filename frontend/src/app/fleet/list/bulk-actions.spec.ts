import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { ApiError } from '../../core/api-error';
import { RunCommand, type RunTarget } from '../../core/run-command';
import { Connection } from '../../core/shell/connection';
import { Session } from '../../core/session';
import { Dialogs, type ConfirmWish } from '../../ui/dialogs';
import { Toasts } from '../../ui/toasts';
import { FakeFleetListApi, aFleetRow, fleetRows } from '../testing';
import { BulkActions } from './bulk-actions';
import { FleetListApi } from './fleet-list-api';
import { FleetListStore } from './fleet-list-store';
import { FleetSelection } from './fleet-selection';
import type { TagChange } from './tag-dialog';

async function setup(rows = fleetRows(3), rights: readonly string[] = ['fleet:write', 'command:exec']) {
  const api = new FakeFleetListApi();
  api.rows = rows;
  const asked: ConfirmWish[] = [];
  const opened: RunTarget[] = [];
  const dialogs = {
    change: undefined as TagChange | undefined,
    isSure: true,
    /** What happens in the fleet while a dialog stands. */
    whileAsked: (): unknown => undefined,
    open: () => Promise.resolve((dialogs.whileAsked(), dialogs.change)),
    confirm: (wish: ConfirmWish) => Promise.resolve((asked.push(wish), dialogs.whileAsked(), dialogs.isSure)),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: FleetListApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      { provide: Dialogs, useValue: dialogs },
      { provide: Session, useValue: { may: (one: string) => rights.includes(one) } },
      { provide: RunCommand, useValue: { open: (target: RunTarget) => opened.push(target) } },
    ],
  });
  const store = TestBed.inject(FleetListStore);
  await store.show({ q: '', sort: 'health' });
  const selection = TestBed.inject(FleetSelection);
  return {
    api,
    asked,
    dialogs,
    opened,
    selection,
    store,
    bulk: TestBed.inject(BulkActions),
    toasts: TestBed.inject(Toasts),
  };
}

const tagsOf = (api: FakeFleetListApi) => api.rows.map(({ tags }) => tags.join());

describe('what is done with the selected probes', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('sends nothing while the connection is lost, and says so', async () => {
    const { bulk, opened, selection, toasts } = await setup();
    selection.toggle('prb-0');
    vi.spyOn(TestBed.inject(Connection), 'lostSince').mockReturnValue(1);
    bulk.run();
    expect(opened).toEqual([]);
    expect(toasts.shown()[0]?.text).toContain('connection is lost');
  });

  it('gives Undo exactly what was there before', async () => {
    const { api, bulk, dialogs, selection, toasts } = await setup([
      aFleetRow({ id: 'a', tags: ['canary'] }),
      aFleetRow({ id: 'b', tags: ['old'] }),
      aFleetRow({ id: 'c', tags: ['old'] }),
    ]);
    selection.choose(new Set(['a', 'b']));
    dialogs.change = { add: ['canary'], remove: ['old'] };
    await bulk.tag();
    expect(tagsOf(api)).toEqual(['canary', 'canary', 'old']);
    toasts.act(toasts.shown()[0]!);
    await vi.waitFor(() =>
      expect(tagsOf(api).map((tags) => tags.split(',').sort().join())).toEqual(['canary', 'old', 'old']),
    );
  });

  it('shows new tags at once, and the old ones again when they are refused', async () => {
    const { api, bulk, dialogs, selection, store, toasts } = await setup();
    selection.choose(new Set(['prb-0']));
    dialogs.change = { add: ['x'], remove: [] };
    const why = 'This needs the permission fleet:write. Whoever administers this tenant can grant it.';
    api.failure = new ApiError('forbidden', why, 403);
    await bulk.tag();
    expect(store.find('prb-0')?.view().tags).toEqual(['web', 'prod']);
    expect(toasts.shown()[0]).toMatchObject({ tone: 'bad', text: `You lack a permission for this. ${why}` });
  });

  it('takes all that match by what they are when it is done, not only the loaded ones', async () => {
    const { api, bulk, dialogs, selection } = await setup(fleetRows(1_200));
    selection.chooseAll();
    dialogs.change = { add: ['x'], remove: [] };
    await bulk.tag();
    expect(api.tagged[0]?.probes).toHaveLength(1_200);
  });

  it('asks for so many that there is no Undo, and sends them in parts that the control plane takes', async () => {
    const { api, asked, bulk, dialogs, selection } = await setup(fleetRows(5_001));
    selection.chooseAll();
    dialogs.change = { add: ['x'], remove: [] };
    await bulk.tag();
    expect(asked[0]?.text).toContain('no Undo');
    expect(api.tagged.map(({ q, probes }) => [q, probes?.length])).toEqual([
      [undefined, 5_000],
      [undefined, 1],
    ]);
  });

  it('removes in parts that the control plane takes, after the number was typed', async () => {
    const { api, asked, bulk, selection, store } = await setup(fleetRows(1_100));
    selection.chooseAll();
    await bulk.remove();
    expect(asked[0]).toMatchObject({ typeToConfirm: '1100', tone: 'danger' });
    expect(asked[0]?.consequences?.join(' ')).toMatch(/Kept: the audit trail/);
    expect(api.removals.map(({ length }) => length)).toEqual([500, 500, 100]);
    expect([selection.count(), store.total()]).toEqual([0, 0]);
  });

  it('removes no others than those it named, and none that match no more', async () => {
    const { api, asked, bulk, dialogs, selection, store, toasts } = await setup([
      aFleetRow({ id: 'a', tags: ['lost'] }),
      aFleetRow({ id: 'b', tags: ['lost'] }),
      aFleetRow({ id: 'c', tags: [] }),
    ]);
    await store.show({ q: 'lost', sort: 'health' });
    selection.chooseAll();
    dialogs.whileAsked = () => {
      const turned: Record<string, string[]> = { a: ['lost'], b: [], c: ['lost'] };
      api.rows = api.rows.map((row) => ({ ...row, tags: turned[row.id]! }));
    };
    await bulk.remove();
    expect(asked[0]).toMatchObject({ typeToConfirm: '2' });
    expect(api.removals).toEqual([['a']]);
    expect(toasts.shown()[0]?.text).toContain('1 probe had gone or matched no more');
  });

  it('names as many as match when it asks, not as many as were shown', async () => {
    const { api, asked, bulk, selection } = await setup(fleetRows(2));
    selection.chooseAll();
    api.rows = fleetRows(4);
    await bulk.remove();
    expect(asked[0]).toMatchObject({ typeToConfirm: '4' });
    expect(api.removals).toEqual([['prb-0', 'prb-1', 'prb-2', 'prb-3']]);
  });

  it('tags no others than those that were there when it asked', async () => {
    const { api, bulk, dialogs, selection } = await setup(fleetRows(2));
    selection.chooseAll();
    dialogs.change = { add: ['x'], remove: [] };
    dialogs.whileAsked = () => (api.rows = fleetRows(4));
    await bulk.tag();
    expect(api.tagged.map(({ probes }) => probes)).toEqual([['prb-0', 'prb-1']]);
  });

  it.each([
    ['its name', 'web-01', 'web-01'],
    ['its id, where the name cannot be typed', '\u202Eweb', 'prb-1'],
  ])('asks for one by %s', async (_what, hostname, typed) => {
    const { asked, bulk, selection } = await setup([aFleetRow({ hostname })]);
    selection.choose(new Set(['prb-1']));
    await bulk.remove();
    expect(asked[0]?.typeToConfirm).toBe(typed);
  });

  it('removes nothing without a yes', async () => {
    const { api, bulk, dialogs, selection } = await setup();
    dialogs.isSure = false;
    selection.choose(new Set(['prb-0']));
    await bulk.remove();
    expect(api.removals).toEqual([]);
  });

  it('runs on the named ones, or on all that match as a filter', async () => {
    const { bulk, opened, selection } = await setup();
    bulk.run();
    selection.choose(new Set(['prb-0', 'prb-2']));
    bulk.run();
    selection.chooseAll();
    bulk.run();
    expect(opened).toEqual([{ probes: ['prb-0', 'prb-2'] }, { q: '', total: 3 }]);
  });

  it('does nothing for who may not', async () => {
    const { api, asked, bulk, opened, selection } = await setup(fleetRows(2), []);
    selection.chooseAll();
    bulk.run();
    await bulk.remove();
    await bulk.tag();
    expect([api.tagged, api.removals, asked, opened]).toEqual([[], [], [], []]);
  });

  it.each([
    ['command:exec', 'fleet:write'],
    ['fleet:write', 'command:exec'],
  ])('offers to run nothing to who has %s without %s', async (right) => {
    const { bulk, opened, selection } = await setup(fleetRows(2), [right]);
    selection.chooseAll();
    bulk.run();
    expect([bulk.mayRun(), opened]).toEqual([false, []]);
  });
});
