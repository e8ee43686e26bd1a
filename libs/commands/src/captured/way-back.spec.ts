import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReaders } from '@legator/shell';
import { back, file, gone, large, pack, shown, unit } from './testing.js';
import type { Pair } from './testing.js';

beforeAll(() => loadReaders());

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
  [
    'one of rpm that was downgraded',
    ['package', 'a', pack('1.10-1.el9', 'rpm'), pack('1.9-4.el9', 'rpm')],
    'dnf install -y a-1.10-1.el9',
  ],
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
  [
    'rights of what is too large for a hash',
    ['file', '/srv/a', large(), large({ mode: '0600' })],
    'chmod 0644 -- /srv/a',
  ],
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
  [
    'one of rpm of which it is not plain which is higher',
    ['package', 'a', pack('1~rc1-1', 'rpm'), pack('1-1', 'rpm')],
  ],
  ['a file that came and is too large for a hash', ['file', '/srv/a', gone, large()]],
  ['contents after which it is too large for a hash', ['file', '/srv/a', file('a'), large()]],
  [
    'other contents of what is too large for a hash',
    ['file', '/srv/a', large(), large({ modified: 'y', mode: '0600' })],
  ],
  ['packages that came along with an upgrade of all', ['package', '*', { text: 'a 1\n' }, { text: 'a 2\n' }]],
  ['a mount', ['mounts', '*', { text: '' }, { text: '/mnt\n' }]],
  ['a process that was ended', ['process', '1234', { facts: { running: '1' } }, gone]],
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
  const installed: Pair = ['package', '*', { text: '' }, { text: 'a 1\n' }];
  expect(back(['package', 'a', gone, pack('1')], installed)).toMatchObject({ remains: [] });
  expect(back(['file', '/srv/a', file('a'), file('b')], installed).remains).toHaveLength(1);
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
