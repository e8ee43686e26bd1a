// Writes compressed twins (.br, .gz) beside the files of the built console. Not of index.html: it differs per answer.
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.json', '.txt', '.webmanifest']);
/** A smaller file fits into the packet its headers travel in. */
const SMALLEST_BYTES = 1_024;

/** Says how many files got twins. Twins that are no smaller are not kept; old ones go first. */
export async function compressConsole(folder) {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => /\.(br|gz)$/.test(name)).map((name) => rm(join(folder, name))));
  const wanted = names.filter((name) => COMPRESSIBLE.has(extname(name)));
  let count = 0;
  for (const name of wanted) {
    const path = join(folder, name);
    if ((await stat(path)).size < SMALLEST_BYTES) continue;
    await compress(path);
    count++;
  }
  // A running server looks at the folder again when the page is newer.
  if (names.includes('index.html')) await utimes(join(folder, 'index.html'), new Date(), new Date());
  return count;
}

async function compress(path) {
  const content = await readFile(path);
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  };
  const twins = {
    '.br': promisify(brotliCompress)(content, options),
    '.gz': promisify(gzip)(content, { level: 9 }),
  };
  for (const [ending, twin] of Object.entries(twins)) {
    const bytes = await twin;
    if (bytes.length < content.length) await writeFile(path + ending, bytes);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'console'));
  console.log(`${await compressConsole(folder)} files of the console compressed.`);
}
