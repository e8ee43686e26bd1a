import { spanText, zoomedOut } from './range-zoom';

const NOW = new Date('2026-11-20T12:00:00Z');

describe('The range of the charts', () => {
  it.each([
    ['15m', '1h'],
    ['1h', '6h'],
    ['2h', '6h'],
    ['7d', '30d'],
    ['30d', '30d'],
  ])('of %s grows to %s while it ends now', (range, wider) => {
    expect(zoomedOut(range, NOW)).toBe(wider);
  });

  it('grows around its middle when it lies in the past', () => {
    const range = '2026-11-19T08:00:00.000Z/2026-11-19T09:00:00.000Z';
    expect(zoomedOut(range, NOW)).toBe('2026-11-19T07:30:00.000Z/2026-11-19T09:30:00.000Z');
  });

  it('is never shorter than a minute, however short the drag', () => {
    const from = Date.parse('2026-11-20T11:00:00Z');
    expect(spanText({ from, to: from + 1_000 })).toBe('2026-11-20T11:00:00.000Z/2026-11-20T11:01:00.000Z');
  });
});
