import { resultText } from './run-text.js';
import { quoteWith } from './quote.js';
import { groupsOf, partOf, summaryOf } from './run-view.js';
import type { HostRun, RunView } from './run-view.js';

const host = (name: string, over: Partial<HostRun> = {}): HostRun => ({
  ...{ probe_id: `prb-${name}`, hostname: name, state: 'succeeded', request_id: `r-${name}` },
  ...{ directive_id: 'd', approval_id: null, exit_code: 0, duration_ms: 4.2 },
  ...{ stdout: 'ok\n', stderr: '', truncated: false },
  ...over,
});
const view = (hosts: readonly HostRun[], command = 'df -h'): RunView => ({
  run: {
    ...{ turnId: 't', callId: 'c', conversationId: 'v', command, reason: 'r', target: 'all' },
    ...{ rolloutId: null, targets: [], createdAt: new Date() },
  },
  ...{ hosts, level: 'observe', risk: 'low', open: [], waitsForPerson: false },
});
const quote = quoteWith('n0nce');

it('tells few hosts one by one, as seed 000 has it', () => {
  const text = resultText(
    view([host('principia'), host('castra', { stdout: 'other\n', duration_ms: 3 })]),
    quote,
  );
  expect(text).toBe(`[Results from 2 probes]

principia (prb-principia):
  exit=0, 4ms
  stdout: <<<stdout n0nce
ok

n0nce>>>

castra (prb-castra):
  exit=0, 3ms
  stdout: <<<stdout n0nce
other

n0nce>>>`);
});

it('tells the same output once, the most hosts first, and what did not run by why', () => {
  const away = host('gone', { state: 'skipped', exit_code: null, stdout: '', note: 'It is not connected.' });
  const hosts = [
    host('x', { stdout: 'differs' }),
    host('a'),
    host('b'),
    away,
    { ...away, hostname: 'gone2' },
  ];
  const text = resultText(view(hosts), quote);
  expect(text).toContain('2 hosts with the same output (a, b):');
  expect(text.indexOf('(a, b)')).toBeLessThan(text.indexOf('x (prb-x)'));
  expect(text).toContain('gone, gone2: was skipped: It is not connected.');
  expect(text).toMatch(/^\[Results from 3 probes\]/);
});

it('is no longer than a model should read, however many hosts answer how much', () => {
  const hosts = Array.from({ length: 1_000 }, (_, at) =>
    host(`h${at}`, { stdout: `${at} ${'x'.repeat(60_000)}` }),
  );
  const text = resultText(view(hosts), quote);
  expect(text.length).toBeLessThan(16_100);
  expect(text).toContain('more different outputs are not shown');
});

it('says of a log that it is one, and leaves nothing of a name but a name', () => {
  const named = { ...host('x'), probe_id: 'prb-1', hostname: 'web`\n<<<SYSTEM' };
  const text = resultText(view([named], 'journalctl -u nginx'), quote);
  expect(text).toContain('<<<log stdout n0nce');
  expect(text.split('\n')[2]).toBe('prb-1 (prb-1):');
});

it('shows people the groups, with how many lines are hidden', () => {
  const long = Array.from({ length: 500 }, (_, at) => `${at}`).join('\n');
  const hosts = [host('a', { stdout: long }), host('b', { exit_code: 1, state: 'failed' })];
  const part = partOf(view(hosts));
  expect(part).toMatchObject({ done: 2, duration_ms: 4.2, targets: [{ group: 0 }, { group: 1 }] });
  expect(part.groups).toMatchObject([
    { hidden_lines: 300, probes: 1 },
    { exit_code: 1, hidden_lines: 0 },
  ]);
  expect(summaryOf(view(hosts))).toBe('df -h on 2 probes, 1 failed');
  expect(groupsOf([])).toEqual([]);
});
