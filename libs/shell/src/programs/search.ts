import type { Grammar } from '../grammar.js';
import { ABOUT, WHEN } from './about.js';

const SEARCH: Grammar = {
  flags: 'EFGPivwxcLloqshHbnTUzZayIV',
  words: `--extended-regexp --fixed-strings --basic-regexp --perl-regexp --ignore-case --no-ignore-case --invert-match --word-regexp --line-regexp --count --files-without-match --files-with-matches --only-matching --quiet --silent --no-messages --no-filename --with-filename --byte-offset --line-number --initial-tab --null --null-data --text --line-buffered --binary --color --colour ${ABOUT}`,
  values: {
    '-m|--max-count': 'int:0..1000000',
    '-A|--after-context|-B|--before-context|-C|--context': 'int:0..100000',
    '--include': 'chosen',
    '--exclude|--exclude-dir': 'any',
    '-d|--directories': 'choice:skip|read',
    '-D|--devices': 'choice:skip',
    '--binary-files': 'choice:text|binary|without-match',
    '--label': 'any',
  },
  optional: { '--color|--colour': WHEN },
  digits: true,
};

const DEEP: Grammar = {
  ...SEARCH,
  flags: `${SEARCH.flags}rR`,
  words: `${SEARCH.words} --recursive --dereference-recursive`,
  needs: [['-r', '-R', '--recursive', '--dereference-recursive']],
};

const NAMES_ONLY: Grammar = {
  needs: [['-l', '-L', '-q', '--files-with-matches', '--files-without-match', '--quiet', '--silent']],
};

/** A pattern is data; -f reads patterns out of a file. Going through a whole folder looks at everything in it. */
const grep: Grammar = {
  ...SEARCH,
  operands: ['any', 'path*'],
  least: 1,
  also: [
    { ...SEARCH, values: { ...SEARCH.values, '-e|--regexp': 'any' }, needs: [['-e']], operands: ['path*'] },
    // Which files it is in, and nothing else of them.
    { ...SEARCH, ...NAMES_ONLY, operands: ['searchFor', 'counted*'], least: 1 },
    { ...DEEP, operands: ['searchFor', 'tree*'], least: 2 },
    {
      ...DEEP,
      values: { ...SEARCH.values, '-e|--regexp': 'searchFor' },
      needs: [...DEEP.needs!, ['-e']],
      operands: ['tree*'],
      least: 1,
    },
    { ...SEARCH, values: { ...SEARCH.values, '-f|--file': 'path' }, needs: [['-f']], operands: ['path*'] },
  ],
};

