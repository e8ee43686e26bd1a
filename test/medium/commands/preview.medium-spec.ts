import { CommandPreview } from '@legator/contracts';
import type { Level, Permission } from '@legator/contracts';
import { anActor } from '@legator/core/testing';
import { FakeUpstreamProbe } from '../../support/fake-upstream-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

jest.setTimeout(90_000);

let road: ProbeRoad;
let ids: Record<string, string>;
let upstream: FakeUpstreamProbe;

const HOSTS: readonly { name: string; ceiling: Level; level: Level }[] = [
  { name: 'looks', ceiling: 'remediate', level: 'observe' },
  { name: 'mends', ceiling: 'remediate', level: 'remediate' },
  { name: 'pinned', ceiling: 'observe', level: 'observe' },
  { name: 'away', ceiling: 'remediate', level: 'observe' },
  { name: 'icy', ceiling: 'remediate', level: 'observe' },
];

const COMMANDS: readonly Record<string, unknown>[] = [
  { command: 'uptime' },
  { command: 'systemctl restart nginx' },
  { command: 'frobnicate --all' },
  { command: 'cat /etc/shadow' },
  { command: 'rm', args: ['-rf', '/'] },
  { command: 'cat /etc/hosts | wc -l' },
  { command: 'uptime', level: 'remediate' },
];

beforeAll(async () => {
  road = await ProbeRoad.start({ policy: true });
  ids = {};
  for (const { name } of HOSTS) {
    const probe = (await road.probe(name, { tags: [name, 'all'] })).answering();
    ids[name] = probe.id;
    if (name === 'away') probe.cut();
  }
  upstream = await FakeUpstreamProbe.enrol(road.base, 'upstream');
  await upstream.connect();
  ids['upstream'] = upstream.id;
  await eventually(async () => expect(await connected()).toBe(HOSTS.length));
  for (const { name, ceiling, level } of HOSTS)
    await road.rows('update fleet_probe set level = $2, ceiling = $3 where id = $1', [
      ids[name],
      level,
      ceiling,
    ]);
});
afterAll(async () => {
  upstream.cut();
  await road.close();
});

const connected = async () =>
  (await road.rows('select id from fleet_probe where connection is not null')).length;

const lift = (id: string) => road.rows('update directives_freeze set lifted_at = now() where id = $1', [id]);

async function preview(body: unknown, key = ''): Promise<CommandPreview> {
  const response = await road.post('/commands/preview', body, key ? { authorization: `Bearer ${key}` } : {});
  expect(response.status).toBe(200);
  return CommandPreview.parse(await response.json());
}

const AS_DECISION: Record<string, string> = {
  dispatched: 'allow',
  pending_approval: 'queue',
  denied: 'deny',
};

/** What each probe really answered: its decision, or the error. */
async function real(body: unknown): Promise<Record<string, string>> {
  const { results } = (await (await road.post('/commands', body)).json()) as {
    results: { probe_id: string; status: string; error?: string }[];
  };
  return Object.fromEntries(
    results.map(({ probe_id, status, error }) => [probe_id, error ?? AS_DECISION[status]!]),
  );
}

const foreseen = ({ probes }: CommandPreview) =>
  Object.fromEntries(
    probes.map(({ probe_id, connected: here, decision }) => [probe_id, here ? decision : 'not connected']),
  );

