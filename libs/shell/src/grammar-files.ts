import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

const RUNTIME = join('node_modules', 'web-tree-sitter', 'web-tree-sitter.wasm');
const BASH = join('node_modules', 'tree-sitter-bash', 'tree-sitter-bash.wasm');

/** Where the two WebAssembly files are: paths, or their bytes where they are embedded in an executable. */
export interface GrammarFiles {
  runtime: string | Uint8Array;
  bash: string | Uint8Array;
}

let loading: Promise<Parser> | undefined;

/**
 * The parser for bash, loaded once per process; later calls return the first one. Without `files` it is looked for in
 * `node_modules` beside or above the running program, never in the working directory, which may be anybody's.
 */
export function loadGrammar(files?: GrammarFiles): Promise<Parser> {
  loading ??= load(files).catch((cause: unknown) => {
    loading = undefined;
    throw new Error('The shell grammar could not be loaded; no command line can be read without it.', {
      cause,
    });
  });
  return loading;
}

async function load(files: GrammarFiles = findGrammar()): Promise<Parser> {
  await Parser.init({ wasmBinary: bytes(files.runtime) } as Parameters<typeof Parser.init>[0]);
  return new Parser().setLanguage(await Language.load(bytes(files.bash)));
}

function bytes(file: string | Uint8Array): Uint8Array {
  return typeof file === 'string' ? readFileSync(file) : file;
}

/** Looks for the files from `starts` upwards: the program that runs, then the Node that runs it. */
export function findGrammar(
  starts: (string | undefined)[] = [process.argv[1], process.execPath],
): GrammarFiles {
  for (const start of starts) {
    for (const folder of start && existsSync(start) ? foldersAbove(realpathSync(start)) : []) {
      const files = { runtime: join(folder, RUNTIME), bash: join(folder, BASH) };
      if (existsSync(files.runtime) && existsSync(files.bash)) return files;
    }
  }
  throw new Error(
    'web-tree-sitter.wasm and tree-sitter-bash.wasm are in no node_modules folder above the program.',
  );
}

function* foldersAbove(path: string): Generator<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}
