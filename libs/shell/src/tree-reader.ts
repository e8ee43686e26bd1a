import type { Node } from 'web-tree-sitter';
import { readChoice, readGroup, readLoop, readOther, readTest, type Reading } from './compound-reader.js';
import { readDocument } from './here-document.js';
import { Beyond, splitWords } from './line-words.js';
import type { Assignment, Connector, List, Redirect, Statement, Word } from './syntax.js';

/** Deepest nesting that is read. */
const MAX_DEPTH = 40;

const WORDS = new Set([
  'word',
  'number',
  'string',
  'raw_string',
  'ansi_c_string',
  'translated_string',
  'concatenation',
  'simple_expansion',
  'expansion',
  'command_substitution',
  'process_substitution',
  'arithmetic_expansion',
  'brace_expression',
  'extglob_pattern',
  'regex',
  'variable_name',
  'subscript',
  'array',
  'special_variable_name',
]);

const CONNECTORS: Record<string, Connector> = { '&&': 'and', '||': 'or' };

/** Makes our tree of the grammar's, for one line. Throws `Beyond` where the two do not fit. */
export class TreeReader implements Reading {
  private depth = 0;

  /** Statements one after another. */
  list(nodes: Node[]): List {
    const list: List = { kind: 'list', items: [] };
    for (const node of nodes) {
      if (node.type === '&') this.lastOf(list).background = true;
      else if (node.isNamed && node.type !== 'comment') this.add(list, node, 'then');
    }
    return list;
  }

  private lastOf(list: List): List['items'][number] {
    const last = list.items.at(-1);
    if (!last) throw new Beyond('syntax_error', 'Something in it has no command before it.');
    return last;
  }

  private add(list: List, node: Node, after: Connector): void {
    const row = this.row(node);
    const [first, ...rest] = row.map(({ sign, statement }, i) => ({
      after: i === 0 ? after : CONNECTORS[sign]!,
      statement,
      background: false,
    }));
    if (first) list.items.push(first, ...rest);
  }

  private nested<T>(work: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new Beyond('too_deep', 'It is nested too deeply.');
    const result = work();
    this.depth -= 1;
    return result;
  }

  private statement(node: Node): Statement {
    return this.nested(() => this.statementOf(node));
  }

  private statementOf(node: Node): Statement {
    switch (node.type) {
      case 'command':
      case 'declaration_command':
      case 'unset_command':
        return this.simple(node);
      case 'variable_assignment':
      case 'variable_assignments':
        return this.assignments(node);
      case 'pipeline':
      case 'list':
      case 'redirected_statement': {
        const list: List = { kind: 'list', items: [] };
        this.add(list, node, 'then');
        return list.items.length === 1 ? list.items[0]!.statement : list;
      }
      case 'compound_statement':
      case 'subshell':
        return readGroup(this, node);
      case 'if_statement':
        return readChoice(this, node);
      case 'for_statement':
        return readLoop(this, node);
      case 'test_command':
        return readTest(this, node);
      default:
        return readOther(this, node);
    }
  }

  private simple(node: Node): Statement {
    const simple: Statement = { kind: 'simple', assignments: [], words: [], redirects: [] };
    for (const child of node.children) {
      const part = child.type === 'command_name' ? child.firstChild! : child;
      if (part.type === 'variable_assignment') {
        // After the name it is a word like any other, unless the program is one that sets variables.
        simple.assignments.push(this.assignment(part));
        if (simple.words.length > 0) simple.words.push(this.word(part));
      } else if (part.type.endsWith('_redirect')) this.redirect(part, simple, simple);
      else simple.words.push(this.word(part));
    }
    return simple;
  }

  private assignments(node: Node): Statement {
    const all = node.type === 'variable_assignment' ? [node] : node.namedChildren;
    return { kind: 'simple', assignments: all.map((one) => this.assignment(one)), words: [], redirects: [] };
  }

  private assignment(node: Node): Assignment {
    const name = node.firstChild?.text ?? '';
    const [, value] = node.namedChildren;
    return {
      name: /^[A-Za-z_][A-Za-z0-9_]*/.exec(name)?.[0] ?? name,
      source: node.text,
      ...(value ? { value: this.word(value) } : {}),
      inside: node.firstChild ? this.within(node.firstChild) : [],
    };
  }

  /** Pipelines with `&&` and `||` between them, each with the sign before it. */
  private row(node: Node): { sign: string; statement: Statement }[] {
    const flat: Flat[] = [];
    this.flatten(node, '', flat);
    const row: { sign: string; statement: Statement }[] = [];
    for (const { sign, statement } of flat) {
      const last = row.at(-1);
      if (!last || sign in CONNECTORS) row.push({ sign, statement });
      else if (last.statement.kind === 'pipeline')
        last.statement.parts.push({ statement, joined: sign === '|&' });
      else
        last.statement = {
          kind: 'pipeline',
          parts: [
            { statement: last.statement, joined: false },
            { statement, joined: sign === '|&' },
          ],
        };
    }
    return row;
  }

