import type { Level, Risk } from '@legator/contracts';
import { matchArguments, type Match, type Misfit } from './argument-matcher.js';
import { isPlain, isUnseen } from './characters.js';
import { guessRisk, guessRiskOfText } from './effect-guess.js';
import type { LineReading } from './line-reader.js';
import { programName } from './program-name.js';
import { rulesFor } from './program-table.js';

/** Why a command was judged so: the rule, the words it looked at, and a sentence for people. */
export interface JudgementReason {
  rule: string;
  words: string[];
  text: string;
}

/** What a command would do, as far as its words tell. */
export interface Judgement {
  /** The level it needs. Anything that is not known to only read needs `remediate`. */
  level: Level;
  risk: Risk;
  /** Whether every word of it is one that the table knows. */
  known: boolean;
  /** Whether it would show secrets. Then it needs a person, whatever the level of the probe. */
  sensitive: boolean;
  /** Never empty. */
  reasons: JudgementReason[];
}

/** Most words and characters that are looked at; what is beyond is not granted, never cut. */
const MAX_WORDS = 256;
const MAX_CHARACTERS = 16 * 1024;

/** Judges one command by its words alone: pure, synchronous, and the same at both ends of the wire. */
export function judgeArgv(argv: readonly string[]): Judgement {
  const oddity = findOddity(argv);
  if (oddity) return unknown(argv, oddity);
  const name = programName(argv[0]!);
  const rules = name === undefined ? undefined : rulesFor(name);
  if (!rules) return unknown(argv, notListed(argv[0]!, name));
  return fromMatch(argv, name!, matchArguments(rules, argv.slice(1)));
}

/** Judges a line that was read: its argv if it is one simple command, else never below remediate. */
export function judgeReading(reading: LineReading, line: string): Judgement {
  if (reading.kind === 'argv') return judgeArgv(reading.argv);
  const reason = { rule: `line.${reading.why}`, words: [], text: reading.text };
  return {
    level: 'remediate',
    risk: guessRiskOfText(line),
    known: false,
    sensitive: false,
    reasons: [reason],
  };
}

function fromMatch(argv: readonly string[], name: string, match: Match): Judgement {
  if (!match.fits) {
    const reason = { rule: `${match.rule}: ${match.why}`, words: match.words, text: misfitText(name, match) };
    return match.why.startsWith('secret') ? secret(reason) : unknown(argv, reason);
  }
  const reason = { rule: match.rule, words: [...argv], text: grantedText(match.rule, match.level) };
  const risk = match.level === 'observe' ? 'low' : 'medium';
  return { level: match.level, risk, known: true, sensitive: false, reasons: [reason] };
}

function unknown(argv: readonly string[], reason: JudgementReason): Judgement {
  return { level: 'remediate', risk: guessRisk(argv), known: false, sensitive: false, reasons: [reason] };
}

function secret(reason: JudgementReason): Judgement {
  return { level: 'remediate', risk: 'high', known: true, sensitive: true, reasons: [reason] };
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
    return { rule: 'program.name', words: [name], text: 'The name of the program is not plain ASCII.' };
  }
  const unseen = argv.filter(isUnseen);
  if (unseen.length === 0) return undefined;
  return {
    rule: 'argv.control_character',
    words: unseen,
    text: 'It has characters in it that cannot be seen.',
  };
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
  return level === 'observe'
    ? `${rule}, used like this, only reads.`
    : `${rule}, used like this, changes nothing, but asks other machines.`;
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
