import type { Grammar } from '../grammar.js';
import { ABOUT } from './about.js';

const DELETES: Grammar = {
  level: 'remediate',
  asks: 'deletes an account or a group',
  flags: 'rfZ',
  words: '--remove --force --remove-home --remove-all-files --system --quiet',
  operands: ['user', 'user'],
  least: 1,
  effects: [['account', 'delete', '$1']],
};

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
    also: [{ level: 'remediate', operands: ['name'], least: 1, effects: [['setting', 'hostname', '$1']] }],
  },
  // An operand without +, or -s, sets the clock; -f reads a file.
  date: {
    flags: 'uR',
    words: `--utc --universal --rfc-email ${ABOUT}`,
    values: { '-d|--date': 'time', '--rfc-3339': 'choice:date|seconds|ns' },
    optional: { '-I|--iso-8601': 'choice:date|hours|minutes|seconds|ns' },
    operands: ['dateFormat'],
    also: [
      {
        flags: 'uR',
        values: { '-r|--reference': 'entry', '-d|--date': 'time' },
        optional: { '-I|--iso-8601': 'choice:date|hours|minutes|seconds|ns' },
        operands: ['dateFormat'],
      },
      {
        level: 'remediate',
        asks: 'sets the clock, by which everything is logged and checked',
        flags: 'u',
        values: { '-s|--set': 'time' },
        operands: ['numbers'],
        effects: [['setting', 'clock', '*']],
      },
    ],
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
      'hosts|ahosts|ahostsv4|ahostsv6': { network: '$*', level: 'diagnose', operands: ['host*'] },
    },
    secretVerbs: ['shadow', 'gshadow'],
  },
  lastb: {
    flags: 'aFiRwx',
    values: { '-n|--limit': 'int:1..10000', '-s|--since|-t|--until': 'time' },
    digits: true,
    operands: ['user*'],
  },
  lastlog: {
    flags: 'h',
    words: '--help',
    values: { '-u|--user': 'user', '-b|--before|-t|--time': 'int:0..100000' },
  },
  users: { words: ABOUT },
  logname: { words: ABOUT },
  tty: { flags: 's', words: `--silent --quiet ${ABOUT}` },
  hostid: { words: ABOUT },
  locale: {
    flags: 'avmck',
    words: '--all-locales --verbose --charmaps --category-name --keyword-name --help --version',
    operands: ['name*'],
  },
  // The account's own state; never a hash.
  passwd: {
    flags: 'Sa',
    words: '--status --all',
    needs: [['-S', '--status']],
    operands: ['user'],
    also: [
      {
        level: 'remediate',
        asks: 'changes who may sign in, and how',
        flags: 'ludeq',
        words: '--lock --unlock --delete --expire',
        values: { '-n|-x|-w|-i|--maxdays|--mindays': 'number' },
        operands: ['user'],
        effects: [['account', 'password', '$1']],
      },
    ],
  },
  chage: {
    flags: 'l',
    words: '--list',
    needs: [['-l', '--list']],
    operands: ['user'],
    least: 1,
    also: [
      {
        level: 'remediate',
        values: {
          '-d|--lastday|-E|--expiredate|-I|--inactive|-m|--mindays|-M|--maxdays|-W|--warndays': 'any',
        },
        operands: ['account'],
        least: 1,
        effects: [['account', 'expiry', '$1']],
      },
    ],
  },
  useradd: {
    level: 'remediate',
    flags: 'mMrNU',
    words: '--create-home --no-create-home --system --no-user-group --user-group',
    values: {
      '-s|--shell': 'entry',
      '-d|--home-dir|--home|-b|--base-dir': 'entry',
      '-c|--comment': 'any',
      '-u|--uid': 'accountId',
      '-g|--gid|-G|--groups': 'accountGroups',
      '-e|--expiredate|-f|--inactive': 'word',
    },
    operands: ['account'],
    least: 1,
    effects: [
      ['account', 'create', '$1'],
      ['write', 'create', '$-d'],
    ],
  },
  adduser: {
    level: 'remediate',
    words: '--system --disabled-password --disabled-login --no-create-home --group --quiet -D -H -S',
    values: {
      '--shell|-s': 'entry',
      '--home|-h': 'entry',
      '--gecos|--comment|-g': 'any',
      '--uid|-u': 'accountId',
      '--ingroup|-G': 'accountGroups',
    },
    operands: ['account', 'accountGroups'],
    least: 1,
    effects: [
      ['account', 'create', '$1'],
      ['write', 'create', '$--home'],
    ],
  },
  usermod: {
    level: 'remediate',
    flags: 'am',
    words: '--append --move-home',
    values: {
      '-s|--shell': 'entry',
      '-d|--home': 'entry',
      '-c|--comment': 'any',
      '-G|--groups|-g|--gid': 'accountGroups',
      '-e|--expiredate': 'word',
      '-l|--login': 'account',
    },
    operands: ['account'],
    least: 1,
    effects: [
      ['account', 'change', '$1'],
      ['write', 'move', '$-d'],
    ],
    raises: { '-G|--groups': { effects: [['account', 'groups', '$-G']] } },
    also: [
      {
        level: 'remediate',
        asks: 'changes who may sign in, and how',
        flags: 'LUo',
        words: '--lock --unlock --non-unique',
        values: { '-u|--uid': 'number', '-p|--password': 'any' },
        operands: ['user'],
        least: 1,
        effects: [['account', 'lock', '$1']],
      },
    ],
  },
  groupadd: {
    level: 'remediate',
    flags: 'rf',
    words: '--system --force',
    values: { '-g|--gid': 'accountId' },
    operands: ['accountGroups'],
    least: 1,
    effects: [['account', 'create', '$1']],
  },
  addgroup: {
    level: 'remediate',
    words: '--system -S',
    values: { '--gid|-g': 'accountId' },
    operands: ['accountGroups'],
    least: 1,
    effects: [['account', 'create', '$1']],
  },
  groupmod: {
    level: 'remediate',
    values: { '-n|--new-name': 'accountGroups', '-g|--gid': 'accountId' },
    operands: ['accountGroups'],
    least: 1,
    effects: [['account', 'change', '$1']],
  },
  gpasswd: {
    level: 'remediate',
    values: { '-a|--add|-d|--delete': 'account' },
    operands: ['accountGroups'],
    least: 1,
    effects: [['account', 'groups', '$1']],
  },
  chsh: {
    level: 'remediate',
    values: { '-s|--shell': 'entry' },
    operands: ['account'],
    least: 1,
    effects: [['account', 'shell', '$1']],
    also: [{ level: 'observe', flags: 'l', words: '--list-shells', needs: [['-l', '--list-shells']] }],
  },
  userdel: DELETES,
  deluser: DELETES,
  groupdel: DELETES,
  delgroup: DELETES,
  lsb_release: {
    flags: 'aidrcsv',
    words: '--all --id --description --release --codename --short --version --help',
  },
  nproc: { words: `--all ${ABOUT}`, values: { '--ignore': 'int:0..100000' } },
  arch: { words: ABOUT },
  pwd: { flags: 'LP', words: `--logical --physical ${ABOUT}` },
  true: { words: ABOUT },
  false: { words: ABOUT },
  // Text is data, whatever it says; no option of echo does anything but print.
  echo: {
    style: 'exact',
    words: '-n -e -E -ne -en',
    operands: ['any*'],
    also: [{ style: 'plain', operands: ['any*'] }],
  },
  sleep: { words: ABOUT, operands: ['seconds:0..3600'], least: 1 },
};
