import type { CapturedItem } from '@legator/contracts';
import { forTheTrail } from './for-the-trail.js';

const at = '2026-01-01T00:00:00.000Z';
const item = (name: string, over: Partial<CapturedItem>): CapturedItem => ({
  kind: 'file',
  name,
  state: 'present',
  ...over,
});

it('keeps what changed and what could not be read, and leaves out what stayed', () => {
  const { before, after } = forTheTrail({
    before: {
      at,
      items: [item('/a', { text: 'a' }), item('/b', { text: 'b' }), item('/c', { state: 'unread' })],
    },
    after: {
      at,
      items: [item('/a', { text: 'x' }), item('/b', { text: 'b' }), item('/c', { state: 'unread' })],
    },
  });
  const names = (side: unknown) => (side as { items: CapturedItem[] }).items.map(({ name }) => name);
  expect(names(before)).toEqual(['/a', '/c']);
  expect(names(after)).toEqual(['/a', '/c']);
});

it('keeps the length of a long text in its place', () => {
  const { before, after } = forTheTrail({
    before: { at, items: [item('/a', { text: 'x'.repeat(5_000) })] },
    after: null,
  });
  expect(before).toMatchObject({ items: [{ name: '/a', text_length: 5_000 }] });
  expect(after).toBeNull();
});

it('says nothing where nothing was looked at', () => expect(forTheTrail(undefined)).toEqual({}));
