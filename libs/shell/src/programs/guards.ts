import type { Grammar } from '../grammar.js';

const asksFor = (asks: string, target: string): Grammar => ({
  level: 'remediate',
  reader: 'asks',
  asks,
  effects: [['setting', 'firewall', target]],
});
const OPENS = asksFor('changes who may reach this host, or leave it', '*');

const TABLES: Grammar = {
  style: 'exact',
  words:
    '-L -S -n -v -x -nL -Ln -nvL -vnL -Lnv -Lvn -nvxL -vL -Lv -w --list --list-rules --numeric --verbose --exact --line-numbers --version -V -h -vnxL',
  values: { '-t|--table': 'choice:filter|nat|mangle|raw|security' },
  operands: ['name', 'int:1..10000'],
  needs: [
    [
      '-L',
      '-S',
      '-nL',
      '-Ln',
      '-nvL',
      '-vnL',
      '-Lnv',
      '-Lvn',
      '-nvxL',
      '-vL',
      '-Lv',
      '-vnxL',
      '--list',
      '--list-rules',
      '--version',
      '-V',
      '-h',
    ],
  ],
  // -C only asks whether a rule is there.
  also: [{ style: 'plain', operands: ['choice:-C|--check', 'word', 'any*'], least: 2 }, OPENS],
};

const SAVES: Grammar = { flags: 'c', values: { '-t': 'name' } };

