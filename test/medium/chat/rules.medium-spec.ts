import { judgeArgv } from '@legator/shell';
import { FleetFacts } from '@legator/fleet';
import { anActor } from '@legator/core/testing';
import { anInventory } from '@legator/fleet/testing';
import { seedProbes } from '../fleet/seeded-probes.js';
import { RulesApp, tableIn } from './rules-app.js';

const GB = 1_024 ** 3;
const disk = (total: number, used: number, path = '/', percent = (used / total) * 100) => ({
  diskTotal: total * GB,
  diskUsed: used * GB,
  fullestMount: { path, percent },
});

let rules: RulesApp;
let ids: Record<string, string>;

beforeAll(async () => {
  rules = await RulesApp.start();
  ids = await seedProbes(rules.fleet, [
    {
      hostname: 'web-01',
      tags: ['web', 'prod'],
      site: 'fra1',
      vitals: { ...disk(100, 20), cpuPercent: 10, load: [1, 1, 1] },
    },
    {
      hostname: 'web-02',
      tags: ['web', 'prod'],
      site: 'fra1',
      vitals: { ...disk(100, 90, '/var', 90), cpuPercent: 95 },
    },
    {
      hostname: 'db-01',
      tags: ['db', 'prod'],
      site: 'ams2',
      vitals: { ...disk(1_000, 400), memoryTotal: 64 * GB, memoryUsed: 8 * GB },
    },
    { hostname: 'db-02', tags: ['db'], status: 'offline', seen: 7_200, vitals: disk(4_000, 100) },
    { hostname: 'nas-01', status: 'pending', vitals: null, seen: null },
    { hostname: 'secret-1', tenant: 'theirs', tags: ['web'], vitals: disk(9_000, 1) },
  ]);
  await inventory(
    'web-01',
    anInventory({
      packages: [
        { name: 'nginx', version: '1.24.0', manager: 'apt' },
        { name: 'openssl', version: '3.0.2', manager: 'apt' },
      ],
    }),
  );
  await inventory(
    'web-02',
    anInventory({
      packages: [{ name: 'nginx', version: '1.26.1', manager: 'apt' }],
      services: [{ name: 'nginx.service', state: 'failed', enabled: true }],
    }),
  );
  await inventory(
    'db-01',
    anInventory({
      packages: [],
      services: [{ name: 'postgresql', state: 'running', enabled: true }],
      users: [{ name: 'postgres', uid: 105, shell: '/bin/sh' }],
    }),
  );
}, 60_000);

afterAll(() => rules.close(), 30_000);

const inventory = (hostname: string, body: ReturnType<typeof anInventory>) =>
  rules.fleet.sql(
    `insert into fleet_inventory (probe_id, tenant_id, hash, sections, services, packages, collected_at, received_at, package_list, body)
     values ($1, 'mine', 'x', '{}', $2, $3, now(), now(), $4, $5)`,
    [
      ids[hostname],
      body.services?.length,
      body.packages?.length,
      JSON.stringify(body.packages),
      JSON.stringify(body),
    ],
  );

it('answers which machine has more disk space over all of them, and says who is silent', async () => {
  const heard = await rules.ask('which machine has more disk space?');
  expect(heard.text).toMatch(
    /^`db-01` has the most free disk space: 600 GiB of 1000 GiB\. Then `web-01` \(80\.0 GiB\) and `web-02`/,
  );
  expect(heard.text).toContain('`db-02` said 3.8 TiB before it went silent');
  expect(tableIn(heard).map(([host]) => host)).toEqual([
    'db-01',
    'web-01',
    'web-02',
    expect.stringMatching(/^db-02 \(told 2 h 0 min ago\)$/),
  ]);
  expect(heard.parts.find(({ type }) => type === 'source')).toMatchObject({ as_of: expect.any(String) });
  expect(heard.parts.at(-1)).toMatchObject({
    code: 'chat.rules',
    text: expect.stringContaining('No model is connected'),
  });
  expect(heard.calls).toEqual([]);
});

