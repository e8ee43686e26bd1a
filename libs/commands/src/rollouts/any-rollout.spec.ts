import { nextStep } from './next-step.js';
import type { Pace, Progress } from './next-step.js';

/** A generator that gives the same numbers for the same seed, so that a failure can be looked at again. */
function randomFrom(seed: number) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p };
}
type Random = ReturnType<typeof randomFrom>;

interface World {
  pace: Pace;
  hosts: ('waiting' | 'running' | 'succeeded' | 'failed' | 'skipped')[];
  state: Progress['state'];
  over: 'succeeded' | 'failed' | 'stopped' | undefined;
  /** How often each host was released. */
  starts: number[];
  /** The most that ever ran together. */
  together: number;
  /** Canaries that had failed when a host was released beyond the canaries. */
  afterBadCanary: number;
}

const count = ({ hosts }: World, state: World['hosts'][number]) =>
  hosts.filter((one) => one === state).length;

function aWorld(random: Random): World {
  const n = 1 + random.below(40);
  const pace = { maxConcurrent: 1 + random.below(8), maxErrors: random.below(5), canary: random.below(4) };
  return {
    pace,
    hosts: Array.from({ length: n }, () => 'waiting' as const),
    state: 'running',
    over: undefined,
    starts: Array.from({ length: n }, () => 0),
    together: 0,
    afterBadCanary: 0,
  };
}

/** One transaction: all of it, or nothing when the process dies before its commit. */
function turn(before: World, random: Random): World {
  const world = structuredClone(before);
  const progress: Progress = {
    state: world.state,
    waiting: count(world, 'waiting'),
    running: count(world, 'running'),
    succeeded: count(world, 'succeeded'),
    failed: count(world, 'failed'),
    health: (['well', 'well', 'settling', 'overdue'] as const)[random.below(4)]!,
  };
  const step = nextStep(world.pace, progress);
  if (step.do === 'finish') world.over = step.as;
  if (step.do === 'pause') world.state = 'paused';
  if (step.do === 'release') release(world, step.hosts, progress, random);
  return world;
}

function release(world: World, wanted: number, progress: Progress, random: Random): void {
  let left = wanted;
  world.hosts.forEach((state, at) => {
    if (state !== 'waiting' || left === 0) return;
    if (random.chance(0.1)) return void (world.hosts[at] = 'skipped');
    world.hosts[at] = 'running';
    world.starts[at]! += 1;
    left -= 1;
  });
  const canaryFailed = progress.failed > 0 && progress.succeeded + progress.failed <= world.pace.canary;
  if (canaryFailed) world.afterBadCanary += 1;
  world.together = Math.max(world.together, count(world, 'running'));
}

function happen(world: World, random: Random, failing: number): void {
  world.hosts.forEach((state, at) => {
    if (state === 'running' && random.chance(0.4))
      world.hosts[at] = random.chance(failing) ? 'failed' : 'succeeded';
  });
  if (world.state === 'running' && random.chance(0.05)) world.state = 'paused';
  else if (world.state === 'paused' && random.chance(0.5)) world.state = 'running';
  if (world.state !== 'stopping' && random.chance(0.01)) world.state = 'stopping';
}

function live(seed: number): World {
  const random = randomFrom(seed);
  const failing = random.below(100) / 100;
  let world = aWorld(random);
  for (let turns = 0; turns < 3_000 && !world.over; turns += 1) {
    happen(world, random, failing);
    const after = turn(world, random);
    // Killed before the commit: as if it had not happened. Killed after it: the next one reads the rows.
    if (!random.chance(0.3)) world = after;
    // A second replica that waited for the row finds it moved, and takes it from there.
    if (!world.over && random.chance(0.3)) world = turn(world, random);
  }
  return world;
}

it('lets no more fail than may, and those in flight, whatever happens and dies', () => {
  for (let seed = 1; seed <= 1_500; seed += 1) {
    const world = live(seed);
    const { pace, together, starts, over } = world;
    const failed = count(world, 'failed');
    const told = `seed ${seed}: ${JSON.stringify(pace)}`;
    expect({ told, ended: over !== undefined }).toEqual({ told, ended: true });
    expect({ told, many: failed > pace.maxErrors + together }).toEqual({ told, many: false });
    expect({ told, together: together <= pace.maxConcurrent }).toEqual({ told, together: true });
    expect({ told, twice: starts.some((n) => n > 1) }).toEqual({ told, twice: false });
    expect({ told, afterBadCanary: world.afterBadCanary }).toEqual({ told, afterBadCanary: 0 });
    expect({ told, running: count(world, 'running') }).toEqual({ told, running: 0 });
    if (over === 'succeeded') expect(count(world, 'waiting')).toBe(0);
  }
});
