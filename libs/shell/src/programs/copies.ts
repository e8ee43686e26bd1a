import type { EffectRow } from '../effects.js';
import type { Grammar } from '../grammar.js';

/** What a copy is made of is only read; an option that does more to it, or names the target first, is not granted. */
export const COPIED: EffectRow[] = [
  ['read', 'copy', '$sources'],
  ['write', 'copy', '$last'],
];
/** What is moved is gone from where it was, and to be read where it is now. */
const MOVED: EffectRow[] = [
  ['write', 'move', '$*'],
  ['delete', 'move', '$sources'],
  ['read', 'read', '$sources'],
];

const COPY = {
  level: 'remediate',
  flags: 'pvnuLPdHTxbi',
  words:
    '--verbose --no-clobber --update --dereference --no-dereference --no-target-directory --one-file-system --backup --interactive',
  values: { '-S|--suffix': 'word' },
  optional: { '--preserve|--no-preserve|--backup|--reflink|--sparse|--update': 'name' },
  least: 2,
  effects: COPIED,
} satisfies Grammar;

/** What a symbolic link leads to counts from the folder of the link; with -r, and of other links, it does not. */
const links = (over: Grammar, [from, to]: [string, string]): Grammar[] => [
  {
    ...over,
    flags: `${over.flags}sT`,
    words: `${over.words} --symbolic`,
    needs: [['-s', '--symbolic']],
    operands: [from === 'linkable' ? 'linked' : from, to],
    effects: [
      ['write', 'link', '$1:linked'],
      ['write', 'link', '$last'],
    ],
  },
  {
    ...over,
    flags: `${over.flags}srT`,
    words: `${over.words} --symbolic --relative`,
    needs: [
      ['-s', '--symbolic'],
      ['-r', '--relative'],
    ],
    operands: [from, to],
    effects: [['write', 'link', '$*']],
  },
  // What has another name can be changed by it.
  { ...over, flags: `${over.flags}T`, operands: [from, to], effects: [['write', 'link', '$*']] },
];
const LINKS = [
  ...links({ level: 'remediate', flags: 'vn', words: '--verbose --no-dereference', least: 2 }, [
    'linkable',
    'movable',
  ]),
  ...links(
    {
      level: 'remediate',
      asks: 'puts a link in the place of what is there',
      flags: 'fvnb',
      words: '--force --verbose',
      least: 1,
    },
    ['entry', 'writable'],
  ),
];

/** What puts a file in another place, under another name, or gives it one more. */
export const COPIES: Record<string, Grammar> = {
  cp: {
    ...COPY,
    operands: ['path*', 'writable'],
    also: [
      {
        ...COPY,
        flags: `${COPY.flags}aRr`,
        words: `${COPY.words} --archive --recursive`,
        operands: ['tree*', 'writable'],
      },
      {
        level: 'remediate',
        asks: 'writes over what is there',
        flags: 'aRrpvfuLPdHTx',
        words: '--archive --recursive --force --remove-destination',
        operands: ['tree*', 'writable'],
        least: 2,
        effects: COPIED,
      },
    ],
  },
  mv: {
    level: 'remediate',
    flags: 'vnuTbi',
    words: '--verbose --no-clobber --update --no-target-directory --backup --interactive',
    values: { '-S|--suffix': 'word' },
    optional: { '--backup': 'name' },
    operands: ['movable*', 'movable'],
    least: 2,
    effects: MOVED,
    also: [
      {
        level: 'remediate',
        asks: 'writes over what is there',
        flags: 'vfuT',
        words: '--force --verbose',
        operands: ['entry*'],
        least: 2,
        effects: MOVED,
      },
    ],
  },
  ln: { ...LINKS[0], also: LINKS.slice(1) },
  install: {
    level: 'remediate',
    flags: 'DvpCb',
    values: { '-m|--mode': 'fileMode', '-o|--owner|-g|--group': 'user' },
    operands: ['path*', 'writable'],
    least: 2,
    effects: [
      ['read', 'install', '$sources'],
      ['write', 'install', '$last'],
    ],
    also: [
      // Folders, all of them.
      {
        level: 'remediate',
        flags: 'dvp',
        words: '--directory',
        values: { '-m|--mode': 'fileMode', '-o|--owner|-g|--group': 'user' },
        needs: [['-d', '--directory']],
        operands: ['writable*'],
        least: 1,
        effects: [['write', 'create', '$*']],
      },
    ],
  },
};
