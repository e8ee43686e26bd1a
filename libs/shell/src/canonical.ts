import type { Plan, PlanCommand, PlanStep } from '@legator/contracts';
import { isPlain } from './characters.js';

/** Words that bash would take for something else if they stood bare. */
const RESERVED = new Set(
  'if then elif else fi for while until do done case esac select function in time coproc ! { } [[ ]]'.split(
    ' ',
  ),
);
const BARE = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * A command on one line of plain ASCII, as people are to see it before they say yes: every character that is not
 * printable ASCII is escaped, and bash reads back exactly the same words.
 */
export function canonical(argv: readonly string[]): string {
  return argv.map((word, i) => quote(word, i === 0)).join(' ');
}

const SIGNS = { then: '; ', and: ' && ', or: ' || ' };

/** A plan on one line of plain ASCII, likewise: bash would do with it what the probe does. */
export function canonicalPlan({ steps }: Plan): string {
  return steps
    .map(
      ({ after, pipeline }, i) =>
        (i === 0 ? '' : SIGNS[after]) + pipeline.map((part) => planPart(part)).join(' | '),
    )
    .join('');
}

function planPart(part: PlanStep['pipeline'][number]): string {
  if ('argv' in part) return planCommand(part);
  if ('steps' in part) return `{ ${canonicalPlan(part)}; }`;
  const [test, yes] = [canonicalPlan({ steps: part.test }), canonicalPlan({ steps: part.yes })];
  const no = part.no.length > 0 ? ` else ${canonicalPlan({ steps: part.no })};` : '';
  return `if ${test}; then ${yes};${no} fi`;
}

function planCommand({ argv, patterns = [], stdin, out, err }: PlanCommand): string {
  const words = argv.map((word, i) => (patterns.includes(i) ? word : quote(word, i === 0)));
  if (stdin)
    words.push(
      'file' in stdin ? `<${quote(stdin.file, false)}` : `<<<${quote(stdin.text.replace(/\n$/, ''), false)}`,
    );
  // In this order 2>&1 means what stdout was before it went elsewhere.
  if (err === 'out') words.push('2>&1');
  if (out) words.push(out === 'null' ? '>/dev/null' : '>&2');
  if (err === 'null') words.push('2>/dev/null');
  return words.join(' ');
}

function quote(word: string, first: boolean): string {
  if (BARE.test(word) && !RESERVED.has(word) && !(first && word.includes('='))) return word;
  if (isPlain(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `$'${[...word].map(escape).join('')}'`;
}

function escape(char: string): string {
  // An exclamation mark would call up history where the line is pasted.
  if (/^[ -~]$/.test(char) && !"\\'!".includes(char)) return char;
  // Bytes, since what \u stands for depends on the locale of whoever pastes it.
  return [...bytesOf(char)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function bytesOf(char: string): Uint8Array {
  const code = char.charCodeAt(0);
  // Half a character has no UTF-8; it is shown as the bytes it would have.
  if (char.length === 1 && code >= 0xd800 && code <= 0xdfff) {
    return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return new TextEncoder().encode(char);
}
