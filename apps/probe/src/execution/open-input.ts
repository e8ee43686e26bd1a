import { readlinkSync } from 'node:fs';
import { normalize } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { isSensitivePath } from '@legator/shell';
import { fromRoot } from './find-program.js';

/**
 * `$0` is the file. Only an ordinary one: anything else could wait, or do something when opened. Whether it can be read is
 * tried: asked, older systems answer for a user without capabilities, and root's program has nothing but these.
 * The shell says nothing of it meanwhile: in the sandbox it may not open even /dev/null for writing.
 */
const CHECK = `
if [ ! -e "$0" ]; then why='no such file'
elif [ ! -f "$0" ]; then why='is not an ordinary file'
elif ! { true <"$0"; } 2>&-; then why='it cannot be read'
fi
[ -z "$why" ] || { printf '%s: %s\\n' "$0" "$why" >&2; exit 1; }
`;
const RUN = 'exec "$@" <"$0"';
/** Says by descriptor 3 that it is open, and hears there whether to go on: by 0 meanwhile, so the file is another one. */
const ASK = `
exec 4<"$0"
echo open >&3
read -r said <&3
[ "$said" = go ] || { printf '%s: %s\\n' "$0" 'leads to a place of secrets; name that place itself' >&2; exit 1; }
exec "$@" <&4 3>&- 4<&-
`;
const FILE = 4;

/**
 * The words of a program that reads a file: the file is opened where the program runs, so that it is what the program
 * would be shown there, and only a process that can be killed waits for it. The words are arguments, never text.
 */
export function opening(file: string, argv: readonly string[]): readonly string[] {
  return ['/bin/sh', '-c', CHECK + RUN, fromRoot(file), ...argv];
}

/** The same, but what was opened is looked at before the program begins; its descriptor 3 goes to `answer`. */
export function openingAsked(file: string, argv: readonly string[]): readonly string[] {
  return ['/bin/sh', '-c', CHECK + ASK, fromRoot(file), ...argv];
}

/** Whether the kernel says which file a process has open. */
export const canAsk = process.platform === 'linux';

/**
 * Answers a program that was started as `openingAsked`. Beside the sandbox nothing hides what a link leads to, so this
 * goes by what was really opened; to read the name of that waits for no file system. Whoever named a place of secrets
 * itself was judged by that.
 */
export function answer(child: ChildProcess, file: string, hides: (path: string) => boolean): void {
  const line = child.stdio?.[3] as NodeJS.ReadWriteStream | null | undefined;
  line?.on('error', () => undefined);
  line?.once('data', () => {
    const named = isSensitivePath(normalize(fromRoot(file)));
    line.end(named || !isSecret(openedBy(child.pid), hides) ? 'go\n' : 'no\n');
  });
}

function isSecret(path: string, hides: (path: string) => boolean): boolean {
  return !path.startsWith('/') || isSensitivePath(path) || hides(path);
}

function openedBy(pid: number | undefined): string {
  try {
    // What is no longer there has this behind its name.
    return readlinkSync(`/proc/${pid}/fd/${FILE}`).replace(/ \(deleted\)$/, '');
  } catch {
    return '';
  }
}
