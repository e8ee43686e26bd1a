import type { Grammar } from '../grammar.js';
import { GIT_NAMES, GIT_PRINTS } from './git-prints.js';

const ASK: Grammar = { level: 'remediate', reader: 'asks' };

/** In the folder that -C names, or anywhere in its tree, the top of which may be above; else nobody can tell. */
const changes = (verb: string, kind: 'write' | 'delete' = 'write') =>
  ({
    effects: [
      [kind, verb, '$-C:above|*'],
      ['write', 'repository', '$-C:above'],
    ],
  }) satisfies Grammar;
const DISCARDS: Grammar = { ...ASK, asks: 'throws away changes', ...changes('discard', 'delete') };

const BRINGS = {
  ...ASK,
  asks: 'sends, rewrites or brings in what nobody has looked at',
  effects: [...changes('change').effects, ['read', 'read', '$-C']],
} satisfies Grammar;
/** These name files, or folders beside it. */
const FILES: Record<string, Grammar> = {
  'am|apply|bisect': { ...BRINGS, effects: [...BRINGS.effects, ['read', 'read', '$*:beside']] },
  'push|rebase|config|mv|rm|remote|replace|mergetool|difftool|daemon|credential|clone|init|worktree|submodule|archive|bundle':
    { ...BRINGS, effects: [...BRINGS.effects, ['write', 'change', '$*:beside']] },
};

