import { loadReaders } from './readers.js';
import { judgeLine } from './judge.js';
import { isOwnPath } from './own-places.js';
import { isProtectedPlace } from './windows/places.js';

beforeAll(() => loadReaders(), 60_000);

/** Whether it runs without anybody where the level of the host allows it. */
function isGranted(line: string): boolean {
  const { known, asks, sensitive } = judgeLine(line);
  return known && !asks && !sensitive;
}

it.each([
  'touch /tmp/legator-one',
  'mkdir /tmp/legator-one/x',
  'chmod 600 /tmp/notes-on-legator.txt',
  'mv /home/me/legator-notes.txt /tmp/x',
  'cat /var/log/nginx/*.log',
  'ls /etc/*.d/*',
  'du -sh /srv/*/data',
  'cp -r /srv/app /srv/app.old',
  'grep -rl x /home/me/project',
  'cat /tmp/legator-one/notes.txt',
  'ls /var/tmp/legator-one',
  'cat /home/me/notes-on-legator.txt',
  'cat /home/me/legator-notes.txt',
  'cat "/home/me/docs/legator-notes.txt"',
  'cp /home/me/legator-notes.txt /tmp/x',
  'touch /home/me/my-legator/x',
  'touch /var/lib/delegator/x',
  'ls /srv/delegator',
  'du -sh /var/lib/*',
  'ls /etc/*',
  'ls /etc/ls*',
  'tail /var/log/*/error.log',
])('takes %j for no place of ours', (line) => expect(isGranted(line)).toBe(true));

it.each([
  // As it is, and where else it may hang.
  'touch /etc/legator/config.yaml',
  'touch /var/lib/legator/journal',
  'ls /var/lib/legator',
  'touch /opt/legator/probe.mjs',
  'touch /srv/app/.legator/keys/x',
  'ls /home/me/.config/legator',
  'touch /mnt/backup/var/lib/legator/x',
  'ls /proc/1/root/etc/legator',
  'touch /proc/self/root/etc/legator/config.yaml',
  // Parts that begin so, where software lives, and what is called so anywhere.
  'ls /var/lib/legator-probe',
  'touch /run/legator-one',
  'touch /tmp/legator-pg-0a1b2c3d4e5f/x',
  'ls /tmp/legator-data',
  'cat /home/me/legator-prod/config.yaml',
  'ls /home/me/legator-prod/keys/x',
  'ls /home/me/.legator-old',
  'touch /home/me/.local/legator-one',
  // Deeper in a folder of somebody's, whatever it is called.
  'cat /home/ana/legator-prod/data/keys/signing',
  'cat /home/ana/legator-prod/data/kek',
  'cat /home/ana/legator-prod/data/postgres/pg_hba.conf',
  'cat /home/ana/legator-prod/deep/down/kek',
  'cat /root/legator-deploy/probe/probe.json',
  'cat /home/ana/legator-prod/*',
  'cat /home/ana/l*prod/data/kek',
  'cat /home/ana/l*-prod/x',
  'cat /home/ana/*-prod/data/kek',
  'cat /home/ana/?egator-prod/x',
  'sed -i s/a/b/ /root/legator-prod/conf/probe.yaml',
  // All of such a folder at once.
  'grep -r x /home/ana/legator-prod',
  'grep -rl x /home/ana/legator-prod',
  'find /home/ana/legator-prod -type f -exec cat {} +',
  'cp -r /home/ana/legator-prod /tmp/y',
  'cp -a /home/ana/legator-prod/. /tmp/y',
  'cp -r /home/ana /tmp/y',
  'rsync -a /home/ana/legator-prod /tmp/y',
  'tar -cf /tmp/x.tar /home/ana/legator-prod',
  'zip -r /tmp/x.zip /home/ana/legator-prod',
  'mv /home/ana/legator-prod /tmp/y',
  'mv /home/ana/legator-prod/data /tmp/y',
  'mv /home/ana/legator-prod/x /tmp/y',
  'chmod 644 /home/ana/legator-prod/x',
  'chmod 600 /tmp/legator-one/*',
  'chown ana /home/ana/legator-prod',
  'setfacl -m u:ana:r /home/ana/legator-prod',
  'ln -s /home/ana/legator-prod /tmp/x',
  'cat /var/lib/*/journal',
  'cat /var/lib/*/kek',
  'cat /etc/*/probe.json',
  'cat /home/ana/*/data/kek',
  // However the name goes on.
  'cat /home/ana/legator-database/x',
  'cat /home/ana/legator-configs/x',
  'cat /home/ana/legator-probes/x',
  'cat /home/ana/legator-servers/x',
  'cat /home/ana/legator-keyring/x',
  'cat /home/ana/legator-tokens/x',
  // Ways around.
  'touch /tmp/../etc/legator/config.yaml',
  'touch /tmp/../var/lib/legator-x/a',
  'touch /tmp/x/../../run/legator-x',
  'touch /etc//legator/./config.yaml',
  'touch /etc/./legator/config.yaml',
  'ls /etc/LEGATOR',
  "touch '/etc/leg'ator/x",
  'touch /etc/"legator"/x',
  'touch /etc/legato\\r/x',
  'touch /var/lib/{x,legator}/y',
  'touch /var/lib/leg{ator,x}/y',
  'X=leg; touch /var/lib/${X}ator/y',
  'touch /var/lib/$(echo legator)/y',
  'touch "/var/lib/$NAME/y"',
  // Patterns.
  'touch /var/lib/leg*/x',
  'touch /var/lib/l*/x',
  'touch /var/lib/*/x',
  'touch /var/lib/?egator/x',
  'touch /var/lib/[k-m]egator/x',
  'touch /var/lib/*gator/x',
  'touch /v*/lib/leg*/x',
  'touch /srv/x/leg*/y',
  'touch /home/*/.l*/x',
  'touch /home/.*/legator-x',
  'touch /home/*/legator-x',
  'touch /tmp/legator-*',
  'cat /var/lib/leg*/journal',
  'cat /var/lib/l*/journal',
  'ls /etc/leg*',
  'ls /etc/l*',
  'ls /etc/???????',
  'ls /e*/l*r',
  'ls /home/me/.config/leg*',
])('takes %j for one that may be a place of ours', (line) => expect(isGranted(line)).toBe(false));

it('tells by whole parts of a path', () => {
  expect(isOwnPath('/var/lib/legator/x')).toBe(true);
  expect(isOwnPath('/var/lib/delegator/x')).toBe(false);
  expect(isOwnPath('/home/me/legator.yaml')).toBe(true);
  expect(isOwnPath('/home/me/my-legator.yaml')).toBe(false);
});

it.each([
  ['C:\\ProgramData\\Legator\\config.yaml', true],
  ['C:\\ProgramData\\legator-probe\\x', true],
  ['D:\\tools\\legatorctl.exe', true],
  ['C:\\Temp\\..\\ProgramData\\legator-x', true],
  ['C:\\Users\\ana\\AppData\\Local\\legator-x\\y', true],
  ['C:\\Users\\ana\\AppData\\Local\\legator-notes.txt', true],
  ['C:\\Users\\All Users\\legator-x\\notes.txt', true],
  ['C:\\Users\\ana\\legator-prod', true],
  ['C:\\Users\\ana\\legator-prod\\x', true],
  ['C:\\Temp\\legator-one.txt', false],
  ['C:\\Users\\ana\\legator-notes.txt', false],
])('tells of %s on Windows whether it is protected: %s', (path, isOurs) => {
  expect(isProtectedPlace(path)).toBe(isOurs);
});
