// Preloaded into the control plane that is measured: answers, over the channel to its parent, what cannot be seen from
// outside. It changes nothing of the product and does nothing between two questions, unless a profile is asked for.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const session = new Session();
/** Statement → times it ran and milliseconds from sending it to its answer, while a profile is taken. */
let statements;

const ANSWERS = {
  /** Bytes, after everything that is not needed was let go. */
  memory() {
    for (let round = 0; round < 3; round += 1) globalThis.gc();
    return process.memoryUsage();
  },
  'lag-start'() {
    delay.enable();
    delay.reset();
  },
  /** Milliseconds beyond the time that was asked for. */
  lag() {
    const over = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const found = { p50: over(delay.percentile(50)), p99: over(delay.percentile(99)), max: over(delay.max) };
    delay.disable();
    return found;
  },
  async 'profile-start'() {
    await timeStatements();
    statements = new Map();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
  },
  async 'profile-stop'({ file }) {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
    const found = [...statements].map(([text, { count, ms }]) => ({ text, count, ms }));
    statements = undefined;
    return found;
  },
};

process.on('message', async ({ id, ask, ...rest }) => {
  try {
    process.send({ id, answer: (await ANSWERS[ask](rest)) ?? null });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.channel.unref();

let patched = false;
async function timeStatements() {
  if (patched) return;
  patched = true;
  const { default: pg } = await import('pg');
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...args) {
    const began = performance.now();
    const result = query.apply(this, args);
    if (statements && typeof result?.then === 'function') {
      const text = typeof args[0] === 'string' ? args[0] : args[0]?.text;
      const done = () => count(text ?? '?', performance.now() - began);
      result.then(done, done);
    }
    return result;
  };
}

function count(text, ms) {
  const key = text.replace(/\s+/g, ' ').trim().slice(0, 160);
  const found = statements?.get(key);
  if (found) {
    found.count += 1;
    found.ms += ms;
  } else statements?.set(key, { count: 1, ms });
}
