import fc from 'fast-check';
import { findOut } from './operand-kinds.js';

const asked = { asks: expect.any(String) };

it.each([
  ['path', '/etc/hosts', 'fine'],
  ['path', '/etc/*', 'sensitive'],
  ['path', '/etc/s*', 'sensitive'],
  ['path', '/etc/sha?ow', 'sensitive'],
  ['path', '/etc/[s]hadow', 'sensitive'],
  ['path', '/home/*/.bash_history', 'sensitive'],
  ['path', '/home/*/.ssh/*', 'sensitive'],
  ['path', '/proc/*/environ', 'sensitive'],
  ['path', '/proc/[0-9]*/status', 'fine'],
  ['path', '/proc/*', 'sensitive'],
  ['path', '/sys/*', 'unknown'],
  ['path', '/var/log/*.log', 'fine'],
  ['path', '/etc/nginx/**/*.conf', 'fine'],
  ['path', '/etc/**/*.conf', 'sensitive'],
  ['path', '/etc/**/sha*', 'sensitive'],
  ['path', '/**/etc/**/**/sha*', 'sensitive'],
  ['path', '/root/**/.bash_h*', 'sensitive'],
  ['path', '/etc/sh[]a]d*', 'sensitive'],
  ['path', '/etc/sh[[:alpha:]]d*', 'sensitive'],
  ['path', '/etc/**/hos*', 'fine'],
  ['entry', '/etc/**/le*', 'sensitive'],
  ['entry', '/srv/**/lo*', 'fine'],
  ['tree', '/home/**/bob', 'sensitive'],
  ['tree', '/home/*/bob', 'fine'],
  ['path', '/dev/sd*', 'unknown'],
  ['path', '/d*/sda', 'unknown'],
  ['path', '/**/sd?', 'unknown'],
  ['path', '/**/sda1', 'unknown'],
  ['path', '/p*/kmsg', 'unknown'],
  ['path', '/**/*.log', 'fine'],
  ['counted', '/**/*', 'fine'],
  ['tree', '/**/sda', 'unknown'],
  ['path', '/de?/sda', 'unknown'],
  ['path', '/d?v/input/event3', 'unknown'],
  ['path', '/?ev/ttyUSB3', 'unknown'],
  ['path', '/pro?/1234/mem', 'unknown'],
  ['path', '/pro?/1234/enviro?', 'sensitive'],
  ['path', '/pro?/1234/stack', 'unknown'],
  ['path', '/var/ru?/docker.sock', 'unknown'],
  ['path', '/**/cwd', 'unknown'],
  ['path', '/de?/**/x', 'unknown'],
  ['tree', '/pro?/1234', 'unknown'],
  ['tree', '/sy?', 'unknown'],
  ['counted', '/de?/x', 'unknown'],
  ['counted', '/*', 'fine'],
  ['path', '+!id', 'unknown'],
  ['path', '@/tmp/options', 'unknown'],
  ['tree', '/etc', 'sensitive'],
  ['tree', '/', 'sensitive'],
  ['tree', '.', 'sensitive'],
  ['tree', '/home/ana', 'sensitive'],
  ['tree', '/home/ana/project', 'fine'],
  ['tree', '/etc/nginx', 'fine'],
  ['tree', '/var/log', 'fine'],
  ['tree', '/proc', 'sensitive'],
  ['entry', '/root/.ssh/id_rsa', 'fine'],
  ['entry', '/etc/legator/keys', 'sensitive'],
  ['scratch', '/tmp/x', 'fine'],
  ['scratch', '/etc/x', 'unknown'],
  ['url', 'http://localhost:8080/health', 'fine'],
  ['url', 'http://169.254.169.254/latest/', 'sensitive'],
  ['url', 'http://[fd00:ec2::254]/latest', 'sensitive'],
  ['url', 'http://metadata.google.internal/x', 'sensitive'],
  ['url', 'http://0xa9fea9fe/', 'unknown'],
  ['url', 'http://127.0.0.1:2375/containers/x/stop', 'unknown'],
  ['url', 'http://user:secret@host/', 'unknown'],
  ['url', 'file:///etc/shadow', 'unknown'],
  ['host', 'db-1.example.org', 'fine'],
  ['host', 'cm9vdDp4OjA6MDpyb290Oi9yb290Oi9iaW4vYmFzaA.x.example', 'unknown'],
])('takes %s %s for %s', (kind, word, finding) => {
  expect(findOut(kind, word)).toBe(finding);
});

