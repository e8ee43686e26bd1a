import type { CapturedItem, CommandView } from '@legator/contracts';
import { MAX_CAPTURE_TEXT } from '@legator/contracts';
import { Transactions } from '@legator/core';
import { ProbeRoad } from '../../support/probe-road.js';

let road: ProbeRoad;
const LOOKS = { capabilities: { sandbox: false, stream: true, cancel: true, capture: true } };
const at = '2026-01-01T00:00:00.000Z';
const argv = { command: 'chmod', args: ['600', '/srv/a'] };

beforeAll(async () => {
  road = await ProbeRoad.start();
  road.spine.judge.verdict = { decision: 'allow', level: 'remediate' };
});
afterAll(() => road.close());

/** A probe that says this, whatever it was asked. */
async function saying(before: CapturedItem[] | undefined, after?: CapturedItem[]) {
  const probe = await road.probe();
  probe.cut();
  await probe.connect(LOOKS);
  const side = (items: CapturedItem[] | undefined) => items && { at, items };
  probe.answering({
    ...(before && { before: side(before) }),
    ...(after && { after: side(after) }),
  });
  return probe;
}

async function changes(id: string): Promise<CommandView['changes']> {
  const response = await road.post(`/probes/${id}/command?wait=true`, argv);
  const { request_id } = (await response.json()) as { request_id: string };
  return (await road.get<CommandView>(`/commands/${request_id}`)).changes;
}

const mode = (value: string): CapturedItem => ({
  kind: 'file',
  name: '/srv/a',
  state: 'present',
  facts: { type: 'file', mode: value, owner: '0:0' },
});

it('asks a probe that looks, and keeps what it says', async () => {
  const probe = await saying([mode('0644')], [mode('0600')]);
  expect(await changes(probe.id)).toMatchObject({
    items: [{ summary: '/srv/a: mode from 0644 to 0600' }],
    revertible: true,
  });
  expect(probe.bodies('command.run').at(-1)!.capture).toEqual([{ kind: 'file', name: '/srv/a' }]);
});

it('asks nothing of a probe that does not say that it looks, and says what is missing', async () => {
  const probe = (await road.probe()).answering();
  expect(await changes(probe.id)).toMatchObject({
    missing: 'The probe did not say what it touched.',
    items: [],
    revertible: false,
  });
  expect(probe.bodies('command.run').at(-1)).not.toHaveProperty('capture');
});

it('keeps nothing that was not asked for, however it is told', async () => {
  const other = { ...mode('0644'), name: '/etc/shadow', text: 'root:x' };
  const probe = await saying([other, mode('0644'), mode('0777')], [other]);
  const found = await changes(probe.id);
  expect(found!.items).toMatchObject([
    { name: '/srv/a', change: 'unread', before: { facts: { mode: '0644' } } },
  ]);
  expect(JSON.stringify(await road.rows('select * from commands_capture'))).not.toContain('shadow');
});

it.each<[string, unknown]>([
  ['a text beyond the limit', { ...mode('1'), text: 'x'.repeat(MAX_CAPTURE_TEXT + 1) }],
  ['a kind nobody knows', { ...mode('1'), kind: 'soul' }],
  ['a fact with a name of its own making', { ...mode('1'), facts: { 'a\u0000': 'x' } }],
  [
    'forty facts',
    { ...mode('1'), facts: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, ''])) },
  ],
])('refuses the line of a probe that tells %s', async (_what, item) => {
  const probe = await saying(undefined);
  let id = '';
  probe.onRun((run) => {
    id = run.dispatchId;
    probe.accept(id);
    expect(() => probe.end(id, { before: { at, items: [item as CapturedItem] } })).not.toThrow();
  });
  await road.post(`/probes/${probe.id}/command`, argv);
  await probe.until(() => probe.closed);
  expect(probe.closed!.code).toBe(4400);
  expect(await road.rows('select 1 from commands_capture where dispatch_id = $1', [id])).toEqual([]);
});

it('sends what takes something back to no probe that cannot look', async () => {
  const probe = await saying([mode('0644')], [mode('0600')]);
  const response = await road.post(`/probes/${probe.id}/command?wait=true`, argv);
  const { request_id } = (await response.json()) as { request_id: string };
  probe.cut();
  await probe.connect();
  const before = probe.bodies('command.run').length;
  expect((await road.post(`/commands/${request_id}/revert`)).status).toBe(200);
  const sent = await road.post(`/probes/${probe.id}/command?wait=true`, { command: 'uptime' });
  expect(sent.status).toBe(200);
  expect(probe.bodies('command.run').slice(before)).toMatchObject([{ argv: ['uptime'] }]);
});

it('shows them to their own tenant alone', async () => {
  const probe = await saying([mode('0644')], [mode('0600')]);
  await changes(probe.id);
  const own = await road.rows<{ n: string }>(`select count(*) as n from commands_capture`);
  expect(Number(own[0]!.n)).toBeGreaterThan(0);
  const policies = await road.rows<{ on: boolean }>(
    `select relrowsecurity and relforcerowsecurity as on from pg_class where relname = 'commands_capture'`,
  );
  expect(policies).toEqual([{ on: true }]);
  const rows = await road.spine.as({ id: 'eve', tenantId: 'other' }, () =>
    road.spine.app.get(Transactions).run((tx) => tx.query('select * from commands_capture')),
  );
  expect(rows).toEqual([]);
});