it.each([
  ['who is offline?', /^1 host \(offline\): `db-02`\.$/],
  ['how many machines are there', /^5 hosts\.$/],
  ['how many machines are in fra1?', /^2 hosts \(site fra1\): `web-01` and `web-02`\.$/],
  ['machines with disk over 85%', /^1 host .*: `web-02`\.$/],
  ['average cpu usage of tag:web', /^Mean CPU use of 2 hosts: 52\.5 %\./],
  ['total ram of db-01', /memory: 64\.0 GiB/],
  ['which machines have nginx installed', /^2 hosts .*: `web-01` and `web-02`\.$/],
  ["which machines don't have nginx installed", /^1 host .*: `db-01`\.$/],
  ['which hosts have openssl 3.0.2', /^1 host .*: `web-01`\.$/],
  ['what version of nginx is installed', /nginx: `1\.24\.0` on 1 host and `1\.26\.1` on 1 host\./],
  ['failed services', /^1 failed service on 1 host\.$/],
  ['how many hosts have failed services', /^1 host .*: `web-02`\.$/],
  ['how many machines are not in tag:web', /^3 hosts \(not tag web\)/],
  ['which hosts are online and not in fra1', /^1 host .*: `db-01`\.$/],
  ['how many sites do we have', /^2 different: .* 2 hosts have none\.$/],
  ['which hosts failed?', /^I know `failed`, but not what is meant by it here/],
  ['is postgresql running?', /^`postgresql` is running on `db-01`, by the last inventory\.$/],
  ['list users on db-01', /^1 user on 1 host\.$/],
  ['count machines by tag', /`prod` 3/],
  ['top 1 hosts by cpu', /^`web-02` has the highest CPU use: 95 %\.$/],
  ['tell me about web-02', /^`web-02` is online\. Failed services: `nginx`\.$/],
  ['what changed today', /^Nothing was recorded since/],
  ['what needs me', /needs? somebody/],
  ['which prod web servers have the fullest disk', /^`web-02` .*90 % at `\/var`/],
])('answers "%s"', async (question, expected) => {
  const { text } = await rules.ask(question);
  expect(text).toMatch(expected);
});

it('shows the numbers that the list of the fleet shows', async () => {
  const { body } = await rules.fleet
    .http()
    .get('/api/v1/fleet/rows?sort=-disk')
    .set('Authorization', 'Bearer mine')
    .expect(200);
  const facts = await rules.as(() =>
    rules.fleet.app
      .get(FleetFacts)
      .query({ select: ['disk_percent', 'memory_percent', 'cpu_percent', 'health', 'system'] }),
  );
  for (const row of body.rows) {
    const found = facts.rows.find(({ probe }) => probe!.id === row.id)!;
    const [diskUsed, memory, cpu, health] = found.values.map((value) =>
      typeof value === 'number' ? Math.round(value * 10) / 10 : undefined,
    );
    expect([diskUsed, memory, cpu, health]).toEqual([
      row.disk_percent,
      row.memory_percent,
      row.cpu_percent,
      row.health?.score,
    ]);
  }
});

it('never speaks of another tenant', async () => {
  const asked = [
    'which machine has more disk space?',
    'list tag:web',
    'tell me about secret-1',
    'how many machines are there',
  ];
  for (const question of asked) expect(JSON.stringify(await rules.ask(question))).not.toContain('9.0 TiB');
  expect((await rules.ask('tell me about secret-1')).text).toContain('I did not understand `secret-1`');
});

it('says what it does not understand, with examples of this fleet', async () => {
  const { text, parts } = await rules.ask('write a poem about prd machines');
  expect(text).toContain('I read that as an order');
  expect((await rules.ask('prd machines')).text).toMatch(/`prd`.*Did you mean `prod`\?/s);
  expect(text).toContain('tag:db');
  expect(parts.every(({ type }) => type === 'notice')).toBe(true);
});

