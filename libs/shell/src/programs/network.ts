import type { Grammar } from '../grammar.js';

const RECORDS = 'A|AAAA|ANY|CAA|CNAME|DNSKEY|DS|HTTPS|MX|NAPTR|NS|PTR|SOA|SRV|SVCB|TLSA|TXT';

const TYPE = `choice:${RECORDS}|${RECORDS.toLowerCase()}`;

/** Addresses, routes, sockets, names, and what is fetched over them. */
export const NETWORK: Record<string, Grammar> = {
  // -K kills, -D writes a file, -F reads one, -E never ends, -N goes elsewhere.
  ss: {
    flags: 'anltuwxdemopisbrSOHZ046hVT',
    words:
      '--all --numeric --listening --tcp --udp --raw --unix --dccp --extended --memory --options --processes --info --summary --bpf --resolve --sctp --oneline --no-header --ipv4 --ipv6 --threads --tipc --vsock --mptcp --packet --help --version',
    values: {
      '-f|--family': 'choice:unix|inet|inet6|link|netlink|vsock|tipc|xdp',
      '-A|--query|--socket': 'names',
    },
    operands: ['socketWord*'],
    also: [
      {
        level: 'remediate',
        flags: 'Ktun4',
        words: '--kill',
        needs: [['-K', '--kill']],
        operands: ['socketWord*'],
        least: 1,
        asks: 'breaks connections',
        effects: [['network', 'kill', '$*']],
      },
    ],
  },
  // -c never ends.
  netstat: {
    flags: 'atulwxpnerisgovW64',
    words:
      '--all --tcp --udp --udplite --raw --unix --listening --program --programs --numeric --numeric-hosts --numeric-ports --numeric-users --extend --route --interfaces --statistics --groups --timers --verbose --wide --symbolic --inet --inet6 --version --help',
  },
  // Without a count or a deadline it never ends; -f floods, -p carries a payload.
  ping: {
    network: '$1',
    level: 'diagnose',
    flags: '46nqvDOV',
    values: {
      '-c': 'int:1..100',
      '-w': 'int:1..300',
      '-W': 'seconds:0..60',
      '-i': 'seconds:0.2..60',
      '-s': 'int:0..1472',
      '-t': 'int:1..255',
      '-M': 'choice:do|dont|want|probe',
    },
    needs: [['-c', '-w']],
    operands: ['host'],
    least: 1,
  },
  // -f and -k read files; a transfer (AXFR) copies a whole zone.
  dig: {
    network: '$*',
    level: 'diagnose',
    style: 'exact',
    words: '-4 -6 -u -v',
    values: { '-x': 'ip', '-t': TYPE, '-c': 'choice:IN|in|CH|ch', '-p': 'int:1..65535', '-q': 'host' },
    operands: ['digWord*'],
  },
  host: {
    network: '$1',
    level: 'diagnose',
    flags: '46adrsvVwi',
    values: {
      '-t': TYPE,
      '-W': 'int:1..60',
      '-R': 'int:0..10',
      '-N': 'int:0..10',
      '-c': 'choice:IN|in|CH|ch',
    },
    operands: ['host', 'host'],
    least: 1,
  },
  // Without a name it asks for commands.
  nslookup: {
    network: '$1',
    level: 'diagnose',
    style: 'exact',
    words: `-debug ${RECORDS.split('|')
      .flatMap((type) => [
        `-type=${type}`,
        `-type=${type.toLowerCase()}`,
        `-query=${type}`,
        `-query=${type.toLowerCase()}`,
      ])
      .join(' ')}`,
    operands: ['host', 'host'],
    least: 1,
  },
  traceroute: {
    network: '$1',
    level: 'diagnose',
    flags: '46dFInrTvUe',
    values: { '-f|-m|-q|-p|-N|-w|-s|-z|-t|--wait|--queries|--max-hops|--port|--first': 'word', '-i': 'name' },
    operands: ['host', 'int:1..65000'],
    least: 1,
  },
  traceroute6: {
    network: '$1',
    level: 'diagnose',
    flags: 'nIvd',
    values: { '-m|-q|-p|-w': 'word' },
    operands: ['host'],
    least: 1,
  },
  tracepath: {
    network: '$1',
    level: 'diagnose',
    flags: '46nb',
    values: { '-l|-m|-p': 'int:1..65535' },
    operands: ['host'],
    least: 1,
  },
  mtr: {
    network: '$1',
    level: 'diagnose',
    flags: '46brwnujzTe',
    words:
      '--report --report-wide --no-dns --show-ips --tcp --udp --json --csv --raw --xml --aslookup --mpls',
    values: {
      '-c|--report-cycles': 'int:1..200',
      '-i|--interval|-s|--psize|-m|--max-ttl|-f|--first-ttl|-P|--port|-G|--gracetime|-o|--order': 'word',
    },
    operands: ['host'],
    least: 1,
  },
  arping: {
    network: '$1',
    level: 'diagnose',
    flags: 'Dfq',
    values: { '-c|-w|-i': 'int:1..100', '-I|-s': 'host' },
    needs: [['-c', '-w', '-f']],
    operands: ['host'],
    least: 1,
  },
  // -e and -c run something, -l waits, without -z it sends what it is given.
  nc: {
    network: '$1',
    level: 'diagnose',
    flags: 'zvnu46NC',
    values: { '-w|-i': 'int:1..60', '-s': 'ip' },
    needs: [['-z']],
    operands: ['host', 'ports*'],
    least: 2,
  },
  ncat: {
    network: '$1',
    level: 'diagnose',
    flags: 'zvnu46',
    values: { '-w': 'seconds:1..60', '-i': 'int:1..60' },
    needs: [['-z']],
    operands: ['host', 'ports'],
    least: 2,
  },
  netcat: {
    network: '$1',
    level: 'diagnose',
    flags: 'zvnu46',
    values: { '-w|-i': 'int:1..60' },
    needs: [['-z']],
    operands: ['host', 'ports*'],
    least: 2,
  },
  // A scan of ports: no scripts, no files, no decoys.
  nmap: {
    network: '$*',
    level: 'diagnose',
    style: 'exact',
    words:
      '-sT -sS -sn -sP -sV -sU -sL -sA -Pn -PS -PE -n -R -F -O -v -v1 -v2 -vv -6 -T0 -T1 -T2 -T3 -T4 --open --reason --traceroute -p- -r',
    values: {
      '-p': 'ports',
      '--top-ports': 'int:1..1000',
      '-oN|-oG|-oX': 'choice:-',
      '--host-timeout|--max-retries|--max-rate|--min-rate|--version-intensity': 'word',
    },
    operands: ['nmapTarget*'],
    least: 1,
  },
  whois: {
    network: '$*',
    level: 'diagnose',
    flags: 'Hb',
    values: { '-h|--host': 'whoisHost' },
    operands: ['word*'],
    least: 1,
  },
  drill: { network: '$*', level: 'diagnose', flags: 'TSDV', operands: ['digWord*'] },
  delv: {
    network: '$*',
    level: 'diagnose',
    style: 'exact',
    words: '-4 -6',
    values: { '-t': TYPE },
    operands: ['digWord*'],
  },
  kdig: { network: '$*', level: 'diagnose', style: 'exact', words: '-4 -6', operands: ['digWord*'] },
  dog: { network: '$*', level: 'diagnose', operands: ['digWord*'] },
  chronyc: {
    flags: 'n46cv',
    verbs: {
      ntpdata: { network: true, flags: 'va', operands: ['word*'] },
      'tracking|sources|sourcestats|activity|clients|serverstats|rtcdata|authdata|selectdata|waitsync': {
        flags: 'va',
        operands: ['word*'],
      },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'makestep|burst|online|offline': { operands: ['word*'], effects: [['setting', 'clock', '*']] },
        },
      },
    ],
  },
  ntpq: {
    network: '$*',
    level: 'diagnose',
    flags: 'pn46',
    words: '-pn -np --peers --numeric',
    needs: [['-p', '-pn', '-np', '--peers']],
    operands: ['host'],
  },
  ntpstat: {},
  ntpdate: {
    network: '$*',
    level: 'diagnose',
    flags: 'qdv',
    needs: [['-q', '-d']],
    operands: ['host*'],
    least: 1,
  },
  showmount: {
    network: '$1',
    level: 'diagnose',
    flags: 'ade',
    words: '--all --directories --exports --no-headers',
    operands: ['host'],
  },
  rpcinfo: { network: '$*', level: 'diagnose', flags: 'ps', operands: ['host'] },
  exportfs: {
    flags: 'vs',
    also: [
      {
        level: 'remediate',
        asks: 'changes what others may mount',
        flags: 'arufv',
        operands: ['any*'],
        effects: [['setting', 'exports', '$*']],
      },
    ],
  },
  nfsstat: { flags: 'csnrmvo234lz', words: '--mounts --list --server --client' },
  smbstatus: { flags: 'bSLpvj', words: '--shares --locks --processes --json' },
  testparm: { flags: 'sv', operands: ['settings'] },
};
