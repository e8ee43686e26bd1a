import { CommandWords } from './command-words.js';
import { touchedPaths } from './file-rows.js';
import type { HostDisk, HostFacts } from './host-facts.js';
import { chooseFor, mountOf, wantedVitals } from './vital-choice.js';

const disk = (mount: string, used = 50): HostDisk => ({
  ...{ mount, device: `/dev/${mount}`, type: 'ext4', total_bytes: 100, used_bytes: used },
});

function aHost(disks: readonly HostDisk[] | null, fullest?: string): HostFacts {
  const rest = { hostname: 'web-1', services: [], knowsEnabled: true, packages: [], packageManager: null };
  return {
    ...{ id: 'prb-1', hostname: 'web-1', vitalsAt: null },
    vitals: fullest === undefined ? null : { fullestMount: { path: fullest, percent: 90 } },
    inventory: { ...rest, at: new Date(0), disks, hasAllPackages: true, users: [] },
  };
}

const wants = (effects: [string, string, string][], line = '') =>
  wantedVitals(
    effects.map(([kind, verb, target]) => ({ kind, verb, target })),
    new CommandWords({ line }),
  ).map(({ metric, path }) => (path === undefined ? metric : `${metric} ${path}`));

describe('which vital a change is about', () => {
  it.each<[string, [string, string, string], string[]]>([
    ['of what is deleted the disk', ['delete', 'delete', '/var/log/x'], ['disk /var/log/x']],
    ['of a pattern its folder', ['delete', 'delete', '/var/log/*.gz'], ['disk /var/log']],
    ['of the journal where it is kept', ['delete', 'vacuum', '/var/log/journal'], ['disk /var/log/journal']],
    ['of a service memory and CPU', ['service', 'stop', 'x.service'], ['memory', 'cpu']],
    ['of a process memory and CPU', ['process', 'kill', '7'], ['memory', 'cpu']],
    ['of the host its load', ['power', 'off or reboot', '*'], ['load']],
    ['of what starts by itself none', ['service', 'enable', 'x.service'], []],
    ['of a relative path none', ['write', 'write', 'x'], []],
    ['of a path that leads elsewhere none', ['write', 'write', '/var/../x'], []],
    ['of an account none', ['account', 'create', 'eva'], []],
  ])('%s', (_what, effect, found) => {
    expect(wants([effect])).toEqual(found);
  });

  it('is none where it may be about another place', () => {
    expect(wants([['service', 'stop', 'x.service']], 'ssh db-1 systemctl stop x')).toEqual([]);
  });

  it('takes what is copied to, and not what is copied from', () => {
    const effects = ['/a', '/b', '/c/d'].map((target) => ({ kind: 'write', verb: 'copy', target }));
    expect(touchedPaths(effects).map(({ path }) => path)).toEqual(['/c/d']);
  });
});

describe('the file system of a path', () => {
  const disks = ['/', '/var', '/var/lib', '/v'].map((mount) => disk(mount));

  it.each<[string, string | undefined]>([
    ['/var/lib/x', '/var/lib'],
    ['/var/libx', '/var'],
    ['/var', '/var'],
    ['/vary', '/'],
    ['/etc', '/'],
    ['/tmp/x', undefined],
    ['/proc/sys/x', undefined],
  ])('%s', (path, mount) => {
    expect(mountOf(path, disks)?.mount).toBe(mount);
  });

  it('is not known without an inventory', () => expect(mountOf('/', [])).toBeUndefined());
});

describe('of disks', () => {
  const want = [{ metric: 'disk', path: '/var/x', why: 'w' }] as const;

  it('the fullest is kept, with what others may have been', () => {
    expect(chooseFor(aHost([disk('/'), disk('/var', 90)], '/var'), want)).toEqual([
      {
        ...{ metric: 'disk', why: 'w' },
        disk: { mount: '/var', caveat: expect.stringContaining('/var now'), others: 56 },
      },
    ]);
    expect(chooseFor(aHost([disk('/')], '/'), want)).toMatchObject([{ disk: { caveat: null, others: 0 } }]);
  });

  it.each<[string, HostFacts, string]>([
    ['another is the fullest', aHost([disk('/'), disk('/var')], '/'), 'that is /, and not /var'],
    ['the host does not tell which is', aHost([disk('/var')]), 'does not tell which'],
    ['the host tells of no disks', aHost(null, '/'), 'is not known'],
  ])('none is kept where %s, and it says so', (_what, host, sentence) => {
    expect(chooseFor(host, want)).toEqual([{ notKept: expect.stringContaining(sentence) }]);
  });

  it('each is chosen once', () => {
    const twice = [...want, { metric: 'disk', path: '/var/y', why: 'v' }] as const;
    expect(chooseFor(aHost([disk('/var')], '/var'), twice)).toHaveLength(1);
  });
});
