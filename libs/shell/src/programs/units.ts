import type { Grammar } from '../grammar.js';

const OUTPUT =
  'choice:short|short-full|short-iso|short-iso-precise|short-precise|short-monotonic|short-delta|short-unix|verbose|export|json|json-pretty|json-sse|json-seq|cat|with-unit';

/** Beside what keeps a unit from starting by itself. */
const STOPS_NOW: Grammar['raises'] = { '--now': { effects: [['service', 'stop', '$*:unit']] } };

/** Verbs that change what runs. -H, -M, --root and --image act elsewhere. */
const CHANGES_OF_UNITS: Grammar = {
  level: 'remediate',
  flags: 'q',
  words: '--no-block --no-pager --quiet --wait --no-ask-password --system --user --now',
  shared: true,
  verbs: {
    'start|restart|try-restart|reload|reload-or-restart|try-reload-or-restart|force-reload|condrestart': {
      operands: ['startable*'],
      least: 1,
      effects: [['service', 'restart', '$*:unit']],
    },
    stop: { operands: ['stoppable*'], least: 1, effects: [['service', 'stop', '$*:unit']] },
    'enable|reenable': {
      operands: ['startable*'],
      least: 1,
      words: '--force',
      effects: [['service', 'enable', '$*:unit']],
      raises: { '--now': { effects: [['service', 'start', '$*:unit']] } },
    },
    // Beside these --now does nothing.
    'preset|unmask|revert': {
      operands: ['startable*'],
      least: 1,
      words: '--force',
      effects: [['service', 'enable', '$*:unit']],
    },
    disable: {
      operands: ['stoppable*'],
      least: 1,
      effects: [['service', 'disable', '$*:unit']],
      raises: STOPS_NOW,
    },
    mask: {
      operands: ['unit*'],
      least: 1,
      asks: 'keeps a service from ever starting',
      effects: [['service', 'mask', '$*:unit']],
      raises: STOPS_NOW,
    },
    'daemon-reload|daemon-reexec': { effects: [['service', 'reload', 'systemd']] },
    'reset-failed': { operands: ['unit*'], effects: [['service', 'reset', '$*:unit']] },
    kill: {
      operands: ['stoppable*'],
      least: 1,
      values: { '-s|--signal': 'name', '--kill-whom|--kill-who': 'choice:main|control|all' },
      effects: [['process', 'kill', '$*:unit']],
    },
    'set-default': {
      operands: ['unit'],
      asks: 'changes what the host starts as',
      effects: [['setting', 'default target', '$1']],
    },
    'set-property': {
      operands: ['startable', 'assignment*'],
      least: 2,
      effects: [['service', 'set', '$1:unit']],
    },
    'isolate|emergency|rescue|reboot|poweroff|halt|kexec|soft-reboot|suspend|hibernate|hybrid-sleep|exit|switch-root|default':
      {
        words: '--force -f',
        operands: ['any*'],
        asks: 'takes the host away',
        risk: 'critical',
        effects: [['power', 'off or reboot', '*']],
      },
    edit: {
      operands: ['unit*'],
      asks: 'changes what a service runs',
      effects: [['service', 'edit', '$*:unit']],
    },
  },
};

