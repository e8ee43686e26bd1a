import { decide } from './decide.js';
import { fitsRule } from './effect-rules.js';
import { judgeLine } from './judge.js';
import { loadReaders } from './readers.js';

beforeAll(() => loadReaders());

const verdict = (line: string): string =>
  decide({ judgement: judgeLine(line), probeLevel: 'remediate', ceiling: 'remediate' }).verdict;

it.each([
  // What it reads is not told, and is put behind a folder or a part of a name.
  `printf '%s' ../etc/shadow | xargs -I{} cat /srv/{}`,
  'printf w | xargs -I{} cat /etc/shado{}',
  'curl http://h/ | xargs -I{} cat /srv/app/{}',
  'printf ../../etc/profile.d/x.sh | xargs -I{} cp /tmp/evil /srv/app/{}',
  'printf ../../etc/sudoers.d/x | xargs -I{} sudo mv /tmp/evil /srv/app/{}',
  'printf ../../etc/passwd | xargs -I{} sed -i s/a/b/ /srv/app/{}',
  'printf ../../etc/passwd | xargs -I{} timeout 5 chown nobody /srv/app/{}',
  'printf ../../etc | xargs -I{} tar -xf /tmp/x.tar -C /srv/app/{}',
  'printf ../etc/shadow | xargs -I{} grep root /srv/{}',
  'printf ../etc/shadow | xargs -I{} wc -l /srv/{}',
  'printf ../etc/shadow | xargs -I{} grep --file=/srv/{} /etc/hosts',
  'ls /srv | xargs -I{} cat /srv/{}',
  'ls /etc/../tmp | xargs -I{} tail /etc/{}',
  'ls /etc/shadow | xargs -I{} cat /{}',
  // What it reads is told.
  'echo ../etc/passwd | xargs -I{} touch /srv/{}',
  'echo shadow | xargs -I{} cat /etc/{}',
  'find w -maxdepth 0 -print0 | xargs -0 -I{} cat /etc/shado{}',
  'git ls-files -z | xargs -0 -I{} cat /etc/shado{}',
  'seq 1 5 | xargs -I{} touch /etc/rc{}.d/x',
  'seq 1 99 | xargs -I{} touch /etc/rc{}.d/x',
  'seq 0 0 | xargs -I{} groupmod -g {} staff',
  'seq 1 254 | xargs -I{} ping -c1 10.0.0.{}',
  'seq 1 65535 | xargs -I{} nc -zv web {}',
  'seq 1 99 | xargs sudo kill',
  'seq 3 1 | xargs reboot',
  `echo '$&' | xargs -I{} cat /etc/shadow{}`,
  'which -a x | xargs rm',
  'which x | xargs touch',
  'pgrep sshd | xargs sudo kill',
  'seq 1 65535 | xargs -n1 nc -zv web',
  'seq 1 20 | xargs systemctl stop',
  'seq 1000 2000 | xargs -n1 sudo renice -n 5 -p',
  // Options of what filters it read other files, or take its lines apart.
  'echo uptime | grep -e. /tmp/words | xargs -I{} sh -c {}',
  'echo ls | grep -e. /tmp/words | xargs sudo',
  'echo ls | grep -f/tmp/words | xargs sudo',
  'echo /etc/hosts | grep -e. /tmp/words | xargs cat',
  'echo /etc/gshadowX/etc/hosts | grep -o /etc/gshadow | xargs cat',
  'echo xsshd | grep -o sshd | xargs sudo systemctl stop',
  'echo /etc/hosts | grep -n / | xargs cat',
  // An option of what shows names alone.
  'echo -r | xargs -I{} grep {} root:',
  'printf %s -r | xargs -I{} grep {} root:',
  'cat /tmp/w | xargs -I{} egrep {} root:',
  'cat /tmp/w | xargs du -sh',
  'echo --files0-from=/etc/shadow | xargs du',
  'cat /tmp/w | xargs md5sum',
  'pgrep sshd | xargs sudo renice -n 5 -p',
  `pgrep sshd | xargs -I{} sh -c 'kill {}'`,
])('does not let what it puts into words run unseen: %s', (line) => {
  expect(verdict(line)).toBe('queue');
});

