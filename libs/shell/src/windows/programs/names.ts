import { each } from '../program.js';
import type { Program } from '../program.js';

export const CUTS = 'It can cut the host off from the network.';

/** The network: addresses, names, routes, connections, and whether others answer. */
export const NAMES: Record<string, Program> = {
  ipconfig: {
    switches: '/all /displaydns /allcompartments /showclassid /? /showclassid6',
    operands: ['wild'],
    raises: {
      '/flushdns': { level: 'remediate', effects: [['network', 'flush', 'dns cache']] },
      '/registerdns': { level: 'remediate', effects: [['network', 'register', 'dns names']] },
      ...each('/renew /renew6', { level: 'remediate', effects: [['network', 'lease', '$1']] }),
      ...each('/release /release6', {
        level: 'remediate',
        asks: CUTS,
        effects: [['network', 'release', '$1']],
      }),
      ...each('/setclassid /setclassid6', { level: 'remediate', asks: CUTS }),
    },
  },
  netstat: {
    letters: 'abefnoqrstxyci',
    switches: '/?',
    values: { '/p': 'choice:tcp|udp|tcpv6|udpv6|ip|ipv6|icmp|icmpv6' },
    level: 'observe',
  },
  ping: {
    level: 'diagnose',
    effects: [['network', 'ask', '$1']],
    operands: ['address'],
    least: 1,
    switches: '/4 /6 /a /f',
    values: {
      '/n': 'range:1..1000',
      '/l': 'range:0..65500',
      '/w': 'int',
      '/i': 'range:1..255',
      '/s': 'address',
      '/r': 'range:1..9',
      '/v': 'int',
      '/c': 'int',
    },
  },
  tracert: {
    level: 'diagnose',
    effects: [['network', 'ask', '$1']],
    operands: ['address'],
    least: 1,
    switches: '/d /4 /6 /r',
    values: { '/h': 'range:1..255', '/w': 'int', '/s': 'address' },
  },
  pathping: {
    level: 'diagnose',
    effects: [['network', 'ask', '$1']],
    operands: ['address'],
    least: 1,
    switches: '/n /4 /6',
    values: {
      '/h': 'range:1..255',
      '/p': 'int',
      '/q': 'range:1..255',
      '/w': 'int',
      '/i': 'address',
      '/g': 'address',
    },
  },
  nslookup: {
    level: 'diagnose',
    effects: [['network', 'ask', '$*']],
    operands: ['address', 'address'],
    least: 1,
    forms:
      /^\/(q|qt|query|querytype|type|ty)=(a|aaaa|any|caa|cname|dnskey|ds|mx|ns|ptr|soa|srv|txt|naptr)$|^\/(no)?(debug|d2|recurse|vc|search|defname)$/,
    values: { '/timeout': 'range:1..60', '/retry': 'range:1..10', '/port': 'int', '/class': 'name' },
  },
  arp: {
    switches: '/v',
    operands: ['address'],
    values: { '/n': 'address' },
    letters: 'agv',
    needs: [['/a', '/g', '/av', '/va', '/s', '/d']],
    raises: {
      '/d': { level: 'remediate', asks: CUTS },
      '/s': { level: 'remediate', asks: CUTS },
    },
  },
  route: {
    switches: '/4 /6',
    verbs: { print: { operands: ['cidr'], switches: '/4 /6' } },
    askVerbs: { 'add|delete|change|/f|/p': CUTS },
    bare: true,
  },
  nbtstat: {
    verbs: {
      '/n|/r|/s|/c|/?': {},
      '/a': { level: 'diagnose', operands: ['address'], least: 1 },
      '/R': { level: 'remediate', effects: [['network', 'flush', 'names']] },
      '/rr|/RR': { level: 'remediate', effects: [['network', 'register', 'names']] },
    },
  },
  nfsstat: { switches: '/?', raises: { '/z': { level: 'remediate' } } },
  showmount: { level: 'diagnose', letters: 'ade', operands: ['address'], switches: '/e /a /d' },
  rpcinfo: { level: 'diagnose', values: { '/p': 'here' } },
  portqry: {
    level: 'diagnose',
    values: { '/n': 'address', '/e': 'int', '/p': 'choice:tcp|udp|both', '/o': 'name', '/r': 'name' },
    switches: '/local /q /v',
    needs: [['/n', '/local']],
  },
  finger: { asks: 'It asks another host for whatever it likes to answer.', open: true },
};
