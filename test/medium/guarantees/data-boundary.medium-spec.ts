import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch as plainFetch } from 'undici';
import { maskText } from '@legator/contracts';
import type { DataBoundary } from '@legator/contracts';
import { labelledSecrets, shows } from '@legator/contracts/testing';
import { logFile } from '../../../apps/control-plane/src/log-destination.js';
import { Egress } from '../../../libs/models/src/calls/egress.js';
import { ModelRoom } from '../../support/model-room.js';
import type { RoomProbe } from '../../support/model-room.js';
import { EventReader } from '../core/event-reader.js';
import { until } from '../../support/core-app.js';
import { hostileInventory } from './planted-texts.js';
import { eventually } from '../../support/spine.js';

jest.setTimeout(180_000);

/** Nobody is there; what is sent there is taken by the scripted provider just before it would be dialled. */
const OUTSIDE = 'https://models.example.com/v1';
/** Those that are known for what they are wherever they stand: how many are known is measured elsewhere, what passes is not. */
const SECRETS = labelledSecrets()
  .filter(({ text, secret }) => !text.includes('\n') && !shows(maskText(`at ${text} apt {"a":1}`), secret))
  .filter((_, at) => at % 11 === 0);
const LOG = 'Failed password for canarylog7 from 203.0.113.9 port 51022 ssh2';
const WHERE = [
  ['inside', 'local_only'],
  ['inside', 'full'],
  ['outside', 'local_only'],
  ['outside', 'summaries'],
  ['outside', 'full'],
] as const;

