import { Language, Parser } from 'web-tree-sitter';
import { bytesOf, findGrammar, type GrammarFiles } from './grammar-files.js';
import { SecondReader } from './second-reader.js';

/** The two readers of lines, ready to be used without waiting. */
export interface Readers {
  bash: Parser;
  second: SecondReader;
}

let loading: Promise<Readers> | undefined;
let loaded: Readers | undefined;

/**
 * Loads the two grammars, once per process; later calls return the first ones. Both ends call it when they start:
 * until it has ended, every command line, and every command that holds one, needs a person.
 */
export function loadReaders(files?: GrammarFiles): Promise<Readers> {
  loading ??= load(files).then(
    (readers) => (loaded = readers),
    (cause: unknown) => {
      loading = undefined;
      throw new Error('The shell grammar could not be loaded; no command line can be read without it.', {
        cause,
      });
    },
  );
  return loading;
}

/** The readers, if they have been loaded. */
export function readers(): Readers | undefined {
  return loaded;
}

async function load(files: GrammarFiles = findGrammar()): Promise<Readers> {
  await Parser.init({ wasmBinary: bytesOf(files.runtime) } as Parameters<typeof Parser.init>[0]);
  const bash = new Parser().setLanguage(await Language.load(bytesOf(files.bash)));
  return { bash, second: new SecondReader(bytesOf(files.second)) };
}
