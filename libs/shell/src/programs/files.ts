import type { Grammar } from '../grammar.js';

const ABOUT = '--help --version';

const WHEN = 'choice:always|never|auto|yes|no|none|tty|if-tty|force';

/** Files, folders, disks and mounts. */
export const FILES: Record<string, Grammar> = {
  ls: {
    flags: '1aAbBcCdfFgGhHiklLmnNopqQrRsStuUvxXZ',
    words: `--all --almost-all --author --escape --ignore-backups --directory --dired --classify --file-type --full-time --no-group --human-readable --si --inode --kibibytes --dereference --numeric-uid-gid --literal --hide-control-chars --show-control-chars --quote-name --reverse --recursive --size --context --zero --group-directories-first --dereference-command-line ${ABOUT}`,
    values: {
      '-I|--ignore|--hide': 'text',
      '-T|--tabsize|-w|--width': 'int:0..10000',
      '--format': 'choice:across|commas|horizontal|long|single-column|verbose|vertical',
      '--sort': 'choice:none|size|time|version|extension|width|name',
      '--time': 'choice:atime|access|use|ctime|status|mtime|modification|birth|creation',
      '--time-style': 'choice:full-iso|long-iso|iso|locale',
      '--indicator-style': 'choice:none|slash|file-type|classify',
      '--quoting-style': 'choice:literal|locale|shell|shell-always|shell-escape|shell-escape-always|c|escape',
      '--block-size': 'size',
    },
    optional: { '--color|--hyperlink|--classify': WHEN },
    operands: ['entry*'],
  },
  stat: {
    flags: 'Lft',
    words: `--dereference --file-system --terse ${ABOUT}`,
    values: { '-c|--format|--printf': 'text', '--cached': 'choice:always|never|default' },
    operands: ['entry*'],
  },
  cat: {
    flags: 'AbeEnstTuv',
    words: `--show-all --number-nonblank --show-ends --number --squeeze-blank --show-tabs --show-nonprinting ${ABOUT}`,
    operands: ['path*'],
    least: 1,
  },
  head: {
    flags: 'qvz',
    words: `--quiet --silent --verbose --zero-terminated ${ABOUT}`,
    values: { '-n|--lines|-c|--bytes': 'amount' },
    digits: true,
    operands: ['path*'],
    least: 1,
  },
  // -f and -F never end; --pid and --retry belong to them.
  tail: {
    flags: 'qvz',
    words: `--quiet --silent --verbose --zero-terminated ${ABOUT}`,
    values: { '-n|--lines|-c|--bytes': 'amount' },
    digits: true,
    operands: ['path*'],
    least: 1,
  },
  // --files0-from reads names out of a file.
  wc: {
    flags: 'cmlLw',
    words: `--bytes --chars --lines --max-line-length --words ${ABOUT}`,
    values: { '--total': 'choice:auto|always|only|never' },
    operands: ['path*'],
    least: 1,
  },
  // --sync writes what waits to be written.
  df: {
    flags: 'ahHiklPTv',
    words: `--all --human-readable --si --inodes --local --portability --print-type --total --no-sync ${ABOUT}`,
    values: { '-B|--block-size': 'size', '-t|--type|-x|--exclude-type': 'name' },
    optional: {
      '--output': 'choices:source|fstype|itotal|iused|iavail|ipcent|size|used|avail|pcent|file|target',
    },
    operands: ['entry*'],
  },
  // -X and --files0-from read names out of a file.
  du: {
    flags: '0abcDhHklLmPsSx',
    words: `--all --apparent-size --bytes --total --dereference-args --human-readable --inodes --count-links --dereference --no-dereference --separate-dirs --si --summarize --one-file-system --null ${ABOUT}`,
    values: {
      '-B|--block-size': 'size',
      '-d|--max-depth': 'int:0..1000',
      '-t|--threshold': 'amount',
      '--exclude': 'text',
      '--time-style': 'choice:full-iso|long-iso|iso',
    },
    optional: { '--time': 'choice:atime|access|use|ctime|status' },
    operands: ['entry*'],
  },
  lsblk: {
    flags: 'aAbdDfiJlmMnOpPrsStvz',
    words:
      '--all --bytes --nodeps --discard --fs --ascii --json --list --perms --merge --noheadings --output-all --paths --pairs --raw --inverse --scsi --topology --nvme --virtio --zoned --noempty --help --version',
    values: {
      '-o|--output': 'columns',
      '-e|--exclude|-I|--include': 'numbers',
      '-x|--sort|-E|--dedup': 'name',
    },
    optional: { '-T|--tree': 'name' },
    operands: ['device*'],
  },
  // --poll never ends; --tab-file and --task look at other places.
  findmnt: {
    flags: 'AabCcDefhiJklmnPRrsuUvV',
    words:
      '--all --ascii --bytes --nocanonicalize --canonicalize --df --evaluate --first-only --invert --json --kernel --list --mtab --noheadings --pairs --submounts --raw --fstab --nofsroot --notruncate --real --pseudo --output-all --help --version',
    values: {
      '-o|--output': 'columns',
      '-t|--types': 'names',
      '-O|--options': 'names',
      '-S|--source|-T|--target|-M|--mountpoint': 'entry',
    },
    operands: ['entry', 'entry'],
  },
  // With anything else it mounts.
  mount: { flags: 'lV', words: '--show-labels --version' },
};
