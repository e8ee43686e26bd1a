import { each, type Program } from '../program.js';

const PACKAGE_ASKS = 'It takes a program away, or brings one from a place that nobody has named.';
const AGREED = '--accept-source-agreements --accept-package-agreements --disable-interactivity';

/** Services, scheduled tasks, packages and web sites. */
export const SERVICES: Record<string, Program> = {
  sc: {
    verbs: {
      'query|queryex': {
        operands: ['scWord*'],
      },
      'qc|qdescription|qfailure|qfailureflag|qsidtype|qprivs|qtriggerinfo|qpreferrednode|qmanagedaccount|qprotection|quserservice|sdshow|enumdepend|getdisplayname|getkeyname':
        { operands: ['name', 'int'] },
      querylock: {},
      'start|continue': {
        level: 'remediate',
        operands: ['service'],
        least: 1,
        effects: [['service', 'start', '$1']],
      },
      'stop|pause': {
        level: 'remediate',
        operands: ['service'],
        least: 1,
        effects: [['service', 'stop', '$1']],
      },
    },
    askVerbs: {
      'delete|create|config|sdset|failure|failureflag|privs|sidtype|triggerinfo|control|lock|boot|description|preferrednode|managedaccount':
        'It changes what a service runs, who may change it, or whether it is there at all.',
    },
  },
  schtasks: {
    verbs: {
      '/query': {
        switches: '/v /nh /hresult /xml',
        values: { '/fo': 'choice:table|list|csv', '/tn': 'task', '/xml': 'choice:one' },
      },
      '/run|/end': {
        level: 'remediate',
        values: { '/tn': 'task' },
        switches: '/i',
        needs: [['/tn']],
        effects: [['process', 'run task', '$-tn']],
      },
      '/?': {},
    },
    askVerbs: { '/create|/change|/delete': 'It changes what the host starts by itself.' },
  },
  at: { asks: 'It changes what the host starts by itself.', open: true },
  winget: {
    verbs: {
      'list|ls': {
        operands: ['package'],
        values: pick('--id --name --count --tag --source'),
        switches: `${AGREED} --exact --upgrade-available --include-unknown --details`,
        letters: 'eu',
      },
      'search|find|show|view': {
        level: 'diagnose',
        operands: ['package'],
        values: pick('--id --name --count --tag --version --source'),
        switches: `${AGREED} --exact --versions`,
        letters: 'e',
      },
      'upgrade|update': {
        level: 'remediate',
        alone: 'diagnose',
        operands: ['package'],
        values: pick('--id --name --version'),
        switches: `${AGREED} --all --silent --exact --include-unknown`,
        letters: 'eh',
        effects: [
          ['package', 'upgrade', '$1'],
          ['package', 'upgrade', '$--id'],
        ],
      },
      'install|add': {
        level: 'remediate',
        operands: ['package'],
        values: {
          ...pick('--id --name --version'),
          '--source': 'choice:winget|msstore',
          '/s': 'choice:winget|msstore',
          '--scope': 'choice:user|machine',
        },
        switches: `${AGREED} --silent --exact`,
        letters: 'eh',
        effects: [
          ['package', 'install', '$1'],
          ['package', 'install', '$--id'],
        ],
      },
      '--version|/v|--info|features|help|/?|--help': {},
      source: {
        verbs: { 'list|ls': {}, update: { level: 'remediate' } },
        askVerbs: { 'add|remove|reset|export': PACKAGE_ASKS },
      },
      pin: {
        verbs: { list: {} },
        askVerbs: { 'add|remove|reset': 'It changes which programs are kept up to date.' },
      },
    },
    askVerbs: {
      'uninstall|remove|rm|import|export|configure|settings|download|hash|validate|repair': PACKAGE_ASKS,
    },
  },
  choco: {
    verbs: {
      'list|outdated': {
        operands: ['package'],
        switches:
          '--local-only --all --exact --limit-output --id-only --verbose --include-programs --ignore-pinned --ignore-unfound',
        letters: 'lareivo',
      },
      'feature|features|source|sources|config|pin': {
        operands: ['choice:list'],
        switches:
          '--local-only --all --exact --limit-output --id-only --verbose --include-programs --ignore-pinned --ignore-unfound',
        letters: 'lareivo',
        values: { '--page-size': 'int' },
      },
      'search|find|info': {
        level: 'diagnose',
        operands: ['package'],
        switches:
          '--exact --all --all-versions --limit-output --id-only --verbose --approved-only --order-by-popularity --local-only',
        letters: 'earvl',
      },
      '--version|/v|version|help|/?|--help': {},
      'install|upgrade': {
        level: 'remediate',
        operands: ['package*'],
        least: 1,
        values: { '--version': 'version' },
        switches: '--yes --no-progress --limit-output --acceptlicense --confirm',
        letters: 'yr',
        effects: [['package', 'install', '$*']],
      },
    },
    secretVerbs: { 'apikey|setapikey': 'It shows the keys of package sources.' },
    askVerbs: { 'uninstall|push|pack|new|unpackself|export|template': PACKAGE_ASKS },
  },
  scoop: {
    verbs: {
      'list|status|--version|help|checkup': { operands: ['package'] },
      'search|info': { level: 'diagnose', operands: ['package'] },
      'which|prefix': { operands: ['package'] },
      bucket: { verbs: { 'list|known': {} }, askVerbs: { 'add|rm': PACKAGE_ASKS } },
      'install|update': {
        level: 'remediate',
        operands: ['package*'],
        least: 1,
        effects: [['package', 'install', '$*']],
      },
    },
    askVerbs: { 'uninstall|cleanup|config|alias|reset|cache|hold|unhold|import|export|create': PACKAGE_ASKS },
  },
  iisreset: {
    level: 'remediate',
    effects: [['service', 'restart', 'iis']],
    raises: {
      ...each('/status /?', { level: 'observe' }),
      ...each('/start /restart /timeout /noforce', {}),
      ...each('/stop /reboot /rebootonerror /disable', {
        asks: 'It takes every web site of the host away.',
      }),
    },
  },
  appcmd: {
    verbs: {
      list: {
        verbs: {
          'site|sites|apppool|apppools|app|apps|vdir|vdirs|wp|wps|request|requests|module|modules|trace|traces':
            {
              operands: ['wild*'],
              forms: /^\/(state|name|site\.name|apppool\.name|elapsed):[\w*:. -]+$/,
            },
        },
      },
      'start|recycle': {
        level: 'remediate',
        verbs: {
          'site|apppool': {
            level: 'remediate',
            operands: ['wild'],
            least: 1,
            effects: [['service', 'restart', '$1']],
          },
        },
      },
      stop: {
        level: 'remediate',
        verbs: {
          'site|apppool': {
            level: 'remediate',
            operands: ['wild'],
            least: 1,
            effects: [['service', 'stop', '$1']],
          },
        },
      },
    },
    askVerbs: {
      'set|add|delete|clear|lock|unlock|migrate|restore|backup|install|uninstall|reset':
        'It changes the settings of the web server.',
    },
  },
  msiexec: { asks: PACKAGE_ASKS, open: true, effects: [['package', 'install', '$1']] },
  wusa: { asks: PACKAGE_ASKS, open: true },
  usoclient: {
    verbs: { startscan: { level: 'remediate', effects: [['package', 'scan', 'updates']] } },
    askVerbs: {
      'startinstall|startdownload|restartdevice|resumeupdate|scaninstallwait|startinteractivescan|refreshsettings':
        'It changes the host, and may restart it.',
    },
  },
  mpcmdrun: {
    verbs: {
      '/scan': {
        level: 'remediate',
        values: { '/scantype': 'range:0..3', '/file': 'entry', '/timeout': 'int' },
        effects: [['process', 'scan', 'host']],
      },
      '/signatureupdate': { level: 'remediate', effects: [['package', 'update', 'signatures']] },
    },
    askVerbs: {
      '/removedefinitions|/restore|/wdenable|/disableservice|/downloadfile|/adddynamicsignature':
        'It takes away what guards the host.',
    },
  },
  ...each('dotnet node npm', {
    switches: '--version --info --list-sdks --list-runtimes',
    needs: [['--version', '--info', '--list-sdks', '--list-runtimes']],
  }),
  ...each('python py java perl php ruby go rustc gcc', {
    switches: '--version /version /v',
    letters: 'v',
    needs: [['--version', '/version', '/v']],
  }),
  sqllocaldb: { verbs: { 'info|i|versions|v': { operands: ['name'] } } },
  'nvidia-smi': { switches: '/q --query' },
};

function pick(names: string): Record<string, string> {
  return Object.fromEntries(
    names
      .split(' ')
      .map((name) => [
        name,
        name === '--count' ? 'int' : name === '--source' ? 'choice:winget|msstore' : 'package',
      ]),
  );
}
