import type { Level, Plan, PlanCommand, PlanStep } from '@legator/contracts';
import { matchArguments, type Fit, type Match, type Misfit } from './argument-matcher.js';
import { isPlain, isUnseen } from './characters.js';
import { guessRisk, guessRiskOfText } from './effect-guess.js';
import { inAnyHome, isElsewhere, unplaced } from './effect-places.js';
import {
  asking,
  combine,
  granted,
  secret,
  unknown,
  worse,
  type Judgement,
  type JudgementReason,
} from './judgement.js';
import { innerCommands, type Inner } from './inner-commands.js';
import { judgeAssignment, pipedProgram, StatementJudge } from './judge-statements.js';
import { fedBy, type Fed } from './piped-words.js';
import { planOfList, whyNoPlan } from './plan.js';
import { programName } from './program-name.js';
import { rulesFor } from './program-table.js';
import { judgeInput } from './redirections.js';
import { sentInput } from './sent-input.js';
import { secondOpinion } from './second-opinion.js';
import { readScript } from './syntax-reader.js';
import { isHarmless } from './variables.js';
import { generalised } from './xargs-commands.js';
import { judgeWindowsArgv, judgeWindowsLine } from './windows/index.js';

export type { Judgement, JudgementReason };

/** Most words and characters that are looked at; what is beyond is not granted, never cut. */
const MAX_WORDS = 256;
const MAX_CHARACTERS = 16 * 1024;
/** How deep commands may stand in commands (`sudo timeout 5 sh -c …`). */
const MAX_DEPTH = 8;
/** How many of them one line may come to: each `xargs` is judged for several words, and for each of those what is inside. */
const MOST_INNER = 200;
/** What a line inside of a line counts for: two readers read it anew. */
const COST_OF_LINE = 10;

/** Where a command is to run: Linux unless said. */
export interface JudgeOptions {
  platform?: 'linux' | 'windows' | undefined;
}

/** Judges one command by its words alone: pure, synchronous, and the same at both ends of the wire. */
export function judgeArgv(argv: readonly string[], options: JudgeOptions = {}): Judgement {
  return options.platform === 'windows' ? judgeWindowsArgv(argv) : new Judging().argv(argv);
}

/**
 * Judges a line for bash: as the plan it comes to, where two parsers agree on one; else by everything in it, and never
 * without a person. `loadReaders` has to have ended before; until then nothing is granted.
 */
export function judgeLine(line: string, options: JudgeOptions = {}): Judgement {
  return options.platform === 'windows' ? judgeWindowsLine(line) : new Judging().line(line);
}

/** Judges a plan, for Linux, by its commands. The plan is data: who made it is of no account. */
export function judgePlan(plan: Plan): Judgement {
  return new Judging().steps(plan.steps);
}

class Judging {
  constructor(
    private readonly depth = 0,
    /** How many commands inside of others may still be looked at, by all that share it. */
    private readonly budget = { left: MOST_INNER },
  ) {}

  line(line: string): Judgement {
    const script = readScript(line);
    if (script.kind === 'unread') return unknown(lineReason(script), guessRiskOfText(line));
    const plan = isSeen(line) ? planOfList(script.list) : undefined;
    if (!plan) return this.beyond(line, script.list);
    const judged = this.steps(plan.steps);
    if (!judged.known || secondOpinion(script.list, line)) return judged;
    return combine([judged, unknown(DISAGREEMENT, guessRiskOfText(line))]);
  }

  /** A line that only a shell could run. */
  private beyond(line: string, list: Parameters<StatementJudge['list']>[0]): Judgement {
    const judged = new StatementJudge((argv) => this.argv(argv)).list(list);
    const why = isSeen(line) ? whyNoPlan(list) : UNSEEN;
    const reason = lineReason(why);
    const rest = { ...judged, reasons: judged.reasons.filter(({ rule }) => rule !== reason.rule) };
    return combine([unknown(reason, worse(judged.risk, guessRiskOfText(line))), rest]);
  }

  steps(steps: readonly PlanStep[]): Judgement {
    return combine(steps.map(({ pipeline }) => this.pipeline(pipeline)));
  }

