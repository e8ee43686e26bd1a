import type { Grammar } from '../grammar.js';
import { installs, REFRESH, removes, UPGRADES } from './package-changes.js';

const PACKAGES = { operands: ['package*'] };

const YES =
  '-y --yes --assume-yes -q -qq --quiet --no-install-recommends --no-install-suggests -V --verbose-versions --only-upgrade --reinstall --no-upgrade --install-recommends --show-progress';

/** apt-get and apt: -o and -c set options that run programs, and so are nowhere. */
const APT_CHANGES: Grammar = {
  level: 'remediate',
  words: '-y --yes --assume-yes -q -qq --quiet',
  shared: true,
  verbs: {
    install: installs(`${YES} --allow-downgrades`, {
      raises: { '--allow-downgrades': { asks: 'may go back to older packages' } },
    }),
    reinstall: installs(YES),
    update: { words: YES, ...REFRESH },
    upgrade: { words: `${YES} --with-new-pkgs`, operands: ['packageName*'], ...UPGRADES },
    'dist-upgrade|full-upgrade': { words: YES, ...UPGRADES, asks: 'may remove packages as it upgrades' },
    'remove|purge|autoremove|autopurge|auto-remove': removes('--purge --auto-remove --autoremove'),
    'clean|autoclean|auto-clean': { effects: [['package', 'clean', 'downloads']] },
    'build-dep': installs(YES),
    check: { level: 'observe' },
    'changelog|download|source': { ...REFRESH, operands: ['packageName*'], least: 1 },
  },
};

const SIMULATES: Grammar = {
  flags: 'sqy',
  words: '--simulate --dry-run --just-print --no-act --recon -qq --yes --purge --no-install-recommends',
  needs: [['-s', '--simulate', '--dry-run', '--just-print', '--no-act', '--recon']],
  operands: ['choice:install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove|check', 'package*'],
  least: 1,
};

const DPKG_LISTS =
  '-l --list -s --status -L --listfiles -S --search -p --print-avail --print-architecture --print-foreign-architectures --get-selections --version -C --audit -V --verify --compare-versions --yet-to-unpack';

/** What is installed, what could be, and putting it there. No option that names a configuration, a root or a hook. */
export const DEBIAN: Record<string, Grammar> = {
  dpkg: {
    style: 'exact',
    words: `${DPKG_LISTS} -c --contents -I --info`,
    needs: [[...DPKG_LISTS.split(' '), '-c', '--contents', '-I', '--info']],
    operands: ['dpkgWord*'],
    also: [
      {
        level: 'remediate',
        style: 'exact',
        words: '-i --install --configure -a --pending',
        operands: ['any*'],
        asks: 'installs what no repository vouches for',
        effects: [['package', 'install', '$*']],
        needs: [['-i', '--install']],
      },
      {
        level: 'remediate',
        style: 'exact',
        words: '--configure -a --pending',
        needs: [['--configure']],
        operands: ['packageName*'],
        effects: [['package', 'configure', '$*']],
      },
      {
        level: 'remediate',
        style: 'exact',
        words: '-r -P --remove --purge --force-all --force-depends',
        needs: [['-r', '-P', '--remove', '--purge']],
        operands: ['package*'],
        asks: 'removes packages',
        effects: [['package', 'remove', '$*']],
      },
    ],
  },
  'dpkg-query': {
    style: 'exact',
    words: '-l --list -s --status -L --listfiles -W --show -S --search -p --version',
    // `-f` and `--showformat` print fields; nothing in a format runs.
    values: { '-f|--showformat': 'any' },
    needs: [
      [
        '-l',
        '--list',
        '-s',
        '--status',
        '-L',
        '--listfiles',
        '-W',
        '--show',
        '-S',
        '--search',
        '-p',
        '--version',
      ],
    ],
    operands: ['dpkgWord*'],
  },
  'dpkg-deb': {
    style: 'exact',
    words: '-c --contents -I --info -f --field -W --show',
    needs: [['-c', '--contents', '-I', '--info', '-f', '--field', '-W', '--show']],
    operands: ['dpkgWord*'],
  },
  apt: {
    verbs: {
      list: {
        flags: 'aiu',
        words: '--installed --upgradable --upgradeable --all-versions -qq -q',
        ...PACKAGES,
      },
      show: { flags: 'a', words: '--all-versions', ...PACKAGES, least: 1 },
      'policy|depends|rdepends|madison|showsrc': PACKAGES,
      search: { flags: 'n', words: '--names-only --full', operands: ['any*'] },
    },
    also: [SIMULATES, APT_CHANGES],
  },
  'apt-get': { ...SIMULATES, also: [APT_CHANGES] },
  aptitude: { verbs: { 'search|show|why|why-not|versions': { operands: ['any*'] } }, also: [APT_CHANGES] },
  'apt-cache': {
    verbs: {
      'policy|madison|showpkg|stats|pkgnames|showsrc|dump': PACKAGES,
      show: { flags: 'a', words: '--all-versions --no-all-versions', ...PACKAGES, least: 1 },
      'depends|rdepends': {
        words: '--installed --recurse --no-recommends --no-suggests --important',
        ...PACKAGES,
        least: 1,
      },
      search: { flags: 'nf', words: '--names-only --full', operands: ['any*'] },
    },
  },
  'apt-mark': {
    verbs: { 'showauto|showmanual|showhold|showinstall|showremove': PACKAGES },
    also: [
      {
        level: 'remediate',
        verbs: {
          'hold|unhold|auto|manual': {
            operands: ['packageName*'],
            least: 1,
            effects: [['package', 'mark', '$*']],
          },
        },
      },
    ],
  },
  'apt-file': { verbs: { 'search|find|list|show': { flags: 'xlFi', operands: ['word*'], least: 1 } } },
  'apt-key': { verbs: { 'list|finger|fingerprint': {} } },
  'add-apt-repository': {
    flags: 'L',
    words: '--list',
    needs: [['-L', '--list']],
    also: [
      {
        level: 'remediate',
        flags: 'yrn',
        operands: ['any*'],
        asks: 'changes where packages come from',
        effects: [['package', 'sources', '$*']],
      },
    ],
  },
  debsums: { flags: 'scale', words: '--changed --all --silent --list-missing', operands: ['package*'] },
  needrestart: { flags: 'bklpvh', needs: [['-b', '-k', '-l', '-p']], values: { '-r': 'choice:l' } },
  'update-alternatives': {
    style: 'exact',
    words: '--get-selections',
    values: { '--list|--display|--query': 'name' },
    needs: [['--list', '--display', '--query', '--get-selections']],
    also: [
      {
        level: 'remediate',
        style: 'exact',
        values: { '--set|--auto': 'name', '--config': 'name' },
        operands: ['entry'],
        asks: 'changes which program a name stands for',
        effects: [['setting', 'alternative', '$--set']],
      },
    ],
  },
};
