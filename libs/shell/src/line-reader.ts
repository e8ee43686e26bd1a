import type { Node } from 'web-tree-sitter';
import { isPlain } from './characters.js';
import type { GrammarFiles } from './grammar-files.js';
import { Beyond, splitWords, type Word } from './line-words.js';
import { loadReaders } from './readers.js';
import { MAX_LINE_BYTES } from './syntax-reader.js';

export { MAX_LINE_BYTES };

/** A line as one argv, or the reason why it is more than that: a machine word and a sentence. */
export type LineReading = { kind: 'argv'; argv: string[] } | { kind: 'beyond'; why: string; text: string };

/** Kinds of tree nodes that stand for text and nothing else. */
const LITERAL = new Set(['word', 'number', 'string', 'raw_string', 'string_content', 'concatenation', '"']);

/** What a kind of node means, when it is the reason. */
const NODES: Record<string, string> = {
  pipeline: 'pipeline',
  list: 'list',
  redirected_statement: 'redirect',
  file_redirect: 'redirect',
  variable_assignment: 'assignment',
  variable_assignments: 'assignment',
  comment: 'comment',
  negated_command: 'keyword',
  compound_statement: 'keyword',
  declaration_command: 'builtin',
  unset_command: 'builtin',
  test_command: 'builtin',
};

const KEYWORDS = new Set(
  (
    'if then elif else fi for while until do done case esac select function in time coproc ! { } [[ ]] ' +
    // Built-ins that bash handles while reading words, or that only mean something inside a shell.
    'export declare typeset local readonly unset alias let eval exec source . : trap set shopt cd'
  ).split(' '),
);

/**
 * Reads a line that was meant for bash. It is an argv only if two independent readers agree that it is exactly one
 * simple command of literal words: the bash grammar, and our own splitter, which also takes the quotes off.
 * Rejects only if the grammar cannot be loaded.
 */
export async function readLine(line: string, files?: GrammarFiles): Promise<LineReading> {
  const { bash: parser } = await loadReaders(files);
  try {
    const words = splitChecked(line);
    const tree = parser.parse(line);
    if (!tree) throw new Beyond('syntax_error', 'The grammar could not read it.');
    try {
      checkTree(tree.rootNode, words);
    } finally {
      tree.delete();
    }
    return { kind: 'argv', argv: words.map((word) => word.value) };
  } catch (reason) {
    if (reason instanceof Beyond) return { kind: 'beyond', why: reason.why, text: reason.message };
    throw reason;
  }
}

function splitChecked(line: string): Word[] {
  if (/^[ \t\n]*$/.test(line)) throw new Beyond('empty', 'There is no command in it.');
  if (Buffer.byteLength(line) > MAX_LINE_BYTES) {
    throw new Beyond('too_long', `It is longer than ${MAX_LINE_BYTES} bytes.`);
  }
  const words = splitWords(line);
  checkName(words[0]!);
  return words;
}

function checkName({ value, bare }: Word): void {
  if (value === '') throw new Beyond('empty', 'The name of the program is empty.');
  if (!isPlain(value))
    throw new Beyond('program_name', 'The name of the program has blanks or unusual characters in it.');
  if (bare && KEYWORDS.has(value)) throw new Beyond('keyword', `${value} is a word of the shell itself.`);
  if (/^[A-Za-z_][A-Za-z0-9_]*(\[.*\])?\+?=/.test(value)) {
    throw new Beyond('assignment', 'It sets a variable before or instead of a command.');
  }
}

/** The grammar's half of the agreement; throws `Beyond` unless its tree is one command of exactly these words. */
export function checkTree(root: Node, words: Word[]): void {
  if (root.hasError) throw new Beyond('syntax_error', 'The grammar finds a mistake in it.');
  const [command, ...rest] = root.namedChildren;
  if (root.childCount !== 1 || rest.length > 0) throw new Beyond('list', 'It holds more than one command.');
  if (command?.type !== 'command') throw other(command?.type ?? 'nothing');
  const parts = command.children.map((child) => (child?.type === 'command_name' ? child.firstChild : child));
  parts.forEach(checkLiteral);
  const same = parts.every(
    (part, i) => part?.startIndex === words[i]?.start && part?.endIndex === words[i]?.end,
  );
  if (parts.length !== words.length || !same) {
    throw new Beyond('disagreement', 'Two readers split it into different words.');
  }
}

function checkLiteral(node: Node | null): void {
  if (!node || !LITERAL.has(node.type) || node.isMissing) throw other(node?.type ?? 'nothing');
  node.children.forEach(checkLiteral);
}

function other(type: string): Beyond {
  return new Beyond(
    NODES[type] ?? 'construct',
    `It is not one plain command (${type.replaceAll('_', ' ')}).`,
  );
}
