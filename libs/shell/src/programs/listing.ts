import type { Grammar } from '../grammar.js';
import { ABOUT, WHEN } from './about.js';

// --poll never ends; --tab-file and --task look at other places.
const FINDMNT: Grammar = {
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
};

/** Files, folders, disks and mounts. */
export const LISTING: Record<string, Grammar> = {
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
  readlink: {
    flags: 'femnqsvz',
    words: `--canonicalize --canonicalize-existing --canonicalize-missing --no-newline --quiet --silent --verbose --zero ${ABOUT}`,
    operands: ['entry*'],
    least: 1,
  },
  realpath: {
    flags: 'emLPqsz',
    words: `--canonicalize-existing --canonicalize-missing --logical --physical --quiet --strip --no-symlinks --zero ${ABOUT}`,
    values: { '--relative-to|--relative-base': 'entry' },
    operands: ['entry*'],
    least: 1,
  },
  basename: {
    flags: 'az',
    words: `--multiple --zero ${ABOUT}`,
    values: { '-s|--suffix': 'any' },
    operands: ['any*'],
    least: 1,
  },
  dirname: { flags: 'z', words: `--zero ${ABOUT}`, operands: ['any*'], least: 1 },
  pathchk: { flags: 'pP', words: ABOUT, operands: ['any*'] },
  dir: { flags: '1aAlhRrSt', words: ABOUT, operands: ['entry*'] },
  vdir: { flags: 'aAhRrSt', words: ABOUT, operands: ['entry*'] },
  // -o writes; --fromfile reads names out of a file.
  tree: {
    flags: 'adfxlqNQpugshDFirtUcvAnCJXS',
    words:
      '--noreport --du --dirsfirst --filesfirst --prune --inodes --device --si --gitignore --matchdirs --ignore-case --metafirst --version --help',
    values: { '-L': 'int:1..100', '-P|-I|--filelimit|--timefmt|--sort|--charset': 'word' },
    operands: ['entry*'],
  },
  namei: {
    flags: 'lmnovxZ',
    words: '--long --modes --nosymlinks --owners --vertical --mountpoints --help --version',
    operands: ['entry*'],
    least: 1,
  },
  getfacl: {
    flags: 'acdeEnpstRLPv',
    words:
      '--access --default --omit-header --absolute-names --numeric --recursive --tabular --skip-base --version --help',
    operands: ['entry*'],
    least: 1,
  },
  lsattr: { flags: 'RadlpvV', operands: ['entry*'] },
  getcap: { flags: 'rvn', operands: ['entry*'], least: 1 },
  mountpoint: {
    flags: 'qdxn',
    words: '--quiet --fs-devno --devno --nofollow --help --version',
    operands: ['entry'],
    least: 1,
  },
  findmnt: FINDMNT,
  find: { reader: 'find' },
  locate: {
    flags: 'AbceiLPqSwr0H',
    words:
      '--all --basename --count --existing --follow --ignore-case --statistics --wholename --regexp --regex --null',
    values: { '-l|--limit|-n': 'int:1..100000' },
    operands: ['any*'],
  },
  which: {
    flags: 'as',
    words: '--all --version --help --skip-alias --skip-functions',
    operands: ['word*'],
    least: 1,
  },
  whereis: { flags: 'bmsul', operands: ['word*'], least: 1 },
  // As built-ins of a shell they say what a name stands for.
  type: { flags: 'aftpP', operands: ['word*'], least: 1 },
  hash: {},
};
