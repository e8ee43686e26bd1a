import { MeantPath, PathRule } from './path-rules.js';

const touchesPath = (guarded: string, target: string, kind?: string) =>
  new PathRule(guarded).guards(new MeantPath(target, kind));

it.each<[string, string, 'surely' | 'perhaps' | 'no']>([
  ['/etc', 'etc/hosts', 'surely'],
  ['/etc', '/ETC', 'surely'],
  ['/etc', '/etcetera', 'no'],
  ['/srv/data', 'srv', 'surely'],
  ['/srv/data', '/', 'surely'],
  ['/srv/data', '/srv/data', 'surely'],
  ['/srv/data', '/srv/data/*', 'surely'],
  ['/srv/data', '/srv/dat*/x', 'perhaps'],
  ['/srv/data', '/srv/dat[a]/x', 'perhaps'],
  ['/srv/data', '/srv/dat?', 'perhaps'],
  ['/srv/data', '/srv/dot?', 'no'],
  ['/srv/data', '/sr*', 'perhaps'],
  ['/srv/data', '/*', 'perhaps'],
  ['/srv/data', '/**/x', 'perhaps'],
  ['/srv/data', '/*/x', 'no'],
  // Any depth is none as well.
  ['/srv/data', '/srv/**/data', 'perhaps'],
  ['/srv/data', '/srv/**/dat?', 'perhaps'],
  ['/srv/data', '/**/srv/**/data', 'perhaps'],
  ['/srv/data', '/opt/**/data', 'no'],
  ['/srv/data', '/srv/*.log', 'no'],
  ['/srv/data', '/opt/*/data', 'no'],
  ['/home/*/.ssh', '/home', 'surely'],
  ['/home/*/.ssh', '/home/ana', 'perhaps'],
  ['/home/*/.ssh', '/home/ana/x', 'no'],
  ['C:\\', 'C:\\Users', 'surely'],
  ['C:\\srv', 'C:/srv/x', 'surely'],
  ['C:\\srv', 'srv\\x', 'perhaps'],
  ['C:\\srv', '\\srv\\x', 'perhaps'],
  ['C:\\srv', 'D:\\srv\\x', 'no'],
])('guards %s from %s: %s', (guarded, target, touch) => {
  expect(touchesPath(guarded, target)).toBe(touch);
});

it.each<[string, string, 'surely' | 'perhaps' | 'no']>([
  ['/etc/*', 'etc/hosts', 'surely'],
  ['etc/*', '/etc/hosts', 'surely'],
  ['C:\\srv\\*', 'C:\\srv\\x', 'surely'],
  ['/srv/*', '/srv/*', 'surely'],
  ['/srv/*', '/srv/a*/[bc]', 'surely'],
  ['/srv/?', '/srv/*', 'perhaps'],
  ['/srv/a', '/srv/?', 'perhaps'],
  ['/srv/data/*', '/srv/*/x', 'perhaps'],
  ['*.conf', '/srv/x.co*', 'perhaps'],
  ['*.conf', '/srv/x', 'no'],
  ['/etc/hosts', '/etc/**/hosts', 'perhaps'],
  ['/srv/*', '/srv/**/x', 'surely'],
  ['/srv/*/x', '/srv/**/x', 'perhaps'],
])('fits %s to %s: %s', (pattern, target, touch) => {
  expect(new PathRule(pattern).fits(new MeantPath(target))).toBe(touch);
});

it.each<[string, string, boolean]>([
  ['/etc/nginx/*', 'etc', true],
  ['/etc/nginx/*', '/', true],
  ['/etc/nginx/*', '/et*', true],
  ['/home/*/.ssh/*', '/home/ana', true],
  ['/etc/nginx/*', '/etc/ssl', false],
  ['/srv/*.conf', '/srv/app/x', false],
  ['*.conf', '/srv', false],
  ['/srv/app/*', '/srv/**/app', true],
])('finds in the rule %s that %s holds some of it: %s', (pattern, folder, holds) => {
  expect(new PathRule(pattern).holds(new MeantPath(folder))).toBe(holds);
});

