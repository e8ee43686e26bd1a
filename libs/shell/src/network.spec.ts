import { readFileSync } from 'node:fs';
import { judgeArgv, judgeLine } from './judge.js';
import { loadReaders } from './readers.js';

const EXAMPLES = readFileSync(`${__dirname}/program-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[+~] /.test(line))
  .map((line) => line.slice(2));

const words = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('␣', ' '));

beforeAll(() => loadReaders());

it('never needs the network for anything of level observe', () => {
  const reaching = EXAMPLES.filter((line) => {
    const { level, network } = judgeArgv(words(line));
    return level === 'observe' && network;
  });
  expect(reaching).toEqual([]);
});

it.each([
  'curl http://x',
  'dig x.example',
  'ping -c1 x',
  'nc -zv x 22',
  'openssl s_client -connect x:443',
  'git fetch --dry-run origin',
  'git ls-remote origin',
  'apt list --upgradable; getent hosts x',
  'pip list --outdated',
  'npm outdated',
  'dnf check-update',
  'kubectl get pods',
  'helm list',
  'psql -h db -c "select 1"',
  'mysqladmin status',
  'redis-cli ping',
  'timeout 5 dig x.example',
  'uptime && dig x.example',
  'if id; then dig x.example; fi',
])('says that %s needs it, which is a diagnosis', (line) => {
  expect(judgeLine(line)).toMatchObject({ level: 'diagnose', network: true });
});

it.each([
  'uptime',
  'ps aux',
  'apt list',
  'pip list',
  'dnf list installed',
  'ss -tlnp',
  'ip addr',
  'docker ps',
])('says that %s needs none', (line) => {
  expect(judgeLine(line)).toMatchObject({ level: 'observe', network: false });
});

it.each(['strace -p 1 -c', 'tail -f /var/log/syslog', 'journalctl -f'])(
  'knows that %s works hard, and needs none',
  (line) => {
    expect(judgeLine(line)).toMatchObject({ network: false });
  },
);

it('takes what it does not know for something that may', () => {
  expect(judgeLine('some-tool --option')).toMatchObject({ known: false, network: true });
});

it('names the host that is asked, so that a policy can protect it', () => {
  expect(judgeArgv(['ping', '-c1', 'db.internal']).effects).toContainEqual({
    kind: 'network',
    verb: 'ask',
    target: 'db.internal',
  });
});

it.each([
  ['mysqladmin -h db2 status', 'db2'],
  ["mongosh --host db2 --eval 'rs.status()'", 'db2'],
  ["mongosh --eval 'rs.status()'", '*'],
])('says whom %s asks', (line, target) => {
  expect(judgeLine(line).effects).toContainEqual({ kind: 'network', verb: 'ask', target });
});
