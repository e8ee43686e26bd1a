import { judgeLine, judgePlan, type Judgement } from './judge.js';
import { loadReaders } from './readers.js';

beforeAll(() => loadReaders());

const rules = ({ reasons }: Judgement): string[] => reasons.map(({ rule }) => rule);

it.each([
  'ls -l /tmp | head -n 3 /etc/hosts',
  'id && uptime || df -h; free -m',
  'ls /var/log 2>/dev/null',
  'ls /var/log 2>&1',
  'head -n 5 </etc/hosts /etc/hosts',
  'for x in /tmp /var; do ls -l "$x"; done',
  'for unit in ssh cron; do systemctl status $unit --no-pager; done',
  'x=/var/log; ls "$x"',
  'if id; then uptime; else df -h; fi',
  '{ id; uptime; }',
  '( id; uptime )',
  'ls /var/{log,lib}',
  'echo "rm -rf /"',
  'id # rm -rf /',
  "sh -c 'ls /tmp'",
  'sh -c "sh -c \'ls /tmp\'"',
  "bash -ec 'ls /tmp && id'",
  'sudo -n systemctl status ssh',
  'timeout -k 5 10s nice -n 5 ionice -c 3 stdbuf -oL ls /tmp',
  'env ls /tmp',
  'command ls /tmp',
  'command -v ls',
  'time -p ls',
  'ls /tmp | xargs -n1 ls -ld',
  'echo /etc/hosts /etc/passwd | xargs -n 1 cat',
  'ls /tmp\nid',
])('grants %j at observe', (line) => {
  expect(judgeLine(line)).toMatchObject({
    level: 'observe',
    known: true,
    sensitive: false,
    asks: false,
    risk: 'low',
  });
});

it.each([
  // What is looked at on the spot goes nowhere, whatever was asked elsewhere before.
  'echo | openssl s_client -connect example.org:443 2>/dev/null | openssl x509 -noout -enddate',
  // The ? of an address is no pattern for files.
  'curl -s http://localhost:9090/api/v1/query?query=up',
  'wget -qO- http://localhost/status?full=1',
])('grants %j at diagnose', (line) => {
  expect(judgeLine(line)).toMatchObject({ level: 'diagnose', known: true, sensitive: false, asks: false });
});

it.each([
  'cat /etc/hosts | openssl s_client -connect x509',
  'curl -s http://localhost/a*?b=1',
  'curl -s http://localhost/a?b=[1-3]',
  'curl -s http://localhost/a?b={1,2}',
  'curl -s http://localhost/a?b=$(id)',
])('leaves %j to a person', (line) => expect(judgeLine(line)).toMatchObject({ level: 'remediate' }));

it('takes the highest level of all that runs', () => {
  expect(judgeLine('id; ping -c1 x; id')).toMatchObject({ level: 'diagnose', known: true });
  expect(judgeLine('ls | tail -f /x')).toMatchObject({ level: 'diagnose', known: true });
  expect(judgeLine('sudo -u ana id')).toMatchObject({ level: 'remediate', known: true, asks: false });
});

it.each([
  ['cat </etc/shadow', 'line.secret_path'],
  ['x=/etc/shadow; head $x', 'head: secret_path'],
  ['for x in /etc/hosts /etc/shadow; do head $x; done', 'head: secret_path'],
  ["sh -c 'cat /etc/shadow'", 'cat: secret_path'],
  ['echo $(cat /etc/shadow)', 'cat: secret_path'],
  ['echo $(</etc/shadow)', 'line.secret_path'],
  ['echo /etc/shadow | xargs cat', 'cat: secret_path'],
  ['env -u A', 'argv.environment'],
  ['sudo -n A=b', 'argv.environment'],
])('sees that %j shows secrets', (line, rule) => {
  const judgement = judgeLine(line);
  if (rule !== 'argv.environment' || judgement.sensitive) expect(judgement.sensitive).toBe(true);
  else expect(judgement.known).toBe(false);
  if (judgement.sensitive) expect(rules(judgement)).toContain(rule);
});

