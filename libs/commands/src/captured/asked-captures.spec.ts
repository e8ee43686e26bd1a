import { loadReaders } from '@legator/shell';
import { askedCaptures } from './asked-captures.js';

beforeAll(() => loadReaders());

const payload = (argv: string[], more = {}) => ({ argv, ...more }) as never;

it('asks for what the command touches', () => {
  const asked = askedCaptures();
  expect(asked({ payload: payload(['chmod', '600', '/srv/a']), level: 'remediate' })).toEqual([
    { kind: 'file', name: '/srv/a' },
  ]);
  expect(asked({ payload: payload([], { line: 'echo x | tee /srv/b' }), level: 'remediate' })).toEqual([
    { kind: 'file', name: '/srv/b' },
  ]);
});

it('asks for nothing below remediate', () => {
  expect(askedCaptures()({ payload: payload(['chmod', '600', '/srv/a']), level: 'diagnose' })).toEqual([]);
});

it('puts what is expected first, and in the place of the same thing', () => {
  const expected = [
    { kind: 'service' as const, name: 'a.service', expect: { state: 'absent' as const, facts: {} } },
  ];
  const undoes = { request_id: 'cmd-1', expect: expected };
  const directive = { payload: payload(['systemctl', 'stop', 'a'], { undoes }), level: 'remediate' as const };
  expect(askedCaptures()(directive)).toEqual([...expected, { kind: 'sockets', name: '*' }]);
});
