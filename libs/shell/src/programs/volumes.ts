import type { Grammar } from '../grammar.js';
import { destroys, DEVICE } from './hardware.js';

const LVM: Grammar = {
  flags: 'avPthqmcA',
  words:
    '--all --noheadings --nosuffix --segments --readonly --verbose --noheading --history --foreign --ignorelockingfailure',
  values: { '-o|--options|-O|--sort|--units|--separator|-S|--select|--reportformat': 'word' },
  operands: ['lvmName*'],
};

const LVM_CHANGES = (asks?: string): Grammar => ({
  level: 'remediate',
  ...(asks ? { asks } : {}),
  flags: 'rvyfW',
  words: '--resizefs --verbose --yes --force --thin --test --noudevsync',
  values: {
    '-L|--size|-l|--extents|-n|--name|-s|--snapshot|-i|--stripes|-m|--mirrors|--type|--poolmetadatasize':
      'storageSize',
  },
  operands: ['entry*'],
  least: 1,
  effects: [['mount', 'resize', '$*']],
});

/** Disks, volumes and file systems. What is not merely listed is nearly always beyond recovery. */
export const VOLUMES: Record<string, Grammar> = {
  lvs: LVM,
  vgs: LVM,
  pvs: LVM,
  lvdisplay: LVM,
  vgdisplay: LVM,
  pvdisplay: LVM,
  lvscan: LVM,
  vgscan: LVM,
  pvscan: LVM,
  lvmdiskscan: LVM,
  lvextend: LVM_CHANGES(),
  vgextend: LVM_CHANGES('takes a disk into use'),
  lvcreate: LVM_CHANGES(),
  vgcreate: LVM_CHANGES('takes a disk into use'),
  pvcreate: LVM_CHANGES('takes a disk into use'),
  lvreduce: destroys('may cut data off'),
  lvresize: LVM_CHANGES('may cut data off'),
  lvremove: destroys('destroys a volume'),
  vgremove: destroys('destroys volumes'),
  pvremove: destroys('destroys volumes'),
  vgreduce: destroys('takes a disk away'),
  lvconvert: destroys('rebuilds a volume'),
  pvmove: destroys('moves data between disks'),
  mdadm: {
    flags: 'DQEs',
    words: '--detail --examine --query --scan --brief --export --version',
    needs: [['-D', '-Q', '-E', '--detail', '--examine', '--query', '--version']],
    ...DEVICE,
    also: [destroys('rebuilds or takes apart an array of disks')],
  },
  dmsetup: {
    verbs: {
      'ls|info|status|deps|version|targets': { flags: 'c', words: '--tree --columns', operands: ['entry*'] },
    },
    secretVerbs: ['table'],
    also: [destroys('rebuilds a volume')],
  },
  cryptsetup: {
    verbs: { 'status|isLuks|luksUUID|benchmark': { operands: ['entry*'] } },
    secretVerbs: ['luksDump'],
    also: [destroys('opens, closes or destroys an encrypted disk')],
  },
  multipath: { flags: 'l', words: '-ll -v1 -v2', needs: [['-l', '-ll']], operands: ['word*'] },
  multipathd: { style: 'plain', operands: ['choice:show', 'word*'], least: 2 },
  iscsiadm: {
    style: 'exact',
    values: { '-m|--mode': 'choice:session|node|iface|host', '-P|--print': 'int:0..3' },
  },
  zfs: {
    verbs: {
      list: { flags: 'Hprj', values: { '-t|-o|-s|-S|-d': 'word' }, operands: ['zone*'] },
      get: {
        flags: 'Hprj',
        values: { '-t|-o|-s|-S|-d': 'word' },
        operands: ['zfsProperties', 'zone*'],
        least: 1,
      },
      'diff|userspace|groupspace|version|holds': { flags: 'FHt', operands: ['zone*'] },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          snapshot: { flags: 'r', operands: ['zone*'], least: 1, effects: [['write', 'snapshot', '$*']] },
          set: {
            operands: ['zfsSetting', 'zone'],
            least: 2,
            effects: [
              ['setting', 'zfs', '$2'],
              ['mount', 'mount', '$mountpoint='],
            ],
          },
          'mount|create': { flags: 'ap', operands: ['zone*'], effects: [['mount', 'mount', '$*']] },
        },
      },
      destroys('destroys or replaces data sets'),
    ],
  },
  zpool: {
    verbs: {
      'list|status|iostat|history|get|events|version': {
        flags: 'vHpPLlxDisgyt',
        values: { '-o': 'word' },
        operands: ['word*'],
      },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          scrub: { flags: 's', operands: ['zone'], effects: [['setting', 'scrub', '$1']] },
          'clear|online': { operands: ['zone', 'entry'], effects: [['setting', 'clear', '$1']] },
        },
      },
      destroys('destroys or rebuilds a pool of disks'),
    ],
  },
  btrfs: {
    style: 'exact',
    verbs: {
      'filesystem|fi|subvolume|sub|device|dev|qgroup|scrub|balance|quota|property': {
        verbs: {
          'show|df|usage|list|du|stats|status|get|get-default': {
            words: '-h -b --human-readable -t -p -u -s -T -r -e -f -F -reF -re -pc',
            operands: ['entry*'],
          },
        },
      },
      version: {},
    },
    also: [
      {
        level: 'remediate',
        style: 'exact',
        verbs: {
          scrub: {
            verbs: {
              'start|cancel|resume|pause': { operands: ['entry'], effects: [['setting', 'scrub', '$1']] },
            },
          },
          subvolume: {
            verbs: {
              'snapshot|create': {
                words: '-r',
                operands: ['entry', 'writable'],
                effects: [['write', 'snapshot', '$2']],
              },
            },
          },
        },
      },
      destroys('destroys or rebuilds a file system'),
    ],
  },
};
