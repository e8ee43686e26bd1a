import type { Grammar } from '../grammar.js';

/** Processor, memory, processes, kernel. */
export const SYSTEM: Record<string, Grammar> = {
  free: {
    flags: 'bkmghwtlLv',
    words:
      '--bytes --kilo --mega --giga --tera --peta --kibi --mebi --gibi --tebi --pebi --human --si --wide --total --lohi --line --committed --help --version',
  },
  // A word of letters with e in it, or -E, prints environments. -e is every process, unless something else in the line
  // makes ps read it all again as letters: hence `apart`, and only columns that exist.
  ps: {
    style: 'bsd',
    letters: 'axufjlvmwhrTHLScn',
    lastLetter: { o: 'processColumns', O: 'processColumns', k: 'processColumns', p: 'numbers' },
    flags: 'AaedfFjlLmTwHMyNc',
    words: '--forest --headers --no-headers --no-heading --deselect --help --version --info',
    values: {
      '-o|-O|--format|--sort': 'processColumns',
      '-p|-q|--pid|--ppid|-s|--sid': 'numbers',
      '-C': 'processNames',
      '-u|-U|--user|--User|-g|-G|--group|--Group': 'processNames',
      '-t|--tty': 'processNames',
    },
    apart: ['-u', '-U', '--user', '--User', '-g', '-G', '--group', '--Group', '-t', '--tty', '-s', '-C'].map(
      (other): [string, string] => ['-e', other],
    ),
    secret: ['e', 'E', '-E'],
    operands: ['numbers*'],
  },
  lscpu: {
    flags: 'abBcJxyhV',
    words: '--all --online --offline --bytes --json --hex --physical --output-all --help --version',
    values: { '--hierarchic': 'choice:always|never|auto' },
    optional: { '-e|--extended|-p|--parse|-C|--caches': 'columns' },
  },
  lsmod: {},
  // Without a count it never ends.
  vmstat: {
    flags: 'afmsdDwtnyhV',
    words:
      '--active --forks --slabs --stats --disk --disk-sum --wide --timestamp --one-header --no-first --help --version',
    values: { '-S|--unit': 'choice:k|K|m|M', '-p|--partition': 'name' },
    operands: ['int:1..60', 'int:1..100'],
    counts: [0, 2],
  },
  iostat: {
    flags: 'cdhkmNstxyzV',
    words: '--human --pretty --dec=0 --dec=1 --dec=2',
    values: { '-o': 'choice:JSON' },
    operands: ['int:1..60', 'int:1..100'],
    counts: [0, 2],
  },
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
  },
};
