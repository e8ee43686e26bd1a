import type { Grammar } from '../grammar.js';

const OUTPUT =
  'choice:short|short-full|short-iso|short-iso-precise|short-precise|short-monotonic|short-delta|short-unix|verbose|export|json|json-pretty|json-sse|json-seq|cat|with-unit';

const SESSION: Grammar = {
  words: '--no-pager --no-legend --no-ask-password --full -l --all -a --help --version',
  shared: true,
  bare: true,
};

/** systemd, its journal, and containers. */
export const SERVICES: Record<string, Grammar> = {
  // -H and -M act elsewhere, --root and --image on another system; all other verbs change something.
  systemctl: {
    flags: 'alqr',
    words:
      '--all --full --quiet --no-pager --no-legend --plain --system --no-ask-password --failed --recursive --reverse --before --after --value --with-dependencies --show-types --help --version',
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
      'status|list-units|list-unit-files|list-timers|list-sockets|list-paths|list-automounts|list-dependencies':
        {
          operands: ['unit*'],
        },
      // Without names of properties it prints all of them, environments included.
      show: { needs: [['-p', '--property', '-P']], operands: ['unit*'] },
      'is-active|is-failed|is-enabled': { operands: ['unit*'], least: 1 },
      'list-jobs|is-system-running|get-default': {},
    },
    secretVerbs: ['show-environment'],
  },
  // --vacuum-*, --rotate, --flush, --sync, --setup-keys and --cursor-file change something; -f never ends.
  journalctl: {
    flags: 'aqrkxleN',
    words:
      '--all --quiet --reverse --dmesg --catalog --full --no-full --pager-end --no-pager --no-hostname --no-tail --utc --list-boots --disk-usage --header --fields --system --truncate-newline --show-cursor --list-catalog --help --version',
    values: {
      '-u|--unit|-t|--identifier': 'unit',
      '-p|--priority':
        'choice:0|1|2|3|4|5|6|7|emerg|alert|crit|err|warning|notice|info|debug|emerg..err|alert..err|crit..err|err..warning|emerg..warning',
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
  },
  timedatectl: {
    ...SESSION,
    verbs: { 'status|show|list-timezones|timesync-status|show-timesync': {} },
    values: { '-p|--property': 'properties' },
  },
  hostnamectl: { ...SESSION, words: `${SESSION.words} --static --transient --pretty`, verbs: { status: {} } },
  loginctl: { ...SESSION, verbs: { 'list-sessions|list-users|list-seats': {} } },
  ...containers('docker'),
  ...containers('podman'),
};

function containers(name: string): Record<string, Grammar> {
  const filter = { '-f|--filter': 'filter', '--format': 'any' };
  return {
    [name]: {
      verbs: {
        ps: {
          flags: 'aqls',
          words: '--all --quiet --latest --size --no-trunc',
          values: { ...filter, '-n|--last': 'int:0..10000' },
        },
        images: {
          flags: 'aq',
          words: '--all --quiet --digests --no-trunc',
          values: filter,
          operands: ['containerImage'],
        },
        'version|info': { values: { '-f|--format': 'any' } },
      },
    },
  };
}
