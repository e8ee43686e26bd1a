import type { Grammar } from '../grammar.js';

/** Words that narrow what `ip … show` prints. */
const IP_WORD = 'ipWord*';

/** Addresses, routes, sockets, names, and what is fetched over them. */
export const INTERFACES: Record<string, Grammar> = {
  // -batch and -force run a file of changes, -netns goes elsewhere; every verb but show, list, ls and get changes.
  // `s` is set, not show: ip takes the first verb that begins so.
  ip: {
    style: 'exact',
    values: { '-f|-family': 'choice:inet|inet6|link|bridge|mpls' },
    words:
      '-4 -6 -0 -s -stats -statistics -d -details -o -oneline -j -json -p -pretty -br -brief -c -color -c=always -c=never -color=always -color=never -color=auto -r -resolve -h -human -human-readable -iec -t -timestamp -N -Numeric -V -Version',
    verbs: {
      netns: { bare: true, verbs: { 'list|ls|show|list-id': {}, 'pids|identify': { operands: ['name'] } } },
      'address|addr|a|link|l|neighbour|neighbor|neigh|n|rule|maddress|maddr|netconf|tunnel|tcp_metrics|ntable|tuntap|vrf|mptcp|nexthop':
        {
          bare: true,
          verbs: { 'show|list|ls|lst|sh|sho|li': { operands: [IP_WORD] } },
        },
      'monitor|mon': { level: 'diagnose', operands: [IP_WORD] },
      'route|r|ro': {
        bare: true,
        verbs: {
          'show|list|ls|lst|sh|sho|li': { operands: [IP_WORD] },
          get: { operands: ['ip', IP_WORD], least: 1 },
        },
      },
    },
    also: [
      {
        level: 'remediate',
        style: 'exact',
        words: '-4 -6 -s -d -f',
        verbs: {
          'address|addr|a|link|l|neighbour|neighbor|neigh|n|rule|route|r|ro': {
            verbs: {
              'add|change|replace|append|set|del|delete|flush|a|s|d|f|c|r': {
                operands: ['any*'],
                least: 1,
                asks: 'may cut the host off',
                effects: [['setting', 'network', '$*']],
              },
            },
          },
        },
      },
    ],
  },
  arp: {
    flags: 'anevD',
    words: '--all --numeric --verbose',
    values: { '-i|--device': 'name' },
    operands: ['host'],
    also: [
      {
        level: 'remediate',
        asks: 'changes who is found behind an address',
        flags: 'sdn',
        values: { '-i': 'name' },
        operands: ['word*'],
        least: 1,
        effects: [['setting', 'network', '$*']],
      },
    ],
  },
  // With an address or a word behind the name it changes the interface.
  ifconfig: {
    flags: 'avs',
    operands: ['name'],
    also: [
      {
        level: 'remediate',
        style: 'plain',
        operands: ['name', 'any*'],
        least: 2,
        asks: 'may cut the host off',
        effects: [['setting', 'network', '$*']],
      },
    ],
  },
  ifstat: { level: 'diagnose', flags: 'aenjpst', operands: ['word*'] },
  iwconfig: { operands: ['name'] },
  iw: {
    style: 'plain',
    operands: ['choice:dev|list|phy|reg', 'choice:get'],
    also: [
      {
        style: 'plain',
        operands: ['choice:dev|phy', 'name', 'choice:link|info|scan|station|channels', 'choice:dump'],
        least: 3,
        level: 'diagnose',
      },
    ],
  },
  nmcli: {
    flags: 'tpo',
    words: '--terse --pretty --overview',
    values: { '-f|--fields|-g|--get-values|-m|--mode|-c|--colors|-e|--escape': 'word' },
    bare: true,
    verbs: {
      'general|g': { bare: true, verbs: { 'status|hostname|permissions|logging': {} } },
      'networking|n': { bare: true, verbs: { connectivity: {} } },
      'connection|con|c': {
        bare: true,
        verbs: { show: { flags: 'a', words: '--active', operands: ['name*'] } },
      },
      'device|dev|d': {
        bare: true,
        verbs: { 'status|show': { operands: ['name*'] }, wifi: { bare: true, verbs: { list: {} } } },
      },
      'radio|r': { bare: true, verbs: { all: {} } },
    },
    also: [
      {
        level: 'remediate',
        values: { '-w|--wait': 'number' },
        verbs: {
          'connection|con|c|device|dev|d|networking|n|radio|r': {
            verbs: {
              'up|down|reload|modify|add|delete|connect|disconnect|reapply|off|on|load|set|wifi': {
                operands: ['any*'],
                asks: 'may cut the host off',
                effects: [['setting', 'network', '$*']],
              },
            },
          },
        },
      },
    ],
  },
  // Removing or changing routes may cut the host off.
  route: {
    flags: 'nveFC46',
    also: [
      {
        level: 'remediate',
        style: 'plain',
        operands: ['choice:add|del|delete|change|flush', 'any*'],
        least: 1,
        asks: 'may cut the host off',
        effects: [['setting', 'network', '$*']],
      },
    ],
  },
  bridge: {
    style: 'exact',
    words: '-s -d -j -p -statistics -details -json -pretty -c -o',
    verbs: { 'link|fdb|vlan|mdb|mst': { bare: true, verbs: { 'show|list': { operands: [IP_WORD] } } } },
  },
  brctl: { style: 'plain', operands: ['choice:show|showmacs|showstp', 'name*'], least: 1 },
  tc: {
    style: 'exact',
    words: '-s -d -p -j -statistics -details',
    verbs: {
      'qdisc|class|filter|chain|action': { bare: true, verbs: { 'show|list|ls': { operands: [IP_WORD] } } },
    },
  },
  nstat: { flags: 'aszpjno', operands: ['name*'] },
  rdma: { style: 'plain', operands: ['choice:dev|link|resource|statistic', 'choice:show', 'zone'], least: 1 },
  ethtool: {
    style: 'exact',
    words:
      '-i -k -a -c -g -S -l -n -x -T -P -m -d -e -u --driver --show-features --show-offload --show-pause --show-coalesce --show-ring --statistics --show-channels --show-time-stamping --show-permaddr --module-info --show-priv-flags --show-eee --json',
    operands: ['name'],
    least: 1,
    also: [
      {
        level: 'remediate',
        style: 'exact',
        words:
          '-s -K -A -C -G -L -N -X -p -r -t --change --set-ring --offload --features --identify --negotiate --test --set-channels --set-eee --pause --coalesce',
        operands: ['name', 'any*'],
        least: 1,
        asks: 'may cut the host off',
        effects: [['setting', 'network', '$1']],
      },
    ],
  },
  'mii-tool': { flags: 'v', operands: ['name*'] },
  lldpcli: {
    style: 'plain',
    operands: ['choice:show', 'choice:neighbors|interfaces|chassis|statistics|configuration', 'name*'],
    least: 2,
  },
  ipcalc: { flags: 'bnmhpc46sr', operands: ['cidr', 'cidr'] },
  sipcalc: { operands: ['cidr*'] },
  conntrack: {
    style: 'exact',
    words: '-L -C -S -E --dump --count --stats -n',
    values: { '-p|--proto|-s|--src|-d|--dst|--dport|--sport|-f|--family': 'word' },
    needs: [['-L', '-C', '-S', '--dump', '--count', '--stats']],
    also: [
      {
        level: 'remediate',
        style: 'plain',
        operands: ['choice:-D|-F|--delete|--flush', 'any*'],
        least: 1,
        asks: 'breaks connections',
        effects: [['network', 'flush', 'connections']],
      },
    ],
  },
  wg: {
    style: 'plain',
    operands: [
      'choice:show',
      'name',
      'choice:latest-handshakes|transfer|endpoints|peers|listen-port|allowed-ips|public-key|fwmark|persistent-keepalive|interfaces',
    ],
  },
  tailscale: {
    verbs: {
      'status|ip|version|netcheck|ping|whois': {
        flags: '46',
        words: '--json --peers --self',
        operands: ['host'],
        level: 'diagnose',
      },
    },
  },
};
