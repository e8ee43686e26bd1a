import { guessRiskOfText } from './effect-guess.js';
import { asking, combine, unknown, type Judgement } from './judgement.js';
import { baseName } from './program-name.js';
import { judgeRedirect } from './redirections.js';
import type { Assignment, List, Pipeline, Redirect, Simple, Statement, Word } from './syntax.js';
import { assignmentReason, isPowerful } from './variables.js';

/** Programs that run what they are given to read. */
const INTERPRETERS =
  /^(ba|da|a|z|k|mk|pdk|c|tc|fi|r)?sh$|^(python|perl|ruby|node|nodejs|php|lua|tclsh|pwsh|deno|bun|osascript|julia|R|Rscript)[\d.]*$|^(source|\.|eval|psql|mysql|sqlite3|at|batch|crontab|parted|fdisk|sfdisk|ed|ex|gdb)$/;

/**
 * Judges everything in a line, whether or not the probe could run it without a shell: every command, redirection,
 * assignment, substitution and here-document, however deep. `command` judges one argv.
 */
export class StatementJudge {
  constructor(private readonly command: (argv: readonly string[]) => Judgement) {}

  list({ items }: List): Judgement {
    return combine(items.map(({ statement }) => this.statement(statement)));
  }

  private statement(statement: Statement): Judgement {
    switch (statement.kind) {
      case 'simple':
        return this.simple(statement);
      case 'pipeline':
        return this.pipeline(statement);
      case 'list':
        return this.list(statement);
      case 'group':
        return combine([this.list(statement.body), ...this.redirects(statement.redirects)]);
      case 'choice':
        return combine([
          ...[statement.test, statement.yes, statement.no].map((list) => this.list(list)),
          ...this.redirects(statement.redirects),
        ]);
      case 'loop':
        return combine([
          this.list(statement.body),
          ...this.inside(statement.words),
          ...this.redirects(statement.redirects),
        ]);
      case 'other': {
        const reason = { rule: `line.${statement.why}`, words: [], text: statement.text };
        const parts = statement.statements.map((one) => this.statement(one));
        return combine([unknown(reason, 'high'), ...parts, ...this.redirects(statement.redirects)]);
      }
    }
  }

  private simple({ assignments, words, redirects }: Simple): Judgement {
    const parts = [
      ...assignments.map((one) => judgeAssignment(one)),
      ...this.inside([...words, ...assignments.flatMap(({ value }) => value ?? [])]),
      ...assignments.flatMap(({ inside }) => inside.map((one) => this.statement(one))),
      ...this.redirects(redirects),
    ];
    if (words.length > 0) parts.push(this.words(words));
    return combine(parts);
  }

  /** Words that bash works out only when it runs can be anything: what stands there is judged, and not believed. */
  private words(words: Word[]): Judgement {
    const judged = this.command(words.map(({ value, source }) => value ?? source));
    const open = words.filter(({ value }) => value === undefined);
    if (open.length === 0) return judged;
    const { why, text } = open[0]!.why!;
    const reason = { rule: `line.${why}`, words: open.map(({ source }) => source), text };
    const risk = guessRiskOfText(words.map(({ source }) => source).join(' '));
    return combine([judged, unknown(reason, risk)]);
  }

  private pipeline({ parts }: Pipeline): Judgement {
    const judged = parts.map(({ statement }) => this.statement(statement));
    const piped = parts.slice(1).map(({ statement }) => {
      if (statement.kind !== 'simple') return undefined;
      return pipedProgram(statement.words.map(({ value, source }) => value ?? source));
    });
    return combine([...judged, ...piped.filter((one) => one !== undefined)]);
  }

  private inside(words: Word[]): Judgement[] {
    return words.flatMap((word) => word.inside.map((one) => this.statement(one)));
  }

  private redirects(redirects: Redirect[]): Judgement[] {
    return redirects.flatMap((redirect) => [
      ...[judgeRedirect(redirect)].filter((one) => one !== undefined),
      ...this.inside(redirect.target ? [redirect.target] : []),
      ...redirect.inside.map((one) => this.statement(one)),
    ]);
  }
}

/** What setting a variable does to the programs that see it. */
export function judgeAssignment({ name, source }: Pick<Assignment, 'name' | 'source'>): Judgement {
  const reason = assignmentReason(name, source);
  const effects = [{ kind: 'setting' as const, verb: 'set', target: name }];
  return isPowerful(name) ? asking(reason, 'critical', effects) : unknown(reason, 'high', effects);
}

/** What it means that output is passed to these words, where they are a program that takes it for a program. */
export function pipedProgram(words: readonly string[]): Judgement | undefined {
  const at = words.findIndex((word) => !/^(sudo|doas|env|command|exec|nohup|-.*)$/.test(word));
  const name = words[at];
  if (name === undefined || !INTERPRETERS.test(baseName(name))) return undefined;
  // With a program of its own, or a file of one, what is piped is only data.
  const rest = words.slice(at + 1);
  if (rest.some((word) => !word.startsWith('-') || /^-[a-z]*[ce]$/.test(word))) return undefined;
  const text = `${name} runs whatever the program before it prints.`;
  return asking({ rule: 'line.piped_program', words: [name], text }, 'critical');
}
