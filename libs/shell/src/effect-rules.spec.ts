import type { AllowRule } from '@legator/contracts';
import { allows, fitsRule, type SeenCommand, type SeenEffect } from './effect-rules.js';
import { fitsGlob } from './glob.js';
import { normalPath } from './normal-path.js';

const effect = (kind: string, verb: string, target: string): SeenEffect => ({ kind, verb, target });
const command = (effects: SeenEffect[], over: Partial<SeenCommand> = {}): SeenCommand => ({
  level: 'remediate',
  risk: 'medium',
  known: true,
  effects,
  ...over,
});
const restart = command([effect('service', 'restart', 'nginx.service')]);

it.each<[string, string, boolean]>([
  ['*', '', true],
  ['nginx*', 'nginx.service', true],
  ['*.service', 'nginx.service', true],
  ['n?inx', 'nginx', true],
  ['n?inx', 'ninx', false],
  ['/srv/*', '/etc/passwd', false],
  ['a*b*c', 'a1b2c', true],
  ['a*b*c', 'a1c2b', false],
  ['NGINX', 'nginx', true],
  ['', 'x', false],
])('fits %s to %s: %s', (pattern, text, fits) => {
  expect(fitsGlob(pattern, text)).toBe(fits);
});

it('takes no longer for a hostile pattern than for another', () => {
  // Of the processor, not of the clock: that runs on while others have it.
  const started = process.cpuUsage();
  expect(fitsGlob('a*'.repeat(250) + 'b', 'a'.repeat(5_000))).toBe(false);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});

it.each([
  ['/a/./b//c/', '/a/b/c'],
  ['/a/../../etc', '/etc'],
  ['../x/..', '..'],
  ['C:\\Windows\\..\\Users', 'C:/Users'],
  ['/', '/'],
])('reads %s as %s', (path, normal) => {
  expect(normalPath(path)).toBe(normal);
});

it.each<[string, AllowRule, SeenCommand, 'surely' | 'perhaps' | 'no']>([
  ['its kind', { kind: 'service' }, restart, 'surely'],
  ['another kind', { kind: 'package' }, restart, 'no'],
  ['its verb', { verb: 're*' }, restart, 'surely'],
  ['another verb', { verb: 'stop' }, restart, 'no'],
  ['its target without the suffix', { target: 'nginx' }, restart, 'surely'],
  ['another target', { target: 'postgres*' }, restart, 'no'],
  [
    'an address, though it has slashes',
    { kind: 'network', target: 'http*' },
    command([effect('network', 'fetch', 'https://evil.example/x')]),
    'surely',
  ],
  [
    'an image, though it has slashes',
    { kind: 'container', target: 'ghcr.io*' },
    command([effect('container', 'pull', 'ghcr.io/org/app')]),
    'surely',
  ],
  [
    'a path written without a root',
    { kind: 'read', target: 'data*' },
    command([effect('read', 'cat', 'data/x')]),
    'perhaps',
  ],
  ['a level below it', { min_level: 'diagnose' }, restart, 'surely'],
  ['a level it is above of', { max_level: 'diagnose' }, restart, 'no'],
  ['a risk above it', { min_risk: 'high' }, restart, 'no'],
  ['a risk up to its own', { max_risk: 'medium' }, restart, 'surely'],
  [
    'one of several effects',
    { kind: 'delete' },
    command([...restart.effects!, effect('delete', 'rm', '/x')]),
    'surely',
  ],
  [
    'a path in disguise',
    { target: '/etc/*' },
    command([effect('write', 'write', '/srv/../etc/x')]),
    'surely',
  ],
  ['a relative path', { target: '/etc/*' }, command([effect('write', 'write', 'etc/x')]), 'surely'],
  [
    'a name without a slash, of a file',
    { target: '/srv' },
    command([effect('delete', 'rm', 'srv')]),
    'surely',
  ],
  ['the same name, of a service', { target: '/srv' }, command([effect('service', 'stop', 'srv')]), 'no'],
  ['a folder above it', { target: '/etc/x/*' }, command([effect('delete', 'rm', 'etc')]), 'perhaps'],
  [
    'a pattern that may be it',
    { target: '/etc/*' },
    command([effect('write', 'write', '/e?c/x')]),
    'perhaps',
  ],
  [
    'what is open, which may be any file',
    { target: '/etc/*' },
    command([effect('write', 'append', '/dev/stdin')]),
    'perhaps',
  ],
  [
    'a file with backslashes in its name',
    { target: '/etc/*' },
    command([effect('write', 'write', '/etc/a\\..\\..\\x')]),
    'surely',
  ],
  ['what is printed', { target: '/etc/*' }, command([effect('write', 'write', '/dev/stderr')]), 'no'],
  ['a pattern that cannot', { target: '/etc/*' }, command([effect('write', 'write', '/srv/*')]), 'no'],
  ['units by a pattern', { target: 'nginx' }, command([effect('service', 'stop', 'ng*.service')]), 'perhaps'],
  ['a target that nobody knows', { target: '/etc/*' }, command([effect('write', 'write', '*')]), 'perhaps'],
  ['a target that nobody knows, by all', { target: '*' }, command([effect('write', 'write', '*')]), 'surely'],
  ['anything, of a command that nobody knows', { kind: 'power' }, command([], { known: false }), 'perhaps'],
  ['anything, of a change without effects', { kind: 'power' }, command([]), 'perhaps'],
  ['nothing of it, when it only reads', { kind: 'power' }, command([], { level: 'observe' }), 'no'],
])('finds a rule by %s', (_what, rule, seen, expected) => {
  expect(fitsRule(rule, seen)).toBe(expected);
});

