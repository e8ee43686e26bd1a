import { meantPath, readingsOf } from './meant-path.js';

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

it.each(['/a'.repeat(32_000), '/proc/1/' + '['.repeat(64_000), '/' + '**/..'.repeat(20_000)])(
  'says of a word that is too long at once that nobody can tell',
  (word) => {
    const started = process.cpuUsage();
    expect(meantPath(word)).toBe('/**');
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(500);
  },
);

it.each<[string, string[]]>([
  ['/srv/x', ['/srv/x']],
  ['/srv/a\\..\\b', ['/srv/b', '/srv/a\\..\\b']],
  ['C:\\a\\..\\b', ['C:/b']],
  ['\\\\server\\share', ['/server/share']],
  ['HKLM:\\Software', ['/HKLM:/Software']],
  ['/var/run/x', ['/var/run/x', '/run/x']],
])('reads %s as all that it may mean', (word, paths) => {
  expect([...new Set(readingsOf(word, 'write').map(({ path }) => path))]).toEqual(paths);
});
