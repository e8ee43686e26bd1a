import { Beyond } from './line-words.js';
import { readers } from './readers.js';
import type { List } from './syntax.js';
import { TreeReader } from './tree-reader.js';

/** Longest line that is read at all, in bytes of UTF-8. */
export const MAX_LINE_BYTES = 8 * 1024;
/** Longest pipeline. Where something else in a line is wrong, the time that the grammar takes doubles with each part of it. */
const MAX_PIPES = 16;
/** After so long the grammar is stopped, wherever it is, in milliseconds. */
const PATIENCE_MS = 250;

/** A line as a tree, or the reason why nobody can tell what it is: a machine word and a sentence. */
export type Script = { kind: 'script'; list: List } | { kind: 'unread'; why: string; text: string };

/**
 * Reads a line that was meant for bash into a tree of our own. What the grammar cannot make sense of as a whole is not
 * read at all: half a tree would hide the other half.
 */
export function readScript(line: string): Script {
  const parser = readers()?.bash;
  if (!parser) return unread('no_reader', 'The reader of command lines is not ready.');
  if (/^[ \t\n]*$/.test(line)) return unread('empty', 'There is no command in it.');
  if (Buffer.byteLength(line) > MAX_LINE_BYTES) {
    return unread('too_long', `It is longer than ${MAX_LINE_BYTES} bytes.`);
  }
  if (hasManyPipes(line)) return unread('too_many_parts', `It has more than ${MAX_PIPES} pipes.`);
  let tree: ReturnType<typeof parser.parse> | undefined;
  try {
    const until = performance.now() + PATIENCE_MS;
    tree = parser.parse(line, null, { progressCallback: () => performance.now() > until });
    if (!tree) parser.reset();
    if (!tree) return unread('syntax_error', 'The grammar could not read it.');
    if (tree.rootNode.hasError) return unread('syntax_error', 'The grammar finds a mistake in it.');
    return { kind: 'script', list: new TreeReader().list(tree.rootNode.children) };
  } catch (reason) {
    if (reason instanceof Beyond) return unread(reason.why, reason.message);
    return unread('reader_failed', 'The reader of command lines failed at it.');
  } finally {
    tree?.delete();
  }
}

/** Counts those in quotes too, unless it is plain where these begin and end. */
function hasManyPipes(line: string): boolean {
  const count = (text: string) => text.split('|').length - 1;
  if (count(line) <= MAX_PIPES) return false;
  return /[#\n\\`]|<<|\$[({]/.test(line) || count(line.replace(/'[^']*'|"[^"]*"/g, '')) > MAX_PIPES;
}

function unread(why: string, text: string): Script {
  return { kind: 'unread', why, text };
}
