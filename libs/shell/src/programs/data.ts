import type { Grammar } from '../grammar.js';
import { ABOUT, WHEN } from './about.js';

export const FILES: Grammar = { operands: ['path*'] };

/** Programs that make a checksum; -c reads names out of a list. */
const CHECKSUM: Grammar = {
  flags: 'btzc',
  words: `--binary --text --tag --zero --check --quiet --status --strict --warn --ignore-missing ${ABOUT}`,
  values: { '-a|--algorithm': 'name', '-l|--length': 'int:0..1024' },
  operands: ['publicPart*'],
};

/** Programs that read text and print what they make of it. */
export const DATA: Record<string, Grammar> = {
  od: {
    flags: 'abcdfhilosxvB',
    words: `--output-duplicates --traditional ${ABOUT}`,
    values: {
      '-A|--address-radix': 'choice:d|o|x|n',
      '-j|--skip-bytes|-N|--read-bytes': 'amount',
      '-t|--format': 'word',
      '-w|--width|-S|--strings': 'int:1..100000',
    },
    ...FILES,
  },
  hexdump: {
    flags: 'bcCdovxX',
    words: `--one-byte-octal --one-byte-char --canonical --two-bytes-decimal --no-squeezing ${ABOUT}`,
    values: { '-n|--length|-s|--skip': 'amount', '-e|--format': 'any' },
    optional: { '-L|--color': WHEN },
    ...FILES,
  },
  hd: { flags: 'bcCdovx', values: { '-n|-s': 'amount' }, ...FILES },
  // -r writes back; a second operand is written to.
  xxd: {
    style: 'exact',
    words: '-p -ps -b -bits -u -i -e -E -a -v -h -C -d',
    values: {
      '-l|-len': 'amount',
      '-s|-seek': 'amount',
      '-c|-cols': 'int:0..256',
      '-g|-groupsize': 'int:0..16',
    },
    operands: ['path'],
  },
  // @file takes options from a file: an operand never begins so.
  strings: {
    flags: 'afwvV',
    words: `--all --print-file-name --include-all-whitespace ${ABOUT}`,
    values: {
      '-n|--bytes': 'int:1..100000',
      '-t|--radix': 'choice:o|d|x',
      '-e|--encoding': 'choice:s|S|b|l|B|L',
    },
    digits: true,
    ...FILES,
  },
  md5sum: CHECKSUM,
  sha1sum: CHECKSUM,
  sha224sum: CHECKSUM,
  sha256sum: CHECKSUM,
  sha384sum: CHECKSUM,
  sha512sum: CHECKSUM,
  b2sum: CHECKSUM,
  cksum: CHECKSUM,
  sum: { flags: 'rs', words: `--sysv ${ABOUT}`, ...FILES },
  // -p, -b and -f load something, -C builds a table of magic.
  file: {
    flags: 'bhiIkLNnprsSvz0',
    words:
      '--brief --mime --mime-type --mime-encoding --no-dereference --dereference --keep-going --no-pad --raw --special-files --uncompress --print0 --extension --version --help',
    values: { '-F|--separator': 'any', '-e|--exclude': 'name' },
    operands: ['entry*'],
  },
  // -o writes.
  iconv: {
    flags: 'clsV',
    words: '--list --silent --help --usage --version',
    values: { '-f|--from-code|-t|--to-code': 'word' },
    ...FILES,
  },
  base64: {
    flags: 'di',
    words: `--decode --ignore-garbage ${ABOUT}`,
    values: { '-w|--wrap': 'int:0..100000' },
    operands: ['path'],
  },
  base32: {
    flags: 'di',
    words: `--decode --ignore-garbage ${ABOUT}`,
    values: { '-w|--wrap': 'int:0..100000' },
    operands: ['path'],
  },
  // -f, -L, --slurpfile and --rawfile read elsewhere.
  jq: {
    flags: 'rcsenRSaCMj0V',
    words: `--raw-output --compact-output --slurp --exit-status --null-input --raw-input --sort-keys --ascii-output --color-output --monochrome-output --join-output --raw-output0 --tab --unbuffered --stream --seq ${ABOUT}`,
    values: { '--indent': 'int:0..7', '--arg|--argjson': 'pair' },
    operands: ['jq', 'path*'],
    least: 1,
  },
  // -s slurps for one yq; for the other it writes a file for each result.
  yq: {
    flags: 'rcenjPCMN0',
    words: `--raw-output --no-colors --colors --prettyPrint --no-doc --exit-status --null-input --unwrapScalar=false ${ABOUT}`,
    values: {
      '-o|--output-format|-p|--input-format': 'choice:json|yaml|props|xml|csv|tsv|toml|j|y|p|x|c|t|shell|lua',
      '-I|--indent': 'int:0..8',
    },
    verbs: { 'eval|e|eval-all|ea': { operands: ['yq', 'path*'], least: 1 } },
    shared: true,
    also: [
      {
        flags: 'rcenjPCMNy0',
        words: '--raw-output --prettyPrint --no-doc --exit-status',
        values: {
          '-o|--output-format|-p|--input-format':
            'choice:json|yaml|props|xml|csv|tsv|toml|j|y|p|x|c|t|shell|lua',
        },
        operands: ['yq', 'path*'],
        least: 1,
      },
    ],
  },
  zcat: { flags: 'fqv', operands: ['path*'] },
  bzcat: { flags: 'qs', operands: ['path*'] },
  xzcat: { flags: 'qvf', operands: ['path*'] },
  zstdcat: { flags: 'qvf', operands: ['path*'] },
  shasum: { ...CHECKSUM, values: { '-a|--algorithm': 'int:1..512256' } },
  b3sum: CHECKSUM,
  xmllint: {
    style: 'exact',
    words: '--noout --format --nonet --noblanks --html --version --huge',
    values: { '--xpath': 'any', '--encode': 'name' },
    operands: ['uriPath*'],
    least: 1,
  },
};
