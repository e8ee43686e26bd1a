import type { Grammar } from '../grammar.js';

const CHOWN: Grammar = {
  level: 'remediate',
  flags: 'vcfh',
  words: '--verbose --changes --silent --quiet --no-dereference',
  operands: ['owner', 'wholly*'],
  least: 2,
  effects: [['write', 'owner', '$2*']],
  also: [
    {
      level: 'remediate',
      asks: 'changes the owner of everything below',
      flags: 'vcfhRHLP',
      words: '--recursive --verbose',
      operands: ['owner', 'entry*'],
      least: 2,
      needs: [['-R', '--recursive']],
      effects: [['write', 'owner', '$2*']],
    },
  ],
};

/** Files, folders, disks and mounts. */
export const PERMISSIONS: Record<string, Grammar> = {
  setfacl: {
    level: 'remediate',
    flags: 'bkRdPL',
    words: '--recursive --default --remove-all --remove-default',
    values: { '-m|--modify': 'aclEntry', '-x|--remove': 'word' },
    operands: ['wholly*'],
    least: 1,
    effects: [['write', 'rights', '$*']],
    raises: { '-R|--recursive': { asks: 'changes rights in everything below' } },
  },
  chattr: {
    level: 'remediate',
    style: 'plain',
    operands: ['chattrMode', 'writable*'],
    least: 2,
    asks: 'hides files from change, or opens them to it',
    effects: [['write', 'attributes', '$2*']],
  },
  setcap: {
    level: 'remediate',
    asks: 'gives a program rights of root',
    operands: ['word', 'writable*'],
    least: 2,
    effects: [['write', 'capabilities', '$2*']],
  },
  // With anything else it mounts.
  mount: {
    flags: 'lV',
    words: '--show-labels --version',
    values: { '-t|--types': 'names' },
    also: [
      {
        level: 'remediate',
        flags: 'vrwn',
        words: '--bind --rbind --read-only --verbose',
        values: { '-t|--types': 'names', '-o|--options|-L|--label|-U|--uuid': 'word' },
        operands: ['word', 'mountPlace'],
        least: 1,
        effects: [['mount', 'mount', '$*']],
        raises: { '-o|--options|--bind|--rbind': { asks: 'changes how files of this host are seen' } },
      },
      {
        level: 'remediate',
        asks: 'mounts everything that is listed',
        flags: 'av',
        words: '--all',
        needs: [['-a', '--all']],
        effects: [['mount', 'mount', '*']],
      },
    ],
  },
  umount: {
    level: 'remediate',
    flags: 'vn',
    words: '--verbose',
    operands: ['mountPlace*'],
    least: 1,
    effects: [['mount', 'unmount', '$*']],
    also: [
      {
        level: 'remediate',
        asks: 'takes file systems away while they are used',
        flags: 'vnlfarRd',
        words: '--lazy --force --all --recursive --detach-loop',
        values: { '-t': 'names' },
        operands: ['word*'],
        effects: [['mount', 'unmount', '$*']],
      },
    ],
  },
  chmod: {
    level: 'remediate',
    flags: 'vcf',
    words: '--verbose --changes --silent --quiet',
    operands: ['fileMode', 'wholly*'],
    least: 2,
    effects: [['write', 'rights', '$2*']],
    also: [
      {
        level: 'remediate',
        asks: 'changes rights in everything below',
        flags: 'vcfR',
        words: '--recursive --verbose',
        operands: ['fileMode', 'entry*'],
        least: 2,
        needs: [['-R', '--recursive']],
        effects: [['write', 'rights', '$2*']],
      },
    ],
  },
  chown: CHOWN,
  chgrp: CHOWN,
};
