import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { covers } from '@legator/contracts';
import { judgeArgv } from './judge.js';
import { programNames } from './program-table.js';

const GRANTED = [
  'ls -la /tmp',
  'ps aux',
  'systemctl status ssh',
  'ip -br addr',
  'journalctl -u ssh -n 50',
  'df -h /',
];

it('says which rule and which words it went by', () => {
  expect(judgeArgv(['ip', 'link', 'xstats', 'eth0']).reasons).toEqual([
    { rule: 'ip link: verb', words: ['xstats'], text: 'ip xstats is not known to only read.' },
  ]);
  expect(judgeArgv(['systemctl', 'status', 'ssh']).reasons[0]).toMatchObject({ rule: 'systemctl status' });
});

it.each([
  ['systemctl enable --now b', ['enable b.service', 'start b.service']],
  ['systemctl --now enable b', ['enable b.service', 'start b.service']],
  [
    'systemctl disable b c --now',
    ['disable b.service', 'disable c.service', 'stop b.service', 'stop c.service'],
  ],
  ['systemctl --now mask b', ['mask b.service', 'stop b.service']],
  ['systemctl unmask --now b', ['enable b.service']],
  ['systemctl enable b', ['enable b.service']],
])('tells all that %s does', (line, told) => {
  const { effects } = judgeArgv(line.split(' '));
  expect(effects.map(({ verb, target }) => `${verb} ${target}`)).toEqual(told);
});

it.each([
  ['cat /etc/shadow', ['/etc/shadow']],
  ['head -n1 /root/.ssh/id_rsa', ['/root/.ssh/id_rsa']],
  ['ps auxe', ['auxe']],
  ['ps -AE', ['-AE']],
  ['getent shadow', ['shadow']],
  ['systemctl show -p Environment x', ['-p', 'Environment']],
])('calls %s sensitive, and names the words', (line, words) => {
  const judgement = judgeArgv(line.split(' '));
  expect(judgement).toMatchObject({
    level: 'remediate',
    risk: 'high',
    sensitive: true,
    reasons: [{ words }],
  });
});

it.each([
  '/etc/passwd',
  '/etc/hosts',
  '/etc/ssh/sshd_config',
  '/etc/nginx/nginx.conf',
  '/var/log/auth.log',
  '/home/ana/.ssh/../notes',
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pam.d/passwd',
  '/etc/os-release',
])('does not take %s for a secret', (path) => {
  expect(judgeArgv(['cat', path]).sensitive).toBe(path.includes('.ssh/'));
});

it.each(['/bin/', '/usr/bin/', '/sbin/', '/usr/sbin/'])('knows a program by its path in %s', (folder) => {
  expect(judgeArgv([`${folder}uptime`])).toMatchObject({ level: 'observe', known: true });
});

it.each([
  [[]],
  [['']],
  [['ls', '\0']],
  [['ls', 'x'.repeat(20_000)]],
  [['echo', ...Array<string>(300).fill('x')]],
])('holds back what it cannot look at whole', (argv) => {
  expect(judgeArgv(argv)).toMatchObject({ level: 'remediate', known: false });
});

it('tells a look-alike name from a program that it merely does not know', () => {
  expect(judgeArgv(['l\u0455']).reasons[0]!.rule).toBe('program.name');
  expect(judgeArgv(['lx']).reasons[0]!.rule).toBe('program.unknown');
  expect(judgeArgv(['/tmp/ls']).reasons[0]!.rule).toBe('program.place');
});

it('never asks for less when a word is added that is not granted by itself', () => {
  const line = fc.constantFrom(...GRANTED).map((text) => text.split(' '));
  const extra = fc.oneof(
    fc.string(),
    fc.constantFrom('-x', '--help=1', '-K', '--exec', '/etc/shadow', ';', '-'),
  );
  fc.assert(
    fc.property(line, extra, fc.nat(), (words, word, place) => {
      const at = 1 + (place % words.length);
      const longer = judgeArgv([...words.slice(0, at), word, ...words.slice(at)]);
      expect(covers(longer.level, judgeArgv(words).level)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it('grants nothing to words made up at random, but for those that the table allows', () => {
  const option = fc.stringMatching(/^--?[a-zA-Z-]{6,12}(=.*)?$/).filter((word) => word.length > 8);
  fc.assert(
    fc.property(fc.constantFrom(...programNames()), option, (name, word) => {
      const { level, known, reasons } = judgeArgv([name, word]);
      expect(level === 'remediate' || (known && reasons.length > 0)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

it('gives the same answer however the same thing is written', () => {
  const same = (a: string, b: string) => {
    const [one, other] = [judgeArgv(a.split(' ')), judgeArgv(b.split(' '))];
    expect([other.level, other.risk, other.known]).toEqual([one.level, one.risk, one.known]);
  };
  same('journalctl -n 5', 'journalctl --lines=5');
  same('journalctl --lines 5', 'journalctl -n5');
  same('ls -l -a', 'ls -al');
  same('df -h /', 'df / -h');
  same('head -n 5 /etc/hosts', '/usr/bin/head /etc/hosts -n5');
  same('cat /etc/shadow', 'cat -- /etc//shadow');
});

const ps = existsSync('/usr/bin/ps') || existsSync('/bin/ps');
if (!ps) process.stderr.write('SKIPPED: there is no ps here, so what it prints is not looked at.\n');

(ps ? it : it.skip)(
  'grants no way to write ps that prints what programs were started with',
  async () => {
    const canary = 'CANARY_b7f3a1';
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      env: { LEGATOR_CANARY: canary },
    });
    await once(child, 'spawn');
    try {
      const options = (
        '-e,-f,-F,-A,-a,-d,-l,-j,-y,-T,-L,-H,-M,-w,-c,-N,aux,axf,-o args,-opid=,-o comm,-u root,-p 1,--sort=pid,--forest,' +
        '-O args,1,-efF,-efl,-aux,-C sshd,-eLf,-efj,-elF,-eM,-ec,axo args,ax,-ww,--no-headers,--ppid 1,-s 1'
      ).split(',');
      let tried = 0;
      // -e is the one option that means environments where ps falls back to reading letters.
      for (const a of ['-e', '-ef', '-efj']) {
        for (const b of options) {
          const argv = ['ps', ...a.split(' '), ...b.split(' '), '-ww'];
          if (judgeArgv(argv).level === 'remediate') continue;
          tried += 1;
          expect([argv.join(' '), outputOf(argv).includes(canary)]).toEqual([argv.join(' '), false]);
        }
      }
      expect(tried).toBeGreaterThan(60);
      expect(outputOf(['ps', 'axeww'])).toContain(canary);
    } finally {
      child.kill('SIGKILL');
    }
  },
  60_000,
);

function outputOf([program, ...words]: string[]): string {
  try {
    return execFileSync(program!, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    });
  } catch (failure) {
    return String((failure as { stdout?: string }).stdout ?? '');
  }
}
