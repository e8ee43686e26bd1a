// What every script needs before anything is installed: so nothing here comes from a package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Ends the script with a sentence instead of a stack. */
export class Stop extends Error {}

/** Runs a script's main function: a sentence for what was foreseen, the stack for what was not. */
export async function main(work) {
  try {
    process.exitCode = (await work(process.argv.slice(2))) ?? 0;
  } catch (cause) {
    console.error(cause instanceof Stop ? `legator: ${cause.message}` : cause);
    process.exitCode = 1;
  }
}

/** The Node that the product runs on: npm brings it along; a machine's own does if it is new enough. */
export function productNode() {
  const brought = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(brought)) return realpathSync(brought);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Stop(
    `Node 24 is needed and this is ${process.versions.node}; npm did not bring one for ${process.platform}-${process.arch}. ` +
      'Install Node 24, or install the packages with optional dependencies.',
  );
}

/** The JavaScript file behind a command of a package, to be run on the product's Node. */
export function tool(name, folder = root) {
  for (const dir of [folder, root]) {
    const link = join(dir, 'node_modules', '.bin', name);
    if (existsSync(link)) return realpathSync(link);
  }
  throw new Stop(`${name} is not installed. Run npm ci.`);
}

/**
 * Runs a program to its end with our input and output, and answers its exit code (128 + n when signal n ended it).
 * Signals for us go on to it. A terminal sends Ctrl-C to both by itself.
 */
export function run(file, args, { cwd = root, env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio, env: { ...process.env, ...env } });
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a script or tool on the product's Node. */
export function runNode(args, options = {}) {
  const node = productNode();
  const path = `${dirname(node)}:${process.env.PATH ?? ''}`;
  return run(node, args, { ...options, env: { PATH: path, ...options.env } });
}

/** Installs what the lock file says, unless exactly that is installed already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would empty the folder behind the link, under whoever else is using it.
    throw new Stop(
      `node_modules is a link, and not what the lock file asks for is behind it. Run npm ci there.`,
    );
  }
  console.log('Installing packages (the first time takes a minute or two) …');
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const code = await run('npm', ['ci', ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (code !== 0) throw new Stop(`npm ci failed with exit code ${code}; its messages are above.`);
}

function isInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  if (!wanted) throw new Stop('package-lock.json is missing or cannot be read.');
  // npm writes this one last, so an installation that was cut short has none.
  const found = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true;
    const installed = found[path];
    // Optional ones are for other machines, or could not be installed here.
    return installed ? installed.version === entry.version : Boolean(entry.optional || entry.peer);
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Every file below those paths, without what is generated or installed. */
export async function filesBelow(paths) {
  const skip = new Set(['node_modules', 'dist', '.angular', 'coverage']);
  const found = [];
  const visit = async (path) => {
    const kind = await stat(path).catch(() => undefined);
    if (kind?.isFile()) found.push({ path: relative(root, path), size: kind.size, changed: kind.mtimeMs });
    if (!kind?.isDirectory()) return;
    for (const name of await readdir(path)) if (!skip.has(name)) await visit(join(path, name));
  };
  for (const path of paths) await visit(join(root, path));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Does the work unless it was done for exactly these sources and its result is still there. */
export async function onceFor({ name, sources, result, force }, work) {
  const stampFile = join(root, 'dist', '.stamps', name);
  const stamp = createHash('sha256')
    .update(JSON.stringify(await filesBelow(sources)))
    .digest('hex');
  const last = await readFile(stampFile, 'utf8').catch(() => '');
  if (!force && last === stamp && existsSync(join(root, result))) return;
  await work();
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, stamp);
}
