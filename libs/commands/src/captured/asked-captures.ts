import { MAX_CAPTURES } from '@legator/contracts';
import type { Capture, CommandPayload } from '@legator/contracts';
import type { Directive } from '@legator/directives';
import { capturesOf, judgeArgv, judgeLine, type Judgement } from '@legator/shell';

/**
 * What the probe is asked to look at for a directive, by what its command would do. A fan-out is mostly one command on
 * many probes: it is read once. The readers of `shell` have to be loaded.
 */
export function askedCaptures(): (directive: Pick<Directive, 'payload' | 'level'>) => Capture[] {
  const read = new Map<string, Capture[]>();
  return ({ payload, level }) => {
    const { argv, line, undoes } = payload as CommandPayload;
    if (level !== 'remediate') return [];
    const key = JSON.stringify(argv.length > 0 ? argv : line);
    const found = read.get(key) ?? touchedBy({ argv, line });
    read.set(key, found);
    return undoes ? withExpectations(found, undoes.expect) : found;
  };
}

/** A command by its words: a program as it stands, or a line. */
export type CommandWords = Pick<CommandPayload, 'argv' | 'line'>;

/** What a command touches, as far as its words tell. */
export function touchedBy(words: CommandWords): Capture[] {
  return capturesOf(judged(words));
}

export function judged({ argv, line }: CommandWords): Judgement {
  return argv.length > 0 ? judgeArgv(argv) : judgeLine(line ?? '');
}

/** What is expected comes first: it must be looked at, whatever has to be left out. */
function withExpectations(found: readonly Capture[], expected: readonly Capture[]): Capture[] {
  const names = new Set(expected.map(nameOf));
  return [...expected, ...found.filter((one) => !names.has(nameOf(one)))].slice(0, MAX_CAPTURES);
}

function nameOf({ kind, name }: Capture): string {
  return `${kind} ${name}`;
}
