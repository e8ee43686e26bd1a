import { READ_BY_BOTH } from './aliases.js';
import { judgeCmdlet, show } from './cmdlet-matcher.js';
import type { Cmdlet } from './cmdlet.js';
import { granted, runsAlone, secret, together, unknown, type Outcome } from './outcome.js';
import { isSecretName, isSecretPlace, registryKey } from './places.js';
import { readPowerShell, type PsCommand, type PsPipeline, type PsWord } from './powershell-reader.js';
import { judgeProgram } from './program-matcher.js';
import { judgeShell, shellOf } from './shells.js';
import { cmdletFor, isBuiltIn, programFor, programName } from './tables.js';
import { findWord } from './word-kinds.js';
import { writes } from './judge-cmd.js';
import { isShared, judgeShared } from './shared-programs.js';
import { Unread } from './unread.js';

/** Judges a line as PowerShell would run it. Throws `Unread`. */
export function judgePowerShell(line: string, depth = 0): Outcome {
  // A block that is called on the spot is the same as what stands in it.
  const called = /^\s*&\s*\{([^]*)\}\s*$/.exec(line);
  const { pipelines, properties, texts } = readPowerShell(called ? called[1]! : line);
  const shown = [
    ...properties.filter(isSecretName),
    ...texts.filter((one) => /[\\/]/.test(one) && isSecretPlace(one)),
  ];
  const outcomes = pipelines.map((pipeline) => judgePipeline(pipeline, depth));
  if (shown.length > 0) outcomes.push(secret('property', shown, `${shown.join(', ')} may hold secrets.`));
  return together([...outcomes, nothing()]);
}

function nothing(): Outcome {
  return { ...granted('powershell.value', []), reasons: [] };
}

function judgePipeline(pipeline: PsPipeline, depth: number): Outcome {
  const outcomes = pipeline.elements.map((element, i) =>
    element.kind === 'shown' ? granted('powershell.value', []) : judgeCommand(element, pipeline, i, depth),
  );
  return together([...outcomes, ...pipeline.files.map(writes)]);
}

function judgeCommand(command: PsCommand, pipeline: PsPipeline, index: number, depth: number): Outcome {
  const found = cmdletFor(command.name);
  if (!found) return judgeNative(command, index > 0, depth);
  const [name, cmdlet] = found;
  if (index === 0 || cmdlet.open) return softened(command, judgeCmdlet(name, cmdlet, command.words));
  return judgePiped(name, cmdlet, command, pipeline, index);
}

/** What is piped into a cmdlet is a part of what it is given. */
function judgePiped(
  name: string,
  cmdlet: Cmdlet,
  command: PsCommand,
  pipeline: PsPipeline,
  index: number,
): Outcome {
  const before = pipeline.elements.slice(0, index);
  if (cmdlet.files === 'reads') {
    const misfit = judgeRead(name, before);
    if (misfit) return misfit;
    const given: PsWord[] =
      name === 'Get-Content' ? [{ kind: 'text', value: 'piped.log', quoted: true }] : [];
    return softened(command, judgeCmdlet(name, cmdlet, [...given, ...command.words]));
  }
  if (cmdlet.takes === 'shape') return softened(command, judgeCmdlet(name, cmdlet, command.words));
  const first = before[0]!;
  if (name === 'Get-ItemProperty' && first.kind === 'command' && listsDeepKeys(first)) {
    const keys: PsWord = { kind: 'text', value: 'HKLM:\\SOFTWARE\\Piped', quoted: true };
    return judgeCmdlet(name, cmdlet, [keys, ...command.words]);
  }
  if (cmdlet.takes === 'same' && index === 1 && first.kind === 'command' && sameNoun(first.name, name)) {
    return judgeCmdlet(name, cmdlet, [...first.words, ...command.words]);
  }
  return unknown('pipe', [command.name], `Nobody has said what ${name} does with what is piped into it.`);
}

/** Keys that lie so deep that nothing below them belongs to another part of the system. */
function listsDeepKeys({ name, words }: PsCommand): boolean {
  if (cmdletFor(name)?.[0] !== 'Get-ChildItem') return false;
  const keys = words.flatMap(texts).filter((word) => !word.startsWith('-'));
  return keys.length > 0 && keys.every((word) => (registryKey(word) ?? '').split('\\').length >= 5);
}

