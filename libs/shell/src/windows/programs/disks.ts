import { each, type Program } from '../program.js';

/** Disks, volumes and their file systems, and the image that Windows itself is made of. */
export const DISKS: Record<string, Program> = {
  vssadmin: {
    verbs: {
      list: {
        verbs: {
          'shadows|writers|providers|volumes|shadowstorage': {
            values: { '/for': 'any', '/on': 'any', '/shadow': 'guid', '/set': 'guid' },
          },
        },
      },
    },
    askVerbs: {
      delete: 'It deletes the copies that lost data would be restored from.',
      resize: 'It can make Windows throw away the copies that lost data would be restored from.',
      create: 'A copy of a volume also opens files that are locked otherwise.',
      revert: 'It puts a whole volume back to an earlier state.',
      'add|mount': 'It changes where copies of volumes are kept.',
    },
  },
  chkdsk: {
    level: 'diagnose',
    operands: ['drive'],
    raises: {
      ...each('/f /r /x /b /spotfix /offlinescanandfix /markclean /freeorphanedchains', {
        level: 'remediate',
        asks: 'It takes a volume away and writes to its file system.',
        effects: [['mount', 'repair', '$1']],
      }),
      '/scan': { level: 'remediate', effects: [['mount', 'scan', '$1']] },
    },
    switches: '/v /i /c /?',
  },
  chkntfs: { operands: ['drive*'], raises: each('/d /x /c', { level: 'remediate' }), values: {} },
  sfc: {
    verbs: {
      '/verifyonly': { level: 'diagnose' },
      '/verifyfile=': {},
      '/scannow': { level: 'remediate', effects: [['setting', 'repair', 'system files']] },
      '/?': {},
    },
    values: { '/verifyfile': 'entry' },
    bare: true,
  },
  dism: {
    switches: '/online /english /quiet /norestart /?',
    shared: true,
    verbs: {
      '/online': {
        switches: '/english /all /limitaccess',
        values: {
          '/format': 'choice:table|list',
          '/featurename': 'name',
          '/packagename': 'name',
          '/capabilityname': 'name',
          '/loglevel': 'int',
          '/driver': 'name',
        },
        shared: true,
        ...dismVerbs(),
      },
      ...{ '/?|/get-mountedwiminfo|/get-mountedimageinfo': {} },
      '/get-wiminfo|/get-imageinfo': {
        values: { '/wimfile': 'entry', '/imagefile': 'entry', '/index': 'int', '/name': 'name' },
      },
    },
  },
  fsutil: {
    verbs: {
      fsinfo: {
        verbs: {
          'drives|drivetype|ntfsinfo|volumeinfo|statistics|sectorinfo|refsinfo': { operands: ['drive'] },
        },
      },
      volume: { verbs: { 'diskfree|querycluster|list': { operands: ['drive'] } } },
      behavior: {
        verbs: { query: { operands: ['name', 'drive'] } },
        askVerbs: { set: 'It changes how every file system of the host behaves.' },
      },
      dirty: {
        verbs: { query: { operands: ['drive'], least: 1 } },
        askVerbs: { set: 'It marks a volume as damaged.' },
      },
      repair: {
        verbs: { 'query|state|enumerate': { operands: ['drive'] } },
        askVerbs: { 'initiate|set|wait': 'It repairs files while they are in use.' },
      },
      quota: {
        verbs: { 'query|violations': { operands: ['drive'] } },
        askVerbs: { 'disable|enforce|modify|track': 'It changes who may use how much of a disk.' },
      },
      usn: {
        verbs: { queryjournal: { operands: ['drive'] } },
        askVerbs: {
          deletejournal: 'It deletes the record of what happened to files.',
          createjournal: 'It changes the record of what happens to files.',
        },
      },
      hardlink: { verbs: { list: { operands: ['entry'] } } },
      reparsepoint: {
        verbs: { query: { operands: ['entry'] } },
        askVerbs: { delete: 'It deletes a reparse point.' },
      },
      sparse: { verbs: { 'queryflag|queryrange': { operands: ['entry'] } } },
      file: {
        verbs: { 'queryfileid|queryextents|querycasesensitiveinfo': { operands: ['entry'] } },
        askVerbs: {
          'setzerodata|setvaliddata|setshortname|seteof|createnew': 'It changes what a file holds.',
        },
      },
      '8dot3name': { verbs: { query: { operands: ['drive'] } } },
      objectid: { verbs: { query: { operands: ['entry'] } } },
      wim: { verbs: { 'enumwims|queryfile': { operands: ['entry'] } } },
      tiering: { verbs: { 'queryflags|regionlist|tierlist': { operands: ['drive'] } } },
    },
  },
  defrag: {
    level: 'diagnose',
    operands: ['drive*'],
    switches: '/a /v /u /h',
    needs: [['/a', '/o', '/d', '/l', '/x']],
    raises: each('/o /d /l /x', { level: 'remediate', effects: [['mount', 'optimise', '$1']] }),
  },
  'manage-bde': {
    verbs: {
      '/status': {
        operands: ['drive'],
        switches: '/protectionaserrorlevel',
        values: { '/computername|/cn': 'here' },
      },
    },
    secretVerbs: {
      '/protectors|/keypackage': 'It shows, or changes, the keys that open an encrypted volume.',
    },
    askVerbs: {
      '/on|/off|/pause|/resume|/lock|/unlock|/autounlock|/changepin|/changepassword|/changekey|/setidentifier|/forcerecovery|/wipefreespace|/upgrade':
        'It changes how a volume is encrypted.',
    },
  },
  wbadmin: {
    verbs: {
      get: {
        verbs: {
          'versions|status|disks|items|virtualmachines': {
            values: { '/backuptarget': 'drive', '/version': 'any' },
          },
        },
      },
      start: { level: 'remediate', verbs: {}, bare: true },
    },
    askVerbs: {
      'delete|disable|enable|restore|stop': 'It changes the backups of the host, or puts them back.',
    },
  },
  mountvol: {
    switches: '/?',
    bare: true,
    raises: each('/p /d /r /n /e /s', {
      level: 'remediate',
      asks: 'It changes which volumes the host can see.',
    }),
    operands: ['drive'],
  },
  label: { level: 'remediate', operands: ['drive', 'name'], least: 2, effects: [['mount', 'label', '$1']] },
  diskperf: {},
};

