import type { PolicyInput } from '@legator/contracts';
import { judgeArgv, judgeLine, loadReaders } from '@legator/shell';
import { decided, judged } from '../testing.js';

beforeAll(() => loadReaders(), 60_000);

const asked = (line: string, fields: Partial<PolicyInput>, platform: 'linux' | 'windows' = 'linux') =>
  decided(fields, { judgement: judgeLine(line, { platform }), command: { argv: [], line } }).decision;

const ETC: Partial<PolicyInput> = { paths: [{ match: '/etc', on: 'change', then: 'deny' }] };
const DATA: Partial<PolicyInput> = { paths: [{ match: '/srv/data', on: 'any', then: 'deny' }] };

it.each([
  'cp /tmp/x etc/hosts',
  'cp /tmp/x ./etc/hosts',
  'cp /tmp/x //etc//hosts',
  'cp /tmp/x /proc/self/root/etc/hosts',
  'cp /tmp/x {/tmp,/etc}/hosts',
  'sed -i s/a/b/ etc/nginx/nginx.conf',
  'sed -i s/a/b/ /etc/ngin*/nginx.conf',
  'mkdir etc/foo',
  'chown root etc/app.conf',
  'echo x > etc/hosts',
  'echo x | tee -a etc/x',
  'dd if=/tmp/x of=etc/x',
  'tar xf /tmp/x.tar -Cetc',
  'tar xf /tmp/x.tar --directory=etc',
  'rsync -a /tmp/x etc',
  'git -C etc pull',
  'ln -s /etc /tmp/e',
  'ln -s ../../etc /srv/app/e',
  'mktemp /etc/app.XXXXXX',
  'mktemp -d etc/nginx/app.XXXXXX',
  'cp -r /tmp/x /tmp/y /etc',
  'install -d /etc/app /srv/app',
  'mv /etc/app.conf /tmp/x',
  'zfs set mountpoint=/etc/app tank',
  'useradd -d /etc/app u',
  'usermod -md /etc/app u',
  "touch '/etc/nginx/a\\..\\..\\..\\tmp'",
  "cp /tmp/x '/etc/nginx/conf.d/a\\..\\..\\..\\..\\tmp\\x.conf'",
  'rm /dev/fd/../root/etc/hosts',
  'rm /var/run/../etc/hosts',
])('refuses %s where nothing below /etc may change', (line) => {
  expect(asked(line, ETC)).toBe('deny');
});

it.each([
  'touch /et*/x',
  'mv /e[t]c /tmp/x',
  'cd etc && touch hosts',
  'find /tmp -name x -execdir touch hosts ";"',
  'tee -a /dev/stdin < /etc/hosts',
  'truncate -s 0 /dev/stdin < /etc/hosts',
  'tee /dev/fd/0 < /etc/hosts',
])('asks a person about %s there', (line) => {
  expect(asked(line, ETC)).toBe('queue');
});

it.each([
  'systemctl restart etc',
  'apt-get install etc',
  'sed -i /etc/d /srv/x',
  'cat etc/hosts',
  'cp /etc/hosts /tmp/y',
  'cp -r /srv/x /etc/nginx/nginx.conf /tmp/y',
  'cp /tmp/x {/etc,/tmp}/hosts',
  'rsync -a /etc/nginx /tmp/y',
  'mktemp -p /tmp etc.XXXXXX',
  'ln -s etc/x /srv/l',
  'git -C /srv/app pull',
  'touch /srv/*.log',
  'touch ~/x',
  'cat /dev/stdin < /etc/hosts',
  'ls -l /dev/*',
])('lets %s run there', (line) => {
  expect(asked(line, ETC)).toBe('allow');
});

it.each([
  'cat srv/data/x',
  'cat < srv/data/x',
  'rm -r srv',
  'mv srv x',
  'ls srv',
  'ls /srv/dat{a,b}',
  "ls /s''rv/data",
  'find -name x',
  'find srv -delete',
  'tar cf /tmp/x.tar srv',
  'tar cf /tmp/x.tar -C / srv',
  'touch /srv/data/x::a:b',
  'head -n 3 < /srv/data/x::a:b',
])('refuses %s where nothing of /srv/data is for anybody', (line) => {
  expect(asked(line, DATA)).toBe('deny');
});

