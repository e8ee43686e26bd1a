import type { Node } from 'web-tree-sitter';
import { Beyond, splitWords } from './line-words.js';
import type { List, Statement, Word } from './syntax.js';

/** What reads the parts of a statement. */
export interface Reading {
  list(nodes: Node[]): List;
  word(node: Node): Word;
  /** Every command below a node, however deep, that is not one itself. */
  within(node: Node): Statement[];
}

/** Kinds of nodes that hold statements, and what they are called where they are the reason. */
const OTHERS: Record<string, [why: string, text: string]> = {
  while_statement: ['loop', 'It has a loop that goes on as long as a command says so.'],
  c_style_for_statement: ['loop', 'It has a loop that counts.'],
  case_statement: ['construct', 'It has a case, which chooses when it runs.'],
  function_definition: ['function', 'It defines a function, which may stand in for any program.'],
  test_command: ['builtin', 'It has a test that the shell itself works out.'],
};

/** `{ …; }` or `( … )`. */
export function readGroup(reading: Reading, node: Node): Statement {
  return {
    kind: 'group',
    subshell: node.type === 'subshell',
    body: reading.list(node.children),
    redirects: [],
  };
}

/** `if`, with every `elif` as an `if` of its own in what is left of the one before. */
export function readChoice(reading: Reading, node: Node): Statement {
  const parts: { test: Node[]; yes: Node[]; no: Node[] } = { test: [], yes: [], no: [] };
  let no: List | undefined;
  let at: 'test' | 'yes' = 'test';
  for (const child of node.children) {
    if (child.type === 'then') at = 'yes';
    else if (child.type === 'else_clause') no = reading.list(child.children);
    else if (child.type === 'elif_clause') parts.no.push(child);
    else parts[at].push(child);
  }
  // Each `elif` is an `if` of its own in what is left of the one before.
  for (const clause of parts.no.toReversed()) {
    const inner = readChoice(reading, clause) as Extract<Statement, { kind: 'choice' }>;
    if (no) inner.no = no;
    inner.chained = clause !== parts.no.at(-1);
    no = { kind: 'list', items: [{ after: 'then', statement: inner, background: false }] };
  }
  return {
    kind: 'choice',
    test: reading.list(parts.test),
    yes: reading.list(parts.yes),
    no: no ?? { kind: 'list', items: [] },
    chained: parts.no.length > 0,
    redirects: [],
  };
}

/** `for name in words`; any other loop is not taken apart. */
export function readLoop(reading: Reading, node: Node): Statement {
  const body = node.namedChildren.find((child) => child.type === 'do_group');
  const [name, ...words] = node.namedChildren.filter(
    (child) => child.type !== 'do_group' && child.type !== 'comment',
  );
  if (node.firstChild?.type !== 'for' || !body || !node.children.some((child) => child.type === 'in')) {
    return readOther(reading, node);
  }
  return {
    kind: 'loop',
    name: name?.text ?? '',
    words: words.map((word) => reading.word(word)),
    body: reading.list(body.children),
    redirects: [],
  };
}

/** `[ … ]` is a program like any other, `[[ … ]]` is not. */
export function readTest(reading: Reading, node: Node): Statement {
  if (node.firstChild?.type !== '[') return readOther(reading, node);
  try {
    // Where words end does not depend on what a variable holds; what they are does.
    const words = splitWords(node.text, { get: () => 'x' }).map((word) => ({
      ...ofSource(node.text.slice(word.start, word.end)),
      start: node.startIndex + word.start,
      end: node.startIndex + word.end,
      inside: [],
    }));
    return { kind: 'simple', assignments: [], words, redirects: [] };
  } catch (reason) {
    if (reason instanceof Beyond) return readOther(reading, node);
    throw reason;
  }
}

function ofSource(source: string): Pick<Word, 'source' | 'value' | 'bare' | 'why'> {
  try {
    const [{ value, bare }] = splitWords(source) as [ReturnType<typeof splitWords>[number]];
    return { source, value, bare };
  } catch (reason) {
    if (!(reason instanceof Beyond)) throw reason;
    return { source, bare: false, why: { why: reason.why, text: reason.message } };
  }
}

/** What is not taken apart: what runs inside of it is found all the same. */
export function readOther(reading: Reading, node: Node): Statement {
  const known = OTHERS[node.type];
  const what = node.type.replaceAll('_', ' ');
  return {
    kind: 'other',
    why: known?.[0] ?? 'construct',
    text: known?.[1] ?? `It has a ${what}, which is not taken apart.`,
    statements: reading.within(node),
    redirects: [],
  };
}