function dismVerbs(): Pick<Program, 'verbs' | 'askVerbs'> {
  return {
    verbs: {
      '/get-features|/get-packages|/get-drivers|/get-driverinfo|/get-featureinfo|/get-packageinfo|/get-capabilities|/get-capabilityinfo|/get-intl|/get-currentedition|/get-targeteditions|/get-provisionedappxpackages|/get-reservedstoragestate|/get-wiminfo|/get-mountedimageinfo|/get-defaultappassociations':
        {},
      '/cleanup-image': {
        level: 'diagnose',
        switches: '/checkhealth /analyzecomponentstore',
        needs: [
          [
            '/checkhealth',
            '/analyzecomponentstore',
            '/scanhealth',
            '/restorehealth',
            '/startcomponentcleanup',
          ],
        ],
        raises: {
          '/scanhealth': { level: 'diagnose' },
          '/restorehealth': { level: 'remediate', effects: [['setting', 'repair', 'Windows image']] },
          '/startcomponentcleanup': {
            level: 'remediate',
            effects: [['package', 'clean', 'component store']],
          },
          '/resetbase': { level: 'remediate', asks: 'Updates can no longer be taken back afterwards.' },
        },
      },
      '/enable-feature': {
        level: 'remediate',
        needs: [['/featurename']],
        effects: [['package', 'install', '$-featurename']],
      },
    },
    askVerbs: {
      '/disable-feature|/remove-package|/remove-driver|/remove-capability|/remove-provisionedappxpackage':
        'It takes a part of Windows away.',
      '/add-package|/add-driver|/add-capability|/apply-unattend|/set-edition|/set-productkey|/add-provisionedappxpackage':
        'It adds to Windows what nobody here has looked at.',
    },
  };
}