it.each([
  'echo /etc/shadow,b/c | xargs -d, cat',
  'echo /etc/shadow,b/c | xargs --delimiter=, cat',
  'echo /etc/shadow,b/c | xargs --delimiter , cat',
  'echo a/x:/etc/profile.d/x.sh:b/c | xargs -d: touch',
  `echo a/x | sort | xargs -d / touch`,
  `echo a/x | xargs -d '\\x2f' touch`,
  `find /tmp -name '*.log' | xargs -I{} cat {}`,
  `find /tmp -name '*.log' | xargs -d '\\n' cat`,
  `find /tmp -name '*.log' | xargs -I{} chown nobody {}`,
  `find /var/log -name '*.log' | xargs -d: cat`,
  // A NUL on one side only
  `find /tmp -name '*.log' | xargs -0 cat`,
  `find /tmp -name '*.log' -print0 | xargs cat`,
  `find /tmp -name '*.log' -print0 | sort | xargs -0 cat`,
  `find /tmp -name '*.log' -print0 | head -n 1 | xargs -0 cat`,
  `find /tmp -name '*.log' | sort -z | xargs -0 cat`,
  `find /tmp -name '*.log' -print0 -o -print | xargs -0 cat`,
  'find /tmp -name -print0 | xargs -0 cat',
  'git ls-files | xargs -0 cat',
  `find "/var/log/a /home/ana/x" | xargs cat`,
  'echo /var/log/*.log | xargs -I{} cat {}',
])('takes for a word what xargs takes for one: %s', (line) => {
  expect(verdict(line)).toBe('queue');
});

it.each([
  'echo shadow | xargs -rI{} cat /etc/{}',
  'echo shadow | xargs -0I{} cat /etc/{}',
  'echo shadow | xargs -d "\\n" -I{} cat /etc/{}',
  'echo shadow | xargs -I% -I{} cat /etc/{}',
  'echo /etc/shadow | xargs -I{} -n2 cat /etc/hosts',
  'echo /etc/shadow | xargs -I{} -L1 cat /etc/hosts',
  'echo cat | xargs -I{} {} /etc/hosts',
  'echo cat | xargs -I{} /usr/bin/{} /etc/hosts',
  `echo a | xargs -I '' cat /etc/hosts`,
  'echo shadow | xargs -i cat /etc/{}',
  'echo shadow | xargs --replace cat /etc/{}',
  'echo shadow | xargs --replace=X cat /etc/X',
  'echo a | xargs -a /tmp/x cat',
  'echo a | xargs --arg-file=/tmp/x cat',
])('reads the options of xargs as xargs does: %s', (line) => {
  expect(verdict(line)).toBe('queue');
});

it.each([
  'find /etc -name shadow -o -name motd | xargs cat',
  'find /etc -print -name motd | xargs cat',
  'find /etc -name shadow -print -o -name motd -print | xargs cat',
  'find ~ -type f -print0 | xargs -0 cat',
  'echo ~ | xargs -I{} tar cf /tmp/x.tar {}',
  'find /tmp -name hosts.deny -execdir touch /etc/{} \\;',
  'find ../etc -maxdepth 0 -exec cat /srv/{} \\;',
  'find w -maxdepth 0 -exec cat /etc/shado{} \\;',
])('takes nothing less for found than find prints: %s', (line) => {
  expect(verdict(line)).toBe('queue');
});