it.each([
  ['id >/etc/cron.d/x', 'line.system_file'],
  ['id >>/usr/bin/x', 'line.system_file'],
  ['id 2>/boot/x', 'line.system_file'],
  ['id &>/sys/x', 'line.system_file'],
  ['id >/tmp/../etc/x', 'line.system_file'],
  ['id >/dev/sda', 'line.system_file'],
  ['id >/dev/tcp/10.0.0.1/80', 'line.network'],
  ['LD_PRELOAD=/x id', 'line.environment'],
  ['PATH=/tmp; id', 'line.environment'],
  ['export BASH_ENV=/x', 'line.environment'],
  ['id; GIT_SSH_COMMAND=x id', 'line.environment'],
  ['env LD_LIBRARY_PATH=/x id', 'line.environment'],
  ['sudo LD_PRELOAD=/x id', 'line.environment'],
  ['echo id | sh', 'line.piped_program'],
  ['echo id | sudo bash -x', 'line.piped_program'],
  ['echo id | $x; echo id | python3 -', 'line.piped_program'],
  ['ssh h ls', 'ssh'],
  ['nohup ls', 'nohup'],
  ["su -c 'ls' ana", 'su'],
  ['chroot /x ls', 'chroot'],
  ['eval ls', 'eval'],
  ["zsh -c 'ls'", 'zsh'],
])('asks a person about %j at every level', (line, rule) => {
  const judgement = judgeLine(line);
  expect(judgement).toMatchObject({ level: 'remediate', asks: true });
  expect(rules(judgement)).toContain(rule);
});

it.each([
  ['id >/tmp/x', 'line.redirect'],
  ['id $x', 'line.expansion'],
  ['id $(uptime)', 'line.expansion'],
  ['A=b id', 'line.assignment'],
  ['env A=b id', 'line.assignment'],
  ['while id; do uptime; done', 'line.loop'],
  ['f() { id; }', 'line.function'],
  ['case a in a) id;; esac', 'line.construct'],
  ['id &', 'line.background'],
  ['cd /x && ls', 'line.keyword'],
  ['cat <<E\n$a\nE', 'line.redirect'],
  ['id "', 'line.syntax_error'],
  [`echo ${'x'.repeat(9000)}`, 'line.too_long'],
  ['', 'line.empty'],
  ['id # \u202e', 'line.control_character'],
  ['id\\\nx', 'line.disagreement'],
  ["sh -c 'id' x", 'sh: operand'],
  ["sh -c 'id &>/dev/null'", 'sh: operand'],
  ["sh -lc 'id'", 'sh: option'],
  ['sudo -Z id', 'sudo: option'],
  [`${'sudo '.repeat(12)}id`, 'argv.too_deep'],
  // What stands in one another doubles with each step.
  [`${'xargs '.repeat(20)}`, 'argv.too_deep'],
  [`${'xargs '.repeat(8)}id`, 'argv.too_deep'],
  // A grammar that looks for the mistake in it takes twice as long for each part.
  [`select x in a; do :; done ${'| ls '.repeat(40)}| lsns -p 5`, 'line.too_many_parts'],
  [`id # '\n${'| ls '.repeat(17)}'`, 'line.too_many_parts'],
  [`sh -c 'id; sh -c id' ;`.repeat(40), 'argv.too_deep'],
])('holds %j for a person, since nobody can say what it does', (line, rule) => {
  const judgement = judgeLine(line);
  expect(judgement).toMatchObject({ level: 'remediate', known: false });
  expect(rules(judgement)).toContain(rule);
});

