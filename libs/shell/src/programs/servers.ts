import type { Grammar } from '../grammar.js';

export const RELOADS = (name: string): Pick<Grammar, 'level' | 'effects'> => ({
  level: 'remediate',
  effects: [['service', 'reload', name]],
});

const APACHE: Grammar = {
  style: 'exact',
  words: '-t -S -V -v -M -l -L -D DUMP_VHOSTS DUMP_MODULES configtest status fullstatus -h',
  needs: [['-t', '-S', '-V', '-v', '-M', '-l', '-L', '-D', '-h', 'configtest', 'status', 'fullstatus']],
  also: [
    { style: 'plain', operands: ['choice:configtest|status|fullstatus'], least: 1 },
    { style: 'plain', operands: ['choice:graceful|restart|start'], least: 1, ...RELOADS('apache') },
    {
      style: 'exact',
      values: { '-k': 'choice:graceful|restart|start' },
      needs: [['-k']],
      ...RELOADS('apache'),
    },
    {
      level: 'remediate',
      style: 'plain',
      operands: ['choice:stop|graceful-stop'],
      least: 1,
      effects: [['service', 'stop', 'apache']],
    },
  ],
};

const SITES: Grammar = {
  level: 'remediate',
  operands: ['name*'],
  least: 1,
  effects: [['setting', 'apache', '$*']],
};

/** Web servers, databases and their clients. */
export const SERVERS: Record<string, Grammar> = {
  // -c takes another configuration, which loads modules; -g is one line of it.
  nginx: {
    flags: 'tTvVqh',
    needs: [['-t', '-T', '-v', '-V', '-h']],
    also: [
      { values: { '-s': 'choice:reload|reopen' }, needs: [['-s']], ...RELOADS('nginx') },
      {
        level: 'remediate',
        values: { '-s': 'choice:stop|quit' },
        needs: [['-s']],
        effects: [['service', 'stop', 'nginx']],
      },
    ],
  },
  angie: { flags: 'tTvVq', needs: [['-t', '-T', '-v', '-V']] },
  openresty: { flags: 'tTvVq', needs: [['-t', '-T', '-v', '-V']] },
  apachectl: APACHE,
  apache2ctl: APACHE,
  httpd: APACHE,
  apache2: APACHE,
  a2ensite: SITES,
  a2enmod: SITES,
  a2enconf: SITES,
  a2dissite: SITES,
  a2dismod: SITES,
  a2disconf: SITES,
  a2query: { flags: 'msMvac', operands: ['name'] },
  haproxy: {
    style: 'exact',
    words: '-c -v -vv -V',
    values: { '-f': 'serverConfig' },
    needs: [['-c', '-v', '-vv']],
  },
  caddy: {
    verbs: {
      'version|list-modules|build-info': {},
      'validate|adapt': { values: { '--config|--adapter': 'serverConfig' } },
    },
    also: [
      {
        verbs: { reload: { values: { '--config': 'serverConfig' }, ...RELOADS('caddy') } },
        level: 'remediate',
      },
    ],
  },
  varnishstat: { flags: '1jx', needs: [['-1', '-j', '-x']], values: { '-f|-n': 'word' } },
  varnishadm: {
    style: 'plain',
    operands: ['choice:status|backend.list|param.show|vcl.list|ping|banner|ban.list|storage.list', 'word*'],
    least: 1,
  },
  squid: { style: 'exact', words: '-v', values: { '-k': 'choice:parse|check' } },
  // -i shows the environment, and so does -t where it stands twice.
  'php-fpm': {
    style: 'plain',
    operands: ['choice:-t|-v|-m'],
    least: 1,
    also: [{ style: 'gnu', flags: 'vm', secret: ['-i', '-t'], needs: [['-v', '-m']] }],
  },
  php: {
    style: 'exact',
    words: '-v -m -i --version --ini --modules',
    needs: [['-v', '-m', '--version', '--ini', '--modules']],
  },
  'named-checkconf': { flags: 'zj', operands: ['namedConfig'] },
  'named-checkzone': { flags: 'qD', operands: ['host', 'settings'], least: 2 },
  rndc: {
    verbs: { 'status|zonestatus': { operands: ['host'] } },
    also: [
      {
        level: 'remediate',
        verbs: {
          'reload|reconfig|flush|flushname|notify|retransfer': {
            operands: ['host'],
            effects: [['service', 'reload', 'named']],
          },
        },
      },
    ],
  },
  'unbound-checkconf': { operands: ['settings'] },
  'unbound-control': {
    verbs: {
      'status|stats_noreset|list_forwards|list_stubs|list_local_zones|lookup': { operands: ['host'] },
    },
  },
  postqueue: {
    flags: 'pj',
    needs: [['-p', '-j']],
    also: [
      { level: 'remediate', flags: 'f', needs: [['-f']], effects: [['service', 'flush', 'mail queue']] },
    ],
  },
  mailq: {},
  postconf: {
    flags: 'nmMfdh',
    operands: ['name*'],
    also: [
      {
        level: 'remediate',
        flags: 'e',
        operands: ['assignment*'],
        asks: 'changes how mail is sent',
        effects: [['setting', 'postfix', '$*']],
      },
    ],
  },
  postfix: {
    style: 'plain',
    operands: ['choice:status'],
    least: 1,
    also: [
      // `check` makes the folders that it misses (postfix(1)).
      { style: 'plain', operands: ['choice:check|reload|start|flush'], least: 1, ...RELOADS('postfix') },
    ],
  },
  postsuper: {
    level: 'remediate',
    reader: 'asks',
    asks: 'deletes mail that waits',
    effects: [['delete', 'mail', '/var/spool/postfix']],
  },
  exim: { style: 'exact', words: '-bp -bpc -bV', needs: [['-bp', '-bpc', '-bV']] },
  exim4: { style: 'exact', words: '-bp -bpc -bV', needs: [['-bp', '-bpc', '-bV']] },
  doveadm: {
    verbs: {
      who: { operands: ['word'] },
      log: { verbs: { 'find|errors': {} } },
      mailbox: { verbs: { 'list|status': { values: { '-u': 'word' }, operands: ['word*'] } } },
    },
  },
  doveconf: { flags: 'n', needs: [['-n']] },
  slapcat: { reader: 'secret' },
  ldapsearch: {
    network: '$*',
    level: 'diagnose',
    style: 'exact',
    words: '-x -L -LL -LLL -Z -ZZ',
    values: { '-H|-h|-b|-s|-D|-p|-l|-z': 'any' },
    operands: ['any*'],
  },
  sssctl: { verbs: { 'domain-list|domain-status|user-checks|config-check': { operands: ['word*'] } } },
  realm: { verbs: { 'list|discover': { words: '--all --name-only', operands: ['host'] } } },
  klist: { flags: 'lAsfnaV', also: [{ flags: 'kteK', operands: ['entry'], reader: 'secret' }] },
  wbinfo: { flags: 'ugtmpP', words: '--ping-dc --all-domains' },
};
