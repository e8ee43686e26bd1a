import { each } from '../program.js';
import type { Program } from '../program.js';
import { CUTS } from './names.js';

const OPENS = 'It opens the host to others, or takes away what guards it.';

const NAMED = { operands: ['any*'] };

/** Reading verbs of a context of netsh; what is asked for is named in words like `name=all`. */
const show = (verbs: string, more: Program = {}): Program => ({
  verbs: { 'show|sh': { verbs: { [verbs]: NAMED, '/?': {} } }, '/?|help|?': {} },
  askVerbs: { 'set|add|delete|reset|import|export|install|uninstall|renew': CUTS },
  ...more,
});

const IP =
  'address|addresses|addr|config|dns|dnsservers|interface|interfaces|int|ipaddress|ipaddresses|ipnet|ipstats|joins|neighbors|neighbours|offload|route|routes|subinterfaces|tcpconnections|tcpstats|udpconnections|udpstats|wins|winsservers|compartments|destinationcache|dynamicportrange|excludedportrange|global|icmpstats|potentialrouters|prefixpolicies|siteprefixes|teredo|privacy';

/** `net user` and its kin: listing is reading, everything with a switch is not. */
function accounts(): Program {
  const asks = 'It changes who may use the host.';
  return {
    operands: ['account'],
    switches: '/domain',
    raises: each(
      '/add /delete /del /active:yes /active:no /random /times:all /expires:never /passwordchg:no /passwordreq:no',
      {
        level: 'remediate',
        asks,
        effects: [['account', 'change', '$1']],
      },
    ),
  };
}