it.each([
  'ln -s data /srv/l && touch /srv/l/x',
  'ln -s ../data /srv/app/l',
  'mkfs.ext4 /srv/data/x',
  'mkswap /srv/data/x',
  'wipefs -a /srv/data/x',
  'badblocks -w /srv/data/x',
  'cryptsetup luksFormat /srv/data/x',
  'btrfs subvolume delete /srv/data/x',
  'git -C /srv/data reset --hard',
  'git -C /srv/data clean -fd',
  'git -C /srv/data checkout -- .',
  'git -C /srv/data apply x.patch',
  'git -C /srv/data branch new',
  'git clone https://example.org/x /srv/data/x',
  'git init /srv/data',
  'git -C /srv/app config --file /srv/data/x a b',
  'git -C /srv/app config --file=../data/x a b',
  'git -C /srv/app push /srv/data/x main',
  'git -C /srv/app mv x /srv/data/x',
  'git -C /srv/app worktree add ../data/x',
  'zfs set mountpoint=/srv/data/x tank',
  'adduser --home /srv/data/x u',
])('refuses %s where nothing of /srv/data may change', (line) => {
  expect(asked(line, { paths: [{ match: '/srv/data', on: 'change', then: 'deny' }] })).toBe('deny');
});

it.each([
  'git commit -m x',
  'git pull',
  'mkswap data',
  'lvremove vg/x',
  // Its tree may begin above, and hold both.
  'git -C /srv/app/src stash',
  'git -C /srv/app/src checkout main',
  'git -C srv/app pull',
  'git -C /tmp/../srv/app reset HEAD~1',
  'git -C /proc/self/root/srv/app merge main',
  'git -C /sr*/app add -A',
  'git -C /srv/app reset --hard',
])('asks a person about %s there, since nobody can tell', (line) => {
  const { decision, reasons } = decided(
    { paths: [{ match: '/srv/data', on: 'change', then: 'deny' }] },
    { judgement: judgeLine(line), command: { argv: [], line } },
  );
  expect(decision).toBe('queue');
  expect(reasons.map(({ code }) => code)).toContain('policy.protected_path');
});

it.each([
  'touch /srv/dat*/x',
  'cat /pro?/self/root/srv/data/x',
  'cat /srv/dat?/x',
  'gzip /srv/dat[a]/x',
  'ls /sr*',
  'rm -r /sr*',
])('asks a person about %s there, since it may be that', (line) => {
  expect(asked(line, DATA)).toBe('queue');
});

it.each(['ps -u srv', 'cat /srv/*.log', 'ls ~/x', "curl -H 'Accept: */*' http://example.org"])(
  'has nothing against %s there',
  (line) => {
    expect(asked(line, DATA)).toBe('allow');
  },
);

it.each<[string, string]>([
  ['copy C:\\tmp\\x C:\\srv\\data\\x', 'deny'],
  ["Set-Content -Path '\\\\?\\C:\\srv\\data\\x' -Value y", 'deny'],
  ['type srv\\data\\x', 'queue'],
  ['type C:\\sr?\\data\\x', 'queue'],
  ['type C:\\srv\\other\\x', 'allow'],
])('answers %s with %s on Windows', (line, expected) => {
  const fields: Partial<PolicyInput> = { paths: [{ match: 'C:\\srv\\data', on: 'any', then: 'deny' }] };
  expect(asked(line, fields, 'windows')).toBe(expected);
});

it.each<[string, string]>([
  ['cp /tmp/x etc/hosts', 'deny'],
  ['cp /tmp/x /etc/', 'queue'],
  ['touch /etc/ho*s', 'deny'],
  ['touch /e*/hosts', 'queue'],
  ['touch /srv/x', 'allow'],
  ['touch ~/x', 'allow'],
])('holds %s by a rule about its effect: %s', (line, expected) => {
  expect(asked(line, { block: [{ kind: 'write', target: '/etc/*', then: 'deny' }] })).toBe(expected);
});

it.each<[string, string]>([
  ['mkdir srv/x', 'allow'],
  ['touch ~/x', 'queue'],
  ['mkdir /srv/x', 'allow'],
  ['touch /srv/a*', 'allow'],
  ['touch /sr*/x', 'queue'],
  ['touch /proc/self/root/etc/x', 'queue'],
  ['touch /SRV/x', 'queue'],
  ["touch '/srv/a\\..\\b'", 'allow'],
  ['find /tmp -name x -execdir touch srv/x ";"', 'queue'],
])('lets changes below /srv run, and so answers %s with %s', (line, expected) => {
  expect(asked(line, { allow: [{ kind: 'write', target: '/srv/*' }] })).toBe(expected);
});

it.each<[string, string]>([
  ['/srv/*', 'allow'],
  ['/srv/app/src*', 'queue'],
])('lets git change %s, where its tree may begin above /srv/app/src: %s', (target, expected) => {
  const allow = [{ kind: 'write' as const, target }, { kind: 'read' as const }];
  expect(asked('git -C /srv/app/src stash', { allow })).toBe(expected);
});

