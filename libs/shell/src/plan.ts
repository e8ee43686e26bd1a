import type { Plan, PlanCommand, PlanStep } from '@legator/contracts';
import { expandBraces } from './braces.js';
import { isPlain } from './characters.js';
import { isAddress, Beyond, splitHome, splitPattern, type Variables } from './line-words.js';
import { secondOpinion } from './second-opinion.js';
import type {
  Assignment,
  Choice,
  Connector,
  Group,
  List,
  Loop,
  Redirect,
  Simple,
  Statement,
  Word,
} from './syntax.js';
import { literal, streams } from './plan-streams.js';
import { readScript } from './syntax-reader.js';
import { isPowerful } from './variables.js';

/** Most commands that a plan may come to; a loop that is written out counts with every round. */
const MAX_COMMANDS = 256;

/** Words of the shell that no program can stand in for, and what only means something inside of one. */
const SHELL_ONLY = new Set(
  (
    'export declare typeset local readonly unset alias unalias let eval exec source . trap set shopt cd pushd popd ' +
    'builtin read mapfile readarray wait fg bg disown history fc enable bind complete compgen compopt ' +
    'getopts shift return exit logout break continue caller dirs suspend coproc function select'
  ).split(' '),
);
const KEYWORDS = new Set('if then elif else fi for while until do done case esac in ! { } [[ ]]'.split(' '));

/** Words of the shell that are run by one, with nothing of the line in its text. */
const BUILTINS = new Set(['command', 'type', 'umask', 'ulimit', ':', 'hash', 'jobs', 'times']);

/** Variables that the shell fills in itself, or that are in every environment already and so reach every program. */
const TAKEN =
  /^(_|LANG|LANGUAGE|LC_.*|TZ|USER|LOGNAME|PWD|OLDPWD|TERM|MAIL|MAILPATH|E?UID|S?RANDOM|SECONDS|LINENO|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|OPT(IND|ARG|ERR)|REPLY|DISPLAY|COLUMNS|LINES|SHLVL|PPID|GROUPS|FUNCNAME|DIRSTACK|COMP_.*|COMPREPLY|EPOCH.*|MAPFILE|COPROC|TIMEFORMAT|TMOUT|PIPESTATUS|INVOCATION_ID|JOURNAL_STREAM|NOTIFY_SOCKET|.*_PROXY|NO_COLOR)$/i;

/** Names that a line may give to a value; anything else could be a setting of the shell or of a program. */
function isOwn(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/i.test(name) && !TAKEN.test(name) && !isPowerful(name);
}

/**
 * What a line comes to if the probe can run it without a shell, as pure data: its commands with literal words, their
 * pipelines and order. Nothing for any other line, which only a shell could run, or which two parsers read differently.
 */
export function planOf(line: string): Plan | undefined {
  const script = readScript(line);
  const plan = script.kind === 'script' ? planOfList(script.list) : undefined;
  return plan && script.kind === 'script' && secondOpinion(script.list, line) ? plan : undefined;
}

/** The same for a line that was read, by one reader alone. */
export function planOfList(list: List): Plan | undefined {
  try {
    const steps = new Planner().list(list, new Map(), false);
    return steps.length > 0 ? { steps } : undefined;
  } catch (reason) {
    if (reason instanceof Beyond) return undefined;
    throw reason;
  }
}

/** Why a line has no plan. */
export function whyNoPlan(list: List): { why: string; text: string } {
  try {
    new Planner().list(list, new Map(), false);
    return { why: 'empty', text: 'There is no command in it.' };
  } catch (reason) {
    if (reason instanceof Beyond) return { why: reason.why, text: reason.message };
    throw reason;
  }
}

type Part = PlanStep['pipeline'][number];

class Planner {
  private commands = 0;

  list(list: List, outer: Variables, inner = true): PlanStep[] {
    const known = new Map(outer);
    const steps: PlanStep[] = [];
    let remembered = false;
    for (const { after, statement, background } of list.items) {
      if (background) throw new Beyond('background', 'It runs something in the background (&).');
      // Setting a value never fails.
      if (remembered && after === 'or') throw assigns();
      const when = remembered ? 'then' : after;
      remembered = this.remembers(statement, when, inner, known);
      if (!remembered) steps.push(...this.steps(statement, when, known));
    }
    return steps;
  }

  /** `name=value`, alone and always: not a step, but a value for what follows. */
  private remembers(
    statement: Statement,
    after: Connector,
    inner: boolean,
    known: Map<string, string>,
  ): boolean {
    if (statement.kind !== 'simple' || statement.words.length > 0 || statement.assignments.length === 0)
      return false;
    if (inner || after !== 'then' || statement.redirects.length > 0) throw assigns();
    for (const { name, source, value } of statement.assignments) {
      if (!isOwn(name) || !source.startsWith(`${name}=`)) throw assigns();
      known.set(name, value ? literal(value.source, known) : '');
    }
    return true;
  }

  private steps(statement: Statement, after: Connector, known: Variables): PlanStep[] {
    // A loop in a row of its own needs no group.
    if (statement.kind === 'loop' && after === 'then' && statement.redirects.length === 0)
      return this.loop(statement, known);
    if (statement.kind !== 'pipeline') return [{ after, pipeline: [this.part(statement, known, true)] }];
    const pipeline = statement.parts.map((part, i) => this.part(part.statement, known, i === 0));
    statement.parts.forEach(({ joined }, i) => {
      if (joined) join(pipeline[i - 1]!);
    });
    return [{ after, pipeline }];
  }

