import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssignedPolicyFile, type AssignedPolicy, MemoryPolicyFile } from './assigned-policy.js';
import { HostPolicy } from './host-policy.js';

const policy = (revision: number, over: Partial<AssignedPolicy> = {}): AssignedPolicy => ({
  revision,
  policies: [{ id: 'diagnose', version: 1 }],
  level: 'diagnose',
  sandbox: 'preferred',
  block: [],
  blocked: [],
  ...over,
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lgt-policy-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes a newer policy, and the same one again', () => {
  const host = new HostPolicy('remediate');
  expect(host.take(policy(3))).toBeUndefined();
  expect(host.take(policy(3))).toBeUndefined();
  expect(host.take(policy(4, { level: 'remediate', sandbox: 'required' }))).toBeUndefined();
  expect([host.revision, host.level, host.sandbox]).toEqual([4, 'remediate', 'required']);
});

it.each([
  ['an older one', policy(2, { level: 'remediate' }), 'policy_outdated'],
  ['another one of the same revision', policy(3, { level: 'remediate' }), 'policy_altered'],
])('refuses %s, and lets no more run for it', (_what, given, reason) => {
  const host = new HostPolicy('remediate');
  host.take(policy(3));
  expect(host.take(given)).toMatchObject({ reason });
  expect([host.revision, host.level]).toEqual([3, 'diagnose']);
});

it('refuses an older one after a restart as well', () => {
  new HostPolicy('remediate', {}, new AssignedPolicyFile(folder)).take(policy(7, { blocked: ['dd'] }));
  const host = new HostPolicy('remediate', {}, new AssignedPolicyFile(folder));
  expect(host.take(policy(6))).toMatchObject({ reason: 'policy_outdated' });
  expect(host.blocked).toEqual(['dd']);
  expect(host.level).toBe('observe');
});

it('does not take what it cannot keep, but lets no more run than that says', () => {
  class Full extends MemoryPolicyFile {
    override write(): void {
      throw new Error('no space left');
    }
  }
  const host = new HostPolicy('remediate', {}, new Full());
  host.adopt('remediate');
  expect(host.take(policy(1, { level: 'observe' }))).toMatchObject({ reason: 'policy_unwritable' });
  expect([host.revision, host.level]).toEqual([0, 'observe']);
});

it('does not start on a kept policy that it cannot read', () => {
  writeFileSync(join(folder, 'assigned-policy.json'), '{"revision":');
  expect(() => new HostPolicy('remediate', {}, new AssignedPolicyFile(folder))).toThrow(/holds back/);
});

it('never lets more run than ceiling and local policy', () => {
  const host = new HostPolicy('diagnose', { level: 'observe' });
  host.take(policy(1, { level: 'remediate' }));
  expect([host.ceiling, host.own, host.level]).toEqual(['diagnose', 'observe', 'observe']);
});

it('keeps what the host itself asks for, whatever is assigned', () => {
  const rule = { kind: 'power', then: 'deny' as const };
  const host = new HostPolicy('remediate', { sandbox: 'required', block: [rule], blocked: ['dd'] });
  host.take(policy(1));
  expect([host.sandbox, host.rules, host.blocked]).toEqual(['required', [rule], ['dd']]);
});

it('believes the level of a welcome, unless that knows less than it does', () => {
  const host = new HostPolicy('remediate');
  host.take(policy(5));
  host.welcomed({ version: 5, level: 'remediate' });
  expect(host.level).toBe('remediate');
  host.welcomed({ version: 4, level: 'remediate' });
  expect(host.level).toBe('diagnose');
  host.welcomed({ version: 4, level: 'observe' });
  expect(host.level).toBe('observe');
});
