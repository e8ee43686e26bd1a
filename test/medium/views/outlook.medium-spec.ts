import { anActor } from '@legator/core/testing';
import { ONE_DISK, OutlookGround } from './outlook-ground.js';

const DAY_MS = 86_400_000;
const VACUUM = ['rm', '-f', '/var/lib/app/old.bin'];

let ground: OutlookGround;

beforeAll(async () => {
  ground = await OutlookGround.start();
  ground.overview.spine.access.named['no-hosts'] = anActor({ permissions: ['approval:read'] });
});
afterAll(() => ground.close());
afterEach(() => ground.clear());

const known = <P extends { value: number | null }>(points: readonly P[]): P[] =>
  points.filter(({ value }) => value !== null);

it('shows the disk that a command is about as it filled, and when it is full', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  await ground.filling(id);
  const { series, not_kept, expected } = await ground.read(await ground.held(VACUUM, id));
  expect(not_kept).toEqual([]);
  expect(series).toHaveLength(1);
  const [disk] = series;
  expect(disk).toMatchObject({
    ...{ metric: 'disk', mount: '/', unit: '%', probe_id: id, caveat: null, ran_at: null, limit: 100 },
    why: 'It deletes /var/lib/app/old.bin.',
    step_seconds: 3 * 3_600,
  });
  expect(disk!.points.length).toBeGreaterThan(105);
  expect(disk!.points.length).toBeLessThanOrEqual(120);
  expect(disk!.points[0]!.value).toBeCloseTo(60, 0);
  expect(known(disk!.points).at(-1)!.value).toBeCloseTo(92, 0);
  expect(disk!.projection).toMatchObject({ value: 100, per_day: expect.closeTo(2.3, 1) });
  expect((Date.parse(disk!.projection!.at) - Date.now()) / DAY_MS).toBeCloseTo(3.4, 0);
  expect(expected).toMatchObject([
    { count: 1, rows: [{ kind: 'file', subject: '/var/lib/app/old.bin', before: null, after: 'gone' }] },
  ]);
});

it('puts the three records together, and counts no moment twice', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  // Hours of 10 up to 30 hours ago, minutes of 20 from there on (some before as well), beats of 40 in the last quarter.
  await ground.vitals(
    id,
    'fleet_vitals_1h',
    Array.from({ length: 170 }, (_, i) => [200 - i, { disk: 10 }]),
  );
  await ground.vitals(
    id,
    'fleet_vitals_5m',
    Array.from({ length: 474 }, (_, i) => [40 - i / 12, { disk: 20 }]),
  );
  await ground.vitals(
    id,
    'fleet_vitals',
    Array.from({ length: 30 }, (_, i) => [0.25 - i / 120, { disk: 40 }]),
  );
  const { series } = await ground.read(await ground.held(VACUUM, id));
  const values = series[0]!.points.map(({ value }) => value!);
  expect(values[0]).toBe(10);
  expect(values.filter((value) => value === 10).length).toBeGreaterThan(80);
  // Only steps in which one record ends and the next one begins are means of both.
  expect(values.filter((value) => ![10, 20, 40].includes(value)).length).toBeLessThanOrEqual(3);
  expect(Math.max(...values)).toBeGreaterThan(20);
});

it('leaves a gap where nothing was heard, and says nothing of a host that is silent', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  await ground.filling(id);
  await ground.sql(
    `delete from fleet_vitals_1h where at between now() - interval '5 days' and now() - interval '3 days'`,
  );
  const request = await ground.held(VACUUM, id);
  const [gap] = (await ground.read(request)).series;
  expect(gap!.points.length - known(gap!.points).length).toBeGreaterThanOrEqual(14);
  await ground.sql(`delete from fleet_vitals_1h where at > now() - interval '2 days'`);
  const [silent] = (await ground.read(request)).series;
  expect(silent!.projection).toBeNull();
  expect(silent!.points.at(-1)!.value).toBeNull();
});

it('has fine steps for a host that is new, and none ahead of now', async () => {
  const id = await ground.host();
  await ground.vitals(
    id,
    'fleet_vitals',
    Array.from({ length: 60 }, (_, i) => [0.5 - i / 60, { memory: 30, cpu: 5 }]),
  );
  const { series } = await ground.read(await ground.held(['systemctl', 'stop', 'nginx'], id));
  expect(series.map(({ metric }) => metric)).toEqual(['memory', 'cpu']);
  const [memory] = series;
  expect(memory).toMatchObject({
    step_seconds: 30,
    mount: null,
    why: 'It is about what runs: stop nginx.service.',
  });
  expect(Date.parse(memory!.points.at(-1)!.at)).toBeLessThanOrEqual(Date.now());
});

