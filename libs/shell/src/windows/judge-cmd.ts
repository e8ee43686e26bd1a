import { readCmd, splitArguments, type CmdCommand } from './cmd-reader.js';
import { changes, granted, together, unknown, type Outcome } from './outcome.js';
import { judgeProgram } from './program-matcher.js';
import { judgeShell, shellOf } from './shells.js';
import { isBuiltIn, isCmdlet, isReadingAlias, programFor, programName } from './tables.js';
import { isShared, judgeShared } from './shared-programs.js';
import { isProtectedPlace } from './places.js';
import { findWord } from './word-kinds.js';

/** Judges a line as cmd.exe would run it. Throws `Unread`. */
export function judgeCmd(line: string, depth = 0): Outcome {
  const commands = readCmd(line);
  const outcomes = commands.map((command) => judgeCommand(command, depth));
  const moved = commands.findIndex(
    ({ name, rest }) => /^"?(cd|chdir|pushd|[a-z]:)"?$/i.test(name) && rest !== '',
  );
  const started = moved < 0 ? undefined : commands.slice(moved + 1).find(({ name }) => startsProgram(name));
  if (started) {
    const text = `cmd would look for ${started.name} in the folder that it has just gone to.`;
    outcomes.push(unknown('cmd.folder', [started.name], text));
  }
  return together(outcomes);
}

function startsProgram(name: string): boolean {
  if (name.length > 260) return true;
  const plain = programName(name);
  return name !== '' && !isNoProgram(name) && (plain === undefined || !isBuiltIn(plain));
}

function judgeCommand(command: CmdCommand, depth: number): Outcome {
  const files = command.files.map(judgeFile);
  return together([judgeNamed(command, depth), ...files.filter((one) => one !== undefined)]);
}

function judgeNamed({ name, rest, piped }: CmdCommand, depth: number): Outcome {
  if (name === '') return nothing();
  if (name.length > 260)
    return unknown('program.unknown', [name.slice(0, 40)], 'No program has so long a name.');
  if (isNoProgram(name)) {
    // Whoever names cmd means cmd.
    return depth === 0 ? nothing() : unknown('program.unknown', [name], `${name} is nothing that cmd knows.`);
  }
  const plain = programName(name.replaceAll('"', ''));
  if (name.includes('"') || plain === undefined) {
    return unknown('program.place', [name], `${name} is not in a folder of Windows' own programs.`);
  }
  const shell = shellOf(plain);
  if (shell) return judgeShell(shell, rest, splitArguments(rest), depth);
  const program = programFor(plain);
  if (!program && isShared(plain)) return judgeShared(plain, splitArguments(rest), piped);
  if (!program) return unknown('program.unknown', [name], `Nobody has said what ${name} does.`);
  if (piped && !program.filter && program.asks === undefined) {
    return unknown('pipe', [name], `Nobody has said what ${name} does with what is piped into it.`);
  }
  const words = splitArguments(rest, isBuiltIn(plain));
  // To these a dash is the beginning of a file's name, and no file has the name of a parameter.
  const own = /^(dir|type)$/.test(plain) ? words.filter((word) => !/^-[A-Za-z]+$/.test(word)) : words;
  return judgeProgram(plain, program, own);
}

/** Names of cmdlets and scraps of another language, which cmd looks for and does not find. */
function isNoProgram(name: string): boolean {
  return (
    isCmdlet(name) ||
    /^\[[\w.]+\]|^[^\\/":]*[{}$][^\\/"]*$/.test(name) ||
    isReadingAlias(name) ||
    /^[^\\/:"]*['${}?*|[\]][^\\/:"]*$/.test(name) ||
    /^((\.[A-Za-z]\w*)+|-[A-Za-z]*|\.[A-Za-z][\w.]*\([^\\/:]*|-?[\d.]+|%|\+|\$[^\\]*)$/.test(name)
  );
}

function nothing(): Outcome {
  return { ...granted('cmd.nothing', []), reasons: [] };
}

function judgeFile({ sign, name }: { sign: string; name: string }): Outcome | undefined {
  if (/^nul$/i.test(name) || /^&[012]$/.test(name)) return undefined;
  if (sign === '<') {
    const finding = findWord('path', name);
    return finding === 'fine'
      ? undefined
      : unknown('redirect', [name], 'It reads from a file that is not an ordinary one.');
  }
  return writes(name);
}

/** What a redirection into a file does. */
export function writes(name: string): Outcome {
  const where = isProtectedPlace(name) ? 'a file of the system' : 'a file';
  const text = `It writes to ${where} (${name}), over whatever was there.`;
  return changes('redirect', [name], [{ kind: 'write', verb: 'write', target: name }], text);
}
