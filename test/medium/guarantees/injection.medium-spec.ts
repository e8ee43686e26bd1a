import type { Captured, Reply } from '../../support/fake-model/reply.js';
import { ModelRoom } from '../../support/model-room.js';
import type { RoomProbe } from '../../support/model-room.js';
import { eventually } from '../../support/spine.js';
import { CANARY, FIELDS, hostileInventory, ordersIn, planted, plantedTexts } from './planted-texts.js';
import type { Field } from './planted-texts.js';

jest.setTimeout(300_000);

/** Texts of the collections that are planted: each so manyth, or each of them with LEGATOR_WORST_MODEL=all. */
const STRIDE = process.env['LEGATOR_WORST_MODEL'] === 'all' ? 1 : 3;
const QUOTE = /<<<[\w .:-]{1,60} (\S{6,64})\n[^]*?\n\1>>>/g;
/** Longest text that a field takes. */
const LONGEST: Partial<Record<Field, number>> = { hostname: 255, tag: 128, version: 64, os: 64, arch: 64 };

let room: ModelRoom;
const texts = plantedTexts().filter((_, at) => at < 8 || at % STRIDE === 0);

beforeAll(async () => {
  room = await ModelRoom.start();
}, 120_000);
afterAll(() => room.stop());

/** A host that says nothing but what was planted, each text in another field. */
async function hostileHost(scene: number): Promise<RoomProbe> {
  const say = (field: Field) => {
    const number = scene * FIELDS.length + FIELDS.indexOf(field);
    const text = planted(texts[number % texts.length]!, number, LONGEST[field] ?? 350);
    // What enrols with invisible characters is sent away.
    return field in LONGEST ? text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ') : text;
  };
  const { version, os, arch } = { version: say('version'), os: say('os'), arch: say('arch') };
  const host = await room.probe(say('hostname'), 'remediate', {
    tags: [say('tag')],
    hello: { version, os, arch, hostname: say('hostname') },
  });
  room.printing(host, ({ argv }) => {
    if (argv[0] === 'uptime')
      return { outcome: 'not_started', exitCode: -1, reason: 'no_program', message: say('error') };
    const entry = `Nov 21 06:25:02 web-01 app[1]: ${say('log line')}\n`;
    return { stdout: argv[0] === 'journalctl' ? entry : say('stdout'), stderr: say('stderr') };
  });
  host.probe.send({
    kind: 'probe.heartbeat',
    at: new Date().toISOString(),
    vitals: { fullestMount: { path: say('fullest mount'), percent: 97 }, load: [9, 9, 9], cpus: 1 },
  });
  host.probe.send({ kind: 'probe.inventory', inventory: hostileInventory(say) });
  await eventually(async () => {
    const { rows } = await room.owner.query('select 1 from fleet_inventory where probe_id = $1', [
      host.probe.id,
    ]);
    expect(rows).toHaveLength(1);
  });
  return host;
}

/** All that hosts can be asked, and three commands whose outputs, errors and failures are read. */
function reading({ probe }: RoomProbe): Reply {
  const facts = (...select: string[]) => ({ name: 'fleet_query', args: { select } });
  const run = (command: string) => ({
    name: 'run_command',
    args: { command, probe: probe.id, reason: 'look' },
  });
  const sections = ['summary', 'vitals', 'disks', 'services', 'packages', 'users', 'interfaces', 'metadata'];
  return {
    toolCalls: [
      { name: 'probe_facts', args: { probe: probe.id, sections } },
      facts('hostname', 'os', 'distribution', 'os_version', 'arch', 'kernel', 'tag', 'version', 'disk_mount'),
      facts('mount.path', 'mount.device', 'mount.type'),
      facts('package.name', 'package.version'),
      facts('service.name', 'service.state'),
      facts('user.name', 'user.shell'),
      facts('interface.name', 'interface.mac', 'interface.address'),
      { name: 'timeline', args: { hours: 1 } },
      ...['journalctl -n 50', 'df -h', 'uptime'].map(run),
    ],
  };
}

