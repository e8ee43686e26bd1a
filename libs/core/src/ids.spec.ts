import { idAt, newId } from './ids.js';

it('makes ids that grow in the order in which they were made, however many there are in a millisecond', () => {
  const now = Date.now();
  const ids = Array.from({ length: 10_000 }, () => newId(now));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('keeps the order when the clock is set back a little, and believes it when it is set back a lot', () => {
  const now = Date.now() + 60_000;
  const before = newId(now);
  expect(newId(now - 500) > before).toBe(true);
  expect(newId(now - 5_000) < before).toBe(true);
});

it('carries its time, its version and its variant', () => {
  const at = new Date('2026-03-04T05:06:07.089Z');
  const id = newId(at.getTime());
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(id >= idAt(at, 'first') && id <= idAt(at, 'last')).toBe(true);
});