  private pipeline(parts: PlanStep['pipeline']): Judgement {
    return combine(
      parts.flatMap((part, i) => {
        if ('steps' in part) return [this.steps(part.steps)];
        if ('test' in part) return [part.test, part.yes, part.no].map((steps) => this.steps(steps));
        const before = parts.slice(0, i);
        const input = [i === 0 ? undefined : pipedProgram(part.argv), sentInput(part, before)];
        // What is told to read a file reads nothing else.
        const fed = part.stdin ? undefined : fedBy(before);
        return [this.planned(part, fed), ...input.filter((one) => one !== undefined)];
      }),
    );
  }

  private planned({ argv, patterns = [], stdin }: PlanCommand, fed: Fed | undefined): Judgement {
    // A pattern may stand for one path or for many: all of that has to be fine.
    const several = patterns.filter((place) => !argv[place]!.startsWith('~'));
    const ways = several.length === 0 ? [1] : [1, 2, 3];
    // Whose home it is, it is as full of secrets as that of root.
    const words = argv.map((word, i) => (patterns.includes(i) ? word.replace(/^~(?=\/|$)/, '/root') : word));
    const judged = ways.map((times) =>
      this.argv(
        words.flatMap((word, i) => (several.includes(i) ? Array<string>(times).fill(word) : [word])),
        fed,
      ),
    );
    const one =
      judged.length === 1 ? judged[0]! : { ...combine(judged), reasons: combine(judged).reasons.slice(0, 1) };
    const homes = words.flatMap((word, i): [string, string][] =>
      word === argv[i] ? [] : [[word, argv[i]!]],
    );
    const all = homes.length > 0 ? inAnyHome(one, new Map(homes)) : one;
    if (!stdin || !('file' in stdin)) return all;
    const shown = [`<${stdin.file}`];
    const input = judgeInput(stdin.file, (rule, text) => ({ rule: `line.${rule}`, words: shown, text }));
    return combine([all, input]);
  }

  /** `fed`: what is on its input, where that is known. */
  argv(argv: readonly string[], fed?: Fed): Judgement {
    const oddity = findOddity(argv);
    if (oddity) return unbeknown(argv, oddity);
    if (this.depth > MAX_DEPTH || this.budget.left < 0) return unbeknown(argv, TOO_DEEP);
    const name = programName(argv[0]!);
    const rules = name === undefined ? undefined : rulesFor(name);
    if (!rules) return unbeknown(argv, notListed(argv[0]!, name));
    return this.match(argv, name!, matchArguments(rules, argv.slice(1)), fed);
  }

  private match(argv: readonly string[], name: string, match: Match, fed: Fed | undefined): Judgement {
    if (!match.fits) {
      const reason = {
        rule: `${match.rule}: ${match.why}`,
        words: match.words,
        text: misfitText(name, match),
      };
      if (!match.why.startsWith('secret')) return unbeknown(argv, reason);
      // What deletes is no less grave where it deletes a secret, or what guards the host.
      return { ...secret(reason), risk: guessRisk(argv) };
    }
    const own = ofFit(argv, name, match);
    const inner = innerCommands(argv, name, match, fed);
    if (inner.length === 0) return own;
    const judged = inner.map((one) => this.inner(one));
    const placed = isElsewhere(name, argv) ? judged.map((one) => unplaced(one, name, argv)) : judged;
    return combine([own, ...placed]);
  }

  /** A command inside of another: its words, with what is set before them, or a line. */
  private inner(inner: Inner): Judgement {
    this.budget.left -= 'line' in inner ? COST_OF_LINE : 1;
    const deeper = new Judging(this.depth + 1, this.budget);
    if (this.budget.left < 0) return unbeknown([], TOO_DEEP);
    if ('line' in inner) return deeper.line(inner.line);
    if ('unsure' in inner) return unbeknown(inner.words, unsure(inner.unsure));
    const judged = this.innerWords(inner.words, deeper);
    return inner.example ? generalised(judged, inner.example) : judged;
  }

  private innerWords(all: readonly string[], deeper: Judging): Judgement {
    const end = all.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word));
    const set = end < 0 ? all : all.slice(0, end);
    const words = all.slice(set.length);
    const assigned = set
      .filter((source) => !isHarmless(source))
      .map((source) => judgeAssignment({ name: source.split('=')[0]!, source }));
    // Without a command what is set is shown, and the rest of the environment with it.
    if (words.length === 0) return combine([...assigned, secret(ENVIRONMENT)]);
    return combine([...assigned, deeper.argv(words)]);
  }
}