it.each(['touch ~/x', 'git -C ~/x pull'])(
  'asks a person about %s, where that home may be guarded',
  (line) => {
    expect(asked(line, { paths: [{ match: '/home', on: 'change', then: 'deny' }] })).toBe('queue');
  },
);

it.each<[string, string]>([
  ['tar czf /tmp/x.tgz /srv/data/x', 'deny'],
  ['tar czf /tmp/x.tgz /srv/data', 'queue'],
  ['tar czf /tmp/x.tgz -C /srv data', 'queue'],
  ['tar -xOf /srv/data/x.tar etc/hosts', 'deny'],
  ['tar tf /srv/data/x.tar', 'allow'],
  ['zip -r /tmp/x.zip /srv/data/x', 'deny'],
  ['rsync -a /srv/data/ /tmp/x', 'queue'],
  ['mv /srv/data/x /tmp/x', 'deny'],
  ['git -C /srv/data/x show HEAD:x', 'deny'],
  ['named-checkzone example.org /srv/data/zone', 'deny'],
  ['keytool -list -keystore /srv/data/x.jks', 'deny'],
  ['getfattr -d /srv/data/x', 'deny'],
])('holds what is read in %s by a rule about it: %s', (line, expected) => {
  expect(asked(line, { block: [{ kind: 'read', target: '/srv/data/*', then: 'deny' }] })).toBe(expected);
});

it.each<[string, boolean]>([
  ['docker run -v /etc:/x alpine touch /x/hosts', true],
  ['docker run --mount type=bind,src=/etc/nginx,dst=/x alpine id', true],
  ['docker cp web:/x /etc/x', true],
  ['kubectl cp a:/x /etc/x', true],
  ['env -S "touch /etc/x"', true],
  ['systemd-run -p StandardOutput=file:/etc/x id', true],
  ['systemd-run -p ExecStartPre="touch /etc/x" id', true],
  ['systemd-run --property=ConfigurationDirectory=/etc/x id', true],
  ['docker run -v /srv:/x alpine touch /x/hosts', false],
  ['docker run -p 80:80 registry.example.org/etc/nginx', false],
])('names what is guarded among the words of what runs elsewhere: %s', (line, isNamed) => {
  const { decision, reasons } = decided(ETC, { judgement: judgeLine(line), command: { argv: [], line } });
  const named = reasons.some(({ code }) => code === 'policy.protected_path');
  expect([decision, named]).toEqual(['queue', isNamed]);
});

it.each<['write' | 'delete', string, string]>([
  ['delete', 'mv /srv/data/x /tmp/x', '/srv/data/*'],
  ['write', 'git -C /srv/app push /srv/data/x main', '/srv/data/*'],
  ['delete', 'truncate -s 0 /srv/data/x', '/srv/data/*'],
  ['write', 'truncate -s 0 /srv/data/x', '/srv/data/*'],
  ['delete', 'mkfs.ext4 /dev/sdb', '/dev/sd*'],
  ['delete', 'wipefs -a /dev/sdb', '/dev/sd*'],
])('refuses by a rule about what would %s: %s', (kind, line, target) => {
  expect(asked(line, { block: [{ kind, target, then: 'deny' }] })).toBe('deny');
});

it.each<[string, string[]]>([
  ['folders', ['frob', '/a'.repeat(16_000)]],
  ['brackets', ['frob', '/' + '['.repeat(32_000)]],
  ['brackets below another root', ['frob', '/proc/1/' + '['.repeat(64_000)]],
  ['words', ['frob', ...Array.from({ length: 4_000 }, (_, at) => `/x${at}`)]],
  ['patterns', ['frob', ...Array.from({ length: 2_000 }, (_, at) => `/**${at}?`)]],
])('asks at once about more %s than anybody looks at, however many rules there are', (_what, argv) => {
  const paths = Array.from({ length: 200 }, (_, at) => ({
    match: `/srv/data/${at}`,
    on: 'any' as const,
    then: 'deny' as const,
  }));
  const judgement = judgeArgv(argv);
  const started = process.cpuUsage();
  expect(decided({ paths }, { judgement, command: { argv } }).decision).toBe('queue');
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(1_500);
});

it('holds what is known by the words that nobody looked at', () => {
  const argv = ['frob', ...Array.from({ length: 300 }, (_, at) => `x${at}`)];
  const judgement = judged([{ kind: 'read', verb: 'read', target: '/srv/x' }], { level: 'observe' });
  expect(decided(DATA, { judgement, command: { argv } }).decision).toBe('queue');
});
