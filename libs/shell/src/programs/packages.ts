import type { Grammar } from '../grammar.js';
import { installs, UPGRADES, REFRESH, removes } from './package-changes.js';

/** What is installed, what could be, and putting it there. No option that names a configuration, a root or a hook. */
export const PACKAGE_MANAGERS: Record<string, Grammar> = {
  zypper: {
    words: '-n --non-interactive -q --quiet --no-refresh -x --xmlout',
    verbs: {
      'list-updates|lu|list-patches|lp|patch-check|pchk': {
        network: true,
        flags: 'at',
        words: '--all',
        values: { '-r|--repo': 'name' },
        operands: ['package*'],
      },
      'search|se|info|if|patches|pch|packages|pa|patterns|pt|products|pd|repos|lr|services|ls|what-provides|wp|locks|ll|ps|targetos':
        {
          flags: 'isutvaEPdpr',
          words:
            '--installed-only --not-installed-only --details --provides --requires --match-exact --all --uri --sort-by-priority',
          operands: ['package*'],
        },
    },
    also: [
      {
        level: 'remediate',
        words: '-n --non-interactive -q --quiet',
        verbs: {
          'install|in': installs('-y --no-confirm --no-recommends -l --auto-agree-with-licenses', {
            values: { '-t|--type': 'name' },
          }),
          'update|up|patch': {
            words: '-y --no-confirm -l --auto-agree-with-licenses --with-update',
            operands: ['packageName*'],
            ...UPGRADES,
          },
          'refresh|ref': { ...REFRESH, operands: ['name*'] },
          'remove|rm': removes('-y --no-confirm -u --clean-deps'),
          'dup|dist-upgrade': {
            words: '-y --no-confirm',
            ...UPGRADES,
            asks: 'may remove packages as it upgrades',
          },
          'clean|cc': { words: '-a --all', effects: [['package', 'clean', 'downloads']] },
          'addlock|al|removelock|rl': { operands: ['packageName*'], effects: [['package', 'mark', '$*']] },
          'addrepo|ar|removerepo|rr|modifyrepo|mr': {
            operands: ['any*'],
            asks: 'changes where packages come from',
            effects: [['package', 'sources', '$*']],
          },
        },
      },
    ],
  },
  apk: {
    verbs: {
      info: {
        flags: 'adehLPrRsvtwWi',
        words: '--all --description --installed --contents --size --depends --who-owns -vv',
        operands: ['dpkgWord*'],
      },
      'list|search|policy|stats|version|dot|audit|verify': {
        flags: 'IOuPavdexolqr',
        words: '--installed --orphaned --upgradable --providers --exact --all --description',
        operands: ['dpkgWord*'],
      },
    },
    also: [
      {
        level: 'remediate',
        words: '-q --quiet --no-cache -U --update-cache',
        shared: true,
        verbs: {
          add: installs('--no-cache -U --update-cache --upgrade -u'),
          update: REFRESH,
          upgrade: { flags: 'ail', words: '--available', operands: ['packageName*'], ...UPGRADES },
          fix: { operands: ['packageName*'], effects: [['package', 'repair', '$*']] },
          del: removes('-r --rdepends --purge'),
          cache: {
            operands: ['choice:clean|download|sync|purge'],
            effects: [['package', 'clean', 'downloads']],
          },
        },
      },
    ],
  },
  pacman: {
    style: 'exact',
    words:
      '-Q -Qi -Ql -Qe -Qs -Qo -Qu -Qm -Qdt -Qtd -Qdtq -Qk -Qkk -Qn -Qet -Qqe -Qq -Ss -Si -Sl -Sg -Fl -F --query -V --version -Qc -T',
    needs: [
      '-Q -Qi -Ql -Qe -Qs -Qo -Qu -Qm -Qdt -Qtd -Qdtq -Qk -Qkk -Qn -Qet -Qqe -Qq -Ss -Si -Sl -Sg -Fl -F --query -V --version -Qc -T'.split(
        ' ',
      ),
    ],
    operands: ['dpkgWord*'],
    also: [
      {
        level: 'remediate',
        style: 'exact',
        words: '-S -Sy -Su -Syu -Syyu --noconfirm --needed',
        needs: [['-S', '-Sy', '-Su', '-Syu', '-Syyu']],
        operands: ['packageName*'],
        effects: [['package', 'install', '$*']],
      },
      {
        level: 'remediate',
        style: 'exact',
        words: '-R -Rs -Rns -Rn -Rsn -Rsc --noconfirm',
        needs: [['-R', '-Rs', '-Rns', '-Rn', '-Rsn', '-Rsc']],
        operands: ['package*'],
        asks: 'removes packages',
        effects: [['package', 'remove', '$*']],
      },
    ],
  },
  emerge: {
    flags: 'pvsS',
    words: '--pretend --verbose --search --info',
    needs: [['-p', '-s', '-S', '--pretend', '--search', '--info']],
    operands: ['package*'],
  },
  qlist: { flags: 'Iv', operands: ['package*'] },
  equery: {
    verbs: { 'belongs|b|list|l|files|f|depends|d|uses|u|check|k|size|s|meta|m': { operands: ['package*'] } },
  },
  snap: {
    verbs: {
      'find|info': {
        network: true,
        words: '--all --verbose --abs-time --color=never',
        operands: ['package*'],
      },
      'list|changes|version|connections|interfaces|services|tasks|warnings|model|whoami': {
        words: '--all --verbose --abs-time --color=never',
        operands: ['package*'],
      },
      logs: { values: { '-n': 'int:1..10000' }, operands: ['package*'] },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'install|refresh|enable|start|restart': installs('--stable --candidate --classic --hold', {
            values: { '--channel': 'zone' },
            least: 0,
            raises: { '--classic': { asks: 'lets a package out of its confinement' } },
          }),
          'remove|purge|disable|revert|stop': removes('--purge'),
        },
      },
    ],
  },
  flatpak: {
    verbs: {
      'search|remote-ls|remote-info': {
        network: true,
        words: '--app --runtime --all --system --user -d -a --columns=all --updates',
        operands: ['package*'],
      },
      'list|info|remotes|history|ps': {
        words: '--app --runtime --all --system --user -d -a --columns=all --updates',
        operands: ['package*'],
      },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'install|update': installs('-y --assumeyes --noninteractive', { least: 0 }),
          'uninstall|remove|repair': removes('-y --unused --delete-data'),
        },
      },
    ],
  },
  brew: {
    verbs: {
      search: { network: true, words: '--cask --formula', operands: ['package*'] },
      'list|info|outdated|deps|uses|doctor|config|leaves|ls|tap-info': {
        words: '--versions --json --cask --formula -v',
        operands: ['package*'],
      },
    },
  },
  alternatives: {
    style: 'exact',
    words: '--list',
    values: { '--display': 'name' },
    needs: [['--list', '--display']],
  },
  ldd: { flags: 'vur', words: '--version', operands: ['systemProgram'], least: 1 },
  ldconfig: {
    style: 'exact',
    words: '-p --print-cache -N -X -v',
    needs: [['-p', '--print-cache']],
    also: [{ level: 'remediate', effects: [['setting', 'index', 'libraries']] }],
  },
};
