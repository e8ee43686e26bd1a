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

const back = (...pairs: Pair[]) => backOf('true', ...pairs);

function backOf(line: string, ...pairs: Pair[]) {
  const side = (half: 2 | 3) => ({
    at,
    items: pairs.map((pair) => ({ kind: pair[0], name: pair[1], state: 'present' as const, ...pair[half] })),
  });
  const asked = pairs.map(([kind, name]) => ({ kind, name }));
  return wayBack(compare(asked, { before: side(2), after: side(3) }), { argv: [], line });
}

const file = (text: string, over: Record<string, string> = {}): Half => ({
  text,
  facts: { type: 'file', mode: '0644', owner: '0:0', sha256: `of ${text}`, ...over },
});
const gone: Half = { state: 'absent' };
/** Nothing that could be written again: only its hash is known. */
const data = (hash: string): Half => ({ facts: file('', { sha256: hash }).facts!, textNote: 'binary' });
/** Too large for a hash. */
const large = (over: Record<string, string> = {}): Half => ({
  facts: { type: 'file', mode: '0644', owner: '0:0', size: '200000000', modified: 'x', ...over },
  textNote: 'too_long',
});
const folder = (mode: string, text = 'a\n'): Half => ({
  text,
  facts: { type: 'folder', mode, owner: '0:0' },
});
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

it.each<[string, Pair[], string]>([
  [
    'what was only moved',
    [
      ['file', '/srv/data.db', data('A'), gone],
      ['file', '/srv/old.db', gone, data('A')],
    ],
    'mv -- /srv/old.db /srv/data.db',
  ],
  [
    'what was moved over a text, and the text',
    [
      ['file', '/srv/new.bin', data('N'), gone],
      ['file', '/srv/app.conf', file('old'), data('N')],
    ],
    `mv -- /srv/app.conf /srv/new.bin && printf %s 'old' | tee -- '/srv/app.conf' > /dev/null && ` +
      'chown 0:0 -- /srv/app.conf && chmod 0644 -- /srv/app.conf',
  ],
  [
    'one file after another that took its place',
    [
      ['file', '/srv/app', data('O'), data('N')],
      ['file', '/srv/app.old', gone, data('O')],
      ['file', '/srv/app.new', data('N'), gone],
    ],
    'mv -- /srv/app /srv/app.new && mv -- /srv/app.old /srv/app',
  ],
  [
    'into a folder, by their names where they are the same',
    [
      ['file', '/srv/a.db', data('A'), gone],
      ['file', '/srv/b.db', data('A'), gone],
      ['file', '/mnt/b.db', gone, data('A')],
      ['file', '/mnt/a.db', gone, data('A')],
    ],
    'mv -- /mnt/a.db /srv/a.db && mv -- /mnt/b.db /srv/b.db',
  ],
  [
    'what went before it deletes what came',
    [
      ['file', '/srv/new', gone, file('new')],
      ['file', '/srv/old', file('old', { mode: '0600' }), gone],
    ],
    `printf %s 'old' | tee -- '/srv/old' > /dev/null && chown 0:0 -- /srv/old && chmod 0600 -- /srv/old && rm -- /srv/new`,
  ],
  [
    'what came from the inside out',
    [
      ['file', '/srv/new', gone, folder('0755')],
      ['file', '/srv/new/a', gone, file('a')],
    ],
    'rm -- /srv/new/a && rmdir -- /srv/new',
  ],
])('puts back %s', (_what, pairs, command) => {
  const { remains, expect: expected, ...rest } = back(...pairs);
  expect(shown(rest)).toBe(command);
  expect(remains).toEqual([]);
  expect(expected.map(({ name }) => name).sort()).toEqual(pairs.map(([, name]) => name).sort());
});

const edited: Pair = ['file', '/srv/app.conf', file('old'), file('new')];
it.each<[string, string, Pair[]]>([
  [
    'over what cannot be written again',
    'true',
    [
      ['file', '/srv/n', data('N'), gone],
      ['file', '/srv/a', data('O'), data('N')],
    ],
  ],
  [
    'without a hash',
    'true',
    [
      ['file', '/srv/n', large(), gone],
      ['file', '/srv/a', gone, large()],
    ],
  ],
  ['packed', 'true', [['file', '/srv/n', data('N'), gone], ['file', '/srv/n.gz', gone, data('Z')], edited]],
  [
    'in the place of each other',
    'true',
    [
      ['file', '/srv/n', data('N'), file('old')],
      ['file', '/srv/a', file('old'), data('N')],
    ],
  ],
  [
    'from where nobody looked',
    'cd /srv && mv data.db /srv/old.db',
    [['file', '/srv/old.db', gone, data('A')]],
  ],
  ['by a relative name', 'sudo mv data.db /srv/app.conf', [edited]],
  [
    'from what could not be read',
    'true',
    [['file', '/srv/*/a', { state: 'unread' }, { state: 'unread' }], edited],
  ],
])('deletes and overwrites nothing that may be the only copy of what was moved %s', (_what, line, pairs) => {
  const { words, remains } = backOf(line, ...pairs);
  expect(words).toBeNull();
  expect(remains).toHaveLength(pairs.length);
  const stopped: Pair = ['service', 'a.service', unit('active', 'enabled'), unit('inactive', 'enabled')];
  expect(shown(backOf(line, ...pairs, stopped))).toBe('systemctl start a.service');
});

it('puts back the rights of a folder where no more than they can have changed', () => {
  const rights: Pair = ['file', '/srv/x', folder('0755'), folder('0700')];
  expect(shown(backOf('chmod 700 /srv/x', rights))).toBe('chmod 0755 -- /srv/x');
  const inside: Pair = ['file', '/srv/x/a', file('a'), file('a', { mode: '0700' })];
  expect(shown(backOf('chmod 700 /srv/x /srv/x/a', rights, inside))).toContain('chmod 0755 -- /srv/x');
  const remains = ['/srv/x: mode from 0755 to 0700, what is in it was not compared'];
  for (const line of ['chmod -R 700 /srv/x', 'chmod "-vR" 700 /srv/x', 'chown --recursive a /srv/x']) {
    expect(backOf(line, rights)).toMatchObject({ words: null, remains });
  }
  expect(backOf('cp -a /tmp/y/. /srv/x', rights)).toMatchObject({ words: null });
  const same: Pair = ['file', '/srv/x', folder('0700'), folder('0700')];
  expect(backOf('chmod -R 700 /srv/x', same).remains).toEqual([
    '/srv/x is as it was, what is in it was not compared',
  ]);
});
