import { changes, unknown, type Outcome } from './outcome.js';
import { judgeCmd } from './judge-cmd.js';
import { judgePowerShell } from './judge-powershell.js';
import { Unread } from './unread.js';

export type Shell = 'cmd' | 'powershell' | 'pwsh';

/** Which shell a program's name stands for. */
export function shellOf(name: string): Shell | undefined {
  return name === 'cmd' || name === 'powershell' || name === 'pwsh' ? name : undefined;
}

const MOST_SHELLS = 3;

/** Judges a shell that is started with a line of its own: `rest` as it stands, `words` as the program gets them. */
export function judgeShell(shell: Shell, rest: string, words: string[], depth: number): Outcome {
  if (depth >= MOST_SHELLS) throw new Unread('depth', 'It starts shells within shells within shells.');
  return shell === 'cmd' ? judgeInnerCmd(rest, depth) : judgeInnerPowerShell(shell, words, depth);
}

/** `cmd /d /c "…"`; cmd takes the outer quotes off. */
function judgeInnerCmd(rest: string, depth: number): Outcome {
  const match = /^((?:\/[dsqua]\s+|\/e:(?:on|off)\s+|\/v:off\s+)*)\/c\s+([^]*)$/i.exec(rest);
  if (!match)
    return unknown('cmd', ['cmd', rest], 'It starts cmd in a way that does not say what will be run.');
  const text = match[2]!.trim();
  const quoted = /^"([^]*)"$/.exec(text);
  if (quoted && quoted[1]!.includes('"')) {
    throw new Unread('quotes', 'Which quotation marks cmd takes off depends on what stands between them.');
  }
  return judgeCmd(quoted ? quoted[1]! : text, depth + 1);
}

/** Parameters of the program powershell.exe, each with the shortest form that is taken for it. */
const SWITCHES: [least: string, full: string][] = [
  ['nop', 'noprofile'],
  ['noni', 'noninteractive'],
  ['nol', 'nologo'],
  ['sta', 'sta'],
  ['mta', 'mta'],
];
const POLICY = /^(executionpolicy|exec|ex|ep|executionp|execution)$/;

function judgeInnerPowerShell(shell: Shell, words: string[], depth: number): Outcome {
  for (let at = 0; at < words.length; at += 1) {
    const name = /^[-/]([A-Za-z]+)$/.exec(words[at]!)?.[1]?.toLowerCase();
    if (name === undefined) {
      if (shell === 'powershell' && !/^[-/]/.test(words[at]!)) return inner(words.slice(at), depth);
      break;
    }
    if ('command'.startsWith(name)) return inner(words.slice(at + 1), depth);
    if (POLICY.test(name)) at += 1;
    else if (
      /^(outputformat|of|o|inputformat|if|in)$/.test(name) &&
      /^(text|xml)$/i.test(words[at + 1] ?? '')
    )
      at += 1;
    else if (!SWITCHES.some(([least, full]) => full.startsWith(name) && name.startsWith(least)))
      return hidden(shell, words);
  }
  return unknown(shell, [shell, ...words], `It starts ${shell} in a way that does not say what will be run.`);
}

function inner(words: string[], depth: number): Outcome {
  if (words.length === 0) throw new Unread('empty', 'There is no command in it.');
  return judgePowerShell(words.join(' '), depth + 1);
}

/** Encoded commands, scripts in files, hidden windows, old versions without their guards. */
function hidden(shell: Shell, words: string[]): Outcome {
  const why = `It starts ${shell} with what people cannot read here, or in a way that hides it.`;
  return changes(shell, [shell, ...words], [{ kind: 'process', verb: 'run', target: shell }], why);
}
