import { Activity, Capacity, DecidedApprovals, Needs, OverviewStatus } from '@legator/contracts';
import { Clock } from '@legator/core';
import { OverviewGround } from './overview-ground.js';

let ground: OverviewGround;

beforeAll(async () => {
  ground = await OverviewGround.start();
});
afterAll(() => ground.close());
afterEach(() => ground.clear());

describe('the activity', () => {
  it('counts by the hour, with a bucket for every hour', async () => {
    // The next hour may begin at any moment.
    const now = new Date();
    const clock = jest.spyOn(ground.spine.app.get(Clock), 'now').mockReturnValue(now);
    const hour = () => Math.floor(now.getTime() / 3_600_000) * 3_600_000;
    await ground.signals('command.completed', new Date(hour()), 3);
    await ground.signals('command.failed', new Date(hour() - 1), 2);
    await ground.signals('approval.requested', new Date(hour() - 3_600_000));
    await ground.signals('probe.disconnected', new Date(hour() - 2 * 3_600_000));
    await ground.signals('inventory.updated', new Date(hour()));
    await ground.signals('probe.tags_changed', new Date(hour()));
    await ground.signals('probe.connected', new Date(hour()), 9);
    await ground.signals('command.completed', new Date(hour() - 5 * 3_600_000));
    const { buckets } = await ground.read(Activity, 'activity?hours=3');
    clock.mockRestore();
    const nothing = { commands_ok: 0, commands_failed: 0, approvals: 0, connections_lost: 0, changes: 0 };
    const at = (back: number) => new Date(hour() - back * 3_600_000).toISOString();
    expect(buckets).toEqual([
      { ...nothing, at: at(2), connections_lost: 1 },
      { ...nothing, at: at(1), commands_failed: 2, approvals: 1 },
      { ...nothing, at: at(0), commands_ok: 3, changes: 2 },
    ]);
  });

  it('is a day unless told, and a week at most', async () => {
    expect((await ground.read(Activity, 'activity')).buckets).toHaveLength(24);
    expect((await ground.read(Activity, 'activity?hours=168')).buckets).toHaveLength(168);
    for (const query of ['hours=0', 'hours=169', 'hours=x', 'days=1'])
      await ground.get(`activity?${query}`).expect(400);
  });
});

describe('the capacity', () => {
  const vitals = (over: object = {}) => ({
    ...{ cpus: 4, load: [1.5, 1, 1], cpuPercent: 30, memoryTotal: 8_000_000_000_000, memoryUsed: 2_000 },
    ...{ diskTotal: 100, diskUsed: 40, fullestMount: { path: '/', percent: 40 }, ...over },
  });

  it('adds up the hosts whose numbers are fresh, and says how many it left out', async () => {
    await ground.probes(2, { vitals: vitals() });
    await ground.probes(1, {
      vitals: vitals({ cpuPercent: 99, fullestMount: { path: '/var', percent: 97 } }),
    });
    await ground.probes(3, { vitals: vitals({ cpuPercent: 100 }), minutesAgo: 6 });
    await ground.probes(1, { vitals: null });
    const found = await ground.read(Capacity, 'capacity');
    expect(found).toMatchObject({
      ...{ hosts: 3, stale: 4, cpus: 12, load1_sum: 4.5 },
      memory: { total_bytes: 24_000_000_000_000, used_bytes: 6_000 },
      disk: { total_bytes: 300, used_bytes: 120 },
    });
    expect(found.fullest.map(({ mount, percent }) => [mount, percent])).toEqual([
      ['/var', 97],
      ['/', 40],
      ['/', 40],
    ]);
    expect(found.busiest[0]).toMatchObject({ cpu_percent: 99 });
  });

  it('names five at most, and counts space only where both numbers are known', async () => {
    await ground.probes(7, {
      vitals: { memoryTotal: 100, cpuPercent: 1, fullestMount: { path: '/', percent: 1 } },
    });
    const found = await ground.read(Capacity, 'capacity');
    expect([found.fullest.length, found.busiest.length]).toEqual([5, 5]);
    expect(found).toMatchObject({ hosts: 7, memory: { total_bytes: 0 } });
    expect(found).not.toHaveProperty('load1_sum');
  });

  it('survives hosts whose numbers are impossible', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    await ground.probes(2, {
      vitals: vitals({ cpus: most, load: [1.7e308, -1, 0], memoryTotal: 1, memoryUsed: most }),
    });
    const found = await ground.read(Capacity.pick({ cpus: true, load1_sum: true }), 'capacity');
    expect(found).toEqual({ cpus: 131_072, load1_sum: 2_000_000 });
  });

  it('is nothing for an empty fleet', async () => {
    expect(await ground.read(Capacity, 'capacity')).toMatchObject({
      hosts: 0,
      cpus: 0,
      stale: 0,
      fullest: [],
    });
  });
});

