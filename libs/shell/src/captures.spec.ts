import { MAX_CAPTURES } from '@legator/contracts';
import { capturesOf } from './captures.js';
import { judgeArgv, judgeLine } from './judge.js';
import { loadReaders } from './readers.js';

beforeAll(() => loadReaders());

const watched = (line: string) =>
  capturesOf(judgeLine(line))
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(', ');

it.each([
  [`sed -i 's/a/b/' /etc/app.conf`, 'file /etc/app.conf'],
  [`sed -i.bak -e s/a/b/ /srv/a /srv/b`, 'file /srv/a, file /srv/b'],
  ['tee /etc/motd', 'file /etc/motd'],
  ['echo hi | tee -a /srv/app.conf', 'file /srv/app.conf'],
  ['echo hi > /etc/motd', 'file /etc/motd'],
  ['dd if=/tmp/a of=/srv/b', 'file /srv/b'],
  ['cp /tmp/a /etc/app.conf', 'file /etc/app.conf'],
  ['cp -a /srv/x /srv/y /srv/dir/', 'file /srv/dir/x, file /srv/dir/y, file /srv/dir'],
  ['mv /srv/a.conf /srv/b.conf', 'file /srv/a.conf, file /srv/b.conf'],
  ['install -m 644 /tmp/a /etc/a.conf', 'file /etc/a.conf'],
  ['chmod 644 /srv/x', 'file /srv/x'],
  ['chown root:root /srv/x', 'file /srv/x'],
  ['git -C /srv/app pull', ''],
  ['git -C /srv/app reset --hard', ''],
  ['git -C /srv/app/src stash', ''],
  ['git -C /srv/app config --file /srv/x a b', 'file /srv/x'],
  ['rm -rf /srv/app && git -C /srv/app stash drop', 'file /srv/app'],
  ['cp /srv/a /tmp/b.txt && cp /srv/c /tmp/d', 'file /tmp/b.txt, file /tmp/d/c, file /tmp/d'],
  ['ln -s data /srv/l', 'file /srv/l/data, file /srv/l'],
  ['touch ~/x', 'file /root/x'],
  ['ln -s /a /srv/b', 'file /srv/b/a, file /srv/b'],
  ['rm -rf /srv/x', 'file /srv/x'],
  ['rm /srv/../etc/x', 'file /etc/x'],
  ['sed -i s/a/b/ /srv/*.conf', 'file /srv/*.conf'],
  ['systemctl restart nginx', 'service nginx.service, sockets *'],
  ['sudo systemctl enable --now nginx', 'service nginx.service, sockets *'],
  ['sh -c "systemctl stop nginx"', 'service nginx.service, sockets *'],
  ['service nginx restart', 'service nginx.service, sockets *'],
  ['rc-service nginx restart', 'service nginx, sockets *'],
  ['systemctl kill nginx', 'service nginx.service'],
  ['kill 1234', 'process 1234'],
  ['pkill nginx', 'process nginx'],
  ['apt-get install -y nginx=1.24-1', 'package nginx, package *'],
  ['dnf downgrade -y nginx-1.24-2', 'package nginx-1.24-2, package nginx, package *'],
  ['apt-get upgrade', 'package *'],
  ['dpkg -i /tmp/x.deb', 'package *'],
  ['dnf remove nginx', 'package nginx, package *'],
  ['useradd bob', 'user bob, group bob'],
  ['usermod -aG docker bob', 'user bob, group bob, user docker, group docker'],
  ['crontab -r', 'crontab *'],
  ['mount /dev/sdb1 /mnt', 'mounts *'],
  ['swapoff -a', 'mounts *'],
  ['sysctl -w net.ipv4.ip_forward=1', 'sysctl net.ipv4.ip_forward'],
  ['modprobe br-netfilter', 'module br_netfilter'],
  ['iptables -F', 'firewall *'],
  ['ip link set eth0 down', 'network *'],
  ['hostnamectl set-hostname web-2', 'hostname *'],
  ['timedatectl set-timezone UTC', 'timezone *'],
  ['systemctl restart nginx && sed -i s/a/b/ /srv/x', 'service nginx.service, file /srv/x, sockets *'],
])('of %s it looks at %s', (line, expected) => {
  expect(watched(line)).toBe(expected);
});

it.each(['df -h', 'cat /etc/motd', 'journalctl -u nginx', 'ss -tln', 'curl -sI https://example.org'])(
  'looks at nothing for %s, which changes nothing',
  (line) => expect(watched(line)).toBe(''),
);

it('looks at nothing for what runs below remediate, whatever is said of it', () => {
  const effects = [{ kind: 'write' as const, verb: 'write', target: '/srv/a' }];
  expect(capturesOf({ level: 'remediate', effects })).toHaveLength(1);
  expect(capturesOf({ level: 'diagnose', effects })).toEqual([]);
});

it('looks at nothing where nobody knows what is touched', () => {
  expect(watched('/usr/local/bin/fix /etc/shadow')).toBe('');
});

it('never names anything that could be an option, a pattern of names or another file than the words say', () => {
  for (const name of ['--property=x', '-M', '*', 'a b', 'a/../b', '$(id)']) {
    const effects = ['service', 'package', 'account', 'process'].map((kind) => ({
      kind: kind as 'service',
      verb: kind === 'package' ? 'install' : 'kill',
      target: name,
    }));
    expect(capturesOf({ level: 'remediate', effects }).filter((one) => one.name !== '*')).toEqual([]);
  }
});

it('stays within its number, and leaves the long lists out first', () => {
  const names = Array.from({ length: 80 }, (_, n) => `s${n}`);
  const all = capturesOf(judgeArgv(['systemctl', 'restart', ...names]));
  expect(all).toHaveLength(MAX_CAPTURES);
  expect(all.every(({ kind }) => kind === 'service')).toBe(true);
});
