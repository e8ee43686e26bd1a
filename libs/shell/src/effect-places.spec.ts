import { judgeLine } from './judge.js';
import { loadReaders } from './readers.js';

beforeAll(() => loadReaders(), 60_000);

it.each([
  ['chown root etc/x', 'write etc/x'],
  ['chmod 640 /srv/x /srv/y', 'write /srv/x, write /srv/y'],
  ['sed -i /etc/d /srv/x', 'write /srv/x'],
  ['dd if=/tmp/a of=etc/b bs=1M', 'write etc/b, read /tmp/a'],
  ['ln -s /etc /tmp/e', 'write /etc, write /tmp/e'],
  ['git -C srv/app merge main', 'write main, write srv/app'],
  ['touch ~/x', 'write /root/x, write ~/x'],
  // It runs in the folder of each file that was found, and so nobody can tell which one that is.
  ['find /srv -name x -execdir touch hosts ;', 'write *'],
  ['find /srv -name x -execdir touch /proc/self/cwd/hosts ;', 'write /proc/self/cwd/hosts, write *'],
  ['find /srv -name x -exec touch hosts ;', 'write hosts'],
  ['env -C /etc touch hosts', 'process *, write *'],
  ['env A=1 tar xf /tmp/x.tar -C /srv', 'setting A, write /srv'],
  ['sudo sed -i s/a/b/ /srv/x', 'write /srv/x'],
  ['sudo -i touch /srv/x', 'process *, write /srv/x'],
  ['sudo -u ana -i touch x', 'process *, write *'],
  ['runuser -l -u ana touch x', 'process *, write *'],
  ['runuser -lu ana touch x', 'process *, write *'],
  ['runuser -u ana touch x', 'process *, write x'],
  ['systemd-run -u x -p WorkingDirectory=/etc touch hosts', 'process *, write *'],
  ['systemd-run --property=RootDirectory=/srv touch /x', 'process *, write /x, write *'],
  ['systemd-run -p MemoryMax=1G touch /x', 'process *, write /x'],
  ['nsenter -t 1 -w/etc touch hosts', 'process *, write *'],
  ['nsenter -r/srv touch /data/x', 'process *, write /data/x, write *'],
  ['su - ana -c "touch x"', 'process *, write *'],
  ['su ana -c "touch x"', 'process *, write x'],
  ['chroot /srv touch /data/x', 'process *, write /data/x, write *'],
])('tells of %s that it is to %s', (line, expected) => {
  const { effects } = judgeLine(line.replace(/;$/, "';'"));
  expect(effects.map(({ kind, target }) => `${kind} ${target}`).join(', ')).toBe(expected);
});

it.each([
  ['ls srv', 'srv'],
  ['du -s /srv/dat{a,b}', '/srv/data, /srv/datb'],
  ["stat /s''rv/data", '/srv/data'],
  ['tar cf /tmp/x.tar -C / srv', '/tmp/x.tar, /, srv'],
  ['find srv -type f', 'srv'],
  ['find -name x', '.'],
  ['timeout 5 ls srv', 'srv'],
  ['ps -u srv', ''],
  ['systemctl status srv', ''],
])('knows the paths among the words of %s', (line, expected) => {
  expect((judgeLine(line).named ?? []).join(', ')).toBe(expected);
});