  private part(statement: Statement, known: Variables, first: boolean): Part {
    if (statement.kind === 'simple') return this.command(statement, known, first);
    if (!first) throw new Beyond('subshell', 'It passes output to more than one command.');
    switch (statement.kind) {
      case 'group':
        return this.group(statement, known);
      case 'choice':
        return this.choice(statement, known);
      case 'loop':
        plainStreams(statement.redirects);
        return { steps: this.loop(statement, known) };
      case 'other':
        throw new Beyond(statement.why, statement.text);
      default:
        throw new Beyond('construct', 'It has a list where one command is expected.');
    }
  }

  private group({ body, redirects }: Group, known: Variables): Part {
    plainStreams(redirects);
    return { steps: filled(this.list(body, known)) };
  }

  private choice({ test, yes, no, redirects }: Choice, known: Variables): Part {
    plainStreams(redirects);
    return {
      test: filled(this.list(test, known)),
      yes: filled(this.list(yes, known)),
      no: this.list(no, known),
    };
  }

  /** Written out, round by round. */
  private loop({ name, words, body }: Loop, known: Variables): PlanStep[] {
    // A name that has a value already would have another one behind the loop.
    if (!isOwn(name) || known.has(name)) throw assigns();
    const values = words.flatMap((word) => this.word(word, known));
    const steps = values.flatMap((value) => this.list(body, new Map([...known, [name, value]])));
    return filled(steps);
  }

  private command(simple: Simple, known: Variables, first: boolean): PlanCommand {
    this.commands += 1;
    if (this.commands > MAX_COMMANDS) throw new Beyond('too_long', 'It comes to too many commands.');
    const set = simple.assignments.map((one) => this.set(one, simple.words, known));
    if (simple.words.length === 0)
      throw new Beyond('redirect', 'It redirects without a program to redirect for.');
    const patterns: number[] = [];
    const argv: string[] = set.length > 0 ? ['env', ...set] : [];
    for (const [i, word] of simple.words.entries())
      argv.push(
        ...(i === 0
          ? [checkedName(word, literal(word.source, known), set.length > 0)]
          : this.word(word, known, () => patterns.push(argv.length))),
      );
    return {
      argv,
      ...(patterns.length > 0 ? { patterns } : {}),
      ...(set.length === 0 && BUILTINS.has(argv[0]!) ? { builtin: true as const } : {}),
      ...streams(simple.redirects, known, first),
    };
  }

  /** `name=value` before a program: what `env` gives to it as well. */
  private set({ name, source, value }: Assignment, words: Word[], known: Variables): string {
    // Behind the name of the program it is a word, or sets something for the shell.
    if (words.some((word) => word.source === source)) throw assigns();
    if (!source.startsWith(`${name}=`)) throw assigns();
    return `${name}=${value ? literal(value.source, known) : ''}`;
  }

  /** What bash makes of one word: itself, several, or a pattern that it fills in when it runs. */
  private word({ source }: Word, known: Variables, isPattern?: () => void): string[] {
    try {
      return [literal(source, known)];
    } catch (reason) {
      if (!(reason instanceof Beyond)) throw reason;
      if (reason.why === 'glob' && isAddress(source)) return [source];
      const several = reason.why === 'brace' ? expandBraces(source) : undefined;
      if (several) return several;
      const pattern =
        isPattern && reason.why === 'glob'
          ? splitPattern(source)
          : isPattern && reason.why === 'tilde'
            ? splitHome(source)
            : undefined;
      if (pattern === undefined) throw reason;
      isPattern!();
      return [pattern];
    }
  }
}

function filled(steps: PlanStep[]): PlanStep[] {
  if (steps.length === 0) throw new Beyond('empty', 'There is no command in a part of it.');
  return steps;
}

function checkedName({ bare, source }: Word, name: string, set: boolean): string {
  if (source.includes("$'")) throw new Beyond('program_name', 'The name of the program is not written out.');
  // Only the shell itself could give a variable to a word of its own.
  if (set && (BUILTINS.has(name) || name === 'env')) throw assigns();
  if (name === '') throw new Beyond('empty', 'The name of the program is empty.');
  if (!isPlain(name))
    throw new Beyond('program_name', 'The name of the program has blanks or unusual characters in it.');
  if (SHELL_ONLY.has(name) || (bare && KEYWORDS.has(name)))
    throw new Beyond('keyword', `${name} is a word of the shell itself.`);
  if (/^[A-Za-z_][A-Za-z0-9_]*(\[.*\])?\+?=/.test(name)) throw assigns();
  return name;
}

function assigns(): Beyond {
  return new Beyond('assignment', 'It sets a variable before or instead of a command.');
}

function plainStreams(redirects: Redirect[]): void {
  if (redirects.length > 0)
    throw new Beyond('redirect', 'It redirects the streams of more than one command.');
}

/** `|&`: after all of its other redirections stderr goes where stdout goes. */
function join(part: Part): void {
  if (!('argv' in part)) throw new Beyond('redirect', 'It redirects the streams of more than one command.');
  const to = part.out ?? 'out';
  if (to === 'err') delete part.err;
  else part.err = to;
}
