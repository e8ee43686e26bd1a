import type { ExpectedRow } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { OutlookStore } from '../../../libs/views/src/outlook/outlook.store.js';
import { ONE_DISK, OutlookGround } from './outlook-ground.js';
import type { Words } from './outlook-ground.js';

let ground: OutlookGround;
let id: string;

const INVENTORY = {
  hostname: 'web-1',
  disks: [...ONE_DISK, { mount: '/srv', device: '/dev/sdb1', type: 'xfs', total_bytes: 10, used_bytes: 1 }],
  services: [
    { name: 'nginx', state: 'running', enabled: true },
    { name: 'cron', state: 'dead', enabled: false },
    { name: 'docker', state: 'failed', enabled: true },
  ],
  packages: [
    { name: 'nginx', version: '1.24.0-1', manager: 'apt' },
    { name: 'curl', version: '8.5', manager: 'apt' },
  ],
  users: [{ name: 'eva', uid: 1001, groups: ['eva'], shell: '/bin/bash' }],
};

beforeAll(async () => {
  ground = await OutlookGround.start();
  id = await ground.host({ inventory: INVENTORY, vitals: { uptimeSeconds: 41 * 86_400 } });
});
afterAll(() => ground.close());

const line = ({ subject, before, after }: ExpectedRow) => `${subject}: ${before ?? '?'} > ${after}`;

async function expected(words: Words, host: string | readonly string[] = id): Promise<string[]> {
  const { expected: groups } = await ground.read(await ground.held(words, host));
  return groups.flatMap(({ rows }) => rows.map(line));
}

describe('what a command says, as the judge reads it, beside what the host told', () => {
  it.each<[Words, string[]]>([
    [['systemctl', 'stop', 'nginx'], ['nginx.service: running > stopped']],
    [['systemctl', 'restart', 'nginx.service'], ['nginx.service: running > running, started anew']],
    [['sudo', 'systemctl', 'start', 'cron'], ['cron.service: stopped > running']],
    [['systemctl', 'reload', 'nginx'], ['nginx.service: running > reloaded']],
    [['systemctl', 'restart', 'docker'], ['docker.service: failed > running, started anew']],
    [['systemctl', 'enable', 'cron'], ['cron.service: not enabled > enabled']],
    [
      ['systemctl', 'enable', '--now', 'cron'],
      ['cron.service: not enabled > enabled', 'cron.service: stopped > running'],
    ],
    [
      ['systemctl', '--now', 'disable', 'nginx'],
      ['nginx.service: enabled > not enabled', 'nginx.service: running > stopped'],
    ],
    [
      'systemctl enable nginx && systemctl enable --now cron',
      [
        'nginx.service: enabled > enabled',
        'cron.service: not enabled > enabled',
        'cron.service: stopped > running',
      ],
    ],
    [['systemctl', 'unmask', 'cron'], ['cron.service: not enabled > not masked']],
    [['systemctl', 'stop', 'nobody'], ['nobody.service: ? > stopped']],
    [['systemctl', '--user', 'stop', 'nginx'], ['nginx.service: ? > stopped']],
    [['service', 'nginx', 'stop'], ['nginx.service: running > stopped']],
    [
      'systemctl stop nginx && systemctl start cron',
      ['nginx.service: running > stopped', 'cron.service: stopped > started, started anew or reloaded'],
    ],
    [['apt-get', 'install', '-y', 'nginx'], ['nginx: 1.24.0-1 > installed, the newest that is offered']],
    [['apt-get', 'install', '-y', 'htop'], ['htop: not installed > installed']],
    [['apt-get', 'install', '-y', 'nginx=1.26-1'], ['nginx: 1.24.0-1 > 1.26-1']],
    ['apt-get update && apt-get install -y htop', ['htop: not installed > installed']],
    [['apt-get', 'remove', 'nginx'], ['nginx: 1.24.0-1 > removed']],
    [['dnf', 'install', 'htop'], ['htop: ? > installed']],
    [['userdel', 'eva'], ['user eva: there, uid 1001 > gone']],
    [['useradd', 'zoe'], ['user zoe: ? > there']],
    [['groupdel', 'eva'], ['group eva: ? > gone']],
    [['umount', '/srv'], ['/srv: mounted, /dev/sdb1 > not mounted']],
    [['umount', '/data'], ['/data: ? > not mounted']],
    [['systemctl', 'reboot'], ['this host: up for 41\u2009d > started anew']],
    [['shutdown', '-h', 'now'], ['this host: up for 41\u2009d > off or started anew']],
    ['reboot || poweroff', ['this host: up for 41\u2009d > off or started anew']],
    ['systemctl reboot || systemctl poweroff', ['this host: up for 41\u2009d > off or started anew']],
    [['init', '6'], ['this host: up for 41\u2009d > off or started anew']],
    ['systemctl isolate a.target; shutdown -r now', ['this host: up for 41\u2009d > off or started anew']],
    [['init', '3'], []],
    [['systemctl', 'isolate', 'multi-user.target'], []],
    [['systemctl', 'rescue'], []],
    [['systemctl', 'emergency'], []],
    [['systemctl', 'exit'], []],
    [['systemctl', 'default'], []],
    ['systemctl isolate a.target; systemctl rescue', []],
    [['hostnamectl', 'set-hostname', 'web-2'], ['host name: web-1 > web-2']],
    [['rm', '-rf', '/srv/old'], ['/srv/old: ? > gone']],
    [['cp', '/etc/a.conf', '/etc/b.conf'], ['/etc/b.conf: ? > written']],
    [
      ['docker', 'exec', 'web', 'systemctl', 'stop', 'nginx'],
      expect.not.arrayContaining(['nginx.service: running > stopped']),
    ],
    [['uptime'], []],
  ])('%s', async (words, rows) => {
    expect(await expected(words)).toEqual(rows);
  });
});