/** git, in the folder of the probe or in the one that -C names. -c, --exec-path and --git-dir bring settings along. */
export const GIT: Record<string, Grammar> = {
  git: {
    values: { '-C': 'workTree' },
    words: '--no-pager -P --version --help --no-optional-locks',
    verbs: {
      'log|whatchanged|shortlog|diff-tree|show-branch|cherry': GIT_NAMES,
      diff: {
        ...GIT_NAMES,
        needs: [['-C'], ['--stat', '--shortstat', '--numstat', '--name-only', '--name-status', '--quiet']],
        operands: ['gitInside*'],
      },
      status: {
        flags: 'sbvz',
        words:
          '--short --branch --porcelain --long --ignored --verbose --show-stash --untracked-files=no --porcelain=v2 --untracked-files=all',
        optional: { '-u|--untracked-files': 'name' },
        operands: ['gitRef*'],
      },
      branch: {
        flags: 'avrl',
        optional: { '--merged|--no-merged': 'gitRef' },
        words: '--all --list --remotes --verbose --show-current --no-color -vv',
        values: { '--contains|--sort|--format|--points-at': 'any' },
        operands: [],
        also: [
          {
            flags: 'avrl',
            words: '--list --all --remotes',
            needs: [['-l', '--list']],
            operands: ['gitRef*'],
          },
          {
            level: 'remediate',
            flags: 'mMcCfu',
            words: '--track --no-track --force',
            operands: ['gitRef', 'gitRef'],
            least: 1,
            ...changes('branch'),
          },
          {
            level: 'remediate',
            asks: 'deletes branches',
            flags: 'dDrf',
            words: '--delete --force',
            operands: ['gitRef*'],
            ...changes('branch', 'delete'),
          },
        ],
      },
      tag: {
        flags: 'ln',
        words: '--list --no-column',
        values: { '--sort|--contains|--format|--points-at|--merged': 'any' },
        operands: [],
        also: [
          {
            flags: 'ln',
            words: '--list',
            needs: [['-l', '--list']],
            operands: ['gitRef*'],
            values: { '--sort': 'any' },
          },
          {
            level: 'remediate',
            flags: 'as',
            words: '--annotate',
            values: { '-m|--message': 'any' },
            operands: ['gitRef', 'gitRef'],
            least: 1,
            ...changes('tag'),
          },
          {
            level: 'remediate',
            asks: 'deletes or moves tags',
            flags: 'df',
            words: '--delete --force',
            operands: ['gitRef*'],
            ...changes('tag', 'delete'),
          },
        ],
      },
      remote: {
        flags: 'v',
        words: '--verbose',
        bare: true,
        verbs: {
          'get-url': { words: '--all', operands: ['gitRef'] },
          show: { flags: 'n', needs: [['-n']], operands: ['gitRef'] },
        },
      },
      stash: { verbs: { list: { ...GIT_NAMES, operands: [] } } },
      'rev-parse': {
        words:
          '--show-toplevel --abbrev-ref --short --verify --is-inside-work-tree --git-dir --is-bare-repository --quiet --symbolic-full-name --absolute-git-dir --show-prefix',
        optional: { '--short': 'int:1..64' },
        operands: ['gitRef*'],
      },
      'rev-list|for-each-ref|name-rev|describe|merge-base|show-ref': {
        words: `${GIT_NAMES.words} --count --always --long --tags --dirty --contains --heads --is-ancestor --verify`,
        values: { ...GIT_NAMES.values, '--sort|--match|--candidates': 'any' },
        operands: ['gitRef*'],
      },
      'ls-files|ls-tree|check-ignore|check-attr': {
        flags: 'rtldcmoszv',
        words:
          '--name-only --others --modified --deleted --cached --exclude-standard --stage --full-tree --long --full-name --error-unmatch',
        operands: ['gitRef*'],
      },
      'ls-remote': {
        network: '$1',
        level: 'diagnose',
        words: '--heads --tags --refs --quiet',
        operands: ['gitRemote', 'gitRef*'],
      },
      clean: { flags: 'ndxXf', words: '--dry-run', needs: [['-n', '--dry-run']], operands: ['gitRef*'] },
      fetch: {
        network: '$1',
        level: 'diagnose',
        words: '--dry-run --all --prune',
        needs: [['--dry-run']],
        operands: ['gitRemote', 'gitRef*'],
      },
      push: {
        network: '$1',
        level: 'diagnose',
        flags: 'n',
        words: '--dry-run',
        needs: [['-n', '--dry-run']],
        operands: ['gitRemote', 'gitRef*'],
      },
      'count-objects': { flags: 'vH', words: '--verbose --human-readable' },
      reflog: { ...GIT_NAMES, operands: [], bare: true, verbs: { show: GIT_NAMES } },
      'worktree|submodule|notes|bundle|lfs': {
        bare: true,
        verbs: { 'list|status|ls-files|env|version': { words: '--porcelain --recursive', operands: [] } },
      },
      fsck: {
        level: 'diagnose',
        words: '--full --no-dangling --connectivity-only --unreachable --no-progress',
      },
      version: { words: '--build-options' },
    },
    // Its settings hold addresses with passwords in them, and the names of helpers.
    secretVerbs: ['credential', 'credential-store'],
    also: [
      GIT_PRINTS,
      {
        level: 'remediate',
        values: { '-C': 'workTree' },
        words: '--no-pager',
        verbs: {
          fetch: {
            flags: 'pqtv',
            words: '--all --prune --tags --dry-run --quiet --verbose --unshallow',
            values: { '--depth': 'int:1..1000000' },
            operands: ['gitRemote', 'gitRef*'],
            effects: [['network', 'fetch', '$1'], ...changes('fetch').effects],
          },
          pull: {
            flags: 'qrv',
            words: '--rebase --ff-only --no-rebase --quiet --tags --prune --autostash',
            operands: ['gitRemote', 'gitRef'],
            effects: [['network', 'fetch', '$1'], ...changes('pull').effects],
          },
          add: {
            flags: 'Aunv',
            words: '--all --update --dry-run --verbose',
            operands: ['gitRef*'],
            ...changes('stage'),
          },
          commit: {
            flags: 'asqv',
            words: '--all --signoff --no-edit --quiet',
            values: { '-m|--message': 'any' },
            needs: [['-m', '--no-edit']],
            operands: ['gitRef*'],
            ...changes('commit'),
          },
          'checkout|switch': {
            flags: 'bcqt',
            words: '--track --quiet --detach',
            operands: ['gitBranch', 'gitBranch'],
            least: 1,
            ...changes('checkout'),
            also: [DISCARDS],
          },
          merge: {
            words: '--no-ff --ff-only --no-edit --abort --squash --continue',
            values: { '-m': 'any' },
            operands: ['gitRef'],
            ...changes('merge'),
          },
          'revert|cherry-pick': {
            flags: 'n',
            words: '--no-edit --abort --continue --no-commit',
            operands: ['gitRef*'],
            ...changes('commit'),
          },
          stash: {
            bare: true,
            ...changes('stash'),
            verbs: {
              'push|save|apply|pop': {
                flags: 'u',
                words: '--include-untracked --index --keep-index',
                values: { '-m': 'any' },
                operands: ['any'],
                ...changes('stash'),
              },
              'drop|clear': DISCARDS,
            },
          },
          reset: {
            words: '--soft --mixed',
            operands: ['gitRef*'],
            ...changes('reset'),
            also: [DISCARDS],
          },
          restore: {
            words: '--staged',
            needs: [['--staged']],
            operands: ['gitRef*'],
            ...changes('unstage'),
            also: [DISCARDS],
          },
          'clean|gc|prune|filter-branch|filter-repo|update-ref|reflog': {
            ...ASK,
            asks: 'throws away files or history',
            ...changes('discard', 'delete'),
          },
          ...FILES,
        },
      },
    ],
  },
};
