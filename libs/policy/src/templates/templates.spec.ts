import { PolicyInput } from '@legator/contracts';
import { BUILT_INS } from './builtins.js';
import { complete } from './complete.js';
import { diffDocuments } from './diff.js';

const input = (over: object = {}) => PolicyInput.parse({ name: 'a', level: 'diagnose', ...over });

it('has the four templates of upstream', () => {
  expect(BUILT_INS.map(({ id, versions }) => [id, versions[0]!.level, versions[0]!.approval_mode])).toEqual([
    ['observe-only', 'observe', 'none'],
    ['diagnose', 'diagnose', 'mutation_gate'],
    ['full-remediate', 'remediate', 'mutation_gate'],
    ['wasm-fast-lane', 'diagnose', 'mutation_gate'],
  ]);
});

it('fills in what its level implies', () => {
  expect(complete(input())).toMatchObject({
    ...{ execution_class_required: 'diagnose_sandbox', approval_mode: 'mutation_gate', sandbox: 'preferred' },
    ...{ self_approval: 'medium', require_second_approver: false, breakglass: { enabled: false } },
  });
});

it('asks for a sandbox by either word, and by its own where both are said', () => {
  expect(complete(input({ sandbox_required: true })).sandbox).toBe('required');
  expect(complete(input({ sandbox_required: true, sandbox: 'preferred' })).sandbox).toBe('preferred');
});

it.each<[string, object]>([
  ['a level that nobody knows', { level: 'root' }],
  ['a protection with a spelling mistake', { pahts: ['/etc'] }],
  ['a path that is not absolute', { paths: ['etc'] }],
  ['a rule about nothing', { block: [{ then: 'deny' }] }],
  [
    'a time zone that does not exist',
    { windows: [{ days: ['mon'], from: '01:00', to: '02:00', time_zone: 'Mars/X' }] },
  ],
  ['a window without length', { windows: [{ days: ['mon'], from: '01:00', to: '01:00' }] }],
  ['a runtime of more than a day', { max_runtime_sec: 86_401 }],
  ['a scope that begins with a dot', { allowed_scopes: ['.x'] }],
  ['a broken glass without reasons', { breakglass: { enabled: true } }],
  ['a broken glass with a reason of its own', { breakglass: { enabled: true, allowed_reasons: ['fun'] } }],
  ['a limit on nothing', { rate: {} }],
  ['an empty prefix, which every command begins with', { blocked: [' '] }],
])('refuses %s', (_what, over) => {
  expect(PolicyInput.safeParse({ name: 'a', level: 'diagnose', ...over }).success).toBe(false);
});

it('refuses more rules than a probe can be told, and says how much they are', () => {
  const block = Array.from({ length: 200 }, (_, n) => ({
    target: `/${n}/${'é'.repeat(500)}`,
    verb: 'ä'.repeat(500),
  }));
  expect(() => complete(input({ block }))).toThrow(/takes \d+ KiB.*at most 256 KiB/);
  expect(complete(input({ block: block.slice(0, 50) })).block).toHaveLength(50);
});

it('refuses what contradicts itself', () => {
  expect(() => complete(input({ execution_class_required: 'breakglass_direct' }))).toThrow(/breakglass/);
});

it.each<[object, object, string, string]>([
  [{ level: 'observe' }, { level: 'diagnose' }, 'level', 'looser'],
  [{}, { sandbox: 'required' }, 'sandbox', 'stricter'],
  [{ blocked: ['rm'] }, { blocked: ['rm', 'dd'] }, 'blocked', 'stricter'],
  [{ blocked: ['rm', 'dd'] }, { blocked: ['rm'] }, 'blocked', 'looser'],
  [{ blocked: ['rm'] }, { blocked: ['dd'] }, 'blocked', 'other'],
  [{}, { capture: 'required' }, 'capture', 'stricter'],
  [{ capture: 'required' }, { capture: 'preferred' }, 'capture', 'looser'],
  [{}, { max_targets: 3 }, 'max_targets', 'stricter'],
  [{ max_runtime_sec: 10 }, { max_runtime_sec: 0 }, 'max_runtime_sec', 'looser'],
  [{ approval_mode: 'none' }, { approval_mode: 'every_action' }, 'approval_mode', 'stricter'],
])('tells from %j to %j that %s is %s', (was, becomes, path, effect) => {
  const same = { execution_class_required: 'diagnose_sandbox', approval_mode: 'none' };
  const changes = diffDocuments(
    complete(input({ ...same, ...was })),
    complete(input({ ...same, ...becomes })),
  );
  expect(changes).toMatchObject([{ path, effect }]);
});
