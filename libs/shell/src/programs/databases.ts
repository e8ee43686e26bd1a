import type { Grammar } from '../grammar.js';
import { RELOADS } from './servers.js';

const PG_WHERE: Record<string, string> = {
  '-h|--host': 'host',
  '-p|--port': 'int:1..65535',
  '-U|--username|-d|--dbname': 'name',
};

const PG_SHOWN = 'AtxqXwlVW';

const PG_WORDS =
  '--no-align --tuples-only --expanded --quiet --no-psqlrc --no-password --list --csv --html --version --no-readline';

const PSQL = (kind: string, more: Grammar = {}): Grammar => ({
  network: '$-h',
  flags: PG_SHOWN,
  words: PG_WORDS,
  values: {
    ...PG_WHERE,
    '-c|--command': kind,
    '-F|--field-separator|-R|--record-separator': 'letter',
    '-P|--pset': 'psqlSetting',
  },
  needs: [['-c', '-l', '--list', '-V', '--version']],
  operands: ['name', 'name'],
  ...more,
});

/** -e with what was verified; a password on the line would be seen by everyone, and option files hold some. */
const MYSQL = (kind: string): Grammar => ({
  network: '$-h',
  flags: 'BNstvrEHXGAwVqC',
  words:
    '--batch --skip-column-names --silent --table --vertical --raw --html --xml --no-auto-rehash --version --safe-updates --ssl --compress --quick',
  values: {
    '-e|--execute': kind,
    '-h|--host': 'host',
    '-P|--port': 'int:1..65535',
    '-u|--user|-D|--database|--protocol|--ssl-mode|--default-character-set': 'name',
    '-S|--socket': 'entry',
    '--connect-timeout': 'int:1..600',
  },
  optional: { '-p|--password': 'none' },
  needs: [['-e', '-V', '--version']],
  operands: ['name'],
});

function ADMIN(): Grammar {
  const where = {
    '-h|--host': 'host',
    '-P|--port': 'int:1..65535',
    '-u|--user': 'name',
    '-S|--socket': 'entry',
  };
  return {
    network: '$-h',
    flags: 'sv',
    values: where,
    optional: { '-p|--password': 'none' },
    shared: true,
    verbs: { 'status|extended-status|processlist|variables|ping|version': {} },
    also: [
      {
        level: 'remediate',
        values: where,
        verbs: {
          'flush-logs|flush-hosts|flush-tables|flush-status|flush-privileges|reload|refresh': {
            effects: [['database', 'flush', 'mysql']],
          },
        },
      },
      {
        level: 'remediate',
        reader: 'asks',
        asks: 'changes or stops the database',
        effects: [['database', 'change', 'mysql']],
      },
    ],
  };
}

/** One expression that only tells; without one it is a shell that waits for more. Nobody signs in on the line. */
const MONGO: Grammar = {
  style: 'exact',
  words: '--version --help',
  also: [
    {
      network: '$--host',
      level: 'diagnose',
      style: 'exact',
      words: '--quiet --norc --json=relaxed --json=canonical --tls',
      values: { '--eval': 'mongo', '--host': 'host', '--port': 'int:1..65535' },
      needs: [['--eval']],
      operands: ['databaseName'],
    },
  ],
};

function KAFKA(): Grammar {
  return {
    network: true,
    style: 'exact',
    words:
      '--list --describe --all-groups --under-replicated-partitions --unavailable-partitions --state --members',
    values: { '--bootstrap-server|--topic|--group|--zookeeper': 'word' },
    needs: [['--list', '--describe']],
  };
}

const SQLITE_WORDS =
  '-readonly -header -csv -column -json -line -list -html -box -table -markdown -batch -version -bail';

