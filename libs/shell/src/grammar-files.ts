import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EMBEDDED } from './embedded-grammar.js';

const RUNTIME = join('node_modules', 'web-tree-sitter', 'web-tree-sitter.wasm');
const BASH = join('node_modules', 'tree-sitter-bash', 'tree-sitter-bash.wasm');
const SECOND = join('node_modules', 'sh-syntax', 'main.wasm');

/** Where the three WebAssembly files are: paths, or their bytes where they are embedded in an executable. */
export interface GrammarFiles {
  runtime: string | Uint8Array;
  bash: string | Uint8Array;
  second: string | Uint8Array;
}

/**
 * The files that are embedded in the program, else those in a `node_modules` folder beside or above one of `starts`:
 * the program that runs, then the Node that runs it. Never in the working directory, which may be anybody's.
 */
export function findGrammar(starts?: (string | undefined)[]): GrammarFiles {
  if (EMBEDDED && !starts) return EMBEDDED();
  for (const start of starts ?? [process.argv[1], process.execPath]) {
    for (const folder of start && existsSync(start) ? foldersAbove(realpathSync(start)) : []) {
      const files = {
        runtime: join(folder, RUNTIME),
        bash: join(folder, BASH),
        second: join(folder, SECOND),
      };
      if (Object.values(files).every((file) => existsSync(file))) return files;
    }
  }
  throw new Error(
    'web-tree-sitter.wasm, tree-sitter-bash.wasm and sh-syntax are in no node_modules folder above the program.',
  );
}

/** The bytes of a file, wherever they are. */
export function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === 'string' ? readFileSync(file) : file;
}

function* foldersAbove(path: string): Generator<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}