it('knows no before where the host told nothing, or not all of it', async () => {
  const silent = await ground.host({ inventory: null });
  expect(await expected(['systemctl', 'stop', 'nginx'], silent)).toEqual(['nginx.service: ? > stopped']);
  const cut = await ground.host({ inventory: { ...INVENTORY, metadata: { packages_dropped: '7' } } });
  expect(await expected(['apt-get', 'install', '-y', 'htop'], cut)).toEqual(['htop: ? > installed']);
  const never = INVENTORY.services.map((one) => ({ ...one, enabled: false }));
  const blind = await ground.host({ inventory: { ...INVENTORY, services: never } });
  expect(await expected(['systemctl', 'disable', 'nginx'], blind)).toEqual([
    'nginx.service: ? > not enabled',
  ]);
  const old = await ground.host({ vitals: { uptimeSeconds: 10 } });
  await ground.sql(`update fleet_probe set vitals_at = now() - interval '1 hour' where id = $1`, [old]);
  expect(await expected(['systemctl', 'reboot'], old)).toEqual(['this host: ? > started anew']);
});

it('looks through no list of packages for a command that is about none', async () => {
  const packages = Array.from({ length: 500 }, (_, n) => ({ name: `p${n}`, version: '1', manager: 'apt' }));
  const host = await ground.host({ inventory: { ...INVENTORY, packages } });
  const listed = async (wanted: readonly string[]) => {
    let plan: unknown;
    const query = async (text: string, values: unknown[]) => {
      plan = await ground.sql(`explain (analyze, format json) ${text}`, values);
      return [];
    };
    const names = { services: ['nginx'], packages: wanted, users: [] };
    await new OutlookStore().hosts({ query } as unknown as Tx, [host], names, 1);
    const rows = JSON.stringify(plan).matchAll(/"Rows Removed by Filter":([\d.]+)/g);
    return Math.max(...[...rows].map(([, count]) => Number(count)));
  };
  expect(await listed(['p1'])).toBe(499);
  expect(await listed([])).toBeLessThan(INVENTORY.services.length);
});

