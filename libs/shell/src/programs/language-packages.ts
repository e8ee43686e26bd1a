import type { Grammar } from '../grammar.js';
import { installs, removes } from './package-changes.js';

/** What is installed, what could be, and putting it there. No option that names a configuration, a root or a hook. */
export const LANGUAGE_PACKAGES: Record<string, Grammar> = {
  ...Object.fromEntries(
    ['pip', 'pip3'].map((name): [string, Grammar] => [
      name,
      {
        verbs: {
          'list|freeze|check': {
            flags: 'ole',
            words: '--outdated --uptodate --user --local --editable --not-required --all',
            values: { '--format': 'choice:columns|freeze|json' },
            raises: { '--outdated|--uptodate|-o': { network: true } },
          },
          index: { network: true, verbs: { versions: { operands: ['package'], least: 1 } } },
          show: { flags: 'fv', words: '--files --verbose', operands: ['package*'], least: 1 },
          cache: { verbs: { 'list|info|dir': {} } },
        },
        also: [
          {
            level: 'remediate',
            verbs: {
              install: installs('-U --upgrade --user --no-cache-dir -q --quiet --no-deps --pre', {
                raises: { '--pre': { asks: 'installs unfinished releases' } },
              }),
              uninstall: removes('-y --yes'),
              download: installs('', {}),
            },
          },
        ],
      },
    ]),
  ),
  npm: {
    verbs: {
      'outdated|ping': {
        network: true,
        flags: 'gla',
        words: '--global --json --long --all --parseable --prod',
        values: { '--depth': 'int:0..100' },
        operands: ['package*'],
      },
      'list|ls|ll|root|prefix|bin|why|explain|fund': {
        flags: 'gla',
        words: '--global --json --long --all --parseable --prod',
        values: { '--depth': 'int:0..100' },
        operands: ['package*'],
      },
      'view|info|show': {
        network: true,
        words: '--json',
        operands: ['package', 'word*'],
        least: 1,
        level: 'diagnose',
      },
      audit: {
        network: true,
        words: '--json --production',
        level: 'diagnose',
        values: { '--audit-level|--omit': 'name' },
      },
      search: { network: true, operands: ['word*'], level: 'diagnose' },
    },
    also: [
      {
        level: 'remediate',
        words: '-g --global',
        shared: true,
        verbs: {
          'install|i|add|update|up': installs('-g --global --save-dev -D --production --no-save', {
            asks: 'runs scripts that packages bring along',
          }),
          'uninstall|remove|rm|un': removes('-g --global'),
        },
      },
    ],
  },
  yarn: {
    verbs: {
      'list|why|licenses': { words: '--json --depth=0', operands: ['package*'] },
      'outdated|info|audit': { network: true, words: '--json --depth=0', operands: ['package*'] },
    },
  },
  gem: {
    verbs: {
      'list|query|environment|which|contents|dependency|specification|info': {
        words: '--local --remote -l -r -a --all -d --details --exact',
        raises: { '-r|--remote': { network: true } },
        operands: ['package*'],
      },
      'search|outdated': {
        network: true,
        words: '--local --remote -l -r -a --all -d --details --exact',
        operands: ['package*'],
      },
    },
    also: [
      {
        level: 'remediate',
        verbs: { 'install|update': installs('--no-document -N'), 'uninstall|cleanup': removes('-x -a -I') },
      },
    ],
  },
  cargo: {
    verbs: {
      'tree|search': { network: true, words: '--no-deps', operands: ['package*'] },
      version: { words: '--list' },
    },
  },
  composer: {
    verbs: {
      'outdated|diagnose|audit': {
        network: true,
        words: '-i --installed --latest --direct -D',
        operands: ['package*'],
      },
      'show|licenses|validate|info|check-platform-reqs': {
        words: '-i --installed --latest --direct -D',
        raises: { '--latest': { network: true } },
        operands: ['package*'],
      },
    },
  },
  conda: {
    verbs: {
      'list|info': { words: '--envs --json -e', operands: ['package*'] },
      search: { network: true, words: '--json', operands: ['package*'] },
      env: { verbs: { list: {} } },
    },
  },
};
