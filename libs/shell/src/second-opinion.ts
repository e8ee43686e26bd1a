import { readers } from './readers.js';
import type { Connector, List, Redirect, Simple, Statement } from './syntax.js';

/**
 * Whether another parser, which shares no code with the first, takes a line for the same commands with the same words,
 * connectors and redirections. It prints what it read in a form of its own, which has to be the one that follows from
 * our tree: once as the line stands, once with wider gaps everywhere between words and within quotes, so that a gap
 * which only one of the two takes for the end of a word shows.
 */
export function secondOpinion(list: List, line: string): boolean {
  const second = readers()?.second;
  if (!second) return false;
  const wide = new Form('  ', widened).all(list);
  const [asItStands, apart] = second.printAll([line, wide]);
  return asItStands === new Form(' ', asWritten).all(list) && apart === new Form(' ', widened).all(list);
}

const asWritten = (source: string) => source;

/** The same word with every blank between quotes doubled. */
function widened(source: string): string {
  return source.replace(/'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]/g, (part) =>
    part.startsWith('\\') ? part : part.replaceAll(' ', '  '),
  );
}

const SIGNS: Record<Connector, string> = { then: '; ', and: ' && ', or: ' || ' };

/** Writes a tree down as the second reader does. */
class Form {
  constructor(
    private readonly gap: string,
    private readonly word: (source: string) => string,
  ) {}

  private document = '';

  /** A list, and below it the here-document of one of its commands. */
  all(list: List): string {
    return this.list(list) + this.document;
  }

  private list({ items }: List): string {
    return items
      .map(({ after, statement, background }, i) => {
        const sign = i === 0 ? '' : items[i - 1]!.background ? ' ' : SIGNS[after];
        return `${sign}${this.statement(statement)}${background ? ' &' : ''}`;
      })
      .join('');
  }

  private statement(statement: Statement): string {
    switch (statement.kind) {
      case 'simple':
        return this.simple(statement);
      case 'pipeline':
        return statement.parts
          .map(
            ({ statement: part, joined }, i) =>
              (i === 0 ? '' : joined ? ' |& ' : ' | ') + this.statement(part),
          )
          .join('');
      case 'list':
        return this.list(statement);
      case 'group':
        return statement.subshell ? `(${this.list(statement.body)})` : `{ ${this.list(statement.body)}; }`;
      case 'choice':
        return `if ${this.choice(statement)}; fi`;
      case 'loop': {
        const words = statement.words.map(({ source }) => this.gap + this.word(source)).join('');
        return `for ${statement.name} in${words}; do ${this.list(statement.body)}; done`;
      }
      case 'other':
        return '';
    }
  }

  private choice({ test, yes, no, chained }: Extract<Statement, { kind: 'choice' }>): string {
    const head = `${this.list(test)}; then ${this.list(yes)}`;
    const next = no.items[0]?.statement;
    if (!next) return head;
    return chained && next.kind === 'choice'
      ? `${head}; elif ${this.choice(next)}`
      : `${head}; else ${this.list(no)}`;
  }

  /** What stands before the second word keeps its place; after that all words come first. */
  private simple({ assignments, words, redirects }: Simple): string {
    const [first, second] = words;
    const early = redirects.filter(({ start }) => first && start < (second ?? first).start);
    const late = redirects.filter((one) => !early.includes(one));
    return [
      ...assignments.map(({ source }) => this.word(source)),
      ...early.filter(({ start }) => start < first!.start).map((one) => this.redirect(one)),
      ...words.slice(0, 1).map(({ source }) => this.word(source)),
      ...early.filter(({ start }) => start > first!.start).map((one) => this.redirect(one)),
      ...words.slice(1).map(({ source }) => this.word(source)),
      ...late.map((one) => this.redirect(one)),
    ].join(this.gap);
  }

  private redirect({ fd, op, target, document }: Redirect): string {
    if (document) {
      this.document = `\n${document.text}${document.start.replace(/['"]/g, '')}`;
      return `${op}${document.start}`;
    }
    return `${fd ?? ''}${op}${target ? this.word(target.source) : ''}`;
  }
}
