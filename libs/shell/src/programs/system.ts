import type { Grammar } from '../grammar.js';

const SAMPLING = { operands: ['int:1..3600', 'int:1..1000'], counts: [0, 2] };

/** Without a count it never ends by itself. */
const ENDLESS: Pick<Grammar, 'level' | 'operands'> = { level: 'diagnose', operands: ['int:1..3600'] };

/** Processor, memory, processes, kernel. */
export const SYSTEM: Record<string, Grammar> = {
  free: {
    flags: 'bkmghwtlLv',
    words:
      '--bytes --kilo --mega --giga --tera --peta --kibi --mebi --gibi --tebi --pebi --human --si --wide --total --lohi --line --committed --help --version',
    values: { '-s|--seconds': 'number', '-c|--count': 'int:1..1000' },
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
    ...SAMPLING,
    also: [
      {
        flags: 'afmsdDwtny',
        words: '--active --wide --timestamp --one-header --no-first',
        values: { '-S|--unit': 'choice:k|K|m|M' },
        ...ENDLESS,
      },
    ],
  },
  iostat: {
    flags: 'cdhkmNstxyzV',
    words: '--human --pretty --dec=0 --dec=1 --dec=2',
    values: { '-o': 'choice:JSON', '-p': 'name' },
    ...SAMPLING,
    also: [
      { flags: 'cdhkmNstxyz', operands: ['blockName', 'int:1..3600', 'int:1..1000'], counts: [1, 3] },
      { flags: 'cdhkmNstxyz', ...ENDLESS },
    ],
  },
  // In batch mode; -n says how often, else it never ends.
  top: {
    flags: 'bcHiSeE1I',
    words: '--batch --batch-mode -bn1 -bcn1 -n1 -1',
    values: {
      '-n|--iterations': 'int:1..100',
      '-d|--delay': 'number',
      '-p|--pid': 'numbers',
      '-u|-U': 'user',
      '-o|--sort-override': 'columns',
      '-w|--width': 'int:1..1000',
    },
    needs: [
      ['-b', '--batch', '--batch-mode', '-bn1', '-bcn1'],
      ['-n', '--iterations', '-n1', '-bn1', '-bcn1'],
    ],
    also: [
      {
        level: 'diagnose',
        flags: 'bcHiS',
        words: '--batch --batch-mode',
        values: {
          '-d|--delay': 'number',
          '-p|--pid': 'numbers',
          '-u|-U': 'user',
          '-o': 'columns',
          '-n': 'int:1..100',
        },
      },
    ],
  },
  htop: {
    level: 'diagnose',
    flags: 'CtH',
    words: '--no-color --tree --readonly --version --help',
    values: {
      '-d|--delay': 'int:1..100',
      '-p|--pid': 'numbers',
      '-u|--user': 'user',
      '-s|--sort-key': 'columns',
    },
  },
  atop: { level: 'diagnose', flags: 'agmdncsvyRp1Af', ...SAMPLING },
  iotop: {
    level: 'diagnose',
    flags: 'boPakqt',
    words: '--batch --only --processes --accumulated --kilobytes --quiet --time',
    values: { '-n|--iter': 'int:1..100', '-d|--delay': 'number', '-p|--pid': 'numbers', '-u|--user': 'user' },
  },
  iftop: {
    level: 'diagnose',
    flags: 'nNtBpP',
    values: { '-i': 'name', '-s': 'int:1..60', '-L': 'int:1..100' },
  },
  nethogs: { level: 'diagnose', flags: 'tsa', values: { '-d|-c|-v': 'int:1..100' }, operands: ['name*'] },
  glances: { level: 'diagnose', style: 'exact', words: '-1 --stdout-csv --help --version' },
  pgrep: {
    flags: 'lafnoxcvwi',
    words:
      '--list-name --list-full --full --newest --oldest --exact --count --inverse --ignore-case --lightweight',
    values: {
      '-d|--delimiter': 'any',
      '-u|--euid|-U|--uid|-G|--group|-g|--pgroup|-P|--parent|-s|--session|-t|--terminal': 'names',
      '-r|--runstates': 'name',
    },
    operands: ['any'],
  },
  pidof: { flags: 'scxqwz', values: { '-o': 'names', '-S': 'any' }, operands: ['word*'], least: 1 },
  pidwait: { level: 'diagnose', operands: ['any'], least: 1 },
  pstree: {
    flags: 'aAcChglnNpSstTuUVZ',
    words:
      '--arguments --ascii --compact-not --long --numeric-sort --show-pids --show-parents --uid-changes --show-pgids',
    values: { '-H': 'numbers' },
    operands: ['name'],
  },
  pmap: {
    flags: 'xXdpqV',
    words: '--extended --device --show-path --quiet',
    operands: ['numbers*'],
    least: 1,
  },
  pwdx: { operands: ['numbers*'], least: 1 },
  lsof: {
    flags: 'bCiIlnNoOPRstUvVwXaL',
    words: '-nP -Pn -i4 -i6 -iTCP -iUDP -iTCP:LISTEN -sTCP:LISTEN -iTCP4 +L1 -nPi',
    values: { '-u|-g|-p': 'word', '-c': 'word', '-d': 'names', '-F': 'name' },
    optional: { '-i': 'lsofAddress', '-s': 'lsofAddress', '-S': 'int:1..60' },
    operands: ['lsofWord*'],
    also: [
      {
        level: 'observe',
        flags: 'nPlwt',
        operands: ['choice:+D|+d', 'entry'],
        least: 2,
      },
    ],
  },
  // -k kills.
  fuser: {
    flags: 'vmaus46M',
    words: '--verbose --mount --all',
    values: { '-n|--namespace': 'choice:tcp|udp|file' },
    operands: ['fuserWord*'],
    least: 1,
    also: [
      {
        level: 'remediate',
        asks: 'ends every process that uses something',
        flags: 'kvmi46',
        words: '--kill',
        values: { '-n|--namespace': 'choice:tcp|udp|file' },
        operands: ['fuserWord*'],
        least: 1,
        effects: [['process', 'kill', '$*']],
      },
    ],
  },
  // It runs another command over and over: never below diagnose, and only as much as that one is.
  // As hard as what it runs; the run has an end of its own.
  watch: {
    flags: 'dtbepgcxw',
    words: '--differences --no-title --beep --errexit --precise --chgexit --color --exec --no-wrap',
    values: { '-n|--interval': 'number', '-q|--equexit': 'int:1..1000' },
    optional: { '--differences': 'choice:permanent' },
    command: 'line',
  },
  mpstat: {
    flags: 'Au',
    values: { '-P': 'ports', '-I': 'choice:SUM|CPU|SCPU|ALL', '-o': 'choice:JSON', '-n|-N': 'ports' },
    ...SAMPLING,
    also: [{ flags: 'Au', values: { '-P': 'ports' }, ...ENDLESS }],
  },
  pidstat: {
    flags: 'dDhHIlrRstuUvw',
    values: { '-p': 'numbersOrWords', '-C|-G': 'any', '-T': 'choice:TASK|CHILD|ALL' },
    ...SAMPLING,
    also: [{ flags: 'dDhHIlrRstuUvw', values: { '-p': 'numbersOrWords', '-C|-G': 'any' }, ...ENDLESS }],
  },
  // -o writes.
  sar: {
    flags: 'AbBdFHhpqrRStuvVwWyzC',
    values: { '-n|-P|-I|-m|-j': 'ports', '-s|-e': 'time', '-i': 'int:1..3600', '-f': 'publicPart' },
    digits: true,
    ...SAMPLING,
    also: [{ flags: 'AbBdFHhpqrRStuvVwW', values: { '-n|-P': 'ports' }, ...ENDLESS }],
  },
  sadf: { flags: 'djhpgrx', operands: ['publicPart'] },
  dstat: {
    level: 'diagnose',
    flags: 'acdDgilmnNprstTvy',
    words: '--top-cpu --top-mem --top-io --tcp --net --disk --cpu --mem --nocolor',
    ...SAMPLING,
  },
  nmon: { level: 'diagnose' },
  tload: { level: 'diagnose' },
  prtstat: { flags: 'r', operands: ['numbers'], least: 1 },
  lsipc: {
    flags: 'mqsgJlLnPrtybcz',
    words: '--shmems --queues --semaphores --global --json --list',
    values: { '-o|--output': 'columns', '-i|--id': 'int:0..999999999' },
  },
  ipcs: {
    flags: 'aqmslcptuhb',
    words: '--all --queues --shmems --semaphores --limits --creator --pid --time --summary --human',
    values: { '-i|--id': 'int:0..999999999' },
  },
  lsns: {
    flags: 'JlnruWfT',
    words: '--json --list --noheadings --raw --notruncate --tree',
    values: { '-o|--output': 'columns', '-p|--task': 'numbers', '-t|--type': 'name' },
    operands: ['numbers'],
  },
  lslogins: {
    flags: 'aceufgGjLmnprstuwxyzZ',
    words: '--user-accs --system-accs --acc-expiration --failed --groups-info --last --noheadings',
    operands: ['user'],
    values: { '-o|--output': 'columns', '-l|--logins': 'names' },
  },
  lsfd: { flags: 'Jlnru', values: { '-p|--pid': 'numbers', '-o|--output': 'columns' } },
  cal: {
    flags: '13ymjsYnwvh',
    words: '--monday --sunday --year --three --one --julian --help --version',
    operands: ['word', 'word', 'word'],
  },
  ncal: { flags: '13yMSjwbeoh', operands: ['word', 'word'] },
  getopt: { style: 'plain', operands: ['testWord*'] },
  getconf: { flags: 'a', operands: ['word', 'entry'] },
  ulimit: { style: 'exact', words: '-a -H -S -Ha -Sa -n -u -c -f -v -s -l -m -Hn -Sn -Hu -Su', operands: [] },
  umask: { flags: 'Sp' },
  history: { reader: 'secret' },
  printenv: { reader: 'secret' },
};
