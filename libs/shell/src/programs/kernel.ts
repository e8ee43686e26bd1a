import type { Grammar } from '../grammar.js';

const POWER: Grammar = {
  level: 'remediate',
  asks: 'takes the host away',
  risk: 'critical',
  flags: 'fpnwd',
  words: '--force --no-wall --poweroff --reboot --halt --wtmp-only',
  operands: ['any'],
  effects: [['power', 'off or reboot', '*']],
};

/** Processor, memory, processes, kernel. */
export const KERNEL: Record<string, Grammar> = {
  // -C and -c clear the buffer, -H starts a pager, -D -E -n change the console, -w -W never end, -F reads a file.
  dmesg: {
    flags: 'dehJkLPrtTuxV',
    words:
      '--show-delta --reltime --json --kernel --color --nopager --raw --notime --ctime --userspace --decode --help --version',
    values: {
      '-f|--facility': 'choices:kern|user|mail|daemon|auth|syslog|lpr|news|cron|authpriv|ftp',
      '-l|--level':
        'choices:emerg|alert|crit|err|warn|notice|info|debug|emerg+|alert+|crit+|err+|warn+|notice+|info+',
      '-s|--buffer-size': 'int:4096..16777216',
      '--since|--until': 'time',
      '--time-format': 'choice:delta|reltime|ctime|notime|iso|raw',
    },
    optional: { '-L|--color': 'choice:always|never|auto' },
    also: [
      {
        level: 'diagnose',
        flags: 'dehJkLPrtTuxwW',
        words: '--follow --follow-new --ctime --reltime --decode --nopager --human',
        values: { '-l|--level|-f|--facility': 'ports' },
        needs: [['-w', '-W', '--follow', '--follow-new']],
      },
      {
        level: 'remediate',
        asks: 'throws away what the kernel has logged',
        flags: 'cCT',
        words: '--clear --read-clear',
        needs: [['-c', '-C', '--clear', '--read-clear']],
        effects: [['delete', 'clear', '/dev/kmsg']],
      },
    ],
  },
  slabtop: { flags: 'o', words: '--once', needs: [['-o', '--once']], values: { '-s|--sort': 'letter' } },
  numastat: { flags: 'cmnsvz', values: { '-p': 'word' }, operands: ['word*'] },
  numactl: { flags: 'Hs', words: '--hardware --show', needs: [['-H', '-s', '--hardware', '--show']] },
  lsmem: {
    flags: 'abJnPrS',
    words: '--all --bytes --json --noheadings --pairs --raw',
    optional: { '--summary': 'choice:never|always|only' },
    values: { '-o|--output': 'columns' },
  },
  lslocks: {
    flags: 'Jniru',
    words: '--json --noheadings --noinaccessible --notruncate --raw',
    values: { '-o|--output': 'columns', '-p|--pid': 'numbers' },
  },
  lsirq: { flags: 'JnPrS', values: { '-o|--output': 'columns', '-s|--sort': 'name' } },
  modinfo: {
    flags: 'adlpn0V',
    words: '--author --description --license --parameters --filename --null',
    values: { '-F|--field': 'name', '-k': 'word' },
    operands: ['name*'],
    least: 1,
  },
  sysctl: {
    flags: 'anNeqbA',
    words: '--all --values --names --ignore --binary',
    values: { '-r|--pattern': 'any' },
    operands: ['sysctlRead*'],
    also: [
      {
        level: 'remediate',
        flags: 'wneq',
        words: '--write',
        operands: ['sysctlWrite*'],
        least: 1,
        effects: [['setting', 'kernel', '$*']],
      },
      {
        level: 'remediate',
        flags: 'e',
        words: '--system',
        // What follows at once is a file too: `-pe` loads one that is called e.
        optional: { '-p|--load': 'sysctlFile' },
        operands: ['sysctlFile*'],
        needs: [['-p', '--load', '--system']],
        effects: [['setting', 'kernel', '*']],
      },
    ],
  },
  kmod: { style: 'plain', operands: ['choice:list'], least: 1 },
  modprobe: {
    level: 'remediate',
    flags: 'vn',
    words: '--verbose',
    operands: ['name', 'assignment*'],
    least: 1,
    effects: [['setting', 'load module', '$1']],
    also: [
      {
        level: 'observe',
        flags: 'nDvc',
        words: '--dry-run --show-depends --showconfig --show-config',
        needs: [['-n', '-D', '--dry-run', '--show-depends', '-c', '--showconfig']],
        operands: ['name*'],
      },
      {
        level: 'remediate',
        asks: 'takes a part of the kernel away',
        flags: 'rvf',
        words: '--remove --force',
        operands: ['name*'],
        least: 1,
        effects: [['setting', 'remove module', '$*']],
      },
    ],
  },
  insmod: {
    level: 'remediate',
    asks: 'loads code into the kernel',
    operands: ['entry', 'any*'],
    least: 1,
    effects: [['setting', 'load module', '$1']],
  },
  rmmod: {
    level: 'remediate',
    asks: 'takes a part of the kernel away',
    flags: 'fsv',
    operands: ['name*'],
    least: 1,
    effects: [['setting', 'remove module', '$*']],
  },
  depmod: {
    level: 'remediate',
    flags: 'a',
    operands: ['name'],
    effects: [['setting', 'index modules', '*']],
  },
  // Signal 0 only asks whether a process is there.
  kill: {
    style: 'exact',
    words: '-0 -l -L --list --table',
    values: {},
    needs: [['-0', '-l', '-L', '--list', '--table']],
    operands: ['numbers*'],
    also: [
      {
        style: 'exact',
        level: 'remediate',
        words:
          '-TERM -HUP -INT -QUIT -USR1 -USR2 -STOP -CONT -KILL -SIGTERM -SIGHUP -SIGINT -SIGKILL -SIGUSR1 -SIGUSR2 -SIGQUIT -1 -2 -3 -9 -10 -12 -15 -18 -19 --',
        values: { '-s|--signal|-n': 'name' },
        operands: ['process*'],
        least: 1,
        effects: [['process', 'kill', '$*']],
      },
    ],
  },
  pkill: {
    level: 'remediate',
    flags: 'fxnoec',
    words:
      '--full --exact --newest --oldest --echo -TERM -HUP -INT -USR1 -USR2 -KILL -SIGTERM -SIGHUP -SIGKILL -9 -15 -1',
    values: {
      '--signal': 'name',
      '-u|--euid|-U|--uid': 'account',
      '-P|--parent|-g|--pgroup|-t|--terminal': 'names',
    },
    operands: ['processPattern'],
    least: 1,
    effects: [['process', 'kill', '$1']],
  },
  killall: {
    level: 'remediate',
    flags: 'eIwvq',
    words:
      '--exact --ignore-case --wait --verbose -TERM -HUP -INT -USR1 -USR2 -KILL -9 -15 -1 -SIGHUP -SIGKILL -SIGTERM',
    values: { '-s|--signal': 'name', '-u|--user': 'account' },
    operands: ['processPattern*'],
    least: 1,
    effects: [['process', 'kill', '$*']],
    also: [
      {
        level: 'observe',
        flags: 'l',
        words: '--list --version -0',
        needs: [['-l', '--list', '-0', '--version']],
        operands: ['word*'],
      },
    ],
  },
  renice: {
    level: 'remediate',
    style: 'exact',
    values: { '-n|--priority': 'number', '-p|--pid|-g|--pgrp|-u|--user': 'numbersOrWords' },
    operands: ['numbersOrWords*'],
    least: 0,
    effects: [['process', 'priority', '$*']],
  },
  swapon: {
    flags: 's',
    words: '--show --summary --noheadings --raw --bytes',
    optional: { '--show': 'columns' },
    needs: [['-s', '--show', '--summary']],
    also: [
      {
        level: 'remediate',
        flags: 'av',
        words: '--all',
        operands: ['device'],
        effects: [['mount', 'swap on', '$*']],
      },
    ],
  },
  swapoff: {
    level: 'remediate',
    asks: 'may leave the host without memory',
    flags: 'av',
    words: '--all',
    operands: ['entry*'],
    effects: [['mount', 'swap off', '$*']],
  },
  hwclock: {
    flags: 'rluV',
    words: '--show --get --verbose --utc --localtime',
    also: [
      {
        level: 'remediate',
        asks: 'sets a clock',
        flags: 'sw',
        words: '--hctosys --systohc',
        needs: [['-s', '-w', '--hctosys', '--systohc']],
        effects: [['setting', 'clock', '*']],
      },
    ],
  },
  'tuned-adm': {
    style: 'plain',
    operands: ['choice:active|list|recommend|verify'],
    least: 1,
    also: [
      {
        level: 'remediate',
        style: 'plain',
        operands: ['choice:profile', 'name'],
        least: 2,
        effects: [['setting', 'tuned', '$2']],
      },
    ],
  },
  cpupower: {
    style: 'exact',
    verbs: { 'frequency-info|idle-info|info|monitor': { words: '-o -a -g -l -f -m' } },
  },
  // Power: what takes the host away.
  shutdown: {
    level: 'remediate',
    asks: 'takes the host away',
    risk: 'critical',
    flags: 'hrPHkfFn',
    words: '--reboot --poweroff --halt --no-wall',
    operands: ['any*'],
    effects: [['power', 'shutdown', '*']],
    also: [
      {
        level: 'remediate',
        flags: 'c',
        words: '--show',
        needs: [['-c', '--show']],
        effects: [['power', 'cancel shutdown', '*']],
      },
    ],
  },
  reboot: POWER,
  halt: POWER,
  poweroff: POWER,
  init: { ...POWER, operands: ['any'], least: 1 },
  telinit: { ...POWER, operands: ['any'], least: 1 },
};
