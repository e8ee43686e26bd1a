/** Where text goes; a stream of Node fits. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  once?(event: 'drain', listener: () => void): unknown;
}

const COLOURS = { red: 31, green: 32, yellow: 33, blue: 36, dim: 2, bold: 1 } as const;
export type Colour = keyof typeof COLOURS;

/** How states are coloured wherever they are shown. */
const OF_WORD: Record<string, Colour> = {
  online: 'green',
  active: 'green',
  ready: 'green',
  approved: 'green',
  valid: 'green',
  degraded: 'yellow',
  pending: 'yellow',
  medium: 'yellow',
  offline: 'red',
  denied: 'red',
  revoked: 'red',
  high: 'red',
  critical: 'red',
};

/** Prints for people and for programs. What hosts wrote is made harmless before a person's terminal sees it. */
export class Terminal {
  constructor(
    private readonly stdout: Sink,
    private readonly stderr: Sink,
    private readonly coloured: boolean,
  ) {}

  /** Whether a person reads the output. */
  get isInteractive(): boolean {
    return this.stdout.isTTY === true;
  }

  /** A piece of a line; whoever writes it has made it harmless. */
  write(text: string): void {
    this.stdout.write(text);
  }

  line(text = ''): void {
    this.stdout.write(`${text}\n`);
  }

  /** A remark beside the output. */
  note(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  json(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** A piece of what a program on a host printed: as it is for a file, made harmless for a terminal. */
  output(stream: 'stdout' | 'stderr', text: string): void {
    const sink = stream === 'stdout' ? this.stdout : this.stderr;
    sink.write(sink.isTTY ? harmless(text) : text);
  }

  /** Rows below their headings, each column as wide as its widest cell. */
  table(headings: string[], rows: string[][]): void {
    const cells = [headings, ...rows.map((row) => row.map(clean))];
    const widths = headings.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
    cells.forEach((row, i) => {
      const padded = row.map((cell, column) => {
        const blanks = column === row.length - 1 ? '' : ' '.repeat(widths[column]! - width(cell));
        return (i === 0 ? this.colour('dim', cell) : this.coloured ? this.state(cell) : cell) + blanks;
      });
      this.line(padded.join('  ').trimEnd());
    });
  }

  /** Names and values below each other; what has no value is left out. */
  facts(facts: [name: string, value: string][]): void {
    const known = facts.filter(([, value]) => value !== '');
    const widest = Math.max(0, ...known.map(([name]) => name.length));
    for (const [name, value] of known) {
      this.line(`${this.colour('dim', `${name}:`.padEnd(widest + 1))} ${this.state(clean(value))}`);
    }
  }

  colour(colour: Colour, text: string): string {
    return this.coloured ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }

  private state(word: string): string {
    const colour = Object.hasOwn(OF_WORD, word) ? OF_WORD[word] : undefined;
    return colour ? this.colour(colour, word) : word;
  }
}

/** A text from elsewhere on one line: what cannot be seen is escaped, so it moves no cursor and hides nothing. */
export function clean(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

/** The same for output of many lines; colours stay. */
export function harmless(text: string): string {
  return text
    .split(/(\u001b\[[0-9;]{0,32}m)/)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/(?![\n\t\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter),
    )
    .join('');
}

function escapeCharacter(char: string): string {
  const code = char.codePointAt(0)!;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

function width(text: string): number {
  return [...text].length;
}

/** Several lines; what cannot be seen is escaped, colours too, since a colour can hide a word. */
export function plainText(words: string): string {
  return words
    .split(/([\n\t])/)
    .map((part) => (part === '\n' || part === '\t' ? part : clean(part)))
    .join('');
}