// One part of a pattern is enough to tell a secret that lies anywhere.
it.each([
  '/srv/app/.en[v]',
  '/srv/app/.en?',
  '/srv/app/.e*',
  '/srv/app/[.]env',
  '/srv/**/?env',
  '/home/bob/.s?h/id_rs?',
  '/home/bob/.s?h/**/*',
  '/home/bob/.bash_h*',
  '/root/.mysql_h*',
  '/home/bob/.pgpas?',
  '/root/.aw?/x',
  '/etc/ssl/privat?/server.ke?',
  '/etc/s?l/private/x',
  '/etc/wiregu?rd/home.conf',
  '/etc/nginx/*.ke?',
  '/etc/nginx/*.p[[:alpha:]]m',
  '/var/www/*/wp-confi?.php',
  '/**/wp-conf*',
  '/etc/redis/redis.con?',
  '/etc/postfix/sasl_pass*',
  '/srv/app/config/database.y?l',
  '/tmp/krb5c?_0',
  '/mnt/old/etc/s?adow',
  '/mnt/old/etc/ssh/ssh_h*',
])('takes %s for a secret', (path) => {
  expect(findOut('path', path)).toBe('sensitive');
  expect(findOut('tree', path)).toBe('sensitive');
  expect(findOut('packed', path)).toBe('sensitive');
  expect(findOut('writable', path)).toEqual(asked);
});

it.each([
  '/etc/nginx/*.conf',
  '/etc/nginx/conf*/*.conf',
  '/etc/mysql/conf.d/*.cnf',
  '/etc/*release',
  '/etc/host*',
  '/etc/systemd/system/*.service',
  '/etc/apt/sources.list.d/*.list',
  '/boot/config*',
  '/proc/[0-9]*/status',
  '/sys/class/net/*/speed',
  '/var/log/*',
  '/var/log/s*',
  '/var/log/secure*',
  '/var/log/ssh*',
  '/var/log/apt/history.log*',
  '/srv/*/package.json',
  '/**/nginx*',
])('lets %s be read', (path) => expect(findOut('path', path)).toBe('fine'));

it.each([
  '/home/bob/.s?h/authorized_key?',
  '/home/bob/.bashr?',
  '/home/bob/.[b]ashrc',
  '/usr/bi?/ls',
  '/usr/*/ls',
  '/usr/loca?/bin/x',
  '/etc/init.?/x',
  '/etc/pam.?/x',
  '/etc/cron.?/x',
  '/var/spool/cro?/crontabs/root',
  '/var/lo?/auth.log',
  '/srv/app/.git/hook?/pre-commit',
])('asks before what %s may stand for is changed', (path) =>
  expect(findOut('writable', path)).toEqual(asked),
);

it.each(['/srv/app/*.conf', '/etc/nginx/sites-*/default', '/srv/app/lib*/x', '/home/bob/pro?/x'])(
  'lets %s be changed',
  (path) => expect(findOut('writable', path)).toBe('fine'),
);

it.each([
  '/etc/passwd',
  '/etc/sudoers.d/x',
  '/dev/sda',
  '/root/.ssh/authorized_keys',
  '/var/log/auth.log',
  '/*',
  '/usr/bin/x',
  '/var/spool/**/cron',
])('asks before %s is changed', (path) => expect(findOut('writable', path)).toEqual(asked));

it('never takes a pattern for more harmless than what it may stand for', () => {
  const secret = fc.constantFrom(
    '/etc/shadow',
    '/root/.ssh/id_rsa',
    '/home/ana/.bash_history',
    '/proc/1/environ',
  );
  fc.assert(
    fc.property(secret, fc.nat(), fc.constantFrom('*', '?'), (path, place, sign) => {
      const at = 1 + (place % (path.length - 1));
      if (path[at] === '/') return;
      expect(findOut('path', path.slice(0, at) + sign + path.slice(at + 1))).not.toBe('fine');
    }),
  );
});

it.each([
  '/var/lib/grafana/grafana.db',
  '/etc/grafana/grafana.ini',
  '/etc/zabbix/zabbix_agentd.psk',
  '/etc/zabbix/zabbix_server.conf',
  '/etc/sssd/sssd.conf',
  '/etc/dovecot/users',
  '/etc/dovecot/dovecot-sql.conf.ext',
  '/etc/tomcat9/tomcat-users.xml',
  '/etc/ceph/ceph.client.admin.keyring',
  '/etc/corosync/authkey',
  '/etc/snmp/snmpd.conf',
  '/etc/apt/auth.conf.d/mirror.conf',
  '/home/ana/.local/share/fish/fish_history',
  '/home/ana/.Xauthority',
  '/root/.msmtprc',
  '/root/anaconda-ks.cfg',
  '/tmp/krb5cc_1000',
  '/srv/app/appsettings.Production.json',
  '/srv/app/local_settings.py',
  '/var/www/html/config.php',
  '/var/lib/jenkins/users/admin/config.xml',
])('takes %s for a place of secrets', (path) => expect(findOut('path', path)).toBe('sensitive'));

it.each([
  '/etc/haproxy/haproxy.cfg',
  '/etc/postfix/main.cf',
  '/etc/samba/smb.conf',
  '/etc/zabbix/zabbix_agentd.conf',
  '/var/log/grafana/grafana.log',
  '/etc/prometheus/prometheus.yml',
  '/var/log/jenkins/jenkins.log',
])('reads %s', (path) => expect(findOut('path', path)).toBe('fine'));
