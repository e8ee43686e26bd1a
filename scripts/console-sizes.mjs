// npm run check:sizes: what the built console weighs on the wire, gzipped, against what it may weigh (docs/performance.md).
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CONSOLE_GRAPH } from './build.mjs';
import { main, root, Stop } from './workspace.mjs';

const KB = 1_000;
/** In gzipped bytes. A font is compressed already. */
const BOUNDS = { scripts: 150 * KB, styles: 12 * KB, font: 50 * KB, page: 40 * KB, charted: 65 * KB };
/** Only text in these letters is written by the console itself; other alphabets come with the text that needs them. */
const FIRST_FONTS = /^(inter|jetbrains-mono)-latin-wght-normal-/;
const CHARTS = /[\\/]uplot[\\/]/;

/** One line of the table: what it is, its weight and its bound. */
export async function consoleSizes(folder = join(root, 'dist', 'console')) {
  const graph = await readGraph();
  const weigh = weigher(folder);
  const initial = closure(graph, entry(graph, 'src/main.ts'));
  return [
    { what: 'first scripts', bytes: await weigh(initial), bound: BOUNDS.scripts },
    {
      what: 'first styles',
      bytes: await weigh(await filesLike(folder, /^styles-.*\.css$/)),
      bound: BOUNDS.styles,
    },
    ...(await fontRows(join(folder, 'media'))),
    ...(await partRows(graph, initial, weigh)),
  ];
}

/** What the build knows of its files: who imports whom, and what went into each. */
async function readGraph() {
  const text = await readFile(CONSOLE_GRAPH, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Stop('The console was built without its graph. Run npm run build -- --force.');
  return new Map(Object.entries(JSON.parse(text).outputs));
}

function entry(graph, source) {
  const found = [...graph].find(([, { entryPoint }]) => entryPoint === source);
  if (!found) throw new Stop(`Nothing was built from ${source}.`);
  return found[0];
}

/** The file and all it cannot start without. */
function closure(graph, ...files) {
  const seen = new Set();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !graph.has(file)) continue;
    seen.add(file);
    waiting.push(...imports(graph, file, 'import-statement'));
  }
  return seen;
}

function imports(graph, file, kind) {
  return graph
    .get(file)
    .imports.filter((one) => one.kind === kind)
    .map(({ path }) => path);
}

/**
 * Every part that is fetched when it is needed: what it adds to that from which it is opened, as if nothing else had been
 * opened before. What draws charts has a second line: with them, though they arrive after it.
 */
async function partRows(graph, initial, weigh) {
  const rows = [];
  for (const [file, { entryPoint }] of graph) {
    if (!entryPoint?.startsWith('src/app/') || initial.has(file)) continue;
    const name = basename(entryPoint, '.ts');
    const isPage = /(-page|\.routes)$/.test(name);
    const what = `${isPage ? 'page' : 'part'} ${name}`;
    const base = before(graph, file, initial);
    const own = closure(graph, file);
    const charted = closure(graph, ...own, ...chartParts(graph, own));
    const weighAdded = (files) => weigh([...files].filter((one) => !base.has(one)));
    if (!draws(graph, own)) rows.push({ what, bytes: await weighAdded(own), bound: BOUNDS.page });
    if (draws(graph, charted))
      rows.push({ what: `${what}, with charts`, bytes: await weighAdded(charted), bound: BOUNDS.charted });
  }
  return rows.sort((one, other) => one.what.localeCompare(other.what));
}

function draws(graph, files) {
  return [...files].some((file) => Object.keys(graph.get(file).inputs).some((input) => CHARTS.test(input)));
}

function chartParts(graph, files) {
  const parts = [...files].flatMap((file) => imports(graph, file, 'dynamic-import'));
  return parts
    .filter((part) => graph.has(part) && !graph.get(part).entryPoint.endsWith('.routes.ts'))
    .filter((part) => draws(graph, closure(graph, part)));
}

/** What surely is there already when this one is asked for: the first scripts, and what all who ask for it have in common. */
function before(graph, file, initial) {
  const asking = [...graph.keys()].filter((path) => imports(graph, path, 'dynamic-import').includes(file));
  const there = asking.map((path) => closure(graph, path));
  const common = [...(there[0] ?? [])].filter((one) => there.every((files) => files.has(one)));
  return new Set([...initial, ...common]);
}

async function fontRows(folder) {
  const names = (await readdir(folder)).filter((name) => FIRST_FONTS.test(name));
  if (names.length === 0) throw new Stop('The fonts of the console have other names than before.');
  return Promise.all(
    names.map(async (name) => ({
      what: `font ${name.split('-wght')[0]}`,
      bytes: (await stat(join(folder, name))).size,
      bound: BOUNDS.font,
    })),
  );
}

async function filesLike(folder, pattern) {
  return (await readdir(folder)).filter((name) => pattern.test(name));
}

function weigher(folder) {
  const known = new Map();
  const weighOne = async (name) => {
    if (!known.has(name)) known.set(name, gzipSync(await readFile(join(folder, name)), { level: 9 }).length);
    return known.get(name);
  };
  return async (names) => {
    const all = await Promise.all([...names].map(weighOne));
    return all.reduce((sum, bytes) => sum + bytes, 0);
  };
}

/** Prints the table. @returns how many were within their bounds and how many were not */
export async function checkSizes() {
  if (!existsSync(join(root, 'dist', 'console', 'index.html')))
    throw new Stop('The console is not built. Run npm run build.');
  const rows = await consoleSizes();
  for (const { what, bytes, bound } of rows) {
    const [weight, limit] = [bytes, bound].map((value) => `${(value / KB).toFixed(1)} kB`.padStart(10));
    console.log(`${what.padEnd(48)}${weight} of ${limit}${bytes > bound ? '  TOO HEAVY' : ''}`);
  }
  const failed = rows.filter(({ bytes, bound }) => bytes > bound).length;
  return { passed: rows.length - failed, failed, skipped: 0 };
}

if (process.argv[1] && import.meta.filename === process.argv[1])
  await main(async () => ((await checkSizes()).failed > 0 ? 1 : 0));