/** Web servers, databases and their clients. */
export const DATABASES: Record<string, Grammar> = {
  // Databases.
  psql: PSQL('sql:postgres', {
    also: [{ flags: 'l', words: '--list', values: PG_WHERE, needs: [['-l', '--list']] }],
  }),
  pg_isready: {
    network: '$-h',
    flags: 'q',
    words: '--quiet',
    values: { ...PG_WHERE, '-t|--timeout': 'int:0..60' },
  },
  pg_lsclusters: { flags: 'hj' },
  pg_controldata: { flags: 'V', operands: ['entry'] },
  pg_config: { words: '--version --bindir --configure --libdir --sharedir' },
  pg_ctl: { verbs: { status: { values: { '-D': 'entry' } } }, values: { '-D': 'entry' }, shared: true },
  pg_ctlcluster: {
    style: 'plain',
    operands: ['word', 'name', 'choice:status'],
    least: 3,
    also: [
      {
        style: 'plain',
        operands: ['word', 'name', 'choice:reload|restart|start'],
        least: 3,
        ...RELOADS('postgresql'),
      },
    ],
  },
  pgbackrest: {
    verbs: { 'info|check|version|verify': { words: '--output=json', values: { '--stanza': 'name' } } },
  },
  patronictl: {
    network: true,
    values: { '-c': 'entry' },
    verbs: { 'list|topology|history|show-config|version': { operands: ['name'] } },
  },
  mysql: MYSQL('sql:mysql'),
  mariadb: MYSQL('sql:mysql'),
  mysqladmin: ADMIN(),
  'mariadb-admin': ADMIN(),
  mysqlshow: {
    network: true,
    flags: 'kit',
    words: '--count --status --keys',
    values: { '-h|--host': 'host', '-u|--user': 'name' },
    operands: ['name', 'name'],
  },
  mysqlcheck: {
    network: true,
    level: 'diagnose',
    flags: 'cA',
    words: '--check --all-databases --check-only-changed',
    needs: [['-c', '--check', '-A', '--all-databases']],
    values: { '-u': 'name' },
    operands: ['name*'],
  },
  sqlite3: {
    style: 'exact',
    words: SQLITE_WORDS,
    operands: ['uriPath', 'sql:sqlite'],
    least: 2,
    also: [
      { style: 'exact', words: '-version', needs: [['-version']] },
      // `file:/srv/x.db?mode=ro`; a URI is no path to tell.
      {
        style: 'exact',
        words: SQLITE_WORDS,
        operands: ['sqliteUri', 'sql:sqlite'],
        least: 2,
        effects: [['read', 'read', '*']],
      },
    ],
  },
  'clickhouse-client': {
    network: true,
    style: 'exact',
    values: {
      '-q|--query': 'sql:clickhouse',
      '-h|--host|--port|-u|--user|-d|--database|-f|--format': 'word',
    },
    needs: [['-q']],
  },
  'redis-cli': {
    network: true,
    style: 'exact',
    values: { '-h|-p|-n|-s|--user': 'word', '-r': 'int:1..100', '-i': 'number' },
    words: '--no-raw --raw --csv --json --tls -3 -2 --no-auth-warning -v --version',
    secretVerbs: ['auth', 'AUTH'],
    verbs: {
      'PING|INFO|DBSIZE|LASTSAVE|ROLE|TIME|TYPE|TTL|PTTL|EXISTS|STRLEN|LLEN|SCARD|ZCARD|HLEN|XLEN|RANDOMKEY|SCAN|KEYS|ECHO|LOLWUT|ping|info|dbsize|lastsave|role|time|type|ttl|pttl|exists|strlen|llen|scard|zcard|hlen|xlen|randomkey|scan|keys|echo|lolwut':
        { style: 'plain', operands: ['any*'] },
      'GET|MGET|LRANGE|SMEMBERS|HGET|HGETALL|ZRANGE|HKEYS|SSCAN|HSCAN|ZSCAN|get|mget|lrange|smembers|hget|hgetall|zrange|hkeys|sscan|hscan|zscan':
        { style: 'plain', operands: ['redisKey*'] },
      'MEMORY|memory': { verbs: { 'USAGE|STATS|DOCTOR|usage|stats|doctor': { operands: ['any*'] } } },
      'LATENCY|latency': {
        verbs: { 'LATEST|DOCTOR|HISTORY|latest|doctor|history': { operands: ['word*'] } },
      },
      'SLOWLOG|slowlog': { verbs: { 'GET|LEN|get|len': { operands: ['int:0..100000'] } } },
      'CLUSTER|cluster': {
        verbs: { 'INFO|NODES|SLOTS|SHARDS|info|nodes|slots|shards|keyslot|myid': { operands: ['word'] } },
      },
      'CLIENT|client': { verbs: { 'LIST|INFO|list|info|getname|id': { operands: ['word*'] } } },
      'COMMAND|command|PUBSUB|pubsub|OBJECT|object|XINFO|xinfo|MODULE|module': {
        verbs: {
          'COUNT|LIST|CHANNELS|NUMSUB|ENCODING|IDLETIME|FREQ|STREAM|GROUPS|CONSUMERS|count|list|channels|numsub|encoding|idletime|stream|groups|consumers':
            { operands: ['any*'] },
        },
      },
      'CONFIG|config': { verbs: { 'GET|get': { operands: ['redisSetting*'], least: 1 } } },
    },
    also: [
      {
        style: 'exact',
        level: 'diagnose',
        values: {
          '-h|-p|-n|-s': 'word',
          '-i': 'number',
          '--pattern': 'redisKey',
          '--count': 'int:1..100000',
        },
        words: '--stat --bigkeys --memkeys --hotkeys --latency --latency-history --scan --raw',
        needs: [
          ['--stat', '--bigkeys', '--memkeys', '--hotkeys', '--latency', '--latency-history', '--scan'],
        ],
      },
      {
        style: 'exact',
        level: 'remediate',
        values: { '-h|-p|-n|-s': 'word' },
        verbs: {
          'BGSAVE|bgsave|SAVE|save|BGREWRITEAOF|bgrewriteaof': { effects: [['database', 'save', 'redis']] },
        },
      },
      {
        level: 'remediate',
        reader: 'asks',
        asks: 'changes or deletes what is stored',
        effects: [['database', 'change', 'redis']],
      },
    ],
  },
  mongosh: MONGO,
  mongo: MONGO,
  mongostat: {
    network: true,
    level: 'diagnose',
    values: { '-n|--rowcount': 'int:1..100', '-h|--host|--port': 'word' },
    operands: ['int:1..60'],
  },
  mongotop: {
    network: true,
    level: 'diagnose',
    values: { '-n|--rowcount': 'int:1..100', '-h|--host|--port': 'word' },
    operands: ['int:1..60'],
  },
  nodetool: {
    network: true,
    values: { '-h|-p': 'word' },
    verbs: {
      'status|info|ring|tpstats|netstats|compactionstats|describecluster|gossipinfo|version|cfstats|tablestats|statusthrift|statusgossip|proxyhistograms|getcompactionthroughput|listsnapshots':
        { operands: ['word*'] },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'flush|compact|repair|cleanup|scrub': {
            operands: ['word*'],
            effects: [['database', 'repair', '$*']],
          },
        },
      },
    ],
  },
  'kafka-topics.sh': KAFKA(),
  'kafka-topics': KAFKA(),
  'kafka-consumer-groups.sh': KAFKA(),
  'kafka-consumer-groups': KAFKA(),
};