describe('a preview', () => {
  it.each(COMMANDS)('says of every probe what the request then does: %j', async (command) => {
    const body = { probes: Object.values(ids), ...command };
    const before = await preview(body);
    const after = await real(body);
    expect(foreseen(before)).toEqual(after);
    const count = (what: string) => Object.values(after).filter((one) => one === what).length;
    expect(before.summary).toEqual({
      ...{ run: count('allow'), approve: count('queue'), deny: count('deny') },
      ...{ offline: 1, unknown: 0, total: Object.keys(ids).length },
    });
  });

  it('meets all three decisions, so that the table above is about something', async () => {
    const { probes } = await preview({
      ...{ probes: Object.values(ids), command: 'uptime', level: 'remediate' },
    });
    const at = (name: string) => probes.find(({ probe_id }) => probe_id === ids[name])?.decision;
    expect([at('looks'), at('mends'), at('pinned'), at('upstream')]).toEqual([
      'queue',
      'allow',
      'deny',
      'deny',
    ]);
  });

  it.each([
    ['a tag that one of them has', { type: 'tag', id: 'icy' }],
    ['one of the probes', { type: 'probe', id: 'icy' }],
    ['the whole tenant', { type: 'tenant' }],
  ])('denies all with the reason while %s is frozen, as the request does', async (_what, scope) => {
    const named = scope.type === 'probe' ? { ...scope, id: ids['icy'] } : scope;
    const frozen = await road.post('/execution/freeze', { scope: named, reason: 'drill' });
    const { freeze } = (await frozen.json()) as { freeze: { id: string } };
    try {
      const body = { probes: Object.values(ids), command: 'uptime' };
      const { summary, refused, probes } = await preview(body);
      const answer = await road.post('/commands', body);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([423, refused!.code]);
      expect(summary).toMatchObject({ run: 0, approve: 0, deny: HOSTS.length, offline: 1 });
      expect(
        probes.filter(({ connected: here }) => here).every(({ reasons }) => /drill/.test(reasons[0]!)),
      ).toBe(true);
    } finally {
      await lift(freeze.id);
    }
    expect((await preview({ tag: 'all', command: 'uptime' })).refused).toBeUndefined();
  });

  it('is not held by the freeze of a probe that is away, since nothing is asked of it', async () => {
    const scope = { type: 'probe', id: ids['away'] };
    const frozen = await road.post('/execution/freeze', { scope, reason: 'drill' });
    const { freeze } = (await frozen.json()) as { freeze: { id: string } };
    const body = { probes: [ids['looks'], ids['away']], command: 'uptime' };
    const before = await preview(body);
    expect(before.summary).toMatchObject({ run: 1, offline: 1, deny: 0 });
    expect(before.probes.find(({ probe_id }) => probe_id === ids['away'])).toMatchObject({
      decision: 'deny',
    });
    expect(foreseen(before)).toEqual(await real(body));
    await lift(freeze.id);
  });

  it('writes nothing at all', async () => {
    // Results of the commands above may still come in, so of the facts only those of whoever asks are counted.
    const count = () =>
      road.rows(
        `select (select count(*) from directives_directive) as directives,
           (select count(*) from commands_request) as requests, (select count(*) from approvals_approval) as approvals,
           (select count(*) from core_signal where actor_id = 'ana') as signals,
           (select count(*) from (select body from audit_inbox union all select body from audit_entry) e
            where body::jsonb->>'actor_id' = 'ana') as entries`,
      );
    const before = await count();
    await preview({ tag: 'all', command: 'systemctl restart nginx' });
    expect(await count()).toEqual(before);
  });

  it('shows the command as it was read, with what it does in words', async () => {
    const { command } = await preview({ tag: 'all', command: `systemctl restart 'nginx'` });
    expect(command).toMatchObject({ argv: ['systemctl', 'restart', 'nginx'], level: 'remediate' });
    expect(command.effects.length).toBeGreaterThan(0);
    const line = await preview({ tag: 'all', command: 'ls | wc -l' });
    expect(line.command).toMatchObject({ argv: [], line: 'ls | wc -l', level: 'observe' });
  });

  it('counts what does not exist, and names each probe once', async () => {
    const named = [ids['looks'], 'prb-00000000', ids['looks']];
    const { summary, probes } = await preview({ probes: named, command: 'uptime' });
    expect(summary).toMatchObject({ run: 1, unknown: 1, total: 2 });
    expect(probes).toHaveLength(1);
  });

  it('lists the worst first, and no more than 200', async () => {
    await road.rows(
      `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at, tags, connection)
       select 'prb-' || lpad(to_hex(n), 8, '0'), 'default', 'mass-' || n, 'linux', 'amd64', 1, n::text, '', now(), '{mass}', 'c'
       from generate_series(1, 250) n`,
    );
    await road.rows(`update fleet_probe set tags = '{mass}' where id = any($1)`, [[ids['looks']]]);
    const { summary, probes, truncated } = await preview({ tag: 'MASS', command: 'systemctl restart nginx' });
    expect(summary).toMatchObject({ deny: 250, approve: 1, total: 251 });
    expect([probes.length, truncated, probes[0]!.decision]).toEqual([200, true, 'deny']);
    await road.rows(`delete from fleet_probe where hostname like 'mass-%'`);
  });

  it.each([
    ['neither probes nor a tag', { command: 'ls' }, 400],
    ['both', { command: 'ls', tag: 'db', probes: ['prb-00000000'] }, 400],
    ['a key nobody knows', { command: 'ls', tag: 'all', request_id: 'x' }, 400],
    ['no command', { command: ' ', tag: 'all' }, 400],
    ['too many probes', { command: 'ls', probes: Array.from({ length: 20_001 }, (_, n) => `prb-${n}`) }, 400],
    ['a tag nobody has', { command: 'ls', tag: 'nobody' }, 404],
  ])('is refused for %s', async (_what, body, status) => {
    expect((await road.post('/commands/preview', body)).status).toBe(status);
  });

  it.each<[Permission[], number]>([
    [['fleet:read'], 403],
    [['command:exec'], 403],
    [['fleet:read', 'command:exec'], 200],
  ])('with %j is answered with %i', async (permissions, status) => {
    road.spine.access.named['some'] = anActor({ permissions });
    const body = { tag: 'all', command: 'uptime' };
    const answer = await road.post('/commands/preview', body, { authorization: 'Bearer some' });
    expect(answer.status).toBe(status);
  });

  it('knows nothing of the probes of another tenant', async () => {
    road.spine.access.named['other'] = anActor({ tenantId: 'other' });
    const { summary, probes } = await preview({ probes: Object.values(ids), command: 'uptime' }, 'other');
    expect(summary).toMatchObject({ run: 0, unknown: Object.keys(ids).length });
    expect(probes).toEqual([]);
  });
});