/** systemd, its journal, other ways to start services, and timed work. */
export const UNITS: Record<string, Grammar> = {
  // -H and -M act elsewhere, --root and --image on another system; all other verbs change something.
  // Alone it lists all units, and starts whatever PAGER says where it has a terminal: `list-units` says what is meant.
  systemctl: {
    some: true,
    flags: 'alqr',
    words:
      '--all --full --quiet --no-pager --no-legend --plain --system --user --no-ask-password --failed --recursive --reverse --before --after --value --with-dependencies --show-types --help --version',
    values: {
      '-n|--lines': 'int:0..10000',
      '-o|--output': OUTPUT,
      '-t|--type|--state': 'names',
      '-p|--property|-P': 'properties',
    },
    optional: { '--legend': 'choice:yes|no|true|false', '--timestamp': 'choice:pretty|unix|us|utc|us+utc' },
    shared: true,
    bare: true,
    verbs: {
      'whoami|status|list-units|list-unit-files|list-timers|list-sockets|list-paths|list-automounts|list-dependencies':
        {
          operands: ['unit*'],
        },
      // Without names of properties it prints all of them, environments included.
      show: { needs: [['-p', '--property', '-P']], operands: ['unit*'] },
      'cat|list-machines': { operands: ['unit*'] },
      'is-active|is-failed|is-enabled': { operands: ['unit*'], least: 1 },
      'list-jobs|is-system-running|get-default': {},
    },
    secretVerbs: ['show-environment'],
    also: [CHANGES_OF_UNITS],
  },
  // --vacuum-*, --rotate, --flush, --sync, --setup-keys and --cursor-file change something; -f never ends.
  // Without a word it prints all that was ever logged.
  journalctl: {
    some: true,
    flags: 'aqrkxleN',
    words:
      '--all --quiet --reverse --dmesg --catalog --full --no-full --pager-end --no-pager --no-hostname --no-tail --utc --list-boots --disk-usage --header --fields --system --user --truncate-newline --show-cursor --list-catalog --help --version',
    values: {
      '-u|--unit|-t|--identifier': 'unit',
      '-p|--priority': 'priorities',
      '-o|--output': OUTPUT,
      '-S|--since|-U|--until': 'time',
      '-g|--grep': 'any',
      '--case-sensitive': 'choice:yes|no|true|false',
      '--facility': 'names',
      '-F|--field': 'name',
      '--output-fields': 'names',
      '-n|--lines': 'int:0..10000',
    },
    optional: { '-b|--boot': 'bootId' },
    // `-b -1`, the boot before this one.
    digits: true,
    operands: ['journalMatch*'],
    also: [
      {
        level: 'diagnose',
        flags: 'aqrkxleNf',
        words: '--follow --no-pager --all --quiet --dmesg --catalog --full --no-hostname --utc --no-tail',
        values: {
          '-u|--unit|-t|--identifier': 'unit',
          '-p|--priority': 'name',
          '-o|--output': OUTPUT,
          '-S|--since': 'time',
          '-g|--grep': 'any',
          '-n|--lines': 'int:0..10000',
        },
        optional: { '-b|--boot': 'bootId' },
        needs: [['-f', '--follow']],
        operands: ['journalMatch*'],
      },
      {
        level: 'remediate',
        asks: 'throws away logs',
        flags: 'q',
        words: '--rotate',
        values: { '--vacuum-size|--vacuum-time|--vacuum-files': 'word' },
        needs: [['--vacuum-size', '--vacuum-time', '--vacuum-files']],
        effects: [['delete', 'vacuum', '/var/log/journal']],
      },
      {
        level: 'remediate',
        words: '--rotate --flush --sync --verify --no-pager',
        effects: [['write', 'rotate', '/var/log/journal']],
      },
    ],
  },
  'systemd-analyze': {
    words: '--no-pager --user --system',
    shared: true,
    bare: true,
    // With an operand, log-level and log-target set what they show.
    verbs: {
      'time|blame|plot|unit-paths|log-level|log-target': {},
      'critical-chain|security|dot': { operands: ['unit*'] },
      'calendar|timespan|timestamp|syscall-filter|exit-status|capability|filesystems': {
        operands: ['word*'],
      },
      verify: { operands: ['path*'], least: 1 },
      // A name stands for a file in each of four places, and for what is added to it.
      'cat-config': { operands: ['systemdConfig*'], least: 1, effects: [['read', 'read', '*']] },
    },
    // All that the manager knows: what each unit is started with, its environment too.
    secretVerbs: ['dump'],
  },
  'systemd-cgtop': {
    flags: 'ptcimbrP1',
    words: '--batch --raw',
    values: { '-n|--iterations': 'int:1..100', '-d|--delay': 'number', '--depth': 'int:0..20' },
    operands: ['any'],
  },
  'systemd-cgls': {
    flags: 'al',
    words: '--no-pager --all --full',
    values: { '-u|--unit': 'unit' },
    optional: { '--unit': 'unit' },
    operands: ['entry*'],
  },
};