describe('what was decided', () => {
  it('is newest first, without what still waits', async () => {
    await ground.approvals(1);
    const minutes = (n: number) => new Date(Date.now() - n * 60_000);
    const [old] = await ground.approvals(1, { state: 'denied', decided_at: minutes(9), decided_by: 'bo' });
    const [late] = await ground.approvals(1, { state: 'approved', decided_at: minutes(1), decided_by: 'bo' });
    const { items } = await ground.read(DecidedApprovals, 'decided');
    expect(items).toMatchObject([
      { id: late, status: 'approved', decided_by: 'bo', link: `/approvals/${late}` },
      { id: old, status: 'denied' },
    ]);
    expect((await ground.read(DecidedApprovals, 'decided?limit=1')).items).toHaveLength(1);
  });
});

describe('the status', () => {
  it('is a sentence and the numbers it is made of', async () => {
    await ground.probes(3);
    await ground.probes(2, { status: 'offline' });
    await ground.approvals(1);
    expect(await ground.read(OverviewStatus, 'status')).toEqual({
      text: '5 probes, 2 silent. 1 request waits for approval.',
      counts: { total: 5, online: 3, degraded: 0, offline: 2, pending: 0, waiting: 1 },
      frozen: false,
    });
  });

  it('says that it is frozen in part while only a part is', async () => {
    await ground.freeze('tag', 'prod');
    expect(await ground.read(OverviewStatus, 'status')).toMatchObject({
      text: 'No probes yet. Execution is frozen in part. Nothing waits for you.',
      frozen: false,
    });
  });

  it('says that execution is frozen, and what waits only to those who may read it', async () => {
    await ground.freeze();
    await ground.approvals(1);
    expect(await ground.read(OverviewStatus, 'status', 'reader')).toMatchObject({
      text: 'No probes yet. Execution is frozen.',
      frozen: true,
      counts: expect.not.objectContaining({ waiting: 1 }),
    });
  });
});

describe('every part', () => {
  const PATHS = ['needs', 'activity', 'capacity', 'decided', 'status'];

  it('is of one tenant alone', async () => {
    await ground.probes(2, { status: 'offline', vitals: { cpuPercent: 1 } });
    await ground.approvals(1);
    await ground.approvals(1, { state: 'denied', decided_at: new Date() });
    await ground.failures(1);
    await ground.freeze();
    await ground.signals('command.completed', new Date());
    expect(await ground.read(Needs, 'needs', 'stranger')).toEqual({ items: [], total: 0 });
    const { buckets } = await ground.read(Activity, 'activity', 'stranger');
    expect(buckets.reduce((sum, one) => sum + one.commands_ok, 0)).toBe(0);
    expect(await ground.read(Capacity, 'capacity', 'stranger')).toMatchObject({ hosts: 0, stale: 0 });
    expect(await ground.read(DecidedApprovals, 'decided', 'stranger')).toEqual({ items: [] });
    expect(await ground.read(OverviewStatus, 'status', 'stranger')).toMatchObject({
      counts: { total: 0, waiting: 0 },
      frozen: false,
    });
  });

  it.each(PATHS)('is closed to whoever may not read the fleet: %s', async (path) => {
    await ground.get(path, 'nobody').expect(403);
  });

  it('says nothing of decisions to whoever may not read approvals', async () => {
    await ground.get('decided', 'reader').expect(403);
  });
});