function ofFit(argv: readonly string[], name: string, fit: Fit): Judgement {
  const inside = fit.inner !== undefined || fit.innerLine !== undefined;
  const text =
    inside && fit.level === 'observe'
      ? `${name} runs the command that follows it.`
      : grantedText(fit.rule, fit.level);
  const reason = { rule: fit.rule, words: [...argv], text };
  const named = fit.named?.length ? { named: fit.named } : {};
  if (fit.asks !== undefined) {
    const why = { ...reason, text: `${name} ${fit.asks}.` };
    return { ...asking(why, fit.risk ?? guessRisk(argv), fit.effects), ...named };
  }
  const risk = fit.risk ?? (fit.level === 'observe' ? 'low' : 'medium');
  return { ...granted(fit.level, risk, [reason], fit.effects), ...named };
}

function unbeknown(argv: readonly string[], reason: JudgementReason): Judgement {
  const effects = [{ kind: 'unknown' as const, verb: 'run', target: argv[0] ?? '' }];
  return unknown(reason, guessRisk(argv), effects);
}

const ENVIRONMENT = {
  rule: 'argv.environment',
  words: [],
  text: 'It shows the environment, secrets included.',
};
const UNSEEN = { why: 'control_character', text: 'It has characters in it that cannot be seen.' };
const DISAGREEMENT = {
  rule: 'line.disagreement',
  words: [],
  text: 'Two readers take it for different commands.',
};
const TOO_DEEP = { rule: 'argv.too_deep', words: [], text: 'Too many commands stand in one another.' };

function lineReason({ why, text }: { why: string; text: string }): JudgementReason {
  return { rule: `line.${why}`, words: [], text };
}

/** Whether a person sees every character of a line; ends of lines and tabs are shown as what they are. */
function isSeen(line: string): boolean {
  return !isUnseen(line.replace(/[\n\t]/g, ' '));
}

/** What keeps a command from being looked at word by word. */
function findOddity(argv: readonly string[]): JudgementReason | undefined {
  const [name = ''] = argv;
  if (name === '') return { rule: 'argv.empty', words: [], text: 'There is no program in it.' };
  const characters = argv.reduce((sum, word) => sum + word.length, 0);
  if (argv.length > MAX_WORDS || characters > MAX_CHARACTERS) {
    return { rule: 'argv.too_long', words: [], text: 'It is longer than what is judged by itself.' };
  }
  if (!isPlain(name) || name.includes(' ')) {
    return {
      rule: 'program.name',
      words: [name],
      text: 'The name of the program has blanks or unusual characters in it.',
    };
  }
  const unseen = argv.filter((word) => !isSeen(word));
  if (unseen.length === 0) return undefined;
  return {
    rule: 'argv.control_character',
    words: unseen,
    text: 'It has characters in it that cannot be seen.',
  };
}

function unsure(word: string): JudgementReason {
  const text = `Nobody can tell what ${word} becomes with what xargs reads.`;
  return { rule: 'xargs.input', words: [word], text };
}

function notListed(word: string, name: string | undefined): JudgementReason {
  if (name !== undefined) {
    return {
      rule: 'program.unknown',
      words: [word],
      text: `${word} is not a program that is known to only read.`,
    };
  }
  return {
    rule: 'program.place',
    words: [word],
    text: `${word} is not in a folder of the system's own programs.`,
  };
}

function grantedText(rule: string, level: Level): string {
  if (level === 'remediate') return `${rule}, used like this, changes the host in a way that is known.`;
  return level === 'observe'
    ? `${rule}, used like this, only reads.`
    : `${rule}, used like this, changes nothing, but asks other machines or works hard.`;
}
const TEXTS: Record<Misfit, (program: string, words: string) => string> = {
  option: (program, words) => `${words} is not an option of ${program} that is known to only read.`,
  value: (program, words) => `${words}: ${program} is not known to only read with this value.`,
  operand: (program, words) => `${program} is not known to only read when it is given ${words}.`,
  verb: (program, words) => `${program} ${words} is not known to only read.`,
  missing: (program, words) =>
    `${program} ${words} leaves open what it would do, or never ends.`.replace('  ', ' '),
  combination: (program, words) => `${program} is not known to only read with ${words} together.`,
  secret_option: (program, words) =>
    `${program} ${words} shows what programs were started with, secrets included.`,
  secret_path: (_program, words) => `${words} is a place where secrets are kept.`,
  secret_verb: (program, words) => `${program} ${words} shows secrets.`,
};

function misfitText(program: string, { why, words }: { why: Misfit; words: string[] }): string {
  return TEXTS[why](program, words.join(' '));
}