describe('what has to be looked at on the host', () => {
  const DF = `Filesystem 1024-blocks Used Available Capacity Mounted on
tmpfs 100 0 100 0% /run
/dev/sda1 104857600 73400320 31457280 70% /
/dev/sdb1 209715200 199229440 10485760 95% /var/lib data
`;
  const run = (output: string, over = {}) => ({
    ok: true,
    text: '',
    data: { hosts: [{ ...ranOn('web-01'), stdout: output }] },
    summary: 'df on 1 probe',
    part: {
      ...{
        type: 'run' as const,
        step_id: 's',
        command: 'df -P -k',
        reason: '',
        target: 'web',
        level: null,
        risk: null,
        done: 1,
        duration_ms: 9,
      },
      targets: [
        {
          probe_id: ids['web-01']!,
          hostname: 'web-01',
          state: 'succeeded' as const,
          request_id: 'r',
          directive_id: 'd',
          approval_id: null,
          exit_code: 0,
          duration_ms: 9,
          group: 0,
        },
      ],
      groups: [{ output, error_output: '', exit_code: 0, probes: 1, hidden_lines: 0 }],
      ...over,
    },
  });

  const ranOn = (hostname: string) => ({
    ...{
      probe_id: ids[hostname]!,
      hostname,
      state: 'succeeded' as const,
      request_id: 'r',
      directive_id: 'd',
    },
    ...{ approval_id: null, exit_code: 0, duration_ms: 9, stdout: '', stderr: '', truncated: false },
  });

  it('reaches with a change only hosts that are all that was named', async () => {
    await rules.fleet.sql(`update fleet_probe set tags = '{web,staging}' where id = $1`, [ids['web-02']]);
    const targetOf = async (question: string) => (await rules.ask(question)).calls[0]?.input.target;
    expect(await targetOf('restart nginx on tag:web in ams2')).toBeUndefined();
    expect(await targetOf('restart nginx on prod web hosts in fra1')).toBe(ids['web-01']);
    expect(await targetOf('restart nginx on web-* and db-* in ams2')).toBe(ids['db-01']);
    expect(await targetOf('restart nginx on tag:web and tag:db')).toBe('tag:web,tag:db');
    await rules.fleet.sql(`update fleet_probe set tags = '{web,prod}' where id = $1`, [ids['web-02']]);
  });

  it('runs what only reads, and reads what it printed', async () => {
    const heard = await rules.ask('disk on web-*', { answer: run(DF) });
    expect(heard.calls).toEqual([
      {
        name: 'run_command',
        callId: 'rules-run',
        input: expect.objectContaining({ command: 'df', args: ['-P', '-k'], target: 'web-*' }),
      },
    ]);
    expect(heard.text).toMatch(
      /^`web-01` 95 % at `\/var\/lib data`, 10\.0 GiB free and `web-01` 70 % at `\/`/,
    );
    expect(tableIn(heard)).toHaveLength(2);
  });

  it('asks on which host where none is named, with buttons', async () => {
    const heard = await rules.ask('restart nginx');
    expect(heard.calls).toEqual([]);
    expect(heard.parts[0]).toMatchObject({
      type: 'question',
      choices: [{ label: 'web-01', value: `restart nginx on ${ids['web-01']}` }, { label: 'web-02' }],
    });
  });

  it('passes plain changes on word by word, and waits with them', async () => {
    const pending = { for: 'approval' as const, directiveIds: ['d1'] };
    const heard = await rules.ask('restart nginx on web-01', {
      answer: { ok: true, text: '', summary: '', pending },
    });
    expect(heard.calls[0]!.input).toEqual({
      command: 'systemctl',
      args: ['restart', 'nginx'],
      target: ids['web-01'],
      reason: 'restart nginx on web-01',
    });
    expect(heard.end).toEqual({ kind: 'waiting', ...pending });
    expect(heard.text).toBe('');
  });

  it('runs nothing for who may only read, and tells what is known', async () => {
    const viewer = anActor({ tenantId: 'mine', permissions: ['fleet:read'] });
    const looked = await rules.ask('disk on web-02', { actor: viewer });
    expect(looked.calls).toEqual([]);
    expect(looked.text).toMatch(/90 %.*You can ask; running needs an operator\./s);
    const changed = await rules.ask('restart nginx on web-02', { actor: viewer });
    expect(changed).toMatchObject({ text: 'You can ask; running needs an operator.', calls: [] });
  });

  it('stays with the host that the conversation is about', async () => {
    const here = { scope: 'probe' as const, probeId: ids['web-01']! };
    const mine = await rules.ask('disk?', { ...here, answer: run(DF) });
    expect(mine.calls[0]!.input).toMatchObject({ command: 'df', target: ids['web-01'] });
    const other = await rules.ask('disk on web-02', here);
    expect(other).toMatchObject({ calls: [], text: expect.stringContaining('this one host') });
    const composed = await rules.ask('uptime', { target: 'tag:db' });
    expect(tableIn(composed).map(([host]) => host!.split(' ')[0])).toEqual(['db-01', 'db-02']);
  });

  it.each([
    ...['disk', 'memory', 'last errors', 'listening ports', 'who is logged in', 'kernel log', 'containers'],
    ...[
      'show the log of nginx',
      'top processes',
      'which process uses most memory',
      'failed services',
      'time',
    ],
  ])('looks at "%s" by a command that only reads', async (question) => {
    const { calls } = await rules.ask(`${question} on web-01`);
    const { command, args } = calls[0]!.input as { command: string; args: string[] };
    expect(judgeArgv([command, ...args]).level).toBe('observe');
  });

  it('asks which is meant where a tag and a site of other hosts are called the same', async () => {
    await rules.fleet.sql(`update fleet_probe set tags = tags || '{fra1}' where id = $1`, [ids['db-01']]);
    const heard = await rules.ask('restart nginx on fra1');
    expect(heard.calls).toEqual([]);
    expect(heard.parts[0]).toMatchObject({
      type: 'question',
      choices: [{ value: 'restart nginx on tag:fra1' }, { value: 'restart nginx on site:fra1' }],
    });
    await rules.fleet.sql(`update fleet_probe set tags = array_remove(tags, 'fra1')`);
    await rules.fleet.sql(`update fleet_probe set tags = tags || '{fra1}' where site_id = 'fra1'`);
    expect((await rules.ask('how many machines are in fra1')).text).toContain('`web-01` and `web-02`');
  });
});