/** The network: addresses, names, routes, connections, and whether others answer. */
export const NETWORK: Record<string, Program> = {
  netsh: {
    verbs: {
      'interface|int': {
        verbs: {
          'ip|ipv4': show(IP),
          ipv6: show(IP),
          tcp: show(
            'global|heuristics|supplemental|supplementalports|supplementalsubnets|rscstats|chimneyapplications|chimneystats',
          ),
          udp: show('global'),
          portproxy: show('all|v4tov4|v4tov6|v6tov4|v6tov6', { askVerbs: { 'add|set|delete|reset': OPENS } }),
          teredo: show('state'),
          '6to4': show('interface|relay|routing|state'),
          isatap: show('router|state'),
          httpstunnel: show('interfaces|statistics'),
          'show|sh': { verbs: { 'interface|interfaces': NAMED } },
        },
        askVerbs: { 'set|add|delete': CUTS },
      },
      advfirewall: {
        verbs: {
          'show|sh': {
            verbs: {
              'allprofiles|currentprofile|domainprofile|privateprofile|publicprofile|global|store': NAMED,
            },
          },
          firewall: show('rule', { askVerbs: { 'add|set|delete': OPENS } }),
          consec: show('rule', { askVerbs: { 'add|set|delete': OPENS } }),
          mainmode: show('rule', { askVerbs: { 'add|set|delete': OPENS } }),
          monitor: show('consec|currentprofile|firewall|mainmode|mmsa|qmsa'),
        },
        askVerbs: { 'set|reset|import|export': OPENS },
      },
      firewall: show(
        'state|config|opmode|portopening|allowedprogram|service|logging|currentprofile|icmpsetting|multicastbroadcastresponse|notifications',
        { askVerbs: { 'set|add|delete|reset': OPENS } },
      ),
      wlan: {
        verbs: {
          'show|sh': {
            verbs: {
              'profiles|profile|interfaces|interface|networks|drivers|driver|settings|all|autoconfig|blockednetworks|filters|hostednetwork|wirelesscapabilities|randomization':
                { operands: ['wlanWord*'] },
            },
          },
        },
        askVerbs: {
          export: 'It writes down the keys of wireless networks.',
          'add|delete|set|connect|disconnect|start|stop|refresh|reportissues': CUTS,
        },
      },
      lan: show('interfaces|profiles|settings|tracing'),
      winhttp: show('proxy|advproxy', {
        askVerbs: { 'set|reset|import': 'It changes by which way programs reach the network.' },
      }),
      http: show('cachestate|cacheparam|iplisten|servicestate|setting|sslcert|timeout|urlacl', {
        askVerbs: { 'add|delete|flush|update|set': OPENS },
      }),
      winsock: { verbs: { 'show|sh': { verbs: { catalog: {} } } }, askVerbs: { 'reset|remove|set': CUTS } },
      dnsclient: show('state|global|encryption'),
      'dhcp|dhcpclient': show('server|trace'),
      namespace: show('policy|effectivepolicy'),
      ras: show('activeservers|authmode|authtype|client|link|multilink|registeredserver|status|type|user', {
        askVerbs: { 'add|delete|set|dump': OPENS },
      }),
      rpc: { verbs: { 'show|sh': NAMED }, askVerbs: { 'add|delete|reset|filter': OPENS } },
      wfp: {
        verbs: {
          show: {
            verbs: { 'appid|boottimepolicy|options|security|sysports': { operands: ['choice:netevents'] } },
          },
        },
        askVerbs: { 'capture|set': 'It records what goes over the network.' },
      },
      branchcache: show('status|localcache|publicationcache|hostedcache'),
      trace: {
        verbs: {
          'show|sh': {
            verbs: {
              'status|scenarios|interfaces|providers|capturefilterhelp|globalkeywordsandlevels': NAMED,
            },
          },
        },
        askVerbs: { 'start|stop|convert|merge|postreset': 'It records what goes over the network.' },
      },
      mbn: show('interfaces|profiles|readyinfo|signal|capability|connection|homeprovider'),
      '/?|help|?': {},
      'show|sh': { verbs: { 'alias|helper': {} } },
    },
    askVerbs: {
      'add|delete|exec|/f|/c|/r|dump|set': 'It can load a library, run a script, or work on another host.',
    },
  },
  net: {
    verbs: {
      'start|continue': {
        level: 'remediate',
        alone: 'observe',
        operands: ['service'],
        effects: [['service', 'start', '$1']],
      },
      'user|users|localgroup|group': accounts(),
      accounts: { switches: '/domain' },
      'share|shares': {
        operands: ['wild'],
        raises: each('/delete /d', {
          level: 'remediate',
          asks: 'It takes a shared folder away from those who use it.',
        }),
      },
      use: {},
      view: { level: 'diagnose', switches: '/all /domain /cache' },
      'session|sessions|sess': {
        operands: [],
        raises: each('/delete /d', { level: 'remediate', asks: "It ends others' sessions." }),
      },
      'file|files': {
        operands: ['int'],
        raises: { '/close': { level: 'remediate', asks: 'It closes a file that somebody works with.' } },
      },
      statistics: { operands: ['choice:workstation|server'] },
      config: { operands: ['choice:workstation|server'] },
      time: {},
      help: { operands: ['name'] },
      helpmsg: { operands: ['int'] },
      'stop|pause': {
        level: 'remediate',
        operands: ['service'],
        least: 1,
        switches: '/y',
        effects: [['service', 'stop', '$1']],
      },
    },
    askVerbs: {
      computer: 'It adds a computer to the domain, or takes one away.',
      print: 'It changes what waits to be printed.',
      'send|name': 'It shows a message to others.',
    },
  },
  nltest: {
    level: 'diagnose',
    values: {
      '/dclist': 'host',
      '/dsgetdc': 'host',
      '/sc_query': 'host',
      '/sc_verify': 'host',
      '/dnsgetdc': 'host',
    },
    switches:
      '/dsgetsite /parentdomain /domain_trusts /all_trusts /trusted_domains /query /dsgetfti /v /kdc /gc /pdc',
    raises: each('/sc_reset /sc_change_pwd /shutdown /shutdown_abort /dsregdns /logon_query /unload /user', {
      level: 'remediate',
      asks: CUTS,
    }),
  },
  dcdiag: {
    level: 'diagnose',
    switches: '/v /q /e /a /c /i /?',
    values: { '/test': 'name', '/s': 'here', '/skip': 'name' },
    raises: { '/fix': { level: 'remediate' } },
  },
  repadmin: {
    level: 'diagnose',
    verbs: {
      '/showrepl|/replsummary|/queue|/showbackup|/bind|/showutdvec|/istg|/latency|/failcache|/showconn|/showsig|/dsaguid|/viewlist':
        { operands: ['any*'], switches: '/errorsonly /csv /bysrc /bydest /sort:delta /verbose /all' },
    },
    askVerbs: {
      '/syncall|/replicate|/sync|/kcc|/options|/add|/delete|/removelingeringobjects|/rehost|/unhost|/setattr|/prp|/writespn':
        'It changes what the domain controllers tell each other.',
    },
  },
  dsquery: {
    level: 'diagnose',
    verbs: {
      'user|computer|group|ou|site|subnet|server|contact|quota|partition': {
        operands: ['any*'],
        values: {
          '/name': 'wild',
          '/samid': 'wild',
          '/limit': 'int',
          '/inactive': 'int',
          '/stalepwd': 'int',
          '/desc': 'wild',
          '/o': 'choice:dn|rdn|samid|upn|sfo',
          '/scope': 'name',
          '/upn': 'wild',
        },
        switches: '/disabled /isgc /forest',
      },
    },
  },
  dsget: {
    level: 'diagnose',
    verbs: {
      'user|computer|group|ou|site|subnet|server': {
        operands: ['any*'],
        switches:
          '/dn /samid /sid /upn /fn /ln /display /desc /memberof /members /expand /disabled /acctexpires /pwdneverexpires /mustchpwd /canchpwd /office /tel /email /title /dept /company /mgr',
      },
    },
  },
  ...each('dsadd dsmod dsmove dsrm ldifde csvde ktpass', {
    asks: 'It changes the directory of the domain, or copies it.',
    open: true,
  }),
  setspn: {
    level: 'diagnose',
    letters: '',
    values: { '/l': 'account', '/q': 'any', '/t': 'host' },
    switches: '/x /f',
    raises: each('/a /s /d /r', {
      level: 'remediate',
      asks: 'It changes by which name a service is known in the domain.',
    }),
  },
  ...each('ftp tftp telnet ssh scp sftp curl bitsadmin certreq pktmon putty plink pscp', {
    asks: 'It reaches for another host, and may bring or take away anything.',
    open: true,
    effects: [['network', 'connect', '$1']],
  }),
};
