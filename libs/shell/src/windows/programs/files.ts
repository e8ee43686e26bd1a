import { each, type Program } from '../program.js';

const GONE = 'It deletes, and nothing brings it back.';

/** Files and folders, their contents, and text that is piped on. */
export const FILES: Record<string, Program> = {
  dir: {
    operands: ['entry*'],
    switches: '/s /b /w /d /l /n /p /q /x /4 /r /c /-c /?',
    forms: /^\/(a:?[-dhsralio]*|o:?[-nesdg]*|t:?[acw])$/,
  },
  tree: { operands: ['entry'], switches: '/f /a' },
  type: { operands: ['path*'], least: 1 },
  more: { operands: ['path*'], switches: '/e /c /p /s', forms: /^\/t\d+$|^\+\d+$/, filter: true },
  find: { operands: ['sought', 'path*'], least: 1, switches: '/v /c /n /i /off /offline', filter: true },
  findstr: {
    operands: ['sought', 'searched*'],
    switches: '/b /e /l /r /s /i /x /v /n /m /o /p /off /offline',
    forms: /^\/[belrsixvnmop]+$/,
    values: { '/c': 'sought', '/a': 'name' },
    filter: true,
  },
  sort: {
    operands: ['path'],
    switches: '/r /unique',
    // The last are parameters of PowerShell's own sort, which this one says it does not know.
    forms: /^\/\+\d+$|^\/(descending|desc|des|property|unique|u|top)$/,
    values: { '/rec': 'int', '/m': 'int', '/l': 'choice:c' },
    filter: true,
  },
  fc: {
    operands: ['path', 'path'],
    least: 2,
    switches: '/a /b /c /l /n /off /offline /t /u /w',
    forms: /^\/(lb)?\d+$/,
  },
  comp: { operands: ['path', 'path'], least: 2, switches: '/a /l /c /d /m', values: { '/n': 'int' } },
  where: {
    filter: true,
    operands: ['wild*'],
    least: 1,
    switches: '/q /f /t',
    // Operators of PowerShell's own where, which this one says it does not know.
    forms: /^\/[ci]?(eq|ne|gt|lt|ge|le|like|notlike|match|notmatch|contains|in|notin|and|or|not)$/,
    values: { '/r': 'entry' },
  },
  attrib: { operands: ['entry'], switches: '/s /d /l' },
  icacls: {
    operands: ['entry'],
    least: 1,
    switches: '/t /c /q /l /verify',
    values: { '/findsid': 'account' },
    raises: each(
      '/grant /grant:r /deny /remove /remove:g /remove:d /setowner /setintegritylevel /reset /inheritance:e /inheritance:d /inheritance:r /restore /substitute',
      {
        level: 'remediate',
        asks: 'It changes who may read and write files.',
      },
    ),
  },
  cacls: { operands: ['entry'], least: 1, switches: '/t /c' },
  takeown: {
    asks: 'It takes files away from their owner.',
    open: true,
    effects: [['account', 'own', '$-f']],
  },
  compact: { operands: ['entry*'], switches: '/s /a /i /q', raises: each('/c /u', { level: 'remediate' }) },
  cipher: {
    operands: ['entry*'],
    switches: '/c /h',
    raises: each('/e /d /w /k /r /u /x /y /adduser /removeuser /rekey', {
      level: 'remediate',
      asks: 'It encrypts files, or wipes what was deleted.',
    }),
  },
  assoc: { operands: ['association'] },
  ftype: { operands: ['association'] },
  openfiles: {
    verbs: { '/query': { switches: '/v /nh', values: { '/fo': 'choice:table|list|csv', '/s': 'here' } } },
    askVerbs: { '/disconnect|/local': 'It closes files that somebody works with.' },
  },
  certutil: {
    verbs: {
      '/hashfile': { operands: ['entry', 'choice:md2|md4|md5|sha1|sha256|sha384|sha512'], least: 1 },
      '/store': {
        operands: [
          'choice:my|root|ca|trust|trustedpublisher|trustedpeople|disallowed|authroot|webhosting|remote desktop',
          'wild',
        ],
        switches: '/user /enterprise /v /silent',
      },
      '/dump': { operands: ['path'], least: 1 },
      '/?': {},
    },
    switches: '/user /enterprise /v /silent',
    shared: true,
    askVerbs: {
      '/urlcache|/verifyctl|/url|/encode|/decode|/encodehex|/decodehex|/addstore|/delstore|/importpfx|/exportpfx|/importcert|/f|/verify|/ping|/urlfetch|/generatessttfromwu|/syncwithwu|/mergepfx|/repairstore|/viewstore|/setreg|/delreg|/view|/p':
        'It can bring files from anywhere, turn them into programs, or change whom the host trusts.',
    },
  },
  reg: {
    verbs: {
      query: {
        operands: ['keyValue'],
        least: 1,
        switches: '/s /ve /k /d /c /e /z /reg:32 /reg:64',
        values: {
          '/v': 'property',
          '/f': 'sought',
          '/t': 'choice:reg_sz|reg_multi_sz|reg_expand_sz|reg_dword|reg_qword|reg_binary|reg_none',
          '/se': 'name',
        },
        forms: /^\/v$/,
      },
      compare: {
        operands: ['keyValue', 'keyValue'],
        least: 2,
        switches: '/ve /oa /od /os /on /s',
        values: { '/v': 'property' },
      },
      flags: { operands: ['key', 'choice:query'], least: 2 },
      '/?': {},
    },
    askVerbs: {
      'delete|restore|unload': 'It deletes settings, or puts others in their place.',
      'add|copy|import|load':
        'It changes settings of the host; they can start programs or switch off what guards it.',
      'save|export': 'It writes settings into a file, passwords among them.',
    },
  },
  ...each('del erase rd rmdir', { asks: GONE, open: true, effects: [['delete', 'delete', '$*']] }),
  deltree: { asks: GONE, open: true },
  format: { asks: GONE, open: true, effects: [['delete', 'format', '$1']] },
  ...each('diskpart diskraid sdelete sdelete64', {
    asks: 'It deletes or divides whole disks.',
    open: true,
    effects: [['delete', 'change', 'disks']],
  }),
  ...each('mkdir md', {
    level: 'remediate',
    operands: ['target*'],
    least: 1,
    effects: [['write', 'create', '$*']],
  }),
  copy: {
    level: 'remediate',
    operands: ['path', 'target'],
    least: 2,
    switches: '/v /-y /n /z /d',
    raises: { '/y': { level: 'remediate' } },
    effects: [['write', 'copy', '$2']],
  },
  ren: { level: 'remediate', operands: ['target', 'name'], least: 2, effects: [['write', 'rename', '$1']] },
  rename: {
    level: 'remediate',
    operands: ['target', 'name'],
    least: 2,
    effects: [['write', 'rename', '$1']],
  },
  move: {
    level: 'remediate',
    operands: ['target', 'target'],
    least: 2,
    switches: '/-y',
    effects: [['write', 'move', '$*']],
  },
  robocopy: {
    dry: '/l',
    level: 'remediate',
    operands: ['path', 'target', 'wild*'],
    least: 2,
    switches: '/s /e /z /copy:dat /np /nfl /ndl /njh /njs /v /l /xo /xn /xx /fft /tee',
    values: {
      '/r': 'int',
      '/w': 'int',
      '/mt': 'int',
      '/lev': 'int',
      '/xf': 'wild',
      '/xd': 'wild',
      '/maxage': 'int',
      '/minage': 'int',
    },
    raises: each('/mir /purge /mov /move', { level: 'remediate', asks: GONE }),
    effects: [['write', 'copy', '$2']],
  },
  xcopy: {
    dry: '/l',
    level: 'remediate',
    operands: ['path', 'target'],
    least: 2,
    switches: '/s /e /i /h /k /d /c /q /f /l /r /v /-y',
    raises: { '/y': { level: 'remediate' } },
    effects: [['write', 'copy', '$2']],
  },
  // Words of cmd itself.
  echo: { operands: ['any*'], forms: /^/ },
  cd: { operands: ['entry'], switches: '/d' },
  chdir: { operands: ['entry'], switches: '/d' },
  pushd: { operands: ['entry'] },
  popd: {},
  cls: {},
  rem: { operands: ['any*'], forms: /^/ },
  exit: { switches: '/b', operands: ['int'] },
  path: { operands: [] },
  title: { operands: ['any*'] },
  timeout: { values: { '/t': 'range:0..300' }, operands: ['range:0..300'], switches: '/nobreak' },
  help: { operands: ['name'], forms: /^\/(full|examples|detailed)$/ },
  set: {
    verbs: {
      'path|pathext|computername|username|userdomain|os|processor|processor_architecture|windir|systemroot|systemdrive|temp|tmp|number_of_processors|comspec|logonserver':
        {},
    },
  },
};
