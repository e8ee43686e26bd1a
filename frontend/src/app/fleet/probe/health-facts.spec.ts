import type { Health } from '../../core/api/models';
import { factorTiles, reasonText, reasonsOf } from './health-facts';

const HEALTH: Health = {
  score: 55,
  status: 'warning',
  reasons: [
    { factor: 'disk', value: 87, threshold: 80, penalty: 15, text: '' },
    { factor: 'memory', value: 96, threshold: 95, penalty: 30, text: '' },
  ],
};
const VITALS = {
  load: [1, 1, 1] as [number, number, number],
  cpus: 2,
  memoryTotal: 100,
  memoryUsed: 96,
  fullestMount: { path: '/var', percent: 87 },
};

describe('The health of a host', () => {
  it('is told worst first', () => {
    expect(reasonsOf(HEALTH).map(({ factor }) => factor)).toEqual(['memory', 'disk']);
    expect(reasonText(HEALTH.reasons![0]!, VITALS)).toBe('Disk /var is at 87\u2009%, above 80\u2009%.');
  });

  it('shows every factor that was measured, and none that was not', () => {
    expect(factorTiles(HEALTH, VITALS).map(({ factor, tone, penalty }) => [factor, tone, penalty])).toEqual([
      ['memory', 'bad', 30],
      ['disk', 'warn', 15],
      ['load', 'ok', 0],
    ]);
    expect(factorTiles(HEALTH, { ...VITALS, memoryUsed: 91 })[0]?.value).toBe('96\u2009%');
    expect(factorTiles(undefined, { memoryTotal: 0, memoryUsed: 0 })).toEqual([]);
  });
});
