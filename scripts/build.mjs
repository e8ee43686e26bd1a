// npm run build [-- --force]: server, probe bundle and console, each only when its sources changed.
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressConsole } from './compress-console.mjs';
import { ensureInstalled, filesBelow, main, onceFor, root, runNode, Stop, tool } from './workspace.mjs';

const SERVER = [
  'apps',
  'libs',
  'migrations',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
];
const CONSOLE = ['frontend', 'libs/contracts', 'scripts/compress-console.mjs', 'package-lock.json'];

/** Which file of the built console imports which; beside its folder, because it is not served. */
export const CONSOLE_GRAPH = join(root, 'dist', 'console.graph.json');
const DEMO_MODE = 'frontend/src/dev/demo-mode.ts';

/** Builds what is out of date. */
export async function build({ force = false } = {}) {
  await onceFor({ name: 'server', sources: SERVER, result: 'dist/apps', force }, buildServer);
  if (existsSync(join(root, 'scripts', 'bundle-probe.mjs'))) {
    const sources = [...SERVER, 'scripts/bundle-probe.mjs'];
    await onceFor({ name: 'probe', sources, result: 'dist/probe/probe.cjs', force }, bundleProbe);
  }
  if (existsSync(join(root, 'frontend', 'angular.json'))) {
    await onceFor({ name: 'console', sources: CONSOLE, result: 'dist/console', force }, buildConsole);
  }
}

async function buildServer() {
  console.log('Building the server …');
  await must('The server', [tool('nest'), 'build']);
  await removeOrphans();
}

async function bundleProbe() {
  console.log('Bundling the probe …');
  await must('The probe', [join(root, 'scripts', 'bundle-probe.mjs')]);
}

async function buildConsole() {
  console.log('Building the console …');
  const frontend = join(root, 'frontend');
  await must('The console', [tool('ng', frontend), 'build', '--stats-json'], {
    cwd: frontend,
    env: { NG_CLI_ANALYTICS: 'false' },
  });
  await rename(join(root, 'dist', 'console', 'browser-stats.json'), CONSOLE_GRAPH);
  await refuseDemo(join(root, 'dist', 'console'));
  await compressConsole(join(root, 'dist', 'console'));
}

/** The API in memory of `npm run dev:ui` answers whatever one asks; nobody may ever take it for the real one. */
async function refuseDemo(folder) {
  const mark = /DEMO_KEY = '(.+?)'/.exec(await readFile(join(root, DEMO_MODE), 'utf8'))?.[1];
  if (!mark)
    throw new Stop(`${DEMO_MODE} has no DEMO_KEY any more, by which the demo is found in what was built.`);
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.js'))) {
    const text = await readFile(join(folder, name), 'utf8');
    if (text.includes(mark))
      throw new Stop(`The demo's API is in ${name}: something imports frontend/src/dev.`);
  }
}

async function must(what, args, options) {
  const code = await runNode(args, options);
  if (code !== 0) throw new Stop(`${what} did not build (exit code ${code}); the messages are above.`);
}

/** The compiler leaves the output of files that are gone, and a migration that is gone would run again. */
async function removeOrphans() {
  const sources = new Set((await filesBelow(['apps', 'libs', 'migrations'])).map(({ path }) => path));
  for (const part of ['apps', 'libs', 'migrations']) {
    for (const path of await builtFiles(part)) {
      const source = path.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
      if (!sources.has(source)) await rm(join(root, path), { force: true });
    }
  }
}

async function builtFiles(part) {
  const found = await filesBelow([`dist/${part}`]);
  return found.map(({ path }) => path).filter((path) => /\.js(\.map)?$/.test(path));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async (args) => {
    await ensureInstalled();
    await build({ force: args.includes('--force') });
  });
}