/** Walls, watchmen and what they noticed. */
export const GUARDS: Record<string, Grammar> = {
  iptables: TABLES,
  ip6tables: TABLES,
  'iptables-nft': TABLES,
  'iptables-legacy': TABLES,
  ebtables: TABLES,
  arptables: TABLES,
  'iptables-save': SAVES,
  'ip6tables-save': SAVES,
  'iptables-restore': OPENS,
  'ip6tables-restore': OPENS,
  nft: {
    flags: 'ansjNS',
    words: '-nn -v --version --handle --stateless --json',
    verbs: {
      list: {
        verbs: {
          'ruleset|tables|table|chains|chain|sets|set|maps|map|counters|flowtables|hooks|meters': {
            operands: ['name*'],
          },
        },
      },
    },
    also: [
      { flags: 'c', words: '--check', values: { '-f|--file': 'settings' }, needs: [['-c', '--check']] },
      OPENS,
    ],
  },
  ipset: {
    style: 'exact',
    words: '-o -t -n -L -s',
    verbs: {
      'list|-L': { words: '-n -t -s -name -terse', operands: ['name'] },
      test: { operands: ['name', 'word'] },
    },
    also: [OPENS],
  },
  ufw: {
    verbs: {
      status: { operands: ['choice:verbose|numbered'] },
      version: {},
      show: {
        operands: ['choice:raw|listening|added|builtins|before-rules|user-rules|after-rules|logging-rules'],
      },
      app: { verbs: { 'list|info': { operands: ['word*'] } } },
    },
    also: [OPENS],
  },
  'firewall-cmd': {
    style: 'exact',
    words:
      '--state --list-all --list-all-zones --list-services --list-ports --list-interfaces --list-rich-rules --list-sources --list-forward-ports --get-zones --get-active-zones --get-default-zone --get-services --get-icmptypes --permanent --version --query-masquerade --get-log-denied',
    values: {
      '--zone|--info-zone|--info-service|--query-port|--query-service|--get-zone-of-interface|--policy':
        'zone',
    },
    needs: [
      '--state --list-all --list-all-zones --list-services --list-ports --list-interfaces --list-rich-rules --list-sources --list-forward-ports --get-zones --get-active-zones --get-default-zone --get-services --get-icmptypes --version --query-masquerade --info-zone --info-service --query-port --query-service --get-zone-of-interface --get-log-denied'.split(
        ' ',
      ),
    ],
    also: [OPENS],
  },
  'firewall-offline-cmd': OPENS,
  'fail2ban-client': {
    verbs: { 'status|ping|version|banned': { operands: ['name'] }, get: { operands: ['name', 'word*'] } },
    also: [
      {
        level: 'remediate',
        verbs: {
          set: { verbs: {} },
          reload: { operands: ['name'], effects: [['service', 'reload', 'fail2ban']] },
          unban: {
            operands: ['word*'],
            asks: 'lets somebody back in',
            effects: [['setting', 'unban', '$*']],
          },
          stop: {
            operands: ['name'],
            asks: 'takes a watchman away',
            effects: [['service', 'stop', 'fail2ban']],
          },
        },
      },
    ],
  },
  cscli: {
    verbs: {
      'alerts|decisions|bouncers|machines|hub|metrics|collections|parsers|scenarios': {
        bare: true,
        verbs: { 'list|show|inspect': { words: '-a --all', operands: ['word*'] } },
      },
      version: {},
    },
  },
  sestatus: { flags: 'vb' },
  getenforce: {},
  setenforce: {
    level: 'remediate',
    operands: ['choice:1|Enforcing|enforcing'],
    least: 1,
    effects: [['setting', 'selinux', '$1']],
    also: [asksFor('takes a watchman away', 'selinux')],
  },
  getsebool: { flags: 'a', operands: ['name*'] },
  setsebool: asksFor('changes what programs may do', 'selinux'),
  semanage: {
    style: 'exact',
    verbs: {
      'port|fcontext|boolean|login|user|module|interface|permissive|node': {
        words: '-l --list -C -ln',
        needs: [['-l', '--list', '-ln']],
      },
    },
    also: [asksFor('changes what programs may do', 'selinux')],
  },
  semodule: {
    flags: 'l',
    words: '--list-modules -lfull',
    needs: [['-l', '--list-modules', '-lfull']],
    also: [asksFor('changes what programs may do', 'selinux')],
  },
  seinfo: { flags: 'acrtu', words: '--all' },
  matchpathcon: { flags: 'V', operands: ['entry*'] },
  restorecon: {
    flags: 'nvRr',
    needs: [['-n']],
    operands: ['entry*'],
    also: [
      {
        level: 'remediate',
        flags: 'vRrF',
        operands: ['entry*'],
        least: 1,
        effects: [['write', 'label', '$*']],
      },
    ],
  },
  'aa-status': { words: '--json --verbose --enabled --profiled --complaining --enforced' },
  apparmor_status: { words: '--verbose' },
  'aa-enforce': {
    level: 'remediate',
    operands: ['entry*'],
    least: 1,
    effects: [['setting', 'apparmor', '$*']],
  },
  'aa-complain': asksFor('takes a watchman away', 'apparmor'),
  'aa-disable': asksFor('takes a watchman away', 'apparmor'),
  'aa-teardown': asksFor('takes a watchman away', 'apparmor'),
  apparmor_parser: asksFor('changes what programs may do', 'apparmor'),
  auditctl: {
    flags: 'lsv',
    needs: [['-l', '-s', '-v']],
    also: [asksFor('changes what is watched', 'audit')],
  },
  ausearch: {
    style: 'exact',
    words: '-i --interpret -r --raw --just-one no yes recent today boot yesterday this-week',
    values: {
      '-m|--message': 'auditMessage',
      '-ts|--start|-te|--end|-k|--key|-ui|--uid|-c|--comm|-p|--pid|-x|--executable|-f|--file|-sv|--success|-ua|-ul|-su|-se|-sc|-a|-gi':
        'word',
    },
  },
  aureport: {
    style: 'exact',
    words:
      '-au -l -f -e -x -k -m -s -t -u --summary --failed --success -i -n --auth --login --file --event --executable --key -a --avc --user',
    values: { '-ts|--start|-te|--end': 'word' },
  },
  lynis: { level: 'diagnose', verbs: { show: { operands: ['word*'] } } },
  rkhunter: { level: 'diagnose', words: '--version --list', needs: [['--version', '--list']] },
  clamscan: {
    level: 'diagnose',
    flags: 'ri',
    words: '--recursive --infected --no-summary --bell',
    values: { '--exclude|--exclude-dir|--max-filesize': 'word' },
    operands: ['settings*'],
    least: 1,
  },
  clamdscan: {
    level: 'diagnose',
    words: '--version --ping --infected --multiscan --fdpass',
    operands: ['settings*'],
  },
  freshclam: { level: 'remediate', effects: [['package', 'refresh', 'virus signatures']] },
  oscap: { verbs: { info: { operands: ['settings'] }, version: {} } },
  osqueryi: {
    level: 'observe',
    words: '--json --line --csv --header=false',
    operands: ['sql:osquery'],
    least: 1,
  },
  faillock: {
    values: { '--user': 'user' },
    also: [
      {
        level: 'remediate',
        values: { '--user': 'account' },
        words: '--reset',
        needs: [['--reset']],
        effects: [['account', 'unlock', '*']],
      },
    ],
  },
  pam_tally2: { values: { '-u|--user': 'user' } },
  capsh: {
    words: '--print',
    needs: [['--print']],
    values: { '--decode': 'word' },
    also: [{ values: { '--decode': 'word' }, needs: [['--decode']] }],
  },
  getpcaps: { operands: ['numbers*'], least: 1 },
  'ssh-audit': {
    network: '$*',
    level: 'diagnose',
    words: '-j -n',
    values: { '-p|-t': 'int:1..65535' },
    operands: ['host'],
    least: 1,
  },
  sslscan: {
    network: '$*',
    level: 'diagnose',
    words: '--no-failed --no-colour --show-certificate',
    operands: ['endpoint'],
    least: 1,
  },
  gpg: {
    style: 'exact',
    words:
      '--list-keys -k --list-public-keys --fingerprint --list-sigs --with-colons --with-fingerprint --keyid-format=long --batch --no-tty',
    values: { '--keyid-format': 'name' },
    needs: [['--list-keys', '-k', '--list-public-keys', '--fingerprint', '--list-sigs']],
    operands: ['any*'],
    also: [
      {
        style: 'exact',
        words: '--verify --batch --no-tty',
        needs: [['--verify']],
        operands: ['publicPart', 'publicPart'],
        least: 1,
      },
    ],
  },
  keytool: {
    style: 'exact',
    words: '-list -printcert -v -rfc',
    values: { '-file': 'publicPart', '-keystore': 'settings', '-sslserver': 'endpoint', '-alias': 'word' },
    needs: [['-list', '-printcert']],
  },
};