it('takes nothing that was told after it ran for what was before', async () => {
  const two = [await ground.host({ inventory: INVENTORY }), await ground.host({ inventory: INVENTORY })];
  const request = await ground.held(['systemctl', 'stop', 'nginx'], two, { state: 'approved' });
  const counts = async () => (await ground.read(request)).expected.map(({ count }) => count);
  expect(await counts()).toEqual([2]);
  await ground.ran(request, two[0]!, 0.1);
  expect(await counts()).toEqual([1]);
  await ground.ran(request, two[1]!, 0.1, { attempt: 2 });
  expect(await counts()).toEqual([]);
});

it('says once what is expected of many hosts, the most common first, with the age of what they told', async () => {
  const alike = await Promise.all([1, 2, 3, 4].map(() => ground.host({ inventory: INVENTORY })));
  const services = [{ name: 'nginx', state: 'dead', enabled: true }];
  const other = await ground.host({ inventory: { ...INVENTORY, services } });
  const denied = await ground.host({ inventory: INVENTORY });
  const rationale = (
    await ground.sql<{ rationale: object }>('select rationale from approvals_approval where id = $1', [
      await ground.held(['systemctl', 'stop', 'nginx'], id),
    ])
  )[0]!.rationale;
  const groups = [
    { decision: 'deny', level: '', risk: '', policy_version: '', reason: '', probes: [denied] },
  ];
  const all = [other, ...alike, denied, 'prb-ffffffff'];
  const over = { rationale: { ...rationale, groups } };
  const outlook = await ground.read(await ground.held(['systemctl', 'stop', 'nginx'], all, over));
  expect(outlook).toMatchObject({ hosts: 6, hosts_told: 5, more_hosts: 0 });
  expect(outlook.expected.map(({ count, rows }) => [count, ...rows.map(line)])).toEqual([
    [4, 'nginx.service: running > stopped'],
    [1, 'nginx.service: stopped > stopped'],
  ]);
  expect(outlook.expected[0]!.probes).toHaveLength(3);
  const age = Date.now() - Date.parse(outlook.expected[0]!.inventory_at!);
  expect(age / 3_600_000).toBeCloseTo(1, 0);
});

it('shows the worst of many hosts, and when it ran at each', async () => {
  const hosts = await Promise.all(
    [20, 80, 60, 40].map((percent) =>
      ground.host({
        vitals: { fullestMount: { path: '/', percent } },
        inventory: { ...INVENTORY, disks: ONE_DISK },
      }),
    ),
  );
  for (const host of hosts) await ground.vitals(host, 'fleet_vitals', [[0.2, { disk: 50 }]]);
  const request = await ground.held(['rm', '/opt/x'], hosts, { state: 'approved' });
  const [{ directive_id: whole }] = (await ground.sql<{ directive_id: string }>(
    'select directive_id from approvals_approval where id = $1',
    [request],
  )) as [{ directive_id: string }];
  const part = '01990000-0000-7000-8000-00000000abcd';
  const rollout = '01990000-0000-7000-8000-00000000abce';
  await ground.sql(
    `insert into commands_rollout select r.* from jsonb_populate_record(null::commands_rollout, $1) r`,
    [JSON.stringify(aRollout(rollout, whole))],
  );
  await ground.sql(
    `insert into commands_rollout_target (rollout_id, tenant_id, probe_id, position, hostname, state, directive_id)
     values ($1, 'default', $2, 0, 'x', 'running', $3)`,
    [rollout, hosts[1], part],
  );
  await ground.ran(request, hosts[1]!, 0.1);
  await ground.sql('update commands_dispatch set directive_id = $1 where probe_id = $2', [part, hosts[1]]);
  const { series } = await ground.read(request);
  expect(series.map(({ probe_id, ran_at }) => [probe_id, ran_at !== null])).toEqual([
    [hosts[1], true],
    [hosts[2], false],
    [hosts[3], false],
  ]);
});

function aRollout(id: string, directive: string): object {
  const now = new Date();
  return {
    ...{ id, directive_id: directive, tenant_id: 'default', state: 'running', total: 4, canary: 0 },
    ...{
      max_concurrent: 1,
      max_errors: 0,
      health_ms: 0,
      health_timeout_ms: 1,
      wave: 1,
      ignore_health: false,
    },
    ...{ created_at: now, updated_at: now, started_at: now },
  };
}
