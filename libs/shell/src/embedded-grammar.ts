import type { GrammarFiles } from './grammar-files.js';

/** The grammars' bytes in an executable of one file: its bundler puts them here. Otherwise they are files. */
export const EMBEDDED: (() => GrammarFiles) | undefined = undefined;