function sameNoun(before: string, name: string): boolean {
  const found = cmdletFor(before);
  return found !== undefined && found[0].toLowerCase() === `get-${name.split('-')[1]!.toLowerCase()}`;
}

/** Reads the contents of the files that are piped into it: only where their names say that they are logs. */
function judgeRead(name: string, before: PsPipeline['elements']): Outcome | undefined {
  const commands = before.filter((one) => one.kind === 'command');
  if (commands.some(({ words }) => words.some((word) => word.kind === 'table'))) {
    return unknown('pipe', [name], 'Which files it reads is worked out when it runs.');
  }
  const lister = commands.find((one) => cmdletFor(one.name)?.[1].files === 'lists');
  if (!lister && name !== 'Get-Content') return undefined;
  const words = (lister?.words ?? []).flatMap(texts).filter((word) => !word.startsWith('-'));
  const logs = words.filter((word) => /\.(log|txt|csv|out|err|md)$/i.test(word));
  const wild = words.filter((word) => /[*?]/.test(word) && !logs.includes(word));
  if (logs.length > 0 && wild.length === 0 && logs.every((word) => findWord('path', word) === 'fine'))
    return undefined;
  return unknown('pipe', [name], `${name} would read every file that is piped into it, whatever it holds.`);
}

function texts(word: PsWord): string[] {
  if (word.kind === 'text') return [word.value];
  return word.kind === 'list' ? word.items.flatMap(texts) : [];
}

/** With one word these want another, or set nothing. */
const ONE_WORD = new Set(['set', 'sc']);

/**
 * `dir /s` is written for cmd. Where PowerShell has a cmdlet of the same short name that only reads, words without a
 * dash reach none of its parameters by name: it says that it does not understand them.
 */
function softened(command: PsCommand, outcome: Outcome): Outcome {
  const name = command.name.toLowerCase();
  if (!READ_BY_BOTH.has(name) || runsAlone(outcome) || outcome.sensitive) return outcome;
  const plain = command.words.every((word) => word.kind === 'text' && !/^-/.test(word.value));
  if (!plain || (ONE_WORD.has(name) && command.words.length !== 1)) return outcome;
  return nothing();
}

function judgeNative({ name, words }: PsCommand, piped: boolean, depth: number): Outcome {
  const plain = programName(name);
  if (plain === undefined) {
    return unknown('program.place', [name], `${name} is not in a folder of Windows' own programs.`);
  }
  if (isBuiltIn(plain)) {
    return depth === 0
      ? nothing()
      : unknown('program.unknown', [name], `${name} is nothing that PowerShell knows.`);
  }
  const [joined, parted] = nativeWords(words);
  const shell = shellOf(plain);
  if (shell) return judgeShell(shell, joined.map(quote).join(' '), joined, depth);
  const program = programFor(plain);
  if (!program && isShared(plain)) return judgeShared(plain, joined, piped || parted !== undefined);
  if (!program) return unknown('program.unknown', [name], `Nobody has said what ${name} does.`);
  if (piped && !program.filter && program.asks === undefined) {
    return unknown('pipe', [name], `Nobody has said what ${name} does with what is piped into it.`);
  }
  const outcome = judgeProgram(plain, program, joined);
  return parted === undefined ? outcome : together([outcome, judgeProgram(plain, program, parted)]);
}

/** The words that a program gets; PowerShell parts lists, so these are read in both ways. */
function nativeWords(words: readonly PsWord[]): [joined: string[], parted: string[] | undefined] {
  const joined = words.map((word) => {
    const all = texts(word);
    const literal =
      word.kind === 'text' || (word.kind === 'list' && word.items.every(({ kind }) => kind === 'text'));
    if (!literal || all.some((one) => one.includes('"') || (one.endsWith('\\') && one.includes(' ')))) {
      throw new Unread('construct', `What ${show(word)} becomes is known only when it runs.`);
    }
    return all.join(',');
  });
  return [joined, words.some(({ kind }) => kind === 'list') ? words.flatMap(texts) : undefined];
}

/** As Windows PowerShell hands words on: quotes only where there is a blank. */
function quote(word: string): string {
  return word === '' || /\s/.test(word) ? `"${word}"` : word;
}