it.each<[string, AllowRule[], SeenCommand, boolean]>([
  ['its effect', [{ kind: 'service', verb: 'restart', target: 'nginx' }], restart, true],
  ['its target by pattern', [{ target: 'nginx*' }], restart, true],
  ['another target', [{ target: 'postgres*' }], restart, false],
  [
    'one of two effects',
    [{ kind: 'service' }],
    command([...restart.effects!, effect('delete', 'rm', '/x')]),
    false,
  ],
  [
    'both, by two rules',
    [{ kind: 'service' }, { kind: 'delete' }],
    command([...restart.effects!, effect('delete', 'rm', '/x')]),
    true,
  ],
  [
    'a path that leaves the folder',
    [{ target: '/srv/*' }],
    command([effect('write', 'write', '/srv/../etc/x')]),
    false,
  ],
  ['a target that nobody knows', [{ target: '/srv/*' }], command([effect('write', 'write', '*')]), false],
  ['a file at home', [{ target: '/home/*' }], command([effect('write', 'write', '~/x')]), false],
  ['its kind alone', [{ kind: 'write' }], command([effect('write', 'write', '~/x')]), true],
  ['a relative path', [{ target: '/srv/*' }], command([effect('write', 'write', 'srv/x')]), true],
  ['a pattern within it', [{ target: '/srv/*' }], command([effect('write', 'write', '/srv/a*')]), true],
  [
    'a pattern that reaches out',
    [{ target: '/srv/?' }],
    command([effect('write', 'write', '/srv/*')]),
    false,
  ],
  ['another spelling of a file', [{ target: '/srv/*' }], command([effect('write', 'w', '/SRV/x')]), false],
  [
    'another spelling of a service',
    [{ target: 'nginx' }],
    command([effect('service', 'stop', 'NGINX')]),
    false,
  ],
  [
    'another spelling of a machine',
    [{ target: 'DB.*' }],
    command([effect('network', 'ping', 'db.lan')]),
    true,
  ],
  [
    'a path of Windows spelt otherwise',
    [{ target: 'C:\\srv\\*' }],
    command([effect('write', 'w', 'c:\\SRV\\x')]),
    true,
  ],
  [
    'a name that only Windows takes for that folder',
    [{ target: '/tmp*' }],
    command([effect('write', 'w', '/srv/data/a\\..\\..\\..\\tmp\\x')]),
    false,
  ],
  ['another root', [{ target: '/proc/*' }], command([effect('write', 'w', '/proc/self/root/etc/x')]), false],
  ['a drive that is not told', [{ target: 'C:\\srv\\*' }], command([effect('write', 'w', 'srv\\x')]), false],
  [
    'a command that nobody knows',
    [{ kind: 'service' }],
    command(restart.effects! as SeenEffect[], { known: false }),
    false,
  ],
  ['a risk it is above of', [{ kind: 'service', max_risk: 'low' }], restart, false],
  ['nothing, by no rule', [], restart, false],
])('allows by %s', (_what, rules, seen, expected) => {
  expect(allows(rules, seen)).toBe(expected);
});
