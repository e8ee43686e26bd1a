import type { Grammar } from '../grammar.js';

const NAMED =
  '--shortstat --numstat --name-only --name-status --oneline --graph --all --no-patch --raw --summary --cached --staged --no-color --color=always --color=never --abbrev-commit --no-abbrev-commit --first-parent --merges --no-merges --reverse --follow --tags --branches --remotes --left-right --cherry-pick --full-index --no-renames --ignore-space-change --ignore-all-space --ignore-blank-lines --exit-code --quiet --source --date-order --topo-order --no-ext-diff --no-textconv --minimal --histogram --patience --relative --no-prefix --merge-base --dirstat --compact-summary --no-decorate --boundary --simplify-by-decoration --full-history --regexp-ignore-case --extended-regexp --perl-regexp --invert-grep --all-match';

const VALUES = {
  '-n|--max-count|--skip|--abbrev': 'int:0..1000000',
  '--since|--until|--after|--before|--author|--committer|--grep|--date|--diff-filter|-S|-G|--diff-algorithm|--glob':
    'any',
  '--format|--pretty': 'gitFormat',
};

/** What was done, when and by whom, to which files: nothing of what is in them. */
export const GIT_NAMES = {
  // A repository may name helpers for its own diffs; whoever can write its settings runs things there anyway.
  optional: { '--decorate|--stat|--color|--find-renames': 'any' },
  flags: 'swbziqMCRrtg',
  words: NAMED,
  values: VALUES,
  digits: true,
  operands: ['gitRef*'],
} satisfies Grammar;

/** What is in them as well. */
const SHOWS = {
  ...GIT_NAMES,
  flags: `${GIT_NAMES.flags}pu`,
  words: `${NAMED} --patch --word-diff --check --function-context`,
  values: { ...VALUES, '-U|--unified': 'int:0..1000000' },
} satisfies Grammar;

/** What prints the contents of files: below the folder that -C names there may be no secret. */
export const GIT_PRINTS: Grammar = {
  values: { '-C': 'history' },
  words: '--no-pager -P --no-optional-locks',
  verbs: {
    'log|show|whatchanged|shortlog|diff-tree|range-diff|show-branch|cherry': SHOWS,
    // Outside of a repository it compares any two folders, and then all of both is printed.
    diff: {
      ...SHOWS,
      needs: [['-C']],
      operands: ['gitInside*'],
      also: [{ ...SHOWS, operands: ['tree*'] }],
    },
    stash: { verbs: { list: { ...SHOWS, operands: [] }, show: SHOWS } },
    reflog: { ...SHOWS, operands: [], bare: true, verbs: { show: SHOWS } },
    blame: {
      flags: 'wMCeslfn',
      words: '--date=short --porcelain',
      values: { '-L': 'any' },
      operands: ['gitRef*'],
      least: 1,
    },
    grep: {
      flags: 'inlwcEFPIv',
      words: '--count --line-number --ignore-case --cached',
      values: { '-e': 'any', '-A|-B|-C': 'int:0..1000' },
      operands: ['searchFor', 'gitRef*'],
      least: 1,
    },
  },
};
