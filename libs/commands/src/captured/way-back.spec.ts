import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CapturedItem } from '@legator/contracts';
import { loadReaders } from '@legator/shell';
import { compare } from './compare.js';
import { wayBack } from './way-back.js';
import type { WayBack } from './way-back.js';

beforeAll(() => loadReaders());

const at = '2026-01-01T00:00:00.000Z';
type Half = Partial<CapturedItem>;
type Pair = readonly [kind: CapturedItem['kind'], name: string, before: Half, after: Half];

function back(...pairs: Pair[]) {
  const side = (half: 2 | 3) => ({
    at,
    items: pairs.map((pair) => ({ kind: pair[0], name: pair[1], state: 'present' as const, ...pair[half] })),
  });
  const asked = pairs.map(([kind, name]) => ({ kind, name }));
  return wayBack(compare(asked, { before: side(2), after: side(3) }));
}

const file = (text: string, over: Record<string, string> = {}): Half => ({
  text,
  facts: { type: 'file', mode: '0644', owner: '0:0', sha256: `of ${text}`, ...over },
});
const gone: Half = { state: 'absent' };
const unit = (active: string, enabled: string): Half => ({ facts: { active, enabled, main_pid: '1' } });
const pack = (version: string, manager = 'apt'): Half => ({ facts: { version, manager } });

const shown = ({ words }: Pick<WayBack, 'words'>) =>
  words && 'line' in words ? words.line : (words?.argv.join(' ') ?? '');

it.each<[string, Pair, string]>([
  [
    'a service that was stopped',
    ['service', 'a.service', unit('active', 'enabled'), unit('inactive', 'enabled')],
    'systemctl start a.service',
  ],
  [
    'a service that was started',
    ['service', 'a.service', unit('inactive', 'enabled'), unit('active', 'enabled')],
    'systemctl stop a.service',
  ],
  [
    'a service that was enabled',
    ['service', 'a.service', unit('active', 'disabled'), unit('active', 'enabled')],
    'systemctl disable a.service',
  ],
  [
    'a service that was masked',
    ['service', 'a.service', unit('inactive', 'disabled'), unit('inactive', 'masked')],
    'systemctl unmask a.service && systemctl disable a.service',
  ],
  ['a package that came', ['package', 'a', gone, pack('2')], 'apt-get remove -y a'],
  [
    'a package that was upgraded',
    ['package', 'a', pack('1'), pack('2')],
    'apt-get install -y --allow-downgrades a=1',
  ],
  ['one of rpm', ['package', 'a', pack('1-1', 'rpm'), pack('2-1', 'rpm')], 'dnf downgrade -y a-1-1'],
  ['one of rpm that went', ['package', 'a', pack('1-1', 'rpm'), gone], 'dnf install -y a-1-1'],
  [
    'a setting of the kernel',
    ['sysctl', 'vm.swappiness', { facts: { value: '60' } }, { facts: { value: '1' } }],
    'sysctl -w vm.swappiness=60',
  ],
  [
    'a host name',
    ['hostname', '*', { facts: { name: 'a' } }, { facts: { name: 'b' } }],
    'hostnamectl set-hostname a',
  ],
  [
    'a time zone',
    ['timezone', '*', { facts: { zone: 'Europe/Berlin' } }, { facts: { zone: 'UTC' } }],
    'timedatectl set-timezone Europe/Berlin',
  ],
  ['a module that was loaded', ['module', 'dummy', gone, { facts: { loaded: 'yes' } }], 'modprobe -r dummy'],
  ['an account that came', ['user', 'bob', gone, { facts: { uid: '1' } }], 'userdel bob'],
  ['a file that came', ['file', '/srv/a', gone, file('a')], 'rm -- /srv/a'],
  ['rights', ['file', '/srv/a', file('a'), file('a', { mode: '0600' })], 'chmod 0644 -- /srv/a'],
  ['an owner', ['file', '/srv/a', file('a'), file('a', { owner: '1:1' })], 'chown 0:0 -- /srv/a'],
  [
    'contents',
    ['file', '/srv/a', file('old\n'), file('new\n')],
    `printf %s 'old\n' | tee -- '/srv/a' > /dev/null`,
  ],
])('puts back %s', (_what, pair, command) => {
  const { steps, remains, expect: expected, ...rest } = back(pair);
  expect(shown(rest)).toBe(command);
  expect(steps.length).toBeGreaterThan(0);
  expect(remains).toEqual([]);
  expect(expected).toHaveLength(1);
});

