import { isPlain } from '../characters.js';
import { judgeCmd } from './judge-cmd.js';
import { judgePowerShell } from './judge-powershell.js';
import { granted, runsAlone, together, unknown, type Outcome } from './outcome.js';
import { readCmd, splitArguments } from './cmd-reader.js';
import { judgeShell, shellOf } from './shells.js';
import { cmdletFor, programFor, programName } from './tables.js';
import { Unread } from './unread.js';

/** Which shell will run a line, where that is known. */
export type WindowsShell = 'cmd' | 'powershell' | 'either';

const MAX_LINE = 8 * 1024;

/**
 * Judges one line for Windows by its words alone: pure, synchronous, and the same at both ends of the wire. Nobody says
 * whether cmd or PowerShell will run it unless `shell` does, so it is read as both, and the stricter answer counts.
 */
export function judgeWindowsLine(line: string, shell: WindowsShell = 'either'): Outcome {
  const oddity = findOddity(line);
  if (oddity) return oddity;
  if (shell !== 'either') return finished(attempt(line, shell === 'cmd' ? judgeCmd : judgePowerShell), line);
  const byCmd = attempt(line, judgeCmd);
  const byPowerShell =
    ownShell(line, byCmd) || isServiceControl(line, byCmd) ? byCmd : attempt(line, judgePowerShell);
  return finished(together([byCmd, byPowerShell]), line);
}

/** There is always a reason. */
function finished(outcome: Outcome, line: string): Outcome {
  return outcome.reasons.length > 0 ? outcome : { ...outcome, reasons: granted('line', [line]).reasons };
}

/** Judges one command whose words are already known, as if they were written in a line. */
export function judgeWindowsArgv(argv: readonly string[]): Outcome {
  const odd = argv.find(
    (word) => word === '' || /["'`$%^!]/.test(word) || (/\s/.test(word) && word.endsWith('\\')),
  );
  if (argv.length === 0 || argv.length > 256 || odd !== undefined) {
    return unknown('argv', [...argv], 'A word in it would be read in another way by a shell.');
  }
  return judgeWindowsLine(argv.map((word) => (/^[\w.:\\/=+-]+$/.test(word) ? word : `"${word}"`)).join(' '));
}

function findOddity(line: string): Outcome | undefined {
  if (line.trim() === '') return unknown('line.empty', [], 'There is no command in it.');
  if (line.length > MAX_LINE)
    return unknown('line.too_long', [], 'It is longer than what is judged by itself.');
  // PowerShell takes dashes and quotes of other alphabets for its own, and programs get them as plain letters.
  if (!isPlain(line))
    return unknown('line.characters', [], 'It has characters in it that are not plain ASCII.');
  return undefined;
}

function attempt(line: string, judge: (line: string) => Outcome): Outcome {
  try {
    return judge(line);
  } catch (reason) {
    if (!(reason instanceof Unread)) throw reason;
    const outcome = unknown(`line.${reason.why}`, reason.words, reason.message);
    return { ...outcome, risk: looksDestructive(line) ? 'critical' : 'high' };
  }
}

/**
 * A line that starts PowerShell with a command in double quotes. In another PowerShell `$_` within would come out empty
 * before it is run, which leaves nothing that could be run instead.
 */
function ownShell(line: string, byCmd: Outcome): boolean {
  if (
    !runsAlone(byCmd) ||
    byCmd.level === 'remediate' ||
    /\$(?!(_|true|false|null|PSItem)(?![\w:]))/i.test(line)
  )
    return false;
  const [command, ...more] = readCmd(line);
  const shell = command && more.length === 0 ? shellOf(programName(command.name) ?? '') : undefined;
  if (shell === undefined || shell === 'cmd' || !/^[^"'`$();|&{}@,]*"[^"`]*"$/.test(command!.rest))
    return false;
  return runsAlone(judgeShell(shell, command!.rest, splitArguments(command!.rest), 0));
}

/**
 * `sc` with one of the verbs of that program. PowerShell has another `sc`, which writes files; but what is one program
 * with plain words is started by its words, and no shell sees it.
 */
function isServiceControl(line: string, byCmd: Outcome): boolean {
  return (
    runsAlone(byCmd) &&
    /^sc(\.exe)?(\s+\\\\localhost)?\s+(query|queryex|qc|qdescription|qfailure|qtriggerinfo|enumdepend|getdisplayname|getkeyname|start|stop)(\s+[\w.$=\s-]+)?$/i.test(
      line.replaceAll('"', '').trim(),
    )
  );
}

/** A guess to warn people with, never a reason to run anything. */
function looksDestructive(line: string): boolean {
  return line.split(/[^A-Za-z-]+/).some((word) => {
    const asks = programFor(word.toLowerCase())?.asks ?? cmdletFor(word)?.[1].asks;
    return asks !== undefined;
  });
}
