import type { Neighbour } from '../core/api/models';
import { type Effect, interruptionOf } from './interruption';
import { sideOf } from './neighbour-sides';
import { WORDS } from './neighbours-words';

const line = (over: Partial<Neighbour>): Neighbour => ({
  ...{ direction: 'in', address: '10.0.0.1', port: 80, connections: 1 },
  ...over,
});
const web = { id: 'prb-1', hostname: 'web-01', status: 'online' } as const;
const all: readonly Neighbour[] = [
  line({ address: '10.0.0.1', probe: web, service: 'nginx' }),
  line({ address: '10.0.0.2', port: 443, service: 'nginx' }),
  line({ address: '10.0.0.2', port: 22, service: 'ssh' }),
  line({ address: '10.0.0.9', port: 5432, direction: 'out' }),
];
const touching = (kind: string, verb: string, target: string): Effect => ({ kind, verb, target });
const told = (effects: readonly Effect[], neighbours = all, over = {}) =>
  WORDS.interrupted(interruptionOf(effects, neighbours, { level: 'remediate', truncated: false, ...over }));

describe('Who may be interrupted', () => {
  it.each([
    ['everybody by a reboot', touching('power', 'off or reboot', '*'), '3 may be interrupted'],
    ['everybody by a change of the network', touching('setting', 'network', 'eth0'), '3 may be interrupted'],
    ['everybody by a firewall', touching('network', 'open or close', 'port'), '3 may be interrupted'],
    [
      'everybody where the network restarts',
      touching('service', 'restart', 'systemd-networkd.service'),
      '3 may be interrupted',
    ],
    ['who uses a service that stops', touching('service', 'stop', 'nginx.service'), '2 may be interrupted'],
    ['who uses one that is killed', touching('process', 'kill', 'ssh.service'), '1 may be interrupted'],
    ['nobody by a start', touching('service', 'start', 'nginx'), '0 interrupted'],
    ['nobody by a shutdown that is called off', touching('power', 'cancel shutdown', '*'), '0 interrupted'],
    ['nobody by a file at home', touching('write', 'replace', '/home/eva/notes'), '0 interrupted'],
    ['nobody by a log', touching('write', 'append', '/var/log/app.log'), '0 interrupted'],
    ['nobody knows by settings', touching('write', 'replace', '/etc/motd'), 'impact not known'],
    ['nobody knows by a program', touching('write', 'copy', '/opt/app/run'), 'impact not known'],
    [
      'nobody knows by a path that leads away',
      touching('write', 'copy', '/tmp/../usr/x'),
      'impact not known',
    ],
    ['nobody knows by a whole place', touching('write', 'rights', '/home'), 'impact not known'],
    ['nobody knows by /usr deleted', touching('delete', 'delete', '/usr'), 'impact not known'],
    ['nobody knows by data deleted', touching('delete', 'delete', '/var/lib/postgresql'), 'impact not known'],
    ['nobody knows by a socket deleted', touching('delete', 'delete', '/run/app.sock'), 'impact not known'],
    ['nobody knows by a file deleted', touching('delete', 'delete', '/tmp/app.sock'), 'impact not known'],
    [
      'nobody knows by an order to the kernel',
      touching('write', 'write', '/proc/sysrq-trigger'),
      'impact not known',
    ],
    ['nobody knows by a file that nobody knows', touching('write', 'write', '*'), 'impact not known'],
    [
      'nobody knows by a service of no known port',
      touching('service', 'restart', 'postgresql.service'),
      'impact not known',
    ],
    ['nobody knows by a package', touching('package', 'upgrade', 'nginx'), 'impact not known'],
    ['nobody knows by what nobody could read', touching('unknown', 'run', 'x'), 'impact not known'],
    ['nobody knows by a kind that comes later', touching('quantum', 'flip', 'x'), 'impact not known'],
  ])('is %s', (_what, effect, words) => {
    expect(told([effect])).toBe(words);
  });

  it('is not known where nothing is said of a change, and nobody where it only looks', () => {
    expect(told([])).toBe('impact not known');
    expect(told([], all, { level: 'observe' })).toBe('0 interrupted');
    expect(told([touching('power', 'reboot', '*')], all, { level: 'observe' })).toBe('3 may be interrupted');
  });

  it('is more than is counted where not everything is known', () => {
    const restart = touching('service', 'restart', 'nginx.service');
    const words = '2+ may be interrupted';
    expect(told([restart, touching('unknown', 'run', 'x')])).toBe(words);
    expect(told([restart], all, { truncated: true })).toBe(words);
    expect(told([restart], [...all, line({ address: '10.0.0.5', port: 9 })])).toBe(words);
    expect(told([touching('power', 'reboot', '*')], all, { truncated: true })).toBe('3+ may be interrupted');
  });
});

describe('The sides of a host', () => {
  it('show each neighbour once, with all its ports, who is cut off first', () => {
    const [first, second] = sideOf(
      [line({ address: '10.0.0.3', connections: 9 }), ...all],
      'in',
      new Set(['10.0.0.2']),
    );
    expect(first).toMatchObject({ name: '10.0.0.2', connections: 2, isCut: true });
    expect(first!.ports).toEqual([
      { port: 443, service: 'nginx' },
      { port: 22, service: 'ssh' },
    ]);
    expect(second).toMatchObject({ name: '10.0.0.3', isCut: false });
    expect(sideOf(all, 'out', new Set())).toMatchObject([{ name: '10.0.0.9' }]);
  });

  it('are named without the domain that the host has too', () => {
    const named = (hostname: string) =>
      sideOf([line({ probe: { ...web, hostname } })], 'in', new Set(), '.fra1')[0]!;
    expect(named('web-01.fra1')).toMatchObject({ name: 'web-01', fullName: 'web-01.fra1' });
    expect(named('web-01.ams2').name).toBe('web-01.ams2');
    expect(named('.fra1').name).toBe('.fra1');
  });

  it('show what a hostile host calls itself as text that cannot deceive', () => {
    const [node] = sideOf(
      [line({ probe: { ...web, hostname: 'a\u202eb' }, service: '\u2066x' })],
      'in',
      new Set(),
    );
    expect(node!.name).not.toContain('\u202e');
    expect(node!.ports[0]!.service).not.toContain('\u2066');
  });
});