it('expects things to be as they were left, and no more of them than what stays by itself', () => {
  expect(
    back(['service', 'a.service', unit('active', 'enabled'), unit('inactive', 'enabled')]).expect,
  ).toEqual([
    {
      kind: 'service',
      name: 'a.service',
      expect: { state: 'present', facts: { active: 'inactive', enabled: 'enabled' } },
    },
  ]);
  expect(back(['file', '/srv/a', file('a'), gone]).expect).toEqual([
    { kind: 'file', name: '/srv/a', expect: { state: 'absent', facts: {} } },
  ]);
  expect(back(['file', '/srv/a', file('a'), file('b')]).expect[0]!.expect!.facts).toMatchObject({
    sha256: 'of b',
  });
});

it('writes exactly what was there, whatever it holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'back-'));
  const name = join(folder, 'a file.conf');
  for (const text of ['', '\n', `it's "a" $HOME \`id\` \\n %s -n é\n\n`, '-n', 'no end']) {
    writeFileSync(name, 'new');
    execFileSync('sh', ['-c', shown(back(['file', name, file(text), file('new')]))]);
    expect(readFileSync(name, 'utf8')).toBe(text);
  }
  rmSync(folder, { recursive: true });
});

it.each<[string, Pair]>([
  [
    'contents that are masked',
    ['file', '/srv/a', { ...file('a [redacted]'), textNote: 'masked' }, file('b')],
  ],
  [
    'contents that were not kept',
    ['file', '/srv/a', { facts: file('').facts!, textNote: 'secret' }, file('b')],
  ],
  ['contents too long for one command', ['file', '/srv/a', file('x'.repeat(20_000)), file('b')]],
  ['what was not read', ['file', '/srv/a', { state: 'unread', why: 'x' }, file('b')]],
  ['what is behind a link', ['file', '/srv/a', file('a', { link_to: '/b' }), file('b', { link_to: '/b' })]],
  ['a folder that is gone', ['file', '/srv/a', file('', { type: 'folder' }), gone]],
  ['many files at once', ['file', '/srv/*.conf', { text: 'a' }, { text: 'b' }]],
  ['a process', ['firewall', '*', { text: 'a' }, { text: 'b' }]],
  [
    'a setting that is masked',
    ['sysctl', 'kernel.x', { facts: { value: '[redacted]' } }, { facts: { value: '1' } }],
  ],
  ['two versions of one package', ['package', 'a', pack('1, 2'), pack('3')]],
])('offers no way back for %s, and says so', (_what, pair) => {
  const { words, steps, remains } = back(pair);
  expect({ words, steps }).toEqual({ words: null, steps: [] });
  expect(remains).toHaveLength(1);
});

it('needs none for a restart, and none for lists that follow from the rest', () => {
  const started = { facts: { active: 'active', enabled: 'enabled', main_pid: '2' } };
  const restart: Pair = ['service', 'a.service', unit('active', 'enabled'), started];
  const sockets: Pair = ['sockets', '*', { text: 'a' }, { text: 'b' }];
  expect(back(restart, sockets)).toEqual({ words: null, steps: [], remains: [], expect: [] });
});

it('puts back several things in one command, and says what stays', () => {
  const { remains, ...rest } = back(
    ['file', '/srv/a', file('old'), file('new', { mode: '0600' })],
    ['service', 'a.service', unit('inactive', 'disabled'), unit('active', 'enabled')],
    ['firewall', '*', { text: 'a' }, { text: 'b' }],
  );
  expect(shown(rest).split(' && ')).toEqual([
    `printf %s 'old' | tee -- '/srv/a' > /dev/null`,
    'chmod 0644 -- /srv/a',
    'systemctl stop a.service',
    'systemctl disable a.service',
  ]);
  expect(remains).toEqual(['packet filter: 1 line more, 1 less']);
});
