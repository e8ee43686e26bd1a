import { FleetFacts } from '@legator/fleet';
import { tableIn } from './rules-app.js';
import type { RulesApp } from './rules-app.js';
import { startRules } from './rules-ground.js';

let rules: RulesApp;

beforeAll(async () => void ({ rules } = await startRules()), 60_000);
afterAll(() => rules.close(), 30_000);

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
