import type { EffectRow } from './effects.js';
import type { Grammar } from './grammar.js';

/** What the inner command touches is added by itself. */
const RUNS: EffectRow[] = [['process', 'run', '*']];
const SHELL = 'is started for one line, which it reads in its own way';

/**
 * Programs whose words hold another command. `command: 'words'`: what follows the options and operands is that command;
 * the reader `line` takes it from `-c`. What the inner command does counts as if it stood alone; the wrapper can only
 * add to that. Options that are not listed change who runs it, where, or with what, and are unknown.
 */
export const WRAPPERS: Record<string, Grammar> = {
  // Who
  sudo: {
    words: '-n --non-interactive -H --set-home',
    values: { '-u|--user|-g|--group': 'user' },
    raises: { '-u|--user|-g|--group': { level: 'remediate' } },
    command: 'words',
    also: [
      { words: '-n -l -ll --list -U', needs: [['-l', '-ll', '--list']] },
      {
        words: '-n -i --login -s --shell -E --preserve-env -b --background',
        values: { '-u|--user': 'user' },
        level: 'remediate',
        asks: 'starts a shell of its own, keeps an environment, or lets go of what it started',
        effects: RUNS,
        command: 'words',
        bare: true,
      },
    ],
  },
  doas: {
    words: '-n',
    values: { '-u': 'user' },
    raises: { '-u': { level: 'remediate' } },
    command: 'words',
    also: [{ words: '-s', level: 'remediate', asks: 'starts a shell of its own', effects: RUNS }],
  },
  su: {
    words: '- -l --login -m -p',
    values: { '-c|--command|--session-command': 'any', '-s|--shell|-g|--group': 'any' },
    operands: ['any*'],
    level: 'remediate',
    asks: 'runs something as another user',
    effects: RUNS,
  },
  runuser: {
    words: '- -l --login',
    values: { '-u|--user|-g|--group': 'user', '-c|--command': 'any', '-s|--shell': 'any' },
    level: 'remediate',
    asks: 'runs something as another user',
    effects: RUNS,
    command: 'words',
    bare: true,
  },
  // How it runs
  env: {
    words: '-i --ignore-environment - -0 --null',
    values: { '-u|--unset': 'name' },
    command: 'words',
    also: [
      {
        words: '-i --ignore-environment -v --debug',
        values: { '-C|--chdir': 'any', '-S|--split-string': 'any' },
        level: 'remediate',
        asks: 'takes its command apart anew, or runs it in another folder',
        effects: RUNS,
        command: 'words',
        bare: true,
      },
    ],
  },
  timeout: {
    flags: 'v',
    words: '--foreground --preserve-status --verbose',
    values: { '-k|--kill-after': 'seconds:0..86400', '-s|--signal': 'name' },
    operands: ['seconds:0..86400'],
    command: 'words',
  },
  nice: { values: { '-n|--adjustment': 'amount' }, digits: true, command: 'words' },
  ionice: {
    words: '-t --ignore',
    values: {
      '-c|--class': 'choice:0|1|2|3|none|idle|best-effort|realtime',
      '-n|--classdata': 'int:0..7',
    },
    command: 'words',
    also: [{ values: { '-p|--pid': 'numbers' }, operands: ['numbers*'] }],
  },
  chrt: {
    words: '-b --batch -i --idle -o --other -v --verbose',
    operands: ['int:0..0'],
    command: 'words',
    also: [{ words: '-p --pid -a --all-tasks -m --max', operands: ['numbers'] }],
  },
  taskset: {
    words: '-c --cpu-list',
    operands: ['names'],
    command: 'words',
    also: [
      {
        words: '-a --all-tasks -c --cpu-list -p --pid -cp -pc',
        needs: [['-p', '--pid', '-cp', '-pc']],
        operands: ['numbers'],
      },
    ],
  },
  stdbuf: { values: { '-i|--input|-o|--output|-e|--error': 'name' }, command: 'words' },
  time: {
    words: '-p --portability -v --verbose -q --quiet',
    values: { '-f|--format': 'text' },
    command: 'words',
  },
  nohup: {
    command: 'words',
    level: 'remediate',
    asks: 'lets what it starts go on when the run has ended',
    effects: RUNS,
  },
  setsid: {
    words: '-c --ctty -f --fork -w --wait',
    command: 'words',
    level: 'remediate',
    asks: 'lets what it starts go on when the run has ended',
    effects: RUNS,
  },
  flock: {
    words: '-n --nb --nonblock -s --shared -x -e --exclusive -o --close -F --no-fork --verbose',
    values: { '-w|--wait|--timeout': 'seconds:0..86400', '-E|--conflict-exit-code': 'int:0..255' },
    operands: ['entry'],
    command: 'words',
    level: 'remediate',
    effects: [['write', 'create', '$1']],
    also: [
      {
        words: '-n --nb --nonblock -s --shared -x -e --exclusive',
        values: { '-w|--wait|--timeout': 'seconds:0..86400', '-c|--command': 'any' },
        operands: ['entry'],
        level: 'remediate',
        asks: 'is given its command as a line',
        effects: RUNS,
      },
    ],
  },
  // What it is shown to, or traced by
  script: {
    flags: 'aefqIOB',
    words: '--append --return --flush --quiet --force',
    values: { '-c|--command': 'any' },
    operands: ['any'],
    level: 'remediate',
    asks: 'writes down all that a command shows',
    effects: RUNS,
  },
  // More of the same
  xargs: {
    flags: '0rtx',
    words: '--null --no-run-if-empty --verbose --exit',
    values: {
      '-n|--max-args|-L|--max-lines|-s|--max-chars': 'int:1..100000',
      '-P|--max-procs': 'int:1..64',
      '-d|--delimiter|-I|-E': 'any',
    },
    command: 'words',
    bare: true,
  },
  // Lines
  sh: { reader: 'line' },
  bash: { reader: 'line' },
  dash: { reader: 'line' },
  ash: { reader: 'line' },
  zsh: { reader: 'line', level: 'remediate', asks: SHELL, effects: RUNS },
  ksh: { reader: 'line', level: 'remediate', asks: SHELL, effects: RUNS },
  mksh: { reader: 'line', level: 'remediate', asks: SHELL, effects: RUNS },
  rbash: { reader: 'line', level: 'remediate', asks: SHELL, effects: RUNS },
  eval: {
    style: 'plain',
    command: 'line',
    level: 'remediate',
    asks: 'puts its words together to a line anew',
    effects: RUNS,
  },
  // Words of the shell
  command: {
    words: '-p',
    command: 'words',
    also: [{ words: '-v -V -pv -pV', needs: [['-v', '-V', '-pv', '-pV']], operands: ['name*'] }],
  },
  builtin: {
    command: 'words',
    level: 'remediate',
    asks: 'takes the word of the shell instead of a program',
    effects: RUNS,
  },
  exec: {
    command: 'words',
    level: 'remediate',
    asks: 'replaces the shell that runs the line',
    effects: RUNS,
  },
  // One program with many names
  busybox: { command: 'words', also: [{ words: '--list --list-full --help' }] },
  toybox: { command: 'words', also: [{ words: '--help --version' }] },
  // Elsewhere
  chroot: {
    values: { '--userspec|--groups': 'any' },
    operands: ['entry'],
    command: 'words',
    level: 'remediate',
    asks: 'runs something in another root folder',
    effects: RUNS,
    bare: true,
  },
  nsenter: {
    flags: 'amuinpCUT',
    words: '--all --mount --uts --ipc --net --pid --cgroup --user --time --no-fork',
    values: { '-t|--target': 'numbers', '-r|-w|-S|-G': 'any' },
    command: 'words',
    level: 'remediate',
    asks: 'runs something in the world of another process',
    effects: RUNS,
    bare: true,
  },
  unshare: {
    flags: 'muinpCUTrfc',
    words:
      '--mount --uts --ipc --net --pid --cgroup --user --time --fork --map-root-user --mount-proc --keep-caps',
    command: 'words',
    level: 'remediate',
    asks: 'runs something in a world of its own',
    effects: RUNS,
    bare: true,
  },
  'systemd-run': {
    words:
      '--scope --user --system --wait -P --pipe -t --pty -q --quiet --collect -G -r --remain-after-exit --no-block',
    values: {
      '-u|--unit|--description|--slice|-p|--property|--uid|--gid|--on-calendar|--on-active|--on-boot|-E|--setenv':
        'any',
    },
    command: 'words',
    level: 'remediate',
    asks: 'starts something that does not belong to the run',
    effects: RUNS,
  },
  ssh: {
    flags: '46aAnNqTtvx',
    values: { '-p': 'int:1..65535', '-l|-i|-o|-J|-F|-L|-R|-D|-W|-E|-b|-c|-m': 'any' },
    operands: ['any'],
    command: 'line',
    level: 'remediate',
    asks: 'runs something on another machine',
    effects: [['network', 'connect', '$1']],
    bare: true,
    also: [{ style: 'exact', words: '-V', needs: [['-V']], level: 'observe', asks: undefined, effects: [] }],
  },
};
