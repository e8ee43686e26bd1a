import type { Grammar } from '../grammar.js';
import { COPIED } from './copies.js';

/** What packs files, or writes them out: to standard output it only reads. */
const ARCHIVERS: Grammar[] = [
  {
    flags: 'dckqv',
    words: '--decompress --stdout --to-stdout',
    needs: [['-c', '--stdout', '--to-stdout']],
    operands: ['path*'],
  },
  { flags: 'd123456789qv', words: '--decompress', operands: ['choice:-'] },
  {
    level: 'remediate',
    flags: 'dkv123456789T0',
    words: '--keep --decompress --best --fast',
    operands: ['writable*'],
    least: 1,
    effects: [['write', 'pack', '$*']],
  },
];

/** Listing: an archive's names; the archive itself may hold anything. */
const TAR: Grammar = {
  style: 'bsd',
  letters: 'tvzjJaZ',
  lastLetter: { f: 'archive' },
  flags: 'tvzjJaZ',
  words:
    '--list --verbose --gzip --bzip2 --xz --zstd --auto-compress --full-time --utc --numeric-owner --help --version',
  values: { '-f|--file': 'archive', '--exclude': 'any' },
  needs: [['-t', '--list', '--help', '--version']],
  operands: ['any*'],
  also: [
    // What is printed is judged by the name that it has in there.
    {
      style: 'bsd',
      letters: 'xvzjJaO',
      lastLetter: { f: 'readArchive' },
      flags: 'xvzjJaO',
      words: '--extract --gzip --bzip2 --xz --zstd --to-stdout',
      values: { '-f|--file': 'readArchive' },
      needs: [['-x', '--extract'], ['-O', '--to-stdout'], ['-f']],
      operands: ['member*'],
      least: 1,
    },
    // Which files are no longer as they were, and nothing of what is in them.
    {
      style: 'bsd',
      letters: 'dvzjJa',
      lastLetter: { f: 'archive' },
      flags: 'dvzjJa',
      words: '--diff --compare --gzip --bzip2 --xz --zstd',
      values: { '-f|--file': 'archive', '-C|--directory': 'entry' },
      needs: [['-d', '--diff', '--compare'], ['-f']],
      operands: ['any*'],
    },
    {
      level: 'remediate',
      style: 'bsd',
      letters: 'cvzjJap',
      lastLetter: { f: 'localWritable' },
      flags: 'cvzjJaph',
      words:
        '--create --verbose --gzip --bzip2 --xz --zstd --auto-compress --one-file-system --preserve-permissions',
      values: { '-f|--file': 'localWritable', '--exclude': 'any', '-C|--directory': 'entry' },
      needs: [['-c', '--create'], ['-f']],
      operands: ['packed*'],
      least: 1,
      // What is packed is below that folder, where one is named.
      effects: [
        ['write', 'pack', '$-f'],
        ['read', 'read', '$-C'],
      ],
    },
    {
      level: 'remediate',
      style: 'bsd',
      letters: 'xvzjJapk',
      lastLetter: { f: 'readArchive' },
      flags: 'xvzjJapk',
      words: '--extract --verbose --gzip --bzip2 --xz --zstd --keep-old-files --skip-old-files',
      values: {
        '-f|--file': 'readArchive',
        '--exclude': 'any',
        '-C|--directory': 'writable',
        '--strip-components': 'int:0..20',
      },
      needs: [['-x', '--extract'], ['-f'], ['-C']],
      operands: ['any*'],
      effects: [['write', 'unpack', '$-C']],
    },
  ],
};

/** Files, folders, disks and mounts. */
export const ARCHIVES: Record<string, Grammar> = {
  // Reading only: -t; what unpacks changes files, and --checkpoint-action, --to-command and -I run something.
  tar: TAR,
  unzip: {
    style: 'exact',
    words: '-l -lv -v -t -Z -Z1 -z',
    needs: [['-l', '-lv', '-v', '-t', '-Z', '-Z1', '-z']],
    operands: ['publicPart', 'any*'],
    least: 1,
    also: [
      // What is printed is judged by the name that it has in there.
      { style: 'exact', words: '-p', needs: [['-p']], operands: ['path', 'member*'], least: 2 },
      {
        level: 'remediate',
        style: 'exact',
        words: '-o -q -n',
        values: { '-d': 'writable' },
        needs: [['-d']],
        operands: ['path', 'any*'],
        least: 1,
        effects: [['write', 'unpack', '$-d']],
      },
    ],
  },
  zipinfo: { flags: '12smlhtTvMz', operands: ['publicPart', 'any*'], least: 1 },
  gzip: {
    flags: 'lvtkq',
    words: '--list --test --verbose',
    needs: [['-l', '--list', '-t', '--test']],
    operands: ['publicPart*'],
    also: ARCHIVERS,
  },
  gunzip: {
    flags: 'lvtq',
    words: '--list --test',
    needs: [['-l', '--list', '-t', '--test']],
    operands: ['publicPart*'],
    also: ARCHIVERS,
  },
  bzip2: {
    flags: 'tvq',
    words: '--test',
    needs: [['-t', '--test']],
    operands: ['publicPart*'],
    also: ARCHIVERS,
  },
  xz: {
    flags: 'ltvq',
    words: '--list --test --verbose',
    needs: [['-l', '--list', '-t', '--test']],
    operands: ['publicPart*'],
    also: ARCHIVERS,
  },
  zstd: {
    flags: 'ltvq',
    words: '--list --test',
    needs: [['-l', '--list', '-t', '--test']],
    operands: ['publicPart*'],
    also: ARCHIVERS,
  },
  '7z': {
    style: 'exact',
    verbs: { 'l|t': { words: '-slt -ba', operands: ['publicPart', 'any*'], least: 1 } },
  },
  cpio: {
    flags: 'itvnB',
    words: '--list --verbose --quiet',
    needs: [['-t', '--list']],
    values: { '-F|--file': 'publicPart' },
  },
  ar: { style: 'plain', operands: ['choice:t|tv|-t|-tv', 'publicPart'], least: 2 },
  // Copies go one way; a remote shell, a daemon's settings and lists of files are not looked at.
  rsync: {
    level: 'observe',
    flags: 'avzrlptgoDhnixucPSHAX',
    words:
      '--dry-run --archive --verbose --recursive --stats --itemize-changes --human-readable --delete --checksum --list-only',
    values: { '--exclude|--include': 'any' },
    needs: [['-n', '--dry-run', '--list-only']],
    operands: ['localPath*'],
    least: 1,
    also: [
      {
        level: 'remediate',
        flags: 'avzrlptgoDhixucPSHAX',
        words:
          '--archive --verbose --recursive --stats --itemize-changes --human-readable --checksum --progress --ignore-existing --partial',
        values: { '--exclude|--include': 'any', '--bwlimit': 'amount' },
        operands: ['localTree*', 'localWritable'],
        least: 2,
        effects: COPIED,
      },
      {
        level: 'remediate',
        asks: 'deletes what is not in the source',
        flags: 'avzrlptgoDhixucPSHAX',
        words:
          '--archive --verbose --recursive --delete --delete-after --delete-before --delete-excluded --progress',
        values: { '--exclude|--include': 'any' },
        operands: ['localTree*', 'localWritable'],
        least: 2,
        effects: [...COPIED, ['delete', 'mirror', '$last']],
      },
    ],
  },
};
