// Loaded before the program: ends it, as a power cut would, at the place that a file names. Once for each time it is written.
const { appendFileSync, existsSync, readFileSync, rmSync } = require('node:fs');

const file = process.env.LEGATOR_TEST_KILL_AT;
globalThis[Symbol.for('legator.fail-point')] = (name) => {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== name) return;
  rmSync(file);
  appendFileSync(`${file}.died`, `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
};
