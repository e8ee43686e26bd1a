import type { ModelUsageSeries } from '../core/api/models';
import { aPoint } from './testing';
import { usageChart } from './usage-chart';

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
const NOW = Date.parse('2026-11-20T04:20:00Z');

function series(lines: ModelUsageSeries['series']): ModelUsageSeries {
  return { window: '4h', since: '2026-11-20T00:20:00Z', step: 'hour', series: lines };
}

describe('The charts of usage', () => {
  it('have every hour, and none asked where nothing was', () => {
    const points = [aPoint(at(1), { requests: 3, latency_ms: 900 }), aPoint(at(3), { requests: 1 })];
    const { times, of } = usageChart(series([{ key: 'a', name: 'ops', points }]), 'profile', NOW);
    expect(times.map((time) => new Date(time).toISOString())).toEqual([0, 1, 2, 3, 4].map(at));
    expect(of.requests[0]).toMatchObject({ label: 'ops', values: [0, 3, 0, 1, 0] });
    expect(of.latency[0]!.values).toEqual([null, 900, null, null, null]);
  });

  it('draw the most asked eight in colours, the last of them all that is left', () => {
    const lines = Array.from({ length: 10 }, (_, n) => ({
      ...{ key: `p${n}`, name: `model ${n}` },
      points: [aPoint(at(2), { requests: 100 - n, cost: 1, latency_ms: n === 9 ? 1_000 : 100 })],
    }));
    const { of } = usageChart(series(lines), 'profile', NOW);
    expect(of.requests.map(({ label }) => label)).toEqual([
      ...Array.from({ length: 7 }, (_, n) => `model ${n}`),
      'Other',
    ]);
    expect(of.cost.at(-1)!.values[2]).toBe(3);
    // Weighted by how many were answered: 93 and 92 in 100 ms, 91 in 1 000 ms.
    expect(of.latency.at(-1)!.values[2]).toBeCloseTo((185 * 100 + 91 * 1_000) / 276);
  });

  it('call uses by their words, and shows what hides in a name', () => {
    const points = [aPoint(at(1), { requests: 1 })];
    const use = usageChart(series([{ key: 'fleet-chat', name: 'fleet-chat', points }]), 'feature', NOW);
    expect(use.of.requests[0]!.label).toBe('Fleet chat');
    const odd = usageChart(series([{ key: 'a', name: 'a\u202Eb', points }]), 'profile', NOW);
    expect(odd.of.requests[0]!.label).toContain('U+202E');
  });
});