it.each([
  ['nice rm -rf /x', 'rm'],
  ['sudo timeout 5 sh -c "id; reboot"', 'reboot'],
  ['ls | xargs rm', 'rm'],
  ['if id; then rm -r /x; fi', 'rm'],
  ['while id; do rm -r /x; done', 'rm'],
  ['f() { rm -r /x; }', 'rm'],
  ['echo "$(rm -r /x)"', 'rm'],
  ['cat <(rm -r /x)', 'rm'],
  ['cat <<E\n$(rm -r /x)\nE', 'rm'],
  ['cat <<E | rm -r /x\nE', 'rm'],
  ['case $(rm -r /x) in a) id;; esac', 'rm'],
  ['x=$(rm -r /x)', 'rm'],
  ['id >$(rm -r /x)', 'rm'],
  ['id & rm -r /x', 'rm'],
  ['id <<<"$(rm -r /x)"', 'rm'],
  ['ssh h "id; rm -r /x"', 'rm'],
  ["su - ana -c 'rm -r /x'", 'rm'],
  ['watch "id; rm -r /x"', 'rm'],
  ["script -c 'rm -r /x' /y", 'rm'],
  ['runuser -u ana -- rm -r /x', 'rm'],
  ['[[ $(rm -r /x) ]]', 'rm'],
  ['(( $(rm -r /x) ))', 'rm'],
  ['a[$(rm -r /x)]=1', 'rm'],
])('finds in %j what is dangerous, and says so', (line, word) => {
  const { risk, known, asks, effects, reasons } = judgeLine(line);
  expect(risk).toBe('critical');
  expect(!known || asks).toBe(true);
  const said = [
    ...effects.map(({ target, verb }) => `${verb} ${target}`),
    ...reasons.flatMap(({ words }) => words),
  ];
  expect(said.join(' ')).toContain(word);
});

it('puts what holds a line back before what only reads, and names the wrapper', () => {
  const { reasons } = judgeLine('id; sudo -n timeout 5 /tmp/x; uptime');
  expect(reasons[0]!.rule).toBe('program.place');
  expect(reasons.map(({ rule }) => rule).toSorted()).toEqual([
    'id',
    'program.place',
    'sudo',
    'timeout',
    'uptime',
  ]);
  expect(reasons.find(({ rule }) => rule === 'sudo')!.text).toBe('sudo runs the command that follows it.');
});

it('judges a plan by its commands, whoever made it', () => {
  const step = (...argv: string[]) => ({ after: 'then' as const, pipeline: [{ argv }] });
  expect(judgePlan({ steps: [step('id'), step('rm', '/x')] }).level).toBe('remediate');
  expect(judgePlan({ steps: [step('id'), step('uptime')] })).toMatchObject({ level: 'observe', known: true });
  const hidden = {
    after: 'then' as const,
    pipeline: [{ test: [step('id')], yes: [step('id')], no: [step('rm')] }],
  };
  expect(judgePlan({ steps: [hidden] }).level).toBe('remediate');
  const stdin = { after: 'then' as const, pipeline: [{ argv: ['id'], stdin: { file: '/etc/shadow' } }] };
  expect(judgePlan({ steps: [stdin] }).sensitive).toBe(true);
});

it('judges for Windows by the rules of Windows', () => {
  expect(judgeLine('Get-Process', { platform: 'windows' })).toMatchObject({ level: 'observe', known: true });
  expect(judgeLine('Get-Process')).toMatchObject({ level: 'remediate', known: false });
});

it('does not take numbers from elsewhere for processes that may be ended', () => {
  expect(judgeLine('pgrep nginx | xargs ps -fp')).toMatchObject({ level: 'observe', known: true });
  expect(judgeLine('pgrep sshd | xargs kill')).toMatchObject({ level: 'remediate', known: false });
});

it('tells which name is sure of what find hands on', () => {
  const reads = (line: string) => judgeLine(line).level === 'observe';
  expect(reads("find . -name '*.c' -exec cat {} +")).toBe(true);
  expect(reads("find . ( -name '*.c' -o -name '*.h' ) -exec cat {} +".replace(/[()]/g, '\\$&'))).toBe(true);
  for (const line of [
    "find . -name '*.c' -o -exec cat {} +",
    "find . ! -name '*.c' -exec cat {} +",
    "find . -name '*.c' , -exec cat {} +",
    "find . -name '*.c' -exec cat {} + -o -name id_rsa -exec cat {} +",
    "find . -name '*.c' -exec cat {} \\; -exec rm {} \\;",
  ])
    expect([line, reads(line)]).toEqual([line, false]);
});