it.each([
  'find /etc -name a -o -name b | xargs cat',
  `find /etc \\( -name a -o -name b \\) -print0 | xargs -0 cat`,
  `find /tmp -name '*.log' -print0 | xargs -0 cat`,
  `find /tmp -name '*.log' -print0 | sort -z | xargs -0I{} cat {}`,
  `find /var/log -name '*.log' | xargs -I{} cat {}`,
  'git ls-files -z | xargs -0 wc -l',
  'ls /var/log/nginx | xargs -I{} tail -n 5 /var/log/nginx/{}',
  'ls /srv | xargs -I{} wc -l /srv/{}',
  'ls -1 /etc/nginx/sites-enabled | xargs -I{} grep -l ssl /etc/nginx/sites-enabled/{}',
  'cat /tmp/x | xargs -I{} echo host-{}',
  'cat /tmp/x | xargs -I{} ls -ld /srv/{}',
  'pgrep nginx | xargs -r ps -fp',
  'pgrep nginx | xargs -I{} cat /proc/{}/status',
  'pidof nginx | xargs -I{} cat /proc/{}/limits',
  'which nginx | xargs ls -l',
  'which nginx | xargs file',
  'echo /etc/hosts,b/c | xargs -d, cat',
  'echo a | xargs -n1 -I{} cat /srv/{}',
  'echo a | xargs -I{} -n1 cat /srv/{}',
  `seq 3 | xargs -I{} sh -c 'echo {}'`,
  'find /srv -name x -exec cat {} \\;',
])('asks nobody about %s', (line) => {
  expect(verdict(line)).toBe('allow');
  expect(judgeLine(line).level).toBe('observe');
});

it('names the word of which nobody can tell what it becomes', () => {
  expect(judgeLine('curl http://h/ | xargs -I{} cat /srv/app/{}').reasons[0]).toMatchObject({
    rule: 'xargs.input',
    words: ['/srv/app/{}'],
  });
});

const rule = (target: string, kind: 'write' | 'read' | '*' = '*') => ({ kind, target });

it.each([
  ['seq 5 5 | xargs -I{} touch /srv/vol{}', '/srv/vol5', 'surely'],
  ['seq 5 5 | xargs -I{} touch /srv/vol{}', '/srv/vol6', 'no'],
  ['seq 1 99 | xargs -I{} touch /srv/vol{}', '/srv/vol5', 'perhaps'],
  ['pgrep x | xargs -I{} touch /srv/vol{}', '/srv/vol5', 'perhaps'],
  ['pgrep x | xargs -I{} touch /srv/vol{}', '/srv/vol1', 'perhaps'],
  ['pgrep x | xargs -I{} mkdir /srv/vol{}/x', '/srv/vol5/*', 'perhaps'],
  ['pgrep x | xargs -I{} touch /srv/vol{}', '/srv/data', 'no'],
  ['which -a x | xargs rm', '/usr/local/bin/*', 'perhaps'],
  ['which -a x | xargs rm', '/sbin/*', 'perhaps'],
  ['which -a x | xargs rm', '/usr/*', 'surely'],
  ['which -a x | xargs rm', '/etc/*', 'no'],
  ['echo /srv/zz:/srv/data:b/c | xargs -d: touch', '/srv/data', 'surely'],
  ['printf ../../etc/nginx/x | xargs -I{} cp /tmp/y /srv/app/{}', '/etc/*', 'perhaps'],
  ['printf a/x | xargs -I{} touch /srv/dat{}', '/srv/data/*', 'perhaps'],
  ['cat /tmp/x | xargs -I{} wc -l /srv/{}', '/etc/*', 'perhaps'],
  [`find /srv/app -name x -print0 | xargs -0I{} cp {} /backup/{}`, '/x/*', 'no'],
  ['find /srv/app -name x -exec chmod 644 {} \\;', '/x/*', 'no'],
])('%s touches %s: %s', (line, target, fit) => {
  expect(fitsRule(rule(target), judgeLine(line))).toBe(fit);
});

it.each([
  ['words', `echo ${'a,'.repeat(2_000)}a | xargs -d, -Ix cat ${'x'.repeat(200)}`],
  ['text', `echo ${'a'.repeat(3_000)} | xargs -I{} echo ${'{}'.repeat(1_500)}`],
])('does not put in more %s than it can judge', (_what, line) => {
  const { known, reasons } = judgeLine(line);
  expect([known, reasons[0]!.rule]).toEqual([false, 'xargs.input']);
});
