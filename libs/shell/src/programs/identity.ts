import type { Grammar } from '../grammar.js';

/** What programs print about themselves. */
const ABOUT = '--help --version';

/** Who and where am I, since when, at what time. */
export const IDENTITY: Record<string, Grammar> = {
  uptime: { flags: 'psV', words: `--pretty --since ${ABOUT}` },
  uname: {
    flags: 'asnrvmpio',
    words: `--all --kernel-name --nodename --kernel-release --kernel-version --machine --processor --hardware-platform --operating-system ${ABOUT}`,
  },
  // An operand, or -F, sets the name.
  hostname: {
    flags: 'fsiId',
    words: '--fqdn --long --short --ip-address --all-ip-addresses --domain --version',
  },
  // An operand without +, or -s, sets the clock; -f reads a file.
  date: {
    flags: 'uR',
    words: `--utc --universal --rfc-email ${ABOUT}`,
    values: { '-d|--date': 'time', '--rfc-3339': 'choice:date|seconds|ns' },
    optional: { '-I|--iso-8601': 'choice:date|hours|minutes|seconds|ns' },
    operands: ['dateFormat'],
  },
  id: {
    flags: 'uGgnrzZ',
    words: `--user --groups --group --name --real --zero --context ${ABOUT}`,
    operands: ['user*'],
  },
  whoami: { words: ABOUT },
  groups: { words: ABOUT, operands: ['user*'] },
  // --lookup asks the name servers; a file operand is not granted.
  who: {
    flags: 'abdHlmpqrstTuw',
    words: `--all --boot --dead --heading --login --process --count --runlevel --short --time --mesg --users ${ABOUT}`,
    operands: ['choice:am', 'choice:i|I'],
    counts: [0, 2],
  },
  w: {
    flags: 'hsfiuoV',
    words: `--no-header --short --from --ip-addr --old-style ${ABOUT}`,
    operands: ['user'],
  },
  last: {
    flags: 'aFiRwx',
    words: '--hostlast --fulltimes --ip --nohostname --fullnames --system',
    values: { '-n|--limit': 'int:1..10000', '-s|--since|-t|--until|-p|--present': 'time' },
    digits: true,
    operands: ['user*'],
  },
  getent: {
    style: 'exact',
    verbs: {
      'passwd|group|services|protocols|networks|rpc|initgroups': { operands: ['name*'] },
      // These may ask the name servers.
      'hosts|ahosts|ahostsv4|ahostsv6': { level: 'diagnose', operands: ['host*'] },
    },
    secretVerbs: ['shadow', 'gshadow'],
  },
  lsb_release: {
    flags: 'aidrcsv',
    words: '--all --id --description --release --codename --short --version --help',
  },
  nproc: { words: `--all ${ABOUT}`, values: { '--ignore': 'int:0..100000' } },
  arch: { words: ABOUT },
  pwd: { flags: 'LP', words: `--logical --physical ${ABOUT}` },
  true: { words: ABOUT },
  // Text is data, whatever it says; no option of echo does anything but print.
  echo: { style: 'exact', words: '-n -e -E -ne -en', operands: ['any*'] },
  sleep: { words: ABOUT, operands: ['seconds:0..3600'], least: 1 },
};
