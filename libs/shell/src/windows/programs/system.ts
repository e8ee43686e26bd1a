import { each, type Program } from '../program.js';
import { wmic } from './wmic.js';

const REMOTE_FREE = { '/s|/system': 'here' };
const FORMAT = { '/fo|/format': 'choice:table|list|csv' };
const FILTER = { '/fi|/filter': 'any' };
const POWER = 'It takes the host away from everybody who works with it.';

/** The host itself: what it is, how it is doing, who is on it. */
export const SYSTEM: Record<string, Program> = {
  systeminfo: { switches: '/nh /?', values: { ...FORMAT, ...REMOTE_FREE } },
  tasklist: {
    switches: '/v /svc /apps /nh /?',
    values: { ...FORMAT, ...FILTER, ...REMOTE_FREE, '/m': 'wild' },
    forms: /^\/m$/,
  },
  taskkill: {
    level: 'remediate',
    switches: '/f /t',
    values: { '/pid': 'range:5..9999999', '/im': 'process' },
    needs: [['/pid', '/im']],
    effects: [
      ['process', 'kill', '$-pid'],
      ['process', 'kill', '$-im'],
    ],
  },
  hostname: { switches: '/?' },
  whoami: { switches: '/all /user /groups /priv /claims /logonid /upn /fqdn /nh /?', values: FORMAT },
  ver: {},
  vol: { operands: ['drive'] },
  winver: { asks: 'It opens a window on the desktop of the host.', open: true },
  driverquery: { switches: '/v /si /nh /?', values: { ...FORMAT, ...REMOTE_FREE } },
  getmac: { switches: '/v /nh /?', values: { ...FORMAT, ...REMOTE_FREE } },
  query: {
    verbs: {
      'user|session|process|termserver': {
        operands: ['wild'],
        switches: '/sm /mode /flow /connect /counter /vm',
        values: { '/server': 'here' },
      },
    },
  },
  ...each('quser qwinsta qprocess', {
    operands: ['wild'],
    switches: '/sm /mode /counter /?',
    values: { '/server': 'here', '/id': 'int' },
  }),
  logoff: {
    level: 'remediate',
    asks: "It ends somebody's session, with whatever is not saved.",
    open: true,
    effects: [['account', 'log off', '$1']],
  },
  rwinsta: { asks: "It ends somebody's session, with whatever is not saved.", open: true },
  shutdown: {
    switches: '/?',
    raises: {
      ...each('/s /r /g /sg /h /p /l /o /hybrid /e /fw', {
        level: 'remediate',
        asks: POWER,
        effects: [['power', 'shut down', 'host']],
      }),
      '/a': { level: 'remediate', effects: [['power', 'abort', 'shutdown']] },
    },
    values: { '/t': 'int', '/c': 'any', '/d': 'any' },
    needs: [['/s', '/r', '/g', '/sg', '/h', '/p', '/l', '/o', '/hybrid', '/e', '/fw', '/a', '/?']],
  },
  powercfg: {
    switches: '/?',
    verbs: {
      '/list|/l|/getactivescheme|/availablesleepstates|/a|/lastwake|/waketimers|/requests|/aliases|/devicequery|/batteryalert':
        {
          operands: ['name'],
        },
      '/query|/q|/qh': { operands: ['name', 'name'] },
      '/setactive|/s': {
        level: 'remediate',
        operands: ['name'],
        least: 1,
        effects: [['setting', 'power plan', '$1']],
      },
      '/change|/x': {
        level: 'remediate',
        operands: ['name', 'int'],
        least: 2,
        effects: [['setting', 'power plan', '$1']],
      },
      '/hibernate|/h': {
        level: 'remediate',
        operands: ['choice:on|off'],
        least: 1,
        effects: [['setting', 'hibernation', '$1']],
      },
    },
    askVerbs: {
      '/delete|/d|/import|/restoredefaultschemes|/duplicatescheme': 'It changes the power plans of the host.',
    },
  },
  bcdedit: {
    verbs: { '/enum|/v|/?': { operands: ['name'], switches: '/v' } },
    bare: true,
    switches: '/v',
    askVerbs: {
      '/set|/delete|/deletevalue|/create|/copy|/import|/export|/default|/timeout|/bootsequence|/displayorder|/bootdebug|/debug|/dbgsettings|/store':
        'It changes how the host starts; it may not start again.',
    },
  },
  tzutil: {
    verbs: {
      '/g|/l|/?': {},
      '/s': { level: 'remediate', operands: ['name'], least: 1, effects: [['setting', 'time zone', '$1']] },
    },
  },
  w32tm: {
    verbs: {
      '/query': {
        switches: '/status /source /peers /configuration /verbose',
        values: { '/computer': 'here' },
      },
      '/tz|/?': {},
      '/stripchart': {
        level: 'diagnose',
        values: { '/computer': 'host', '/samples': 'range:1..100', '/period': 'int' },
        switches: '/dataonly /rdtsc',
        needs: [['/samples']],
      },
      '/monitor': {
        level: 'diagnose',
        values: { '/computers': 'host', '/domain': 'host', '/threads': 'int' },
        switches: '/ipprotocol',
      },
      '/resync': {
        level: 'remediate',
        switches: '/force /nowait /rediscover /soft',
        effects: [['setting', 'resync', 'clock']],
      },
    },
    askVerbs: { '/config|/register|/unregister|/debug': 'It changes where the host takes its time from.' },
  },
  typeperf: {
    level: 'diagnose',
    operands: ['counter*'],
    values: {
      '/sc': 'range:1..1000',
      '/si': 'int',
      '/f': 'choice:csv|tsv',
      '/cf': 'path',
      '/q': 'name',
      '/qx': 'name',
    },
    forms: /^\/qx?$/,
    needs: [['/sc', '/q', '/qx']],
  },
  logman: {
    verbs: { query: { operands: ['name', 'name'], switches: '/ets' } },
    askVerbs: {
      'create|start|stop|delete|update|import|export': 'It records what programs do, or stops recording it.',
    },
  },
  wevtutil: {
    verbs: {
      'qe|query-events': {
        operands: ['channel'],
        least: 1,
        values: {
          '/c|/count': 'range:1..100000',
          '/rd|/reversedirection': 'choice:true|false',
          '/f|/format': 'choice:text|xml|renderedxml',
          '/q|/query': 'xpath',
          '/e|/element': 'name',
          '/l|/locale': 'name',
        },
      },
      'el|enum-logs|ep|enum-publishers|/?': {},
      'gl|get-log|gli|get-log-info': { operands: ['channel'], values: { '/f|/format': 'choice:text|xml' } },
      'gp|get-publisher': {
        operands: ['channel'],
        values: {
          '/f|/format': 'choice:text|xml',
          '/ge|/getevents': 'choice:true|false',
          '/gm|/getmessage': 'choice:true|false',
        },
      },
    },
    askVerbs: {
      'cl|clear-log': 'It deletes what the host has recorded about itself.',
      'sl|set-log': 'It can stop the host from recording what happens.',
      'im|install-manifest|um|uninstall-manifest': 'It changes what the host records about itself.',
      'epl|export-log|al|archive-log': 'It writes a file with what the host has recorded.',
    },
  },
  pnputil: {
    verbs: {
      '/enum-drivers|/enum-devices|/enum-interfaces|/enum-classes|/enum-containers|/e|/?': {
        switches:
          '/connected /disconnected /problem /drivers /ids /relations /services /stack /interfaces /properties /resources /files',
        values: { '/class': 'name', '/instanceid': 'any' },
      },
      '/scan-devices': { level: 'remediate', effects: [['setting', 'scan', 'devices']] },
    },
    askVerbs: {
      '/add-driver|/delete-driver|/remove-device|/disable-device|/enable-device|/restart-device|/a|/d|/i':
        'It changes the drivers or devices of the host.',
    },
  },
  gpresult: {
    switches: '/r /v /z /?',
    values: { '/scope': 'choice:user|computer', '/user': 'account', '/s': 'here' },
    needs: [['/r', '/v', '/z', '/?']],
  },
  gpupdate: {
    level: 'remediate',
    switches: '/force',
    values: { '/target': 'choice:computer|user', '/wait': 'int' },
    effects: [['setting', 'refresh', 'group policy']],
    raises: each('/logoff /boot', { asks: POWER }),
  },
  auditpol: {
    verbs: {
      '/get': {
        values: { '/category': 'any', '/subcategory': 'any', '/user': 'account', '/option': 'name' },
        switches: '/r',
      },
      '/list': { switches: '/category /subcategory /user /r /v', values: { '/subcategory': 'any' } },
    },
    askVerbs: {
      '/set|/clear|/remove|/restore|/backup|/resourcesacl':
        'It can stop the host from recording what happens.',
    },
  },
  secedit: { asks: 'It changes the security settings of the host, or writes them down.', open: true },
  klist: {
    verbs: { 'tickets|sessions|tgt|query_bind|kcd_cache|cloud_debug': {} },
    bare: true,
    values: { '/li': 'any', '/lh': 'any' },
    askVerbs: { 'purge|get|add_bind|purge_bind': 'It changes the tickets that a session signs in with.' },
  },
  cmdkey: {
    secretVerbs: { '/list|/l': 'It lists the passwords that are kept for other hosts.' },
    askVerbs: {
      '/add|/generic|/delete|/d|/smartcard': 'It changes the passwords that are kept for other hosts.',
    },
  },
  vaultcmd: {
    verbs: { '/?': {} },
    secretVerbs: {
      '/list|/listcreds|/listproperties|/listschema': 'It lists what is kept in the vault of passwords.',
    },
    askVerbs: { '/addcreds|/deletecreds|/createvault|/deletevault': 'It changes the vault of passwords.' },
  },
  wmic: wmic(),
  chcp: { operands: ['int'] },
  mode: { operands: ['choice:con'], switches: '/status' },
  date: { switches: '/t', needs: [['/t']] },
  time: { switches: '/t', needs: [['/t']] },
  wsl: {
    verbs: {
      '--list|/l': { switches: '/v /o /q --verbose --online --all --running --quiet' },
      '--status|--version|--help': {},
    },
    askVerbs: {
      '--unregister': 'It deletes a whole Linux installation.',
      '--shutdown|--terminate|/t': 'It ends what runs inside.',
    },
  },
  wslconfig: { verbs: { '/l|/list': { switches: '/all /running' } } },
  slmgr: { verbs: { '/dli|/dlv|/xpr': {} } },
  lodctr: { switches: '/q', needs: [['/q']], raises: each('/r /s', { level: 'remediate' }) },
  tpmtool: { verbs: { getdeviceinformation: {} } },
  dsregcmd: { verbs: { '/status': {}, '/?': {} } },
  ...each('msinfo32 perfmon resmon eventvwr taskmgr mmc regedit regedt32 control msconfig', {
    asks: 'It opens a window on the desktop of the host.',
    open: true,
  }),
};
