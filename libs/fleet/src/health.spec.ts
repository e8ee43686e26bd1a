import { healthOf, isDegraded } from './health.js';
import { someVitals } from './testing.js';

const memory = (percent: number) => ({ memoryTotal: 1_000, memoryUsed: percent * 10 });
const disk = (percent: number) => ({ diskTotal: 1_000, diskUsed: percent * 10 });

it.each([
  ['all is well', {}, 100, 'healthy'],
  ['memory is high', memory(85), 85, 'healthy'],
  ['memory is critical', memory(95), 70, 'warning'],
  ['three are high', { ...memory(85), ...disk(80), load: [4, 0, 0] }, 55, 'warning'],
  ['one is critical and one high', { ...memory(95), ...disk(80) }, 55, 'warning'],
  ['two are critical', { ...memory(95), ...disk(95) }, 40, 'degraded'],
  ['all are critical', { ...memory(95), ...disk(95), load: [8, 0, 0] }, 10, 'critical'],
  ['many CPUs carry the load', { load: [8, 0, 0], cpus: 16 }, 100, 'healthy'],
  ['one CPU carries the load', { load: [2, 0, 0], cpus: 1 }, 70, 'warning'],
  ['one file system is full', { fullestMount: { path: '/var', percent: 99 } }, 70, 'warning'],
  ['more is used than there is', memory(300), 70, 'warning'],
  ['a total is zero', { memoryTotal: 0, memoryUsed: 0 }, 100, 'healthy'],
] as const)('scores a host where %s', (_what, over, score, status) => {
  const health = healthOf(someVitals(over as object));
  expect([health.score, health.status]).toEqual([score, status]);
  expect(isDegraded(health.status)).toBe(score < 50);
});

it('takes upstream’s thresholds where the number of CPUs is unknown', () => {
  expect(healthOf({ load: [3.9, 0, 0] }).score).toBe(100);
  expect(healthOf({ load: [4, 0, 0] }).score).toBe(85);
  expect(healthOf({ load: [8, 0, 0] }).score).toBe(70);
});

it('says what lowered the score', () => {
  expect(healthOf(someVitals(memory(96)))).toMatchObject({
    warnings: ['memory critical (96 %)'],
    reasons: [{ factor: 'memory', value: 96, threshold: 95, penalty: 30 }],
  });
});

it('does not know how a host is that measured nothing', () => {
  expect(healthOf({})).toMatchObject({ score: 0, status: 'unknown' });
});
