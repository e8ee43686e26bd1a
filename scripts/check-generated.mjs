// Runs every scripts/generate-*.mjs and fails when that changes a file: what is generated is checked in.
// A generator exports `outputs` (paths from the repository) and a default function that writes them.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, main, root } from './workspace.mjs';

await main(async () => {
  const changed = [];
  for (const name of await generators()) {
    const { outputs, default: generate } = await import(pathToFileURL(join(root, 'scripts', name)).href);
    const before = await contents(outputs);
    await generate();
    const after = await contents(outputs);
    const paths = new Set([...before.keys(), ...after.keys()]);
    changed.push(...[...paths].filter((path) => before.get(path) !== after.get(path)));
    console.log(`${name}: ${outputs.join(', ')}`);
  }
  if (changed.length === 0) return 0;
  console.error(`These were out of date and have been written anew; commit them:\n  ${changed.join('\n  ')}`);
  return 1;
});

async function generators() {
  const names = await readdir(join(root, 'scripts'));
  return names.filter((name) => /^generate-.*\.mjs$/.test(name)).sort();
}

async function contents(paths) {
  const found = new Map();
  for (const { path } of await filesBelow(paths)) {
    found.set(
      path,
      createHash('sha256')
        .update(await readFile(join(root, path)))
        .digest('hex'),
    );
  }
  return found;
}
