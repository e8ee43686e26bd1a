import type { Grammar } from '../grammar.js';

export const destroys = (asks: string): Grammar => ({
  level: 'remediate',
  asks,
  risk: 'critical',
  reader: 'asks',
  effects: [['delete', 'destroy', '$*']],
});

export const DEVICE = { operands: ['device*'] };

/** Disks, volumes and file systems. What is not merely listed is nearly always beyond recovery. */
export const HARDWARE: Record<string, Grammar> = {
  blockdev: {
    style: 'exact',
    words: '--report --getsize64 --getsz --getss --getbsz --getro --getra --getpbsz --getalignoff',
    needs: [
      [
        '--report',
        '--getsize64',
        '--getsz',
        '--getss',
        '--getbsz',
        '--getro',
        '--getra',
        '--getpbsz',
        '--getalignoff',
      ],
    ],
    ...DEVICE,
  },
  hdparm: {
    raises: { '-t|-T': { level: 'diagnose' } },
    flags: 'IivqCtTg',
    words: '--direct',
    ...DEVICE,
    least: 1,
    also: [destroys('changes or erases a disk')],
  },
  smartctl: {
    flags: 'aixHcAj',
    words: '--all --xall --info --health --capabilities --attributes --scan --scan-open --json --version',
    values: { '-d|--device': 'word', '-l|--log|-n|--nocheck|-f|--format|-v|-q|-r': 'word' },
    operands: ['device'],
    also: [
      {
        level: 'remediate',
        flags: '',
        values: { '-t|--test': 'choice:short|long|conveyance|offline', '-d': 'word' },
        needs: [['-t']],
        operands: ['device'],
        least: 1,
        effects: [['setting', 'self-test', '$1']],
      },
    ],
  },
  nvme: {
    verbs: {
      'list|list-subsys|smart-log|id-ctrl|id-ns|error-log|fw-log|list-ns|list-ctrl|show-regs|version|get-feature|self-test-log|endurance-log|effects-log|intel':
        {
          flags: 'vHb',
          words: '--human-readable --verbose',
          values: { '-o|--output-format|-n|--namespace-id|-e|--log-entries|-f|--feature-id': 'word' },
          ...DEVICE,
        },
    },
    also: [destroys('changes or erases a disk')],
  },
  fio: { words: '--version', needs: [['--version']] },
  lsusb: { flags: 'tvV', words: '--tree --verbose', values: { '-s|-d|-D': 'word' } },
  lspci: { flags: 'vnmtkDbxPq', words: '-vv -vvv -nn -mm -nnk', values: { '-s|-d': 'word' } },
  lsscsi: { flags: 'gdlLstuHicvNSz', words: '--scsi_id --size --list --hosts' },
  lshw: {
    style: 'exact',
    words: '-short -html -xml -json -businfo -sanitize -numeric -quiet -version',
    values: { '-class|-C|-c': 'name', '-disable|-enable': 'name' },
  },
  lstopo: { words: '--no-io --of=console --no-graphics -v', operands: [] },
  dmidecode: { flags: 'qu', words: '--quiet --no-sysfs', values: { '-t|--type|-s|--string|-H': 'word' } },
  sensors: { flags: 'uAfj', operands: ['zone*'] },
  hwinfo: {
    words:
      '--short --cpu --disk --memory --network --all --netcard --storage --block --pci --usb --bios --gfxcard --version',
  },
  inxi: { flags: 'FbCDGINmMnprsSxzA', words: '-Fx -Fxz -Fxxxz' },
  ipmitool: {
    style: 'exact',
    verbs: {
      'sdr|sensor|sel|fru|mc|bmc|dcmi|lan|user': {
        bare: true,
        verbs: { 'list|elist|info|print|reading|get|type': { operands: ['zone*'] } },
      },
      chassis: { verbs: { 'status|poh|restart_cause': {}, power: { verbs: { status: {} } } } },
      power: { verbs: { status: {} } },
    },
    also: [
      {
        level: 'remediate',
        reader: 'asks',
        asks: 'changes the machine below the system',
        effects: [['power', 'ipmi', '*']],
      },
    ],
  },
  'nvidia-smi': {
    style: 'exact',
    words: '-L -q --list-gpus --query topo -m',
    values: { '-i|--id|-d|--display|-l|--loop': 'word', '--query-gpu|--format|--query-compute-apps': 'any' },
    operands: ['choice:topo|nvlink|-s'],
  },
  'rocm-smi': { words: '--showtemp --showuse --showmeminfo -a' },
  upower: { flags: 'ed', words: '--enumerate --dump --version', values: { '-i|--show-info': 'word' } },
  acpi: { flags: 'abcitV', words: '--battery --thermal --everything' },
  mcelog: { words: '--client', needs: [['--client']] },
  'ras-mc-ctl': {
    words: '--status --summary --errors --mainboard --layout',
    needs: [['--status', '--summary', '--errors', '--mainboard', '--layout']],
  },
  megacli: { style: 'plain', operands: ['megaRead*'], least: 1 },
  ssacli: {
    style: 'plain',
    operands: ['choice:ctrl', 'choice:all|slot=0|slot=1', 'choice:show', 'choice:config|status|detail'],
    least: 3,
  },
  udevadm: {
    style: 'exact',
    verbs: {
      info: {
        words: '-a --attribute-walk -e --export-db -x',
        values: { '-q|--query|-n|--name|-p|--path': 'word' },
        operands: ['entry*'],
      },
      settle: { words: '--timeout=10' },
    },
    also: [
      {
        level: 'remediate',
        style: 'exact',
        verbs: {
          trigger: { words: '--verbose', operands: [], effects: [['setting', 'trigger', 'udev']] },
          control: { words: '--reload --reload-rules -R', effects: [['setting', 'reload', 'udev']] },
        },
      },
    ],
  },
};
