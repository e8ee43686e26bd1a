import { findProgram, fromRoot } from '../execution/find-program.js';

/** The table of mounts by any of its names. In a sandbox it lists those of the sandbox, all of them read-only. */
const TABLE_FILE = /^\/(proc\/(mounts|(self|thread-self)\/(mounts|mountinfo|mountstats))|etc\/mtab)$/;
/** These read and print, whatever they are told: they have no way of writing or of starting anything. */
const READERS = new Set(['cat', 'grep', 'egrep', 'fgrep', 'head', 'tail', 'wc', 'cut']);
const OWN_PLACE = /^(\/usr)?\/s?bin\/([^/]+)$/;

/**
 * Whether a program tells how the host is mounted, and can do nothing else. It runs beside the sandbox, since inside of it
 * its answer would be wrong: every disk would look as if it had become read-only.
 * @param input a file that it reads
 */
export function tellsOfMounts(argv: readonly string[], input?: string): boolean {
  const name = systemProgram(argv[0] ?? '');
  const words = argv.slice(1);
  if (name === 'findmnt') return true;
  if (name === 'mount') return words.length === 0 || (words.length === 1 && words[0] === '-l');
  if (name === undefined || !READERS.has(name)) return false;
  return [...words, fromRoot(input ?? '')].some((word) => TABLE_FILE.test(word));
}

/** Its name, where it is the system's own. */
function systemProgram(program: string): string | undefined {
  // What somebody named by a path of their own is not touched, only to know what it is not.
  if (program.includes('/') && !OWN_PLACE.test(fromRoot(program))) return undefined;
  try {
    return OWN_PLACE.exec(findProgram(program))?.[2];
  } catch {
    return undefined;
  }
}
