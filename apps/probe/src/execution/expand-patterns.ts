import { homedir } from 'node:os';
import type { PlanCommand } from '@legator/contracts';
import type { Places } from './host-look.js';
import type { Filled } from './run-request.js';

/** Most paths that the patterns of one command may come to, and most folders that are read for them. */
const MAX_PATHS = 10_000;
const MAX_FOLDERS = 2_000;
const PATTERN = /[*?[]/;

/** The words of a command with its patterns replaced by the paths that exist now, as `PlanCommand` says. */
export async function expandPatterns(
  { argv, patterns = [] }: PlanCommand,
  places: Places,
  filled?: Filled,
): Promise<string[]> {
  const words: string[] = [];
  for (const [i, word] of argv.entries()) {
    if (patterns.includes(i)) {
      const paths = await expand(atHome(word), places);
      await filled?.(argv, i, paths);
      words.push(...paths);
    } else words.push(word);
    if (words.length > argv.length + MAX_PATHS) throw tooMany();
  }
  return words;
}

async function expand(pattern: string, places: Places): Promise<string[]> {
  const found = await new Expansion(places).paths(pattern);
  const plain = /^[/A-Za-z0-9]/.test(pattern);
  if (found.length === 0) return [pattern];
  return found.sort(byBytes).map((path) => (plain ? path : `./${path}`));
}

class Expansion {
  private folders = 0;

  constructor(private readonly places: Places) {}

  /** What is written for the path so far, part by part. Relative ones count from the root folder. */
  async paths(pattern: string): Promise<string[]> {
    const parts = pattern.split(/(\/+)/);
    let written = [''];
    for (let i = 0; i < parts.length && written.length > 0; i += 2) {
      const [name, slash = ''] = [parts[i]!, parts[i + 1]];
      const next = (await this.names(written, name)).map((path) => path + slash);
      if (next.length > MAX_PATHS) throw tooMany();
      written = next;
    }
    const there = await this.places.exist(written);
    return written.filter((_path, i) => there[i]);
  }

  private async names(before: readonly string[], name: string): Promise<string[]> {
    if (!PATTERN.test(name)) return before.map((folder) => folder + name);
    if ((this.folders += before.length) > MAX_FOLDERS) throw tooMany();
    const fits = matcher(name);
    const found = await this.places.names(before);
    return before.flatMap((folder, i) => found[i]!.filter(fits).map((one) => folder + one));
  }
}

function matcher(pattern: string): (name: string) => boolean {
  const tokens = [...pattern.matchAll(TOKENS)].map(([part]) => tokenOf(part));
  const dots = pattern.startsWith('.');
  return (name) => (dots || !name.startsWith('.')) && fits(tokens, [...name]);
}

const TOKENS = /\[[!^]?\]?[^\]]*\]|\*+|[^]/gu;

/** Any text, or what one character has to be. */
type Token = '*' | ((char: string) => boolean);

function tokenOf(part: string): Token {
  if (part.startsWith('*')) return '*';
  if (part === '?') return () => true;
  if (part.length > 2 && part.startsWith('[')) return set(part.slice(1, -1));
  return (char) => char === part;
}

function set(inside: string): Token {
  // Classes such as [:digit:] are no part of the contract.
  if (/\[[:.=]/.test(inside)) throw new Error('its pattern cannot be filled in');
  const none = /^[!^]/.test(inside);
  const members = [...(none ? inside.slice(1) : inside).matchAll(/([^])-([^])|[^]/gu)];
  return (char) =>
    none !== members.some(([one, from, to]) => (from ? from <= char && char <= to! : one === char));
}

/** Takes time in proportion to both lengths at worst, whatever the pattern. */
function fits(tokens: readonly Token[], chars: readonly string[]): boolean {
  let [at, star, mark, i] = [0, -1, 0, 0];
  while (i < chars.length) {
    const token = tokens[at];
    if (token === '*') [star, mark] = [at++, i];
    else if (token?.(chars[i]!)) [at, i] = [at + 1, i + 1];
    else if (star >= 0) [at, i] = [star + 1, ++mark];
    else return false;
  }
  return tokens.slice(at).every((token) => token === '*');
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function tooMany(): Error {
  return new Error('its patterns stand for too many paths');
}

/** `~` and `~/x`; of an account without a home it stays as it is, as for a shell. */
function atHome(word: string): string {
  return word.replace(/^~(?=\/|$)/, (sign) => homedir() || sign);
}
