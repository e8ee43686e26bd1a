import { judgeArgv, judgeLine, loadReaders } from '@legator/shell';
import type { LocalPolicy } from '../config/local-policy.js';
import { heldBack } from './held-back.js';

beforeAll(() => loadReaders(), 60_000);

const rules = (then: 'queue' | 'deny'): LocalPolicy['block'] => [{ kind: 'write', target: '/etc/*', then }];
const host = (then: 'queue' | 'deny') => ({
  blocked: [],
  rules: rules(then)!,
  sandbox: 'preferred' as const,
});
const asked = (line: string, approved = false) =>
  heldBack(host('deny'), [[line]], judgeLine(line), { approved, contained: false })?.reason;

it.each([
  'cp /tmp/x etc/hosts',
  'cp /tmp/x ./etc/hosts',
  'cp /tmp/x /proc/self/root/etc/hosts',
  'sed -i s/a/b/ etc/nginx/nginx.conf',
  'mkdir etc/foo',
  'chown root etc/app.conf',
  'touch /etc/*/x',
  'dd if=/tmp/x of=etc/x',
])('holds %s back, approved or not', (line) => {
  expect([asked(line), asked(line, true)]).toEqual(['blocked_effect', 'blocked_effect']);
});

it.each(['touch /e*/x', 'cp /tmp/hosts etc', 'find /tmp -name x -execdir touch hosts ";"'])(
  'holds %s back until a person has looked at it',
  (line) => {
    expect([asked(line), asked(line, true)]).toEqual(['blocked_effect', undefined]);
  },
);

it.each(['cp /tmp/x /srv/x', 'systemctl restart etc', 'touch /srv/*', 'cat etc/hosts'])(
  'has nothing against %s',
  (line) => {
    expect(asked(line)).toBeUndefined();
  },
);

it('reads words that come without a line in the same way', () => {
  const argv = ['cp', '/tmp/x', 'etc/hosts'];
  const refusal = heldBack(host('queue'), [argv], judgeArgv(argv), { approved: false, contained: false });
  expect(refusal).toMatchObject({ reason: 'blocked_effect' });
});