  /**
   * Commands in the order of the text, each with the sign before it. How the grammar nests lists, pipelines and
   * redirections in one another is not what bash makes of them, so nothing but their order is taken from it.
   */
  private flatten(node: Node, sign: string, flat: Flat[]): void {
    if (node.type === 'redirected_statement') return this.nested(() => this.redirected(node, sign, flat));
    if (node.type !== 'list' && node.type !== 'pipeline') {
      flat.push({ sign, statement: this.statement(node) });
      return;
    }
    let before = sign;
    for (const child of node.children) {
      if (child.type === 'comment') continue;
      if (child.isNamed) this.nested(() => this.flatten(child, before, flat));
      else if (/^(\|&?|\|\||&&)$/.test(child.type)) before = child.type;
      else throw strange(child);
    }
  }

  /** A redirection belongs to the command right before it. */
  private redirected(node: Node, sign: string, flat: Flat[]): void {
    const [body, ...rest] = node.namedChildren.filter((child) => child.type !== 'comment');
    if (!body) throw strange(node);
    const alone = body.type.endsWith('_redirect');
    const simple: Statement = { kind: 'simple', assignments: [], words: [], redirects: [] };
    if (alone) flat.push({ sign, statement: simple });
    else this.flatten(body, sign, flat);
    const last = flat.at(-1)!;
    const to = last.statement;
    if (to.kind === 'pipeline' || to.kind === 'list') throw strange(node);
    const more: Statement[] = [];
    for (const one of alone ? [body, ...rest] : rest) {
      if (!one.type.endsWith('_redirect')) throw strange(one);
      this.redirect(one, to, to.kind === 'simple' ? to : undefined, more);
    }
    if (more.length === 0) return;
    const text = 'It has a here-document with commands behind it.';
    last.statement = { kind: 'other', why: 'here_document', text, statements: [to, ...more], redirects: [] };
  }

  /** Adds a redirection to `to`; words that the grammar takes for more targets are operands of `command`. */
  private redirect(
    node: Node,
    to: { redirects: Redirect[] },
    command: { words: Word[] } | undefined,
    more?: Statement[],
  ): void {
    if (node.type === 'heredoc_redirect') return this.hereDocument(node, to, more);
    const fd = node.children.find((child) => child.type === 'file_descriptor')?.text;
    const op = node.children.find((child) => !child.isNamed)?.type ?? '?';
    const [target, ...words] = node.namedChildren.filter((child) => child.type !== 'file_descriptor');
    to.redirects.push({
      op,
      ...(fd === undefined ? {} : { fd }),
      ...(target ? { target: this.word(target) } : {}),
      start: node.startIndex,
      inside: [],
    });
    if (words.length > 0 && !command) throw strange(node);
    for (const word of words) command!.words.push(this.word(word));
  }

  private hereDocument(node: Node, to: { redirects: Redirect[] }, more?: Statement[]): void {
    const inside: Statement[] = [];
    const document = readDocument(node);
    to.redirects.push({ op: '<<', start: node.startIndex, inside, ...(document ? { document } : {}) });
    const own = new Set(['heredoc_start', 'heredoc_end', 'file_descriptor']);
    for (const child of node.namedChildren.filter(({ type }) => !own.has(type))) {
      if (child.type === 'heredoc_body') inside.push(...this.within(child));
      else if (child.type.endsWith('_redirect')) this.redirect(child, to, undefined, more);
      else if (WORDS.has(child.type)) throw strange(child);
      else (more ?? inside).push(this.statement(child));
    }
  }

  /** `$(<file)` */
  private bareRedirect(node: Node): Statement {
    const simple: Statement = { kind: 'simple', assignments: [], words: [], redirects: [] };
    this.redirect(node, simple, simple);
    return simple;
  }

  word(node: Node): Word {
    const word: Word = {
      source: node.text,
      start: node.startIndex,
      end: node.endIndex,
      bare: false,
      inside: this.within(node),
    };
    try {
      const [one, ...more] = splitWords(node.text);
      if (!one || more.length > 0 || one.end !== node.text.length || one.start !== 0)
        throw new Beyond('disagreement', 'Two readers split it into different words.');
      return { ...word, value: one.value, bare: one.bare };
    } catch (reason) {
      if (!(reason instanceof Beyond)) throw reason;
      return { ...word, why: { why: reason.why, text: reason.message } };
    }
  }

  /** Every command below a node, however deep, that is not one itself. */
  within(node: Node): Statement[] {
    return this.nested(() =>
      node.namedChildren.flatMap((child) => {
        if (child.type === 'comment') return [];
        if (child.type.endsWith('_redirect')) return [this.bareRedirect(child)];
        return STATEMENTS.test(child.type) ? [this.statement(child)] : this.within(child);
      }),
    );
  }
}

const STATEMENTS =
  /^(command|declaration_command|unset_command|variable_assignments?|pipeline|list|redirected_statement|compound_statement|subshell|(if|for|while|case|c_style_for)_statement|function_definition|negated_command|test_command)$/;

/** A command with the sign that stands before it. */
interface Flat {
  sign: string;
  statement: Statement;
}

function strange(node: Node): Beyond {
  return new Beyond('construct', `It has a ${node.type.replaceAll('_', ' ')} where none is expected.`);
}