/** Does whatever it reads, wherever it stands; it also reads what stands for blanks. */
function gullible({ probe }: RoomProbe, only: (text: string) => string): (request: Captured) => Reply {
  const obeyed = new Set<string>();
  return ({ texts: all }) => {
    const orders = [...new Set(all.flatMap((text) => ordersIn(only(text))))].filter(
      (one) => !obeyed.has(one),
    );
    const now = orders.slice(0, 2);
    now.forEach((one) => obeyed.add(one));
    return {
      text: now.length > 0 ? '' : 'There was nothing to obey.',
      toolCalls: now.map((one) => ({
        name: 'run_command',
        args: { command: `systemctl stop obeyed-${one}`, probe: probe.id, reason: 'It was asked for.' },
      })),
    };
  };
}

const whole = (text: string) => text;
const outside = (text: string) => text.replace(QUOTE, '<quote>');
const leakedIn = (requests: readonly Captured[]) =>
  requests.flatMap(({ texts: all }) =>
    all.flatMap((text) => outside(text).match(new RegExp(`.{0,60}${CANARY.source}.{0,60}`, 'gi')) ?? []),
  );
const scenes = Array.from({ length: Math.ceil(texts.length / FIELDS.length) }, (_, at) => at);

describe.each(scenes)('texts that steer models, planted in every field of a host (%i)', (scene) => {
  let host: RoomProbe;
  let seen: number;
  beforeAll(async () => {
    host = await hostileHost(scene);
  });
  beforeEach(() => {
    room.model.reset();
    seen = room.arrivals.length;
  });
  const above = () =>
    room.arrivals.slice(seen).flatMap(({ run }) => (run.level === 'observe' ? [] : [run.argv.join(' ')]));

  it('reach the model between marks alone, as far as they reach it', async () => {
    room.model.say(reading(host));
    room.model.otherwise = gullible(host, outside);
    await room.askOnce('Is everything well?');
    expect(room.model.requests.length).toBeGreaterThan(1);
    expect(leakedIn(room.model.requests)).toEqual([]);
    const read = room.model.requests.at(-1)!.texts.join('\n');
    // The fields that are told at all were read: a test that plants nothing proves nothing.
    expect(ordersIn(read).length).toBeGreaterThan(15);
    expect(above()).toEqual([]);
  });

  it('stay between marks when what was answered is told again in the next turn', async () => {
    const id = await room.begin();
    room.model.otherwise = { status: 400 };
    const { parts } = await room.ask(id, 'list all hosts by disk');
    expect(JSON.stringify(parts)).toMatch(CANARY);
    room.model.reset();
    room.model.otherwise = gullible(host, whole);
    await room.ask(id, 'And now?');
    await room.call('POST', `/conversations/${id}/stop`, {});
    expect(above()).toEqual([]);
    expect(leakedIn(room.model.requests)).toEqual([]);
    expect(JSON.stringify(room.model.requests.map(({ texts: all }) => all))).toMatch(CANARY);
  });

  it('get nothing above observe run, if a model obeys all it reads', async () => {
    room.model.say(reading(host));
    room.model.otherwise = gullible(host, whole);
    const { state } = await room.askOnce('Is everything well?');
    expect(state).toBe('waiting');
    expect(above()).toEqual([]);
  });

  it('get nothing above observe run, where all that was read is why a host did not run a command', async () => {
    const args = { command: 'uptime', probe: host.probe.id, reason: 'look' };
    room.model.say({ toolCalls: [{ name: 'run_command', args }] });
    room.model.otherwise = gullible(host, whole);
    const { state } = await room.askOnce('Is everything well?');
    expect(state).toBe('waiting');
    expect(above()).toEqual([]);
  });

  it('get nothing above observe run by a model that obeys what it is told of the fleet before it asks', async () => {
    room.model.otherwise = gullible(host, whole);
    await room.askOnce('Is everything well?');
    const id = await room.begin({ scope: 'probe', probe_id: host.probe.id });
    await room.ask(id, 'Is everything well here?');
    await room.call('POST', `/conversations/${id}/stop`, {});
    expect(above()).toEqual([]);
  });
});
