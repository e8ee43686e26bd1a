import type { Grammar } from '../grammar.js';

const TEMPORARY = {
  level: 'remediate',
  flags: 'dq',
  words: '--directory --quiet',
  values: { '--suffix': 'name' },
} satisfies Grammar;

/** Files, folders, disks and mounts. */
export const FILES: Record<string, Grammar> = {
  // What makes and changes files.
  mkdir: {
    level: 'remediate',
    flags: 'pv',
    words: '--parents --verbose',
    values: { '-m|--mode': 'fileMode' },
    operands: ['writable*'],
    least: 1,
    effects: [['write', 'create', '$*']],
  },
  touch: {
    level: 'remediate',
    flags: 'acmh',
    words: '--no-create',
    values: { '-d|--date|-t': 'time', '-r|--reference': 'entry' },
    operands: ['writable*'],
    least: 1,
    effects: [['write', 'touch', '$*']],
    raises: { '-d|--date|-t|-r|--reference': { asks: 'makes a file look older or newer than it is' } },
  },
  truncate: {
    level: 'remediate',
    asks: 'cuts files off',
    flags: 'co',
    words: '--no-create',
    values: { '-s|--size': 'word', '-r|--reference': 'entry' },
    operands: ['entry*'],
    least: 1,
    effects: [
      ['write', 'cut', '$*'],
      ['delete', 'cut', '$*'],
    ],
  },
  rm: {
    level: 'remediate',
    asks: 'deletes files',
    flags: 'rRfdvi',
    words: '--recursive --force --verbose --dir --one-file-system --no-preserve-root --preserve-root',
    operands: ['entry*'],
    least: 1,
    effects: [['delete', 'delete', '$*']],
  },
  rmdir: {
    level: 'remediate',
    flags: 'pv',
    words: '--parents --verbose --ignore-fail-on-non-empty',
    operands: ['writable*'],
    least: 1,
    effects: [['delete', 'delete', '$*']],
  },
  unlink: {
    level: 'remediate',
    asks: 'deletes a file',
    operands: ['entry'],
    least: 1,
    effects: [['delete', 'delete', '$1']],
  },
  shred: {
    level: 'remediate',
    asks: 'destroys files beyond recovery',
    flags: 'uvzf',
    words: '--remove --verbose --zero --force',
    values: { '-n|--iterations': 'int:0..100' },
    operands: ['entry*'],
    least: 1,
    effects: [['delete', 'destroy', '$*']],
  },
  // Even what it only reads may be a device that does something when it is opened.
  dd: {
    level: 'remediate',
    asks: 'writes over files or disks',
    style: 'plain',
    operands: ['assignment*'],
    least: 1,
    effects: [
      ['write', 'overwrite', '$of='],
      ['read', 'read', '$if='],
    ],
  },
  tee: {
    level: 'remediate',
    flags: 'i',
    words: '--ignore-interrupts',
    operands: ['scratch*'],
    effects: [['write', 'overwrite', '$*']],
    also: [
      {
        level: 'remediate',
        asks: 'writes over files',
        flags: 'i',
        operands: ['entry*'],
        effects: [['write', 'overwrite', '$*']],
      },
      {
        level: 'remediate',
        flags: 'ia',
        words: '--append',
        needs: [['-a', '--append']],
        operands: ['writable*'],
        effects: [['write', 'append', '$*']],
      },
    ],
  },
  // Where it is made: in /tmp, below what -p says, or where the pattern itself says.
  mktemp: {
    ...TEMPORARY,
    operands: [],
    effects: [['write', 'create', '/tmp']],
    also: [
      { ...TEMPORARY, operands: ['writable'], least: 1, effects: [['write', 'create', '$1']] },
      {
        ...TEMPORARY,
        flags: 'dqt',
        words: `${TEMPORARY.words} --tmpdir`,
        needs: [['-t', '--tmpdir']],
        operands: ['name'],
        effects: [['write', 'create', '/tmp']],
      },
      {
        ...TEMPORARY,
        values: { ...TEMPORARY.values, '-p': 'scratch' },
        optional: { '--tmpdir': 'scratch' },
        needs: [['-p', '--tmpdir']],
        operands: ['name'],
        effects: [
          ['write', 'create', '$-p'],
          ['write', 'create', '$--tmpdir'],
        ],
      },
    ],
  },
  updatedb: {
    level: 'remediate',
    effects: [
      ['write', 'index', '/var/lib/plocate'],
      ['write', 'index', '/var/lib/mlocate'],
    ],
  },
  sync: {
    level: 'remediate',
    flags: 'df',
    words: '--data --file-system',
    operands: ['entry*'],
    effects: [['write', 'flush', '$*']],
  },
  logrotate: {
    level: 'observe',
    flags: 'dv',
    words: '--debug --verbose',
    needs: [['-d', '--debug']],
    operands: ['settings*'],
    least: 1,
    also: [
      {
        level: 'remediate',
        asks: 'moves logs away and deletes old ones',
        flags: 'vf',
        words: '--verbose --force',
        operands: ['entry*'],
        least: 1,
        effects: [['write', 'rotate', '$*']],
      },
    ],
  },
};
