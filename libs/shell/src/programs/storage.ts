import type { Grammar } from '../grammar.js';
import { DEVICE, destroys } from './hardware.js';

const MAKES_FS: Grammar = {
  flags: 'nqF',
  needs: [['-n']],
  operands: ['device*'],
  also: [destroys('makes a new file system where there may be data')],
};

/** Its -n means something else. */
const FORMATS = destroys('makes a new file system where there may be data');

/** Disks, volumes and file systems. What is not merely listed is nearly always beyond recovery. */
export const STORAGE: Record<string, Grammar> = {
  blkid: {
    flags: 'lkipdV',
    values: { '-o|--output|-s|--match-tag|-t|--match-token|-n|-u|-L|-U': 'word' },
    operands: ['device*'],
  },
  losetup: {
    flags: 'alnJ',
    words: '--all --list --json --noheadings --raw',
    values: { '-j|--associated': 'entry', '-O|--output': 'columns' },
    operands: ['device'],
    also: [
      {
        level: 'remediate',
        asks: 'attaches or detaches disks',
        flags: 'fdDrPv',
        words: '--find --show --detach --detach-all --read-only --partscan',
        operands: ['entry*'],
        effects: [['mount', 'attach', '$*']],
      },
    ],
  },
  xfs_info: { operands: ['entry'], least: 1 },
  xfs_quota: { flags: 'x', values: { '-c': 'quotaRead' }, operands: ['entry'] },
  quota: { flags: 'ugvsp', operands: ['user*'] },
  repquota: { flags: 'asugvnt', operands: ['entry*'] },
  tune2fs: {
    flags: 'l',
    needs: [['-l']],
    operands: ['device'],
    least: 1,
    also: [
      {
        level: 'remediate',
        asks: 'changes a file system',
        reader: 'asks',
        effects: [['mount', 'tune', '*']],
      },
    ],
  },
  dumpe2fs: { flags: 'hb', words: '-h', needs: [['-h', '-b']], operands: ['device'], least: 1 },
  resize2fs: {
    level: 'remediate',
    flags: 'p',
    operands: ['device'],
    least: 1,
    effects: [['mount', 'grow', '$1']],
    also: [
      { level: 'remediate', asks: 'may cut data off', reader: 'asks', effects: [['mount', 'resize', '*']] },
    ],
  },
  xfs_growfs: {
    level: 'remediate',
    flags: 'dn',
    operands: ['entry'],
    least: 1,
    effects: [['mount', 'grow', '$1']],
  },
  growpart: {
    level: 'remediate',
    words: '--dry-run -N',
    operands: ['device', 'int:1..128'],
    least: 2,
    effects: [['mount', 'grow', '$1']],
  },
  fsck: {
    style: 'exact',
    words: '-N -n -V -A -T',
    needs: [['-N', '-n']],
    ...DEVICE,
    also: [destroys('repairs a file system, which may lose files')],
  },
  e2fsck: {
    style: 'exact',
    words: '-n -v -f',
    needs: [['-n']],
    ...DEVICE,
    also: [destroys('repairs a file system, which may lose files')],
  },
  'fsck.ext4': {
    style: 'exact',
    words: '-n -v -f',
    needs: [['-n']],
    ...DEVICE,
    also: [destroys('repairs a file system, which may lose files')],
  },
  xfs_repair: {
    flags: 'nv',
    needs: [['-n']],
    ...DEVICE,
    also: [destroys('repairs a file system, which may lose files')],
  },
  badblocks: { level: 'diagnose', flags: 'vs', ...DEVICE, least: 1, also: [destroys('writes over a disk')] },
  fdisk: {
    flags: 'lxu',
    words: '--list --list-details --version',
    needs: [['-l', '-x', '--list', '--list-details', '--version']],
    values: { '-o|--output': 'columns' },
    ...DEVICE,
    also: [destroys('changes the partitions of a disk')],
  },
  sfdisk: {
    flags: 'lVdFJ',
    words: '--list --dump --verify --list-free --json',
    needs: [['-l', '-d', '-F', '-J', '-V', '--list', '--dump', '--verify', '--list-free', '--json']],
    ...DEVICE,
    also: [destroys('changes the partitions of a disk')],
  },
  gdisk: { flags: 'l', needs: [['-l']], ...DEVICE, also: [destroys('changes the partitions of a disk')] },
  sgdisk: {
    flags: 'pv',
    words: '--print --verify',
    needs: [['-p', '-v', '--print', '--verify']],
    ...DEVICE,
    also: [destroys('changes the partitions of a disk')],
  },
  cfdisk: destroys('changes the partitions of a disk'),
  parted: {
    flags: 'lsm',
    words: '--list --script --machine',
    operands: ['choice:print|-'],
    needs: [['-l', '--list']],
    also: [
      { flags: 'sm', words: '--script --machine', operands: ['device', 'partedRead*'], least: 2 },
      destroys('changes the partitions of a disk'),
    ],
  },
  partprobe: { level: 'remediate', flags: 's', ...DEVICE, effects: [['setting', 'reread', '$*']] },
  partx: { flags: 'sbo', words: '--show', needs: [['-s', '--show']], ...DEVICE },
  wipefs: {
    flags: 'nJpi',
    words: '--no-act --json --noheadings',
    values: { '-O|--output|-t|--types': 'columns' },
    ...DEVICE,
    also: [
      { flags: 'nafq', words: '--no-act --all --force', needs: [['-n', '--no-act']], ...DEVICE },
      destroys('erases what tells a disk what is on it'),
    ],
  },
  blkdiscard: destroys('erases a disk'),
  mkfs: FORMATS,
  'mkfs.ext4': MAKES_FS,
  'mkfs.ext3': MAKES_FS,
  'mkfs.ext2': MAKES_FS,
  'mkfs.xfs': FORMATS,
  'mkfs.btrfs': FORMATS,
  'mkfs.vfat': FORMATS,
  'mkfs.fat': FORMATS,
  mke2fs: MAKES_FS,
  mkswap: FORMATS,
  mkdosfs: FORMATS,
  fstrim: {
    flags: 'n',
    words: '--dry-run',
    needs: [['-n', '--dry-run']],
    operands: ['entry'],
    also: [
      {
        level: 'remediate',
        flags: 'avA',
        words: '--all --verbose --fstab',
        operands: ['entry'],
        effects: [['setting', 'trim', '$*']],
      },
    ],
  },
  filefrag: { flags: 'vekbsx', operands: ['entry*'], least: 1 },
  compsize: { flags: 'bx', operands: ['entry*'] },
};
