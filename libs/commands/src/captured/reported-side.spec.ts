import { keptSide } from './reported-side.js';

const at = '2026-01-01T00:00:00.000Z';
const asked = [
  { kind: 'file' as const, name: '/a' },
  { kind: 'service' as const, name: 'b.service' },
];

it('keeps what was asked for, once and in order, and says what is missing', () => {
  const side = keptSide(asked, {
    at,
    items: [
      { kind: 'file', name: '/etc/shadow', state: 'present', text: 'nobody asked' },
      { kind: 'file', name: '/a', state: 'present', text: 'first' },
      { kind: 'file', name: '/a', state: 'present', text: 'second' },
    ],
  });
  expect(side).toEqual({
    at,
    items: [
      { kind: 'file', name: '/a', state: 'present', text: 'first' },
      { kind: 'service', name: 'b.service', state: 'unread', why: 'the probe did not say' },
    ],
  });
});

it('masks what the host did not mask, and keeps what no database could hold out of it', () => {
  const side = keptSide(asked, {
    at,
    items: [
      {
        kind: 'file',
        name: '/a',
        state: 'present',
        facts: { link_to: 'token=hunter2hunter2' },
        text: 'password = hunter2\n\u0000\ud800',
      },
    ],
  });
  expect(JSON.stringify(side)).not.toMatch(/hunter2|\\u0000|\\ud800/);
  expect(side!.items[0]).toMatchObject({ textNote: 'masked' });
});

it.each([
  [[], { at, items: [] }],
  [asked, null],
])('keeps nothing of %j with %j', (wanted, side) => {
  expect(keptSide(wanted, side)).toBeNull();
});