it.each<[string, string, string | undefined, 'surely' | 'perhaps' | 'no']>([
  // A backslash is a letter on Linux, and parts folders on Windows.
  ['/etc', '/etc/nginx/a\\..\\..\\..\\tmp', 'write', 'surely'],
  ['/srv/data', '/srv/data/x\\..\\..\\..\\tmp/y', 'write', 'surely'],
  ['/srv/data', '//srv/data/x\\..\\..\\..\\tmp/y', 'read', 'surely'],
  ['/etc', '\\a\\b/../etc/hosts', 'write', 'surely'],
  ['/etc', 'C:\\a\\b/../etc/hosts', 'write', 'surely'],
  ['/srv/data', '/tmp/x\\..\\..\\srv\\data', 'write', 'surely'],
  ['/srv/data', '/tmp/x\\y', 'write', 'no'],
  ['C:\\srv', 'C:\\tmp\\x', 'write', 'no'],
  // What a process has open may be any file, for who writes.
  ['/etc', '/dev/stdin', 'write', 'perhaps'],
  ['/etc', 'dev/fd/0', 'write', 'perhaps'],
  ['/etc', '/dev/st*n', 'write', 'perhaps'],
  ['/etc', '/d*/fd/../root/etc/hosts', 'delete', 'perhaps'],
  ['/etc', '/dev/fd/../root/etc/hosts', 'delete', 'surely'],
  ['/etc', '/proc/net/../root/etc/hosts', 'write', 'surely'],
  ['/etc', '/proc/thread-self/../../root/etc/hosts', 'write', 'surely'],
  ['/etc', '/dev/stdin', 'read', 'no'],
  ['/etc', '/dev/fd/0', 'read', 'no'],
  ['/etc', '/dev/*', 'read', 'no'],
  ['/etc', '/dev/fd', 'read', 'no'],
  ['/etc', '/dev/stdout', 'write', 'no'],
  ['/etc', '/dev/stderr', 'write', 'no'],
  ['/etc', '/dev/fd/2', 'write', 'no'],
  ['/etc', '/dev/null', 'write', 'no'],
  ['/dev/stdin', '/srv/x', 'write', 'no'],
  // Links that most hosts have.
  ['/etc', '/var/run/../etc/hosts', 'delete', 'surely'],
  ['/etc', '/va?/run/../etc/hosts', 'delete', 'perhaps'],
  ['/var/etc', '/var/run/../etc/hosts', 'delete', 'surely'],
  ['/run/app', '/var/run/app/x', 'write', 'surely'],
  ['/var/run/app', '/run/app/x', 'write', 'surely'],
  ['/bin', '/usr/bin/x', 'write', 'surely'],
  ['/run', '/var/log', 'write', 'no'],
])('guards %s from %s, by %s: %s', (guarded, target, kind, touch) => {
  expect(touchesPath(guarded, target, kind)).toBe(touch);
});

it.each<[string, string, boolean]>([
  ['/srv/*', '/srv/x', true],
  ['/srv/*', '/SRV/x', false],
  ['/SRV/*', '/srv/x', false],
  ['C:\\srv\\*', 'c:\\SRV\\x', true],
  ['C:\\srv\\*', 'C:\\srv\\a\\..\\x', true],
  ['C:\\srv\\*', 'C:\\srv\\a\\b/../../etc/hosts', false],
  ['/tmp*', '/srv/data/a\\..\\..\\..\\tmp\\x', false],
  ['/srv/*', '/srv/a\\b', true],
  ['/var/etc/*', '/var/run/../etc/hosts', false],
  ['/usr/bin/*', '/bin/x', false],
  ['/bin/*', '/bin/x', true],
  ['/dev/*', '/dev/stdin', false],
  ['/dev/*', '/dev/stderr', true],
  ['/srv/*', '/srv/**/x', true],
  ['/srv/*/x', '/srv/**/x', false],
])('lets %s through what is written to %s: %s', (pattern, target, lets) => {
  expect(new PathRule(pattern).allows(new MeantPath(target, 'write'))).toBe(lets);
});

it.each(['/a'.repeat(16_000), '/' + '['.repeat(32_000), '/proc/1/' + '['.repeat(64_000), 'a*'.repeat(600)])(
  'cannot tell what a word means that no system takes for one path',
  (word) => {
    expect(touchesPath('/srv/data', word)).toBe('perhaps');
    expect(new PathRule('/srv/*').allows(new MeantPath(word))).toBe(false);
  },
);

it.each([
  ['/srv' + '*a'.repeat(200) + '/b', '/srv/' + 'a*[b]?'.repeat(160) + '/c'],
  ['/srv/data', '/**' + '?**'.repeat(250) + '/x/..'.repeat(50)],
  ['/home/*/x', '/' + 'a/'.repeat(2_000)],
  ['/home/*/x', 'proc/1/' + '['.repeat(1_000)],
])('takes no longer for a hostile pattern than for another', (guarded, target) => {
  // Of the processor, not of the clock: that runs on while others have it.
  const started = process.cpuUsage();
  touchesPath(guarded, target, 'write');
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(500);
});

it('finds what two hostile patterns have in common', () => {
  expect(touchesPath('/srv' + '*a'.repeat(200) + '/b', '/srv/' + 'a*[b]?'.repeat(160) + '/c')).toBe('no');
});
