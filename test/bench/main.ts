import { join } from 'node:path';
import { Bench } from './bench.js';
import { thisMachine } from './machine.js';
import { readOptions, USAGE } from './options.js';
import type { Options, ScenarioName } from './options.js';
import { Report } from './report.js';
import { audit } from './scenarios/audit.js';
import { chat } from './scenarios/chat.js';
import { connections } from './scenarios/connections.js';
import { console as consoleScenario } from './scenarios/console.js';
import { events } from './scenarios/events.js';
import { fanOut } from './scenarios/fan-out.js';
import { heartbeats } from './scenarios/heartbeats.js';
import { identity } from './scenarios/identity.js';
import { mask } from './scenarios/mask.js';
import { single } from './scenarios/single.js';
import { start } from './scenarios/start.js';
import { storm } from './scenarios/storm.js';

const RUN: Readonly<Record<ScenarioName, (bench: Bench) => Promise<void>>> = {
  connections,
  heartbeats,
  single,
  fanout: fanOut,
  audit,
  events,
  storm,
  start,
  console: consoleScenario,
  chat,
  identity,
  mask,
};
const root = join(import.meta.dirname, '..', '..');
/** Longer than all of it takes on a slow machine. */
const PATIENCE_MS = 40 * 60_000;

/** @returns the exit code: 1 when something could not be measured, never for a missed aim */
async function run(options: Options): Promise<number> {
  const report = new Report();
  const bench = await Bench.open(root, options, report);
  const interrupted = untilInterrupted();
  try {
    const { rows } = await (await bench.server.database()).query<{ version: string }>('select version()');
    const machine = thisMachine(root, rows[0]!.version.split(' ').slice(0, 2).join(' '));
    await Promise.race([runAll(bench, report, options), interrupted]);
    report.print(machine);
    console.log(`\n${await report.write(join(root, 'dist', 'bench'), machine, options)}`);
  } finally {
    await bench.close();
  }
  return report.crashed ? 1 : 0;
}

/** One that cannot be measured does not keep the others from it. */
async function runAll(bench: Bench, report: Report, options: Options): Promise<void> {
  for (const name of options.only) {
    bench.begin(name);
    try {
      await RUN[name](bench);
    } catch (error) {
      report.failed(name, error);
      console.error(bench.server.lastWords());
    }
  }
}

function untilInterrupted(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
    setTimeout(() => reject(new Error('It took too long.')), PATIENCE_MS).unref();
  });
}

function options(): Options | undefined {
  if (process.argv.includes('--help')) return void console.log(USAGE);
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`bench: ${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

const chosen = options();
if (chosen) {
  const code = await run(chosen).catch((error: unknown) => {
    console.error(error);
    return 1;
  });
  process.exit(code);
}
