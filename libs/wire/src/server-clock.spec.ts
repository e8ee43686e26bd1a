import { ServerClock } from './server-clock.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 3, 0, seconds)).toISOString();

function setup() {
  const monotonic = { now: 5_000 };
  return { monotonic, clock: new ServerClock(() => monotonic.now) };
}

it('says that everything is expired before it was started', () => {
  const { clock } = setup();
  expect(clock.isExpired('2999-01-01T00:00:00Z')).toBe(true);
  expect(clock.now()).toBeUndefined();
});

it('runs from the server time, whatever the clock on the wall says', () => {
  const { clock, monotonic } = setup();
  clock.helloSent();
  clock.welcomed(at(0));
  monotonic.now += 59_999;
  expect(clock.isExpired(at(60))).toBe(false);
  monotonic.now += 1;
  expect(clock.isExpired(at(60))).toBe(true);
});

it('lets nobody make a command live longer by holding back the welcome', () => {
  const { clock, monotonic } = setup();
  clock.helloSent();
  monotonic.now += 120_000;
  clock.welcomed(at(0));
  expect(clock.isExpired(at(60))).toBe(true);
});

it('is set anew by each connection', () => {
  const { clock, monotonic } = setup();
  for (const start of [at(0), at(1_000)]) {
    clock.helloSent();
    clock.welcomed(start);
    expect(clock.now()?.toISOString()).toBe(start);
    monotonic.now += 1_000_000;
  }
});

it('refuses a server time that is none, and takes such an expiry as passed', () => {
  const { clock } = setup();
  expect(() => clock.welcomed('soon')).toThrow(RangeError);
  clock.welcomed(at(0));
  expect(clock.isExpired('later')).toBe(true);
});