let room: ModelRoom;
let host: RoomProbe;
let dataDir: string;
const dialled: string[] = [];
const profiles = { inside: '', outside: '' };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lgt-boundary-'));
  const wasTerminal = process.stdout.isTTY;
  // Log lines go to a file then, which can be read here.
  process.stdout.isTTY = true;
  room = await ModelRoom.start({ LEGATOR_DATA_DIR: dataDir, LEGATOR_LOG_LEVEL: 'trace' }).finally(
    () => (process.stdout.isTTY = wasTerminal),
  );
  const egress = room.server.app.get(Egress, { strict: false });
  egress.fetch = async (url, reach, request) => {
    dialled.push(`${reach} ${new URL(url).origin}`);
    return plainFetch(url.replace(OUTSIDE, room.model.addresses.openai), request);
  };
  profiles.inside = await profile('Inside', room.model.addresses.openai, true);
  profiles.outside = await profile('Outside', OUTSIDE, false);
  host = await plantedHost();
}, 120_000);
beforeEach(() => {
  room.model.reset();
  dialled.length = 0;
});
afterAll(async () => {
  await room.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function profile(name: string, base_url: string, is_local: boolean): Promise<string> {
  const body = { name, provider: 'openai', base_url, model: 'small', api_key: 'sk-canary-key-0123456789' };
  const made = await room.call<{ profile: { id: string } }>('POST', '/model-profiles', { ...body, is_local });
  return made.profile.id;
}

/** A host that says a secret wherever it says something. */
async function plantedHost(): Promise<RoomProbe> {
  let next = 0;
  const secret = () => SECRETS[(next += 1) % SECRETS.length]!.text;
  const made = await room.probe('web-01', 'remediate');
  room.printing(made, ({ argv: [program] }) => {
    const lines = Array.from({ length: 100 }, (_, at) => `canaryline${at} of one hundred`);
    if (program === 'journalctl') return { stdout: `Nov 21 06:25:02 web-01 sshd[2211]: ${LOG}\n` };
    if (program === 'ls') return { stdout: `${lines.join('\n')}\n` };
    if (program === 'uptime') return { outcome: 'not_started', exitCode: -1, message: secret() };
    const all = SECRETS.map(({ text }) => text).join('\n');
    return { stdout: all, stderr: all };
  });
  const inventory = hostileInventory((field) => (field === 'unit' ? 'canaryunit.service' : secret()));
  made.probe.send({ kind: 'probe.inventory', inventory });
  await eventually(async () => {
    const { rows } = await room.owner.query('select 1 from fleet_inventory where probe_id = $1', [
      made.probe.id,
    ]);
    expect(rows).toHaveLength(1);
  });
  return made;
}

const seenIn = (text: string) => SECRETS.filter(({ secret }) => shows(text, secret)).map(({ kind }) => kind);

async function askEverything(): Promise<{ captured: string; conversation: string }> {
  const sections = ['summary', 'vitals', 'disks', 'services', 'packages', 'users', 'interfaces', 'metadata'];
  const run = (command: string) => ({
    name: 'run_command',
    args: { command, probe: host.probe.id, reason: SECRETS[3]!.text },
  });
  room.model.say({
    toolCalls: [
      { name: 'probe_facts', args: { probe: host.probe.id, sections } },
      { name: 'fleet_query', args: { select: ['service.name', 'package.name', 'kernel'] } },
      ...['journalctl -n 50', 'ls -l', 'df -h', 'uptime'].map(run),
    ],
  });
  room.model.otherwise = `All is well. ${SECRETS[5]!.text}`;
  const conversation = await room.begin({ title: `About ${SECRETS[7]!.text}`.slice(0, 200) });
  const { state } = await room.ask(conversation, `Is all well? I use ${SECRETS[1]!.text} there.`);
  expect(state).toBe('done');
  await room.ask(conversation, 'And what was it that I asked before?');
  return { captured: room.model.requests.map(({ raw }) => raw).join('\n'), conversation };
}

describe.each(WHERE)('a model %s the house, under %s', (place, boundary: DataBoundary) => {
  let captured: string;
  let conversation: string;
  beforeAll(async () => {
    await room.call('PUT', '/model-settings/boundary', { boundary });
    await room.call('POST', `/model-profiles/${profiles[place]}/activate`, {});
    room.model.reset();
    ({ captured, conversation } = await askEverything());
  });

  it('is told no secret of a host, and none that a person typed', () => {
    expect(captured).toContain('canaryunit');
    expect(seenIn(captured)).toEqual([]);
  });

  it('is told of logs and outputs what its boundary lets through', () => {
    const all = place === 'inside' || boundary === 'full';
    expect(captured.includes('canarylog7')).toBe(all);
    expect(captured.includes('203.0.113.9')).toBe(all);
    expect(captured.includes('Failed password')).toBe(all || boundary === 'summaries');
    expect(captured.includes('canaryline50')).toBe(all || boundary === 'local_only');
    expect(captured.includes('canaryline0 ')).toBe(true);
  });

  it('leaves no secret in the conversation and its events', async () => {
    const base = `${room.server.url}/api/v1/conversations/${conversation}`;
    const events = await EventReader.open(`${base}/events?after=0`, {});
    await until(() => JSON.stringify(events.events).match(/"complete"/g)?.length === 2);
    const detail = await (await fetch(base)).text();
    events.close();
    expect(detail).toContain('canaryline0');
    expect(seenIn(detail)).toEqual([]);
    expect(seenIn(JSON.stringify(events.events))).toEqual([]);
  });
});

it('dials the outside for models outside alone, and what is inside for those inside', async () => {
  for (const place of ['inside', 'outside'] as const) {
    await room.call('POST', `/model-profiles/${profiles[place]}/activate`, {});
    dialled.length = 0;
    room.model.otherwise = 'Fine.';
    await room.askOnce('Is all well?');
    const origin = place === 'inside' ? room.model.origin : new URL(OUTSIDE).origin;
    expect(new Set(dialled.map((one) => one.split(' ')[1]))).toEqual(new Set([origin]));
    expect(room.model.last!.headers.authorization).toBe('Bearer sk-canary-key-0123456789');
  }
});

it('leaves no secret in what is kept of conversations, nor in the log', async () => {
  const { rows: tables } = await room.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname ~ '^(chat|models|audit|core|directives|approvals)_'`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await room.owner.query<{ row: string }>(`select t::text as row from "${name}" t`);
    const kinds = [...new Set(seenIn(rows.map(({ row }) => row.replaceAll('""', '"')).join('\n')))];
    if (kinds.length > 0) found[name] = kinds;
  }
  expect(found).toEqual({});
  const log = readFileSync(logFile(dataDir), 'utf8');
  expect(log.length).toBeGreaterThan(1_000);
  expect(seenIn(log)).toEqual([]);
});
