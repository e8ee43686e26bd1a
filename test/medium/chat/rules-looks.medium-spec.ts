import { judgeArgv } from '@legator/shell';
import { anActor } from '@legator/core/testing';
import { tableIn } from './rules-app.js';
import type { RulesApp } from './rules-app.js';
import { startRules } from './rules-ground.js';

let rules: RulesApp;
let ids: Record<string, string>;

beforeAll(async () => void ({ rules, ids } = await startRules()), 60_000);
afterAll(() => rules.close(), 30_000);

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
