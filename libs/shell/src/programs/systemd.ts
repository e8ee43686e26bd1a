import type { Grammar } from '../grammar.js';

const SESSION: Grammar = {
  words: '--no-pager --no-legend --no-ask-password --full -l --all -a --help --version',
  shared: true,
  bare: true,
};

/** systemd, its journal, other ways to start services, and timed work. */
export const SYSTEMD: Record<string, Grammar> = {
  timedatectl: {
    ...SESSION,
    verbs: { 'status|show|timesync-status|show-timesync': {}, 'list-timezones': { needs: [['--no-pager']] } },
    values: { '-p|--property': 'properties' },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'set-timezone': { operands: ['zone'], least: 1, effects: [['setting', 'timezone', '$1']] },
          'set-ntp': {
            operands: ['choice:true|yes|1|on|false|no|0|off'],
            least: 1,
            effects: [['setting', 'ntp', '$1']],
          },
          'set-time|set-local-rtc': {
            operands: ['any'],
            asks: 'sets the clock, by which everything is logged and checked',
            effects: [['setting', 'clock', '$1']],
          },
        },
      },
    ],
  },
  hostnamectl: {
    ...SESSION,
    words: `${SESSION.words} --static --transient --pretty`,
    verbs: { status: {} },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'set-hostname|hostname': { operands: ['name'], least: 1, effects: [['setting', 'hostname', '$1']] },
        },
      },
    ],
  },
  loginctl: {
    ...SESSION,
    verbs: {
      'list-sessions|list-users|list-seats': {},
      'session-status|user-status|seat-status|show-session|show-user|show-seat': {
        operands: ['name*'],
        values: { '-p|--property': 'properties' },
      },
    },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'terminate-session|terminate-user|kill-session|kill-user': {
            operands: ['name*'],
            least: 1,
            asks: 'ends what somebody is doing',
            effects: [['process', 'kill', '$*']],
          },
          'enable-linger|disable-linger': { operands: ['user'], effects: [['setting', 'linger', '$1']] },
        },
      },
    ],
  },
  resolvectl: {
    ...SESSION,
    values: { '-t|--type|-c|--class|-p|--protocol|-i|--interface': 'name' },
    verbs: {
      'status|statistics|dns|domain|llmnr|mdns|dnssec|dnsovertls|nta|default-route|show-server-state': {
        operands: ['name'],
      },
      'query|service|openpgp|tlsa': { network: '$*', level: 'diagnose', operands: ['host*'], least: 1 },
    },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'flush-caches|reset-statistics|reset-server-features': {
            effects: [['setting', 'flush', 'dns cache']],
          },
          'dns|domain|revert': {
            operands: ['name', 'any*'],
            asks: 'changes where names are looked up',
            effects: [['setting', 'dns', '$1']],
          },
        },
      },
    ],
  },
  networkctl: {
    ...SESSION,
    flags: 'asln',
    verbs: { 'list|status|lldp': { operands: ['name*'] } },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'reload|renew|reconfigure': { operands: ['name*'], effects: [['setting', 'network', '$*']] },
          'up|down|delete': {
            operands: ['name*'],
            asks: 'may cut the host off',
            effects: [['setting', 'network', '$*']],
          },
        },
      },
    ],
  },
  'systemd-detect-virt': { flags: 'vcrq', words: '--vm --container --chroot --quiet --list' },
  'systemd-path': { operands: ['name*'] },
  'systemd-delta': {
    words: '--no-pager',
    values: { '-t|--type': 'name', '--diff': 'choice:yes|no|true|false' },
    operands: ['word*'],
  },
  busctl: {
    ...SESSION,
    words: `${SESSION.words} --system --acquired --unique --activatable --list`,
    verbs: { list: {}, status: { operands: ['word'] } },
  },
  bootctl: { ...SESSION, verbs: { 'status|list|is-installed': {} } },
  // Which programs fell, and where in them; what they held in memory is for a person.
  coredumpctl: {
    ...SESSION,
    flags: 'r1q',
    words: '--no-pager --no-legend --reverse --quiet',
    values: { '-S|--since|-U|--until': 'time', '-n': 'int:1..10000', '--json': 'choice:pretty|short|off' },
    shared: true,
    verbs: { 'list|info': { operands: ['any*'] } },
  },
  machinectl: { ...SESSION, verbs: { 'list|list-images|status|show|image-status': { operands: ['name*'] } } },
  localectl: {
    ...SESSION,
    verbs: { 'status|list-locales|list-keymaps|list-x11-keymap-layouts': {} },
    also: [
      {
        ...SESSION,
        level: 'remediate',
        bare: false,
        verbs: {
          'set-locale|set-keymap': { operands: ['word*'], least: 1, effects: [['setting', 'locale', '$*']] },
        },
      },
    ],
  },
};
