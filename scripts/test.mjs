// npm test: installs, builds, then everything that can be checked here, in order, with one line of numbers at the end.
// npm test -- unit medium: only those parts.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { checkSizes } from './console-sizes.mjs';
import { ensureInstalled, main, root, runNode, Stop, tool } from './workspace.mjs';

const frontend = join(root, 'frontend');
const reports = await mkdtemp(join(tmpdir(), 'legator-reports-'));

/** Jest itself leaves one core to others, which is half of a small machine. A browser takes them all as it is. */
const EVERY_CORE = ['--maxWorkers=100%'];

/** Each part answers how many cases passed, failed and were skipped; a check is one case. */
const PARTS = {
  format: () => check([tool('prettier'), '--check', '--log-level=warn', '.']),
  lint: () => check([tool('eslint'), '--max-warnings=0', '.']),
  types: () => check([tool('tsc'), '--noEmit', '-p', 'tsconfig.json']),
  unit: () => specs('unit', EVERY_CORE),
  medium: () => specs('medium', EVERY_CORE),
  e2e: () => specs('e2e'),
  frontend: () => consoleSpecs(),
  sizes: () => checkSizes(),
  generated: () => check([join(root, 'scripts', 'check-generated.mjs')]),
  rooms: () => specs('unit', ['test/architecture']),
};
/** `rooms` is a part of `unit`. */
const ALL = Object.keys(PARTS).filter((name) => name !== 'rooms');
const QUICK = ['format', 'lint', 'types', 'unit'];
/** These run what was built: the server, the console, a real probe. */
const NEED_A_BUILD = ['medium', 'e2e', 'sizes', 'generated'];

await main(async (args) => {
  try {
    const results = await runParts(chosen(args));
    return report(results);
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
});

function chosen(args) {
  const names = args.flatMap((arg) => (arg === '--quick' ? QUICK : [arg]));
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown) throw new Stop(`There is no part ${unknown}. Known: ${Object.keys(PARTS).join(', ')}.`);
  return names.length > 0 ? names : ALL;
}

async function runParts(names) {
  const results = {};
  const prepared = await attempt('build', async () => {
    await ensureInstalled();
    if (names.some((name) => NEED_A_BUILD.includes(name))) await build();
    return { passed: 1, failed: 0, skipped: 0 };
  });
  // Without packages nothing runs; with a broken build the rest can still say why.
  results.build = prepared;
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return results;
  for (const name of names) results[name] = await attempt(name, PARTS[name]);
  return results;
}

async function attempt(name, work) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  const began = Date.now();
  try {
    return { ...(await work()), seconds: (Date.now() - began) / 1000 };
  } catch (cause) {
    console.error(cause instanceof Stop ? cause.message : cause);
    return { passed: 0, failed: 1, skipped: 0, seconds: (Date.now() - began) / 1000 };
  }
}

function report(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log(
    `\n${'part'.padEnd(12)}${['passed', 'failed', 'skipped', 'seconds'].map((h) => h.padStart(9)).join('')}`,
  );
  for (const [name, result] of Object.entries(results)) {
    for (const key of Object.keys(total)) total[key] += result[key];
    const numbers = [result.passed, result.failed, result.skipped, result.seconds.toFixed(1)];
    console.log(`${name.padEnd(12)}${numbers.map((n) => String(n).padStart(9)).join('')}`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
}

async function check(args) {
  const code = await runNode(args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function specs(project, only = []) {
  const outputFile = join(reports, `${project}.json`);
  const jest = ['--experimental-vm-modules', '--no-warnings', tool('jest')];
  const options = [
    `--selectProjects=${project}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${outputFile}`,
  ];
  const code = await runNode([...jest, ...options, ...only], { stdio: ['ignore', 'ignore', 'inherit'] });
  return counted(await readReport(outputFile), code);
}

async function consoleSpecs() {
  if (!existsSync(join(frontend, 'angular.json'))) {
    console.log('There is no console yet.');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const outputFile = join(reports, 'frontend.json');
  const options = [
    'test',
    '--no-watch',
    '--reporters=default',
    '--reporters=json',
    `--output-file=${outputFile}`,
  ];
  const env = { NG_CLI_ANALYTICS: 'false', CI: 'true' };
  const code = await runNode([tool('ng', frontend), ...options], { cwd: frontend, env });
  return counted(await readReport(outputFile), code);
}

/** Jest's own form, which Vitest writes too. A file that could not even be loaded is one failure. */
function counted(report, code) {
  const failed = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  return {
    passed: report.numPassedTests ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

async function readReport(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Stop('The tests ended without a report; their messages are above.');
  return JSON.parse(text);
}
