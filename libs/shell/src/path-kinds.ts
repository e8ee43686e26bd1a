import {
  isGlob,
  holdsSensitive,
  mayBeDevice,
  mayBeginSpecial,
  mayBeOwn,
  mayBeSensitive,
  stand,
} from './path-globs.js';
import { normalPath } from './normal-path.js';
import { isOrdinaryFile, isSensitivePath } from './sensitive-paths.js';
import { isVitalPath } from './vital.js';

type Checked = 'fine' | 'sensitive' | 'unknown' | { asks: string };

/** Where the host's own settings of the kernel stand. */
const SYSCTL_FILE = /^\/etc\/sysctl\.conf$|^(\/etc|(\/usr)?\/lib)\/sysctl\.d\/[A-Za-z0-9_.*-]+\.conf$/;

/** Kinds of operands that are paths. A relative path starts at /, where probes run everything. */
export const PATHS: Record<string, (word: string) => Checked> = {
  // Names, sizes and rights only: what ls, stat, du and df tell.
  entry: (word) => named(word, (path) => (mayBeOwn(path) ? 'sensitive' : 'fine'), true),
  // What a program reads and shows hardly anything of: its settings, a store of certificates, what it looks through.
  settings: (word) => PATHS['entry']!(word),
  // A folder with its history.
  workTree: (word) => PATHS['entry']!(word),
  // One of which contents are printed. What is below /etc is mostly kept as a whole, and so is its history.
  history: (word) => {
    const found = PATHS['tree']!(word);
    return found === 'fine' ? named(word, (path) => (/^\/etc\//.test(path) ? 'unknown' : 'fine')) : found;
  },
  // Contents; `-` is standard input.
  path: (word) => (word === '-' ? 'fine' : named(word, contents)),
  // A file, or all files right in a folder; beside a file, the one in there of its name.
  compared: (word) => {
    const found = PATHS['path']!(word);
    if (found !== 'fine' || word === '-') return found;
    return named(word, (path) => (holdsSensitive(path) ? 'sensitive' : 'fine'));
  },
  // Contents, for a program that takes a URI as well, and turns %61 into a letter before it opens the file.
  uriPath: (word) => (/%|^[a-z][a-z0-9+.-]*:/i.test(word) ? 'unknown' : PATHS['path']!(word)),
  // Settings of the kernel, of which each is set as it stands there. A line that is none is shown.
  sysctlFile: (word) => {
    const found = PATHS['path']!(word);
    if (found !== 'fine' || SYSCTL_FILE.test(word)) return found;
    return { asks: `sets whatever ${word} says` };
  },
  // Contents of everything below.
  tree: (word) =>
    named(word, (path) => {
      if (holdsSensitive(path)) return 'sensitive';
      return /^\/(dev|proc|sys|run)(\/|$)/.test(path) || mayBeDevice(path) || mayBeginSpecial(`${path}/`)
        ? 'unknown'
        : 'fine';
    }),
  // Contents of a kind that is public in itself: certificates, signatures; nothing else of the file is shown.
  publicPart: (word) =>
    word === '-' ? 'fine' : named(word, (path) => (mayBeOwn(path) ? 'sensitive' : regular(path))),
  // Only counted, compared or named, and many at once: nothing of what is in them shows. A secret is not asked for so.
  counted: (word) => {
    if (word === '-') return 'fine';
    return named(word, (path) => {
      if (isGlob(path) ? stand(path).some(isSensitivePath) : isSensitivePath(path)) return 'sensitive';
      if (mayBeOwn(path, { whole: true })) return 'sensitive';
      return regular(path);
    });
  },
  // What goes into an archive or a copy: the contents of everything below.
  packed: (word) => PATHS['tree']!(word),
  localTree: (word) => (/^[^/]*:/.test(word) ? 'unknown' : PATHS['tree']!(word)),
  // A colon would make it a file on another machine, reached by a shell.
  archive: (word) => (/^[^/]*:/.test(word) ? 'unknown' : PATHS['publicPart']!(word)),
  // One whose contents come out.
  readArchive: (word) => (/^[^/]*:/.test(word) ? 'unknown' : PATHS['path']!(word)),
  member,
  localWritable: (word) => (/^[^/]*:/.test(word) ? 'unknown' : PATHS['writable']!(word)),
  localPath: (word) => (/^[^/]*:/.test(word) ? 'unknown' : PATHS['entry']!(word)),
  // To be written or changed.
  writable: (word) =>
    named(word, (path) => {
      // What a star leads to is changed as well as what was meant.
      if (mayBeSensitive(path) || mayBeOwn(path, { stars: true }))
        return { asks: `changes ${word}, which guards this host` };
      return isVitalPath(path) ? { asks: `changes ${word}, which this host needs` } : 'fine';
    }),
  // To be changed with everything that is there.
  wholly: (word) =>
    named(word, (path) => {
      if (mayBeOwn(path, { whole: true })) return { asks: `changes ${word}, which guards this host` };
      return PATHS['writable']!(path);
    }),
  // To be moved, or to be put there: what takes the place of /dev/null is a file that fills up.
  movable: (word) => {
    if (/^\/+dev\/+/.test(word)) return { asks: `changes ${word}, which this host needs` };
    return PATHS['wholly']!(word);
  },
  // To be had under another name too, in a place that others may read.
  linkable: (word) =>
    named(
      word,
      (path) => ([path, normalPath(path)].some(isGuarded) ? { asks: `gives ${word} another name` } : 'fine'),
      true,
    ),
  // The same for a symbolic link: each place to which it may lead.
  linked: (word) => PATHS['linkable']!(word),
  // A file to be written anew, where nothing else is lost by it.
  scratch: (word) =>
    named(word, (path) => (/^\/(tmp|var\/tmp|dev\/null$)/.test(path) && !isGlob(path) ? 'fine' : 'unknown')),
};

/** Whether something there is only to be read by the name that it has: secrets, devices, what processes keep. */
function isGuarded(path: string): boolean {
  if (holdsSensitive(path)) return true;
  if (path === '/dev/null' || (/^\/(var\/)?run\//.test(path) && isOrdinaryFile(path))) return false;
  return /^\/(dev|proc|sys|run|var\/run)(\/|$)/.test(path);
}

/** A word as an absolute path, and what `look` makes of it. */
function named(word: string, look: (path: string) => Checked, up = false): Checked {
  // Some programs take a word that begins with + for a command, and one with @ for a file of options.
  if (word === '' || /^[-+@]/.test(word) || word.length > 1024) return 'unknown';
  const absolute = word.startsWith('/') ? word : `/${word}`;
  const found = look(plain(absolute));
  // `a/..` is not `.` where a is a link: nobody can tell from the words alone where this leads.
  if (found === 'fine' && !up && absolute.split('/').includes('..')) return 'unknown';
  return found;
}

/** Where what is packed without its folder may have been. */
const ONCE = ['', '/etc', '/var/lib', '/root', '/home/ana'];
/** What looks like one file with nothing but text; of settings, only where it says of which host's they are. */
const ONE_FILE =
  /(^|\/)([a-z0-9][a-z0-9_-]*\.(txt|md|rst|log|html?|css|mf|version)|version|readme|license|notice|copying|changelog)$|(^|\/)(etc|usr)\/(?!.*\.d$)([a-z0-9_-]+\/)*([a-z0-9_-]+\.(conf|cfg|list|repo|service|timer|socket)|hosts|hostname|fstab|motd|issue|os-release|timezone|services|protocols)$/;

/** One file in an archive, by the name it has there: never a folder, which would bring all that is in it. */
function member(word: string): Checked {
  const parts = word.toLowerCase().split('/');
  if (isGlob(word) || /^[-+@]|[\\\s]/.test(word) || parts.some((part) => /^\.+$/.test(part)))
    return 'unknown';
  const ends = parts.map((_, at) => `/${parts.slice(at).join('/')}`);
  if (ends.some((end) => ONCE.some((place) => holdsSensitive(place + end)))) return 'sensitive';
  return ONE_FILE.test(parts.join('/')) ? 'fine' : 'unknown';
}

function plain(path: string): string {
  const short = path
    .replace(/\/+/g, '/')
    .replace(/\/(\.\/)+/g, '/')
    .replace(/\/\.$/, '');
  return short === '' ? '/' : short;
}

function contents(path: string): Checked {
  if (mayBeSensitive(path)) return 'sensitive';
  return mayBeDevice(path) ? 'unknown' : regular(path);
}

/** Not a device, and nothing that waits for ever. Of a pattern, its last part may stand for anything. */
function regular(path: string): Checked {
  // Everything below / is devices as well; to open one may be to switch it on.
  if (path === '/**') return 'unknown';
  if (mayBeginSpecial(path)) return 'unknown';
  const [asNumber, asName] = stand(path);
  const last = isGlob(path.slice(path.lastIndexOf('/')));
  const all = last ? [asNumber!, asName ?? asNumber!] : [asNumber!];
  return all.every(isOrdinaryFile) ? 'fine' : 'unknown';
}
