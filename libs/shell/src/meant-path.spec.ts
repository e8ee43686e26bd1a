import { fitsPath, holdsPath, meantPath, touchesPath } from './meant-path.js';

it.each([
  ['etc/hosts', '/etc/hosts'],
  ['./etc/hosts', '/etc/hosts'],
  ['srv', '/srv'],
  ['.', '/'],
  ['//etc//hosts/', '/etc/hosts'],
  ['/srv/../etc/x', '/etc/x'],
  ['../../etc/x', '/etc/x'],
  ['/proc/self/root/etc/hosts', '/etc/hosts'],
  ['/proc/self/root/../etc/hosts', '/etc/hosts'],
  ['/proc/self/cwd/etc/hosts', '/etc/hosts'],
  ['proc/1/task/1/root/proc/self/root/etc', '/etc'],
  ['/proc/42/cwd/hosts', '/**/hosts'],
  ['/proc/42/fd/3', '/**'],
  ['/proc/42/status', '/proc/42/status'],
  ['~/x', '/home/*/x'],
  ['~ana/x', '/**/x'],
  ['/srv/~x', '/srv/~x'],
  ['C:\\Windows\\..\\Users', 'C:/Users'],
  ['C:Users', 'C:/Users'],
  ['\\Users', '/Users'],
  ['\\\\?\\C:\\Users', 'C:/Users'],
  ['\\\\localhost\\c$\\Users', 'c:/Users'],
  ['Microsoft.PowerShell.Core\\FileSystem::C:\\Users', 'C:/Users'],
  // A file of Linux may be called so.
  ['/srv/data/x::a:b', '/srv/data/x::a:b'],
  ['srv/data/x::a:b/y', '/srv/data/x::a:b/y'],
  ['/pro?/self/root/etc/hosts', '/**/etc/hosts'],
  ['/[p]roc/self/cwd/x', '/**/x'],
  ['/proc/self/roo?/etc/hosts', '/**/etc/hosts'],
  ['/*/1/task/1/fd/*', '/**'],
  ['/**/self/root/etc/hosts', '/**/etc/hosts'],
  ['/proc/1/task/1/fd/3', '/**'],
  ['/proc/42/cwd/../hosts', '/**/hosts'],
  ['/srv/**/../x', '/**/x'],
  ['/proc/4?/status', '/proc/4?/status'],
  ['/home/*/root', '/home/*/root'],
])('takes %s for %s', (word, path) => {
  expect(meantPath(word)).toBe(path);
});

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
])('fits %s to %s: %s', (pattern, target, touch) => {
  expect(fitsPath(pattern, target)).toBe(touch);
});

it.each<[string, string, boolean]>([
  ['/etc/nginx/*', 'etc', true],
  ['/etc/nginx/*', '/', true],
  ['/etc/nginx/*', '/et*', true],
  ['/home/*/.ssh/*', '/home/ana', true],
  ['/etc/nginx/*', '/etc/ssl', false],
  ['/srv/*.conf', '/srv/app/x', false],
  ['*.conf', '/srv', false],
])('finds in the rule %s that %s holds some of it: %s', (pattern, folder, holds) => {
  expect(holdsPath(pattern, folder)).toBe(holds);
});

it('takes no longer for a hostile pattern than for another', () => {
  // Of the processor, not of the clock: that runs on while others have it.
  const started = process.cpuUsage();
  expect(touchesPath('/srv' + '*a'.repeat(200) + '/b', '/srv/' + 'a*[b]?'.repeat(2_000) + '/c')).toBe('no');
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});