/** Programs that read text and print what they make of it. */
export const SEARCHES: Record<string, Grammar> = {
  // -D, --to-file and external programs have no place here; -r goes through whole folders.
  diff: {
    flags: 'qsieEtTbwBaudNypc',
    words: `--normal --brief --report-identical-files --ignore-case --ignore-tab-expansion --ignore-space-change --ignore-all-space --ignore-blank-lines --text --side-by-side --suppress-common-lines --left-column --new-file --minimal --expand-tabs --strip-trailing-cr --unified --context --speed-large-files ${ABOUT}`,
    values: {
      '-U|-C|-W|--width|--horizon-lines': 'int:0..100000',
      '-I|--ignore-matching-lines|--label|-L': 'any',
    },
    optional: { '--color': WHEN, '--unified|--context': 'int:0..100000', '-u': 'int:0..100000' },
    operands: ['compared', 'compared'],
    least: 2,
    also: [
      {
        flags: 'qsiEbwBauNrt',
        words: '--recursive --brief --report-identical-files --new-file --unified --no-dereference',
        values: { '-x|--exclude': 'any' },
        optional: { '--color': WHEN },
        operands: ['tree', 'tree'],
        least: 2,
        needs: [['-r', '--recursive']],
      },
    ],
  },
  diff3: { flags: 'aeEmxXAT3i', words: ABOUT, operands: ['path', 'path', 'path'], least: 3 },
  sdiff: {
    flags: 'ailbsBWEt',
    words: `--left-column --suppress-common-lines ${ABOUT}`,
    values: { '-w|--width': 'int:1..1000' },
    operands: ['compared', 'compared'],
    least: 2,
  },
  cmp: {
    flags: 'bls',
    words: `--print-bytes --verbose --quiet --silent ${ABOUT}`,
    values: { '-n|--bytes|-i|--ignore-initial': 'amount' },
    operands: ['path', 'path', 'number', 'number'],
    least: 1,
  },
  grep,
  egrep: grep,
  fgrep: grep,
  zgrep: { flags: 'EFGPivwxcLloqshHnazI', values: SEARCH.values!, operands: ['any', 'path*'], least: 1 },
  // --pre runs something, --search-zip runs decompressors; without a path it goes through what is here.
  rg: {
    flags: 'iIsSvwxclnNHoFPqaUuz0L.',
    words:
      '--ignore-case --smart-case --case-sensitive --invert-match --word-regexp --line-regexp --count --count-matches --files-with-matches --files-without-match --line-number --no-line-number --with-filename --no-filename --only-matching --fixed-strings --pcre2 --quiet --text --multiline --hidden --no-ignore --heading --no-heading --json --stats --trim --files --version --help',
    values: {
      '-A|--after-context|-B|--before-context|-C|--context|-m|--max-count|-d|--max-depth|--max-columns':
        'int:0..100000',
      '-t|--type|-T|--type-not': 'name',
      '-g|--glob|--iglob': 'chosen',
      '-r|--replace': 'any',
      '--color': WHEN,
      '--sort': 'name',
    },
    operands: ['searchFor', 'tree*'],
    least: 2,
  },
  // -f reads a program out of a file, -i and -l load something, -o, -p and -d write.
  ...Object.fromEntries(
    ['awk', 'gawk', 'mawk', 'nawk'].map((name): [string, Grammar] => [
      name,
      {
        values: { '-F|--field-separator': 'any', '-v|--assign': 'assignment' },
        operands: ['awk', 'path*'],
        least: 1,
      },
    ]),
  ),
  sed: {
    flags: 'nErsuz',
    words: `--quiet --silent --regexp-extended --separate --unbuffered --null-data --posix --debug --sandbox ${ABOUT}`,
    values: { '-l|--line-length': 'int:0..10000' },
    operands: ['sed', 'path*'],
    least: 1,
    also: [
      {
        flags: 'nErsuz',
        words: '--quiet --silent --regexp-extended --separate --unbuffered --null-data',
        values: { '-e|--expression': 'sed' },
        needs: [['-e']],
        operands: ['path*'],
      },
      {
        level: 'remediate',
        flags: 'nErsz',
        words: '--quiet --silent --regexp-extended --null-data',
        optional: { '-i|--in-place': 'suffix' },
        needs: [['-i']],
        operands: ['sed', 'writable*'],
        least: 2,
        effects: [['write', 'edit', '$2*']],
      },
      {
        level: 'remediate',
        flags: 'nErsz',
        values: { '-e|--expression': 'sed' },
        optional: { '-i|--in-place': 'suffix' },
        needs: [['-i'], ['-e']],
        operands: ['writable*'],
        least: 1,
        effects: [['write', 'edit', '$*']],
      },
    ],
  },
  zdiff: { flags: 'uqbw', operands: ['compared', 'compared'], least: 1 },
  xzgrep: { flags: 'EFGPivwxcLloqshHnaz', values: SEARCH.values!, operands: ['any', 'path*'], least: 1 },
  bzgrep: { flags: 'EFGPivwxcLloqshHnaz', values: SEARCH.values!, operands: ['any', 'path*'], least: 1 },
  zegrep: { flags: 'EFGPivwxcLloqshHnaz', values: SEARCH.values!, operands: ['any', 'path*'], least: 1 },
};
