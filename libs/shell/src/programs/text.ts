import type { Grammar } from '../grammar.js';
import { ABOUT } from './about.js';
import { FILES } from './data.js';

/** Programs that read text and print what they make of it. */
export const TEXT: Record<string, Grammar> = {
  cat: {
    flags: 'AbeEnstTuv',
    words: `--show-all --number-nonblank --show-ends --number --squeeze-blank --show-tabs --show-nonprinting ${ABOUT}`,
    ...FILES,
  },
  tac: { flags: 'br', words: `--before --regex ${ABOUT}`, values: { '-s|--separator': 'any' }, ...FILES },
  rev: { flags: 'hV0', words: ABOUT, ...FILES },
  nl: {
    flags: 'p',
    words: ABOUT,
    values: {
      '-b|--body-numbering|-f|--footer-numbering|-h|--header-numbering': 'any',
      '-n|--number-format': 'choice:ln|rn|rz',
      '-i|--line-increment|-l|--join-blank-lines|-v|--starting-line-number|-w|--number-width': 'number',
      '-s|--number-separator': 'any',
      '-d|--section-delimiter': 'any',
    },
    ...FILES,
  },
  head: {
    flags: 'qvz',
    words: `--quiet --silent --verbose --zero-terminated ${ABOUT}`,
    values: { '-n|--lines|-c|--bytes': 'amount' },
    digits: true,
    ...FILES,
  },
  // -f and -F never end by themselves.
  tail: {
    flags: 'qvz',
    words: `--quiet --silent --verbose --zero-terminated ${ABOUT}`,
    values: { '-n|--lines|-c|--bytes': 'amount' },
    digits: true,
    ...FILES,
    also: [
      {
        level: 'diagnose',
        flags: 'qvzfF',
        words: `--quiet --silent --verbose --zero-terminated --follow --retry ${ABOUT}`,
        values: {
          '-n|--lines|-c|--bytes': 'amount',
          '--pid': 'numbers',
          '-s|--sleep-interval': 'number',
          '--max-unchanged-stats': 'int:1..1000',
        },
        optional: { '--follow': 'choice:name|descriptor' },
        digits: true,
        operands: ['path*'],
        least: 1,
      },
    ],
  },
  // --files0-from reads names out of a file.
  wc: {
    flags: 'cmlLw',
    words: `--bytes --chars --lines --max-line-length --words ${ABOUT}`,
    values: { '--total': 'choice:auto|always|only|never' },
    operands: ['counted*'],
  },
  // -o writes, --compress-program runs something, -T and -S write elsewhere, --files0-from reads names out of a file.
  sort: {
    flags: 'bdfgiMhnRrVcCmsuz',
    words: `--ignore-leading-blanks --dictionary-order --ignore-case --general-numeric-sort --ignore-nonprinting --month-sort --human-numeric-sort --numeric-sort --random-sort --reverse --version-sort --check --merge --stable --unique --zero-terminated --debug ${ABOUT}`,
    values: {
      '-k|--key': 'word',
      '-t|--field-separator': 'letter',
      '--sort': 'choice:general-numeric|human-numeric|month|numeric|random|version',
      '-S|--buffer-size': 'size',
      '--parallel': 'int:1..64',
    },
    optional: { '--check': 'choice:quiet|silent|diagnose-first' },
    ...FILES,
  },
  // A second operand is written to.
  uniq: {
    flags: 'cdDiuz',
    words: `--count --repeated --all-repeated --ignore-case --unique --zero-terminated --group ${ABOUT}`,
    values: { '-f|--skip-fields|-s|--skip-chars|-w|--check-chars': 'int:0..100000' },
    optional: {
      '--all-repeated': 'choice:none|prepend|separate',
      '--group': 'choice:separate|prepend|append|both',
    },
    operands: ['path'],
  },
  cut: {
    flags: 'nsz',
    words: `--complement --only-delimited --zero-terminated ${ABOUT}`,
    values: {
      '-b|--bytes|-c|--characters|-f|--fields': 'list',
      '-d|--delimiter': 'letter',
      '--output-delimiter': 'any',
    },
    ...FILES,
  },
  tr: {
    flags: 'cCdst',
    words: `--complement --delete --squeeze-repeats --truncate-set1 ${ABOUT}`,
    operands: ['any', 'any'],
    least: 1,
  },
  comm: {
    flags: '123iz',
    words: `--check-order --nocheck-order --total --zero-terminated ${ABOUT}`,
    values: { '--output-delimiter': 'any' },
    operands: ['path', 'path'],
    least: 2,
  },
  join: {
    flags: 'iz',
    words: `--ignore-case --check-order --nocheck-order --header --zero-terminated ${ABOUT}`,
    values: { '-a|-v|-1|-2|-j': 'int:1..1000', '-e': 'any', '-o': 'any', '-t': 'letter' },
    operands: ['path', 'path'],
    least: 2,
  },
  paste: {
    flags: 'sz',
    words: `--serial --zero-terminated ${ABOUT}`,
    values: { '-d|--delimiters': 'any' },
    ...FILES,
  },
  fold: {
    flags: 'bsc',
    words: `--bytes --spaces --characters ${ABOUT}`,
    values: { '-w|--width': 'int:1..100000' },
    digits: true,
    ...FILES,
  },
  fmt: {
    flags: 'cstu',
    words: `--crown-margin --split-only --tagged-paragraph --uniform-spacing ${ABOUT}`,
    values: { '-w|--width|-g|--goal': 'int:1..100000', '-p|--prefix': 'any' },
    digits: true,
    ...FILES,
  },
  expand: { flags: 'i', words: `--initial ${ABOUT}`, values: { '-t|--tabs': 'list' }, ...FILES },
  unexpand: { flags: 'a', words: `--all --first-only ${ABOUT}`, values: { '-t|--tabs': 'list' }, ...FILES },
  // -s draws a random order from a file, -o writes.
  shuf: {
    flags: 'rz',
    words: `--repeat --zero-terminated ${ABOUT}`,
    values: { '-n|--head-count': 'int:0..10000000', '-i|--input-range': 'list' },
    operands: ['path'],
    also: [
      {
        flags: 'rze',
        words: '--echo',
        values: { '-n|--head-count': 'int:0..10000000' },
        operands: ['any*'],
        needs: [['-e', '--echo']],
      },
    ],
  },
  tsort: { words: ABOUT, operands: ['path'] },
  column: {
    flags: 'texLJdhV',
    words:
      '--table --table-noheadings --keep-empty-lines --fillrows --json --table-header-repeat --help --version',
    values: {
      '-s|--separator|-o|--output-separator': 'any',
      '-c|--output-width|--columns': 'int:1..10000',
      '-N|--table-columns|-R|--table-right|-T|--table-truncate|-H|--table-hide|-O|--table-order|-W|--table-wrap|-n|--table-name':
        'any',
      '-l|--table-columns-limit': 'int:1..1000',
    },
    ...FILES,
    also: [
      {
        flags: 'texLJ',
        words: '--table',
        values: { '-s|--separator|-o|--output-separator': 'any', '-N|--table-columns': 'any' },
        ...FILES,
      },
    ],
  },
  pr: {
    flags: 'adfFJmtTv',
    words: ABOUT,
    values: { '-h|--header': 'any', '-l|--length|-w|--width|-o|--indent': 'int:0..10000' },
    digits: true,
    ...FILES,
  },
  seq: {
    flags: 'w',
    words: `--equal-width ${ABOUT}`,
    values: { '-f|--format|-s|--separator': 'any' },
    operands: ['fewNumber', 'fewNumber', 'fewNumber'],
    least: 1,
  },
  printf: { style: 'plain', operands: ['printfFormat', 'any*'], least: 1 },
  expr: { style: 'plain', operands: ['testWord*'], least: 1 },
  test: { style: 'plain', operands: ['testWord*'] },
  '[': { style: 'plain', operands: ['testWord*', 'choice:]'], least: 1 },
  numfmt: {
    words: `--debug --zero-terminated ${ABOUT}`,
    optional: { '--header': 'int:0..1000' },
    values: {
      '--from|--to': 'choice:none|auto|si|iec|iec-i',
      '--field': 'list',
      '--format|--suffix|--round|--padding|--from-unit|--to-unit': 'any',
      '-d|--delimiter': 'letter',
    },
    operands: ['any*'],
  },
  factor: { words: ABOUT, operands: ['number*'] },
  // A calculator reads its input; -f and files are programs of its own that may be long, never commands.
  bc: { flags: 'lqs', words: '--mathlib --quiet --standard --version --help' },
  less: {
    flags: 'nNSRrFXiIMmEeGgsQqVA',
    words:
      '--help --version --LINE-NUMBERS --chop-long-lines --quit-if-one-screen --no-init --RAW-CONTROL-CHARS',
    operands: ['path*'],
  },
  more: { flags: 'dlfpcsu', digits: true, operands: ['path*'] },
  yes: { level: 'diagnose', operands: ['any*'] },
  dos2unix: { flags: 'i', needs: [['-i']], operands: ['path*'] },
  look: { flags: 'adf', values: { '-t': 'letter' }, operands: ['word', 'path'], least: 1 },
};
