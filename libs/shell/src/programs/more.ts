import type { Grammar } from '../grammar.js';
import { ABOUT } from './about.js';

const VERSION: Grammar = { words: ABOUT, needs: [['--version', '--help']] };
const BINARY: Grammar = {
  flags: 'aACdDefghHIlLnpPrRsSTuVWwxXt',
  words:
    '--headers --dynamic --symbols --sections --segments --notes --relocs --defined-only --undefined-only --demangle',
  operands: ['path*'],
  least: 1,
};

/** Odds and ends of a system, each a small one. */
export const MORE: Record<string, Grammar> = {
  visudo: { flags: 'cqs', words: '--check', needs: [['-c', '--check']] },
  buildah: {
    verbs: {
      'images|containers|ps|version|info': {
        flags: 'aq',
        words: '--all --json',
        operands: ['containerImage'],
      },
    },
  },
  skopeo: {
    network: '$*',
    level: 'diagnose',
    verbs: {
      inspect: { words: '--raw --config', operands: ['registryImage'], least: 1 },
      'list-tags': { operands: ['registryImage'], least: 1 },
    },
  },
  nm: BINARY,
  readelf: BINARY,
  objdump: BINARY,
  size: { flags: 'ABdox', operands: ['path*'], least: 1 },
  getfattr: {
    flags: 'dhRLP',
    words: '--dump --absolute-names',
    values: { '-n|--name|-m|--match|-e|--encoding': 'any' },
    operands: ['entry*'],
    least: 1,
    // What is attached to a file is as much its own as what is in it.
    raises: { '-d|--dump|-n|--name': { effects: [['read', 'read', '$*']] } },
  },
  keepalived: {
    ...VERSION,
    flags: 't',
    words: `${ABOUT} --config-test`,
    needs: [['-t', '--config-test', '--version', '--help']],
  },
  lpstat: { flags: 'tpdarsveloRW', operands: ['name*'] },
  lpq: { flags: 'al', values: { '-P': 'name' } },
  efibootmgr: {
    flags: 'v',
    words: '--verbose',
    also: [
      {
        level: 'remediate',
        reader: 'asks',
        asks: 'changes what the host starts',
        effects: [['setting', 'boot', '*']],
      },
    ],
  },
  mokutil: {
    words: '--sb-state --list-enrolled --list-new --pk --kek --db',
    needs: [['--sb-state', '--list-enrolled', '--list-new', '--pk', '--kek', '--db']],
  },
  dkms: { style: 'exact', verbs: { status: { values: { '-m|-v|-k': 'word' }, operands: ['zone'] } } },
  powertop: VERSION,
  turbostat: {
    ...VERSION,
    also: [
      {
        level: 'diagnose',
        words: '--quiet --Summary',
        values: { '--num_iterations|-n|--interval|-i': 'int:1..100', '--show|-s|--hide|-H': 'names' },
        needs: [['--num_iterations', '-n']],
      },
    ],
  },
  uuidgen: { flags: 'rt', words: '--random --time' },
  finger: { flags: 'lmsp', operands: ['user*'] },
  bunzip2: {
    flags: 'ckqv',
    words: '--stdout --keep',
    needs: [['-c', '--stdout']],
    operands: ['path*'],
    also: [{ flags: 't', needs: [['-t']], operands: ['publicPart*'] }],
  },
  unxz: { flags: 'ckqv', words: '--stdout --keep', needs: [['-c', '--stdout']], operands: ['path*'] },
  ping6: {
    network: '$1',
    level: 'diagnose',
    flags: 'nqvD',
    values: { '-c': 'int:1..100', '-w': 'int:1..300', '-W|-i': 'number', '-I': 'name' },
    needs: [['-c', '-w']],
    operands: ['host'],
    least: 1,
  },
  fping: {
    network: '$*',
    level: 'diagnose',
    flags: 'aAdensuq46',
    values: { '-c|-C|-r|-t|-i|-p': 'int:1..10000' },
    operands: ['host*'],
    least: 1,
    also: [
      {
        network: '$*',
        level: 'diagnose',
        flags: 'aAdegnsuq46',
        values: { '-c|-C|-r|-t|-i|-p': 'int:1..100' },
        needs: [['-g']],
        operands: ['smallNetwork'],
        least: 1,
      },
    ],
  },
  ipvsadm: {
    style: 'exact',
    words: '-L -l -Ln -ln -n --list --numeric --stats --rate --timeout --connection -c --exact',
    needs: [['-L', '-l', '-Ln', '-ln', '--list']],
  },
  pveversion: { flags: 'v', words: '--verbose' },
  kubeadm: {
    style: 'exact',
    verbs: { version: { words: '--short -o=json' }, certs: { verbs: { 'check-expiration': {} } } },
  },
  rados: {
    network: true,
    level: 'diagnose',
    style: 'exact',
    verbs: { 'df|lspools': { values: { '--format|-f': 'choice:json|plain|json-pretty' } } },
  },
  // Reading values; the community is a word that everybody hears anyway.
  snmpget: {
    network: '$*',
    level: 'diagnose',
    flags: 'v',
    words: '-v1 -v2c -On -Oq',
    values: { '-c': 'word', '-t|-r': 'int:0..60' },
    operands: ['endpoint', 'zone*'],
    least: 1,
  },
  snmpwalk: {
    network: '$*',
    level: 'diagnose',
    flags: 'v',
    words: '-v1 -v2c -On -Oq',
    values: { '-c': 'word', '-t|-r': 'int:0..60' },
    operands: ['endpoint', 'zone*'],
    least: 1,
  },
  smbclient: {
    network: '$*',
    level: 'diagnose',
    flags: 'NLg',
    words: '--no-pass',
    needs: [['-L']],
    operands: ['smbHost'],
    least: 1,
  },
  ansible: {
    network: true,
    level: 'diagnose',
    words: '--list-hosts --version',
    needs: [['--list-hosts', '--version']],
    operands: ['word'],
  },
  'update-ca-certificates': {
    level: 'remediate',
    flags: 'fv',
    words: '--fresh --verbose',
    effects: [['credential', 'refresh', 'certificates']],
  },
  'update-initramfs': {
    level: 'remediate',
    flags: 'uvc',
    values: { '-k': 'word' },
    needs: [['-u', '-c']],
    effects: [['write', 'rebuild', '/boot']],
  },
  'update-grub': { level: 'remediate', effects: [['write', 'rebuild', '/boot/grub']] },
  newaliases: { level: 'remediate', effects: [['setting', 'index', 'mail aliases']] },
  netplan: {
    verbs: { 'get|status|info': { words: '--all', operands: ['word'] } },
    also: [
      {
        level: 'remediate',
        verbs: {
          'try|generate|apply': {
            values: { '--timeout': 'int:1..600' },
            asks: 'may cut the host off',
            effects: [['setting', 'network', '*']],
          },
        },
      },
    ],
  },
  pg_dump: {
    level: 'remediate',
    flags: 'cCaOsvxw',
    words: '-Fc -Fd -Ft -Fp --no-owner --schema-only --data-only --clean --create',
    values: {
      '-h|--host': 'host',
      '-p|--port': 'int:1..65535',
      '-U|--username|-d|--dbname|-n|--schema|-t|--table': 'name',
      '-f|--file': 'writable',
      '-Z|-j': 'int:0..32',
    },
    needs: [['-f', '--file']],
    operands: ['name'],
    effects: [
      ['database', 'dump', '$1'],
      ['write', 'create', '$-f'],
    ],
  },
  mysqldump: {
    level: 'remediate',
    flags: 'AB',
    words:
      '--single-transaction --all-databases --databases --no-data --routines --triggers --events --quick --opt',
    values: { '-h|--host': 'host', '-u|--user': 'name', '-r|--result-file': 'writable' },
    needs: [['-r', '--result-file']],
    operands: ['name*'],
    effects: [
      ['database', 'dump', '$1'],
      ['write', 'create', '$-r'],
    ],
  },
  zip: {
    level: 'remediate',
    flags: 'rqv9123456789yj',
    words: '--recurse-paths --quiet',
    values: { '-x': 'any' },
    operands: ['writable', 'packed*'],
    least: 2,
    effects: [['write', 'pack', '$1']],
  },
};
