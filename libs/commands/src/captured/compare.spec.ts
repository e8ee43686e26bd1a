import type { CapturedItem } from '@legator/contracts';
import { compare } from './compare.js';

const at = '2026-01-01T00:00:00.000Z';
type Half = Partial<CapturedItem> | null;

function compared(kind: CapturedItem['kind'], name: string, before: Half, after: Half) {
  const side = (half: Half) => half && { at, items: [{ kind, name, state: 'present' as const, ...half }] };
  return compare([{ kind, name }], { before: side(before), after: side(after) });
}

it.each([
  [
    'service',
    'nginx.service',
    { facts: { active: 'inactive', enabled: 'disabled' } },
    { facts: { active: 'active', enabled: 'enabled' } },
    'nginx.service: active from inactive to active, enabled from disabled to enabled',
  ],
  [
    'service',
    'nginx.service',
    { facts: { active: 'active', main_pid: '1' } },
    { facts: { active: 'active', main_pid: '2' } },
    'nginx.service: started anew',
  ],
  [
    'package',
    'nginx',
    { facts: { version: '1' } },
    { facts: { version: '2' } },
    'package nginx: version from 1 to 2',
  ],
  ['package', 'nginx', { state: 'absent' }, { facts: { version: '2' } }, 'package nginx is there now'],
  ['file', '/a', { text: 'a\n' }, { state: 'absent' }, '/a is gone'],
  ['file', '/a', { text: 'a\nb\n' }, { text: 'a\nc\n' }, '/a: 1 line more, 1 less'],
  ['file', '/a', { facts: { sha256: '1' } }, { facts: { sha256: '2' } }, '/a: other contents'],
  ['file', '/a', { facts: { mode: '0644' } }, { facts: { mode: '0600' } }, '/a: mode from 0644 to 0600'],
  ['sockets', '*', { text: 'a\n' }, { text: 'a\nb\n' }, 'listening sockets: 1 line more, 0 less'],
  ['file', '/a', { text: 'a\n' }, { text: 'a\n' }, '/a is as it was'],
  ['file', '/a', { state: 'unread', why: 'permission denied' }, { text: '' }, '/a could not be compared'],
] as const)('tells of %s %s that it went from %j to %j', (kind, name, before, after, summary) => {
  expect(compared(kind, name, before, after)[0]!.summary).toBe(summary);
});

it('shows the difference of texts, also of what came or went', () => {
  const diff = (before: Half, after: Half) => compared('file', '/a', before, after)[0]!.diff;
  expect(diff({ text: 'a\n' }, { text: 'b\n' })).toBe('@@ -1,1 +1,1 @@\n-a\n+b\n');
  expect(diff({ state: 'absent' }, { text: 'b\n' })).toBe('@@ -0,0 +1,1 @@\n+b\n');
  expect(diff({ text: 'a\n' }, { state: 'absent' })).toBe('@@ -1,1 +0,0 @@\n-a\n');
  expect(diff({ facts: {} }, { text: 'b\n' })).toBeNull();
});

it('says what could not be read or may not be shown', () => {
  const note = (before: Half, after: Half) => compared('file', '/a', before, after)[0]!.note;
  expect(note({ state: 'unread', why: 'permission denied' }, {})).toBe('Not read: permission denied.');
  expect(note({ textNote: 'secret' }, { textNote: 'secret' })).toContain('only its hash');
  expect(note({ text: 'a' }, null)).toBe('It was not looked at afterwards.');
  expect(note({ text: 'a' }, { text: 'b' })).toBeNull();
});

it('leaves out what was never there, and puts what changed first', () => {
  const items = (text: string): CapturedItem[] => [
    { kind: 'group', name: 'bob', state: 'absent' },
    { kind: 'mounts', name: '*', state: 'present', text: 'same' },
    { kind: 'file', name: '/a', state: 'present', text },
  ];
  const asked = items('').map(({ kind, name }) => ({ kind, name }));
  const changes = compare(asked, { before: { at, items: items('a') }, after: { at, items: items('b') } });
  expect(changes.map(({ name, change }) => `${name} ${change}`)).toEqual(['/a changed', '* same']);
});
