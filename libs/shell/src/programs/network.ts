import type { Grammar } from '../grammar.js';

const RECORDS = 'A|AAAA|ANY|CAA|CNAME|DNSKEY|DS|HTTPS|MX|NAPTR|NS|PTR|SOA|SRV|SVCB|TLSA|TXT';
const TYPE = `choice:${RECORDS}|${RECORDS.toLowerCase()}`;

/** Words that narrow what `ip … show` prints. */
const IP_WORD = 'ipWord*';

/** Addresses, routes, sockets, names. */
export const NETWORK: Record<string, Grammar> = {
  // -batch and -force run a file of changes, -netns goes elsewhere; every verb but show, list, ls and get changes.
  // `s` is set, not show: ip takes the first verb that begins so.
  ip: {
    style: 'exact',
    values: { '-f|-family': 'choice:inet|inet6|link|bridge|mpls' },
    words:
      '-4 -6 -0 -s -stats -statistics -d -details -o -oneline -j -json -p -pretty -br -brief -c -color -c=always -c=never -color=always -color=never -color=auto -r -resolve -h -human -human-readable -iec -t -timestamp -N -Numeric -V -Version',
    verbs: {
      'address|addr|a|link|l|neighbour|neighbor|neigh|n|rule|maddress|maddr|netconf|tunnel': {
        bare: true,
        verbs: { 'show|list|ls|lst': { operands: [IP_WORD] } },
      },
      'route|r|ro': {
        bare: true,
        verbs: {
          'show|list|ls|lst': { operands: [IP_WORD] },
          get: { operands: ['ip', IP_WORD], least: 1 },
        },
      },
    },
  },
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
  },
  // -c never ends.
  netstat: {
    flags: 'atulwxpnerisgovW64',
    words:
      '--all --tcp --udp --udplite --raw --unix --listening --program --programs --numeric --numeric-hosts --numeric-ports --numeric-users --extend --route --interfaces --statistics --groups --timers --verbose --wide --symbolic --inet --inet6 --version --help',
  },
  // Without a count or a deadline it never ends; -f floods, -p carries a payload.
  ping: {
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
    level: 'diagnose',
    style: 'exact',
    words: '-4 -6 -u -v',
    values: { '-x': 'ip', '-t': TYPE, '-c': 'choice:IN|in|CH|ch', '-p': 'int:1..65535', '-q': 'host' },
    operands: ['digWord*'],
  },
  host: {
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
};