it('goes on after the command ran, with a mark, and foretells nothing from before', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  await ground.filling(id);
  const over = { state: 'approved', decided_at: new Date(Date.now() - 2 * DAY_MS) };
  const request = await ground.held(VACUUM, id, over);
  expect((await ground.read(request)).series[0]).toMatchObject({
    ran_at: null,
    projection: expect.anything(),
  });
  await ground.ran(request, id, 48);
  const [disk] = (await ground.read(request)).series;
  expect(Date.now() - Date.parse(disk!.ran_at!)).toBeGreaterThan(47 * 3_600_000);
  expect(known(disk!.points).some(({ at }) => at > disk!.ran_at!)).toBe(true);
  expect(disk!.projection).toBeNull();
});

it.each([
  ['was refused by the probe', { outcome: 'refused' }],
  ['did not begin', { outcome: 'not_started' }],
  ['never arrived', { outcome: null, accepted_at: null, given_up: 'expired' }],
])('has no mark for what %s', async (_what, over) => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  await ground.filling(id);
  const request = await ground.held(VACUUM, id, { state: 'approved' });
  await ground.ran(request, id, 5, over);
  expect((await ground.read(request)).series[0]!.ran_at).toBeNull();
});

it('ends a week behind what is long over', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  await ground.filling(id);
  const denied = async (hoursAgo: number) => {
    const over = { state: 'denied', decided_at: new Date(Date.now() - hoursAgo * 3_600_000) };
    return (await ground.read(await ground.held(VACUUM, id, over))).series[0]!;
  };
  const disk = await denied(240);
  expect(Date.now() - Date.parse(disk.points.at(-1)!.at)).toBeGreaterThan(3 * DAY_MS);
  expect(disk.projection).toBeNull();
  // An hour is nothing to the line, but what was denied a week ago is over.
  expect((await denied(24)).projection).not.toBeNull();
  expect((await denied(7 * 24 + 1)).projection).toBeNull();
});

it('says so where the disk is not the one whose use is kept, and where another may have been', async () => {
  const data = { mount: '/var', device: '/dev/sdb', type: 'xfs', total_bytes: 100, used_bytes: 50 };
  const id = await ground.host({ inventory: { disks: [...ONE_DISK, data] } });
  await ground.filling(id);
  const other = await ground.read(await ground.held(VACUUM, id));
  expect(other.series).toEqual([]);
  expect(other.not_kept).toEqual([expect.stringContaining('that is /, and not /var')]);
  const [root] = (await ground.read(await ground.held(['rm', '/opt/x'], id))).series;
  expect(root).toMatchObject({
    mount: '/',
    caveat: expect.stringContaining('may have been another'),
    projection: {},
  });
  // Nearly as full as the first once was: then those values may be its own.
  await ground.sql(`update fleet_inventory set body = jsonb_set(body, '{disks,1,used_bytes}', '70')`);
  const [unsure] = (await ground.read(await ground.held(['rm', '/opt/x'], id))).series;
  expect(unsure!.projection).toBeNull();
});

describe('is told', () => {
  it('to nobody of another tenant, and of no host of another tenant', async () => {
    const theirs = await ground.host({ tenant: 'other', inventory: { disks: ONE_DISK } });
    await ground.filling(theirs);
    const request = await ground.held(VACUUM, theirs);
    await ground.get(request, 'stranger').expect(404);
    expect(await ground.read(request)).toMatchObject({ hosts: 1, hosts_told: 0, series: [], not_kept: [] });
  });

  it('without anything of hosts to those who may not read hosts', async () => {
    const id = await ground.host({
      inventory: { disks: ONE_DISK, services: [{ name: 'nginx', state: 'running', enabled: true }] },
    });
    await ground.filling(id);
    const request = await ground.held(['systemctl', 'stop', 'nginx'], id);
    const [row] = (await ground.read(request, 'approver')).expected[0]!.rows;
    expect(row).toMatchObject({ before: 'running', after: 'stopped' });
    const told = await ground.read(request, 'no-hosts');
    expect(told).toMatchObject({ may_read_hosts: false, series: [], not_kept: [], hosts_told: 0 });
    expect(told.expected).toMatchObject([
      { probes: [], inventory_at: null, rows: [{ before: null, after: 'stopped' }] },
    ]);
    expect(JSON.stringify(told)).not.toContain('host-');
  });

  it('only to those who may read approvals', async () => {
    await ground.get(await ground.held(VACUUM, await ground.host()), 'reader').expect(403);
    await ground.get('01990000-0000-7000-8000-000000000000').expect(404);
    await ground.get('x').expect(400);
  });
});

it('tells what cannot be read of a request as nothing', async () => {
  const id = await ground.host({ inventory: { disks: ONE_DISK } });
  for (const rationale of [{}, { touches: 'x' }, { touches: [null, 7, { kind: 'file' }, []], groups: 1 }])
    expect(await ground.read(await ground.held(VACUUM, id, { rationale }))).toMatchObject({
      ...{ hosts: 1, hosts_told: 1, series: [], expected: [], not_kept: [] },
    });
  const odd = {
    type: 'policy.apply',
    subject_type: 'policy',
    subject_id: 'p',
    payload: { probes: 3, argv: {} },
  };
  expect(await ground.read(await ground.held(VACUUM, id, odd))).toMatchObject({ hosts: 0, series: [] });
});
