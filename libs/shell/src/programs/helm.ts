import type { Grammar } from '../grammar.js';

/** Kubernetes, what is installed in it, and the clusters that keep services alive. --kubeconfig and --server go elsewhere. */
export const HELM: Record<string, Grammar> = {
  helm: {
    network: true,
    values: { '-n|--namespace': 'name', '--kube-context': 'zone' },
    words: '-A --all-namespaces',
    shared: true,
    verbs: {
      'list|ls': {
        flags: 'aqdr',
        words: '--all --deployed --failed --pending --short --superseded',
        values: { '-o|--output': 'choice:table|json|yaml', '-f|--filter|-l|--selector|-m|--max': 'any' },
      },
      status: {
        // json and yaml hold the values and the manifest as well.
        values: { '-o|--output': 'choice:table', '--revision': 'int:1..100000' },
        words: '--show-resources --show-desc',
        operands: ['name'],
        least: 1,
        also: [{ reader: 'secret' }],
      },
      history: {
        values: { '-o|--output': 'choice:table|json|yaml', '--max': 'int:1..100000' },
        operands: ['name'],
        least: 1,
      },
      get: {
        verbs: {
          'notes|metadata': { values: { '--revision': 'int:1..100000' }, operands: ['name'], least: 1 },
        },
        secretVerbs: ['values', 'all', 'manifest', 'hooks'],
      },
      repo: { verbs: { 'list|ls': { values: { '-o|--output': 'name' } } } },
      search: {
        verbs: {
          'repo|hub': {
            flags: 'l',
            words: '--versions --devel',
            values: { '-o|--output|--version': 'word' },
            operands: ['zone'],
          },
        },
      },
      show: {
        verbs: {
          'chart|readme|values|crds|all': { values: { '--version': 'word' }, operands: ['zone'], least: 1 },
        },
        level: 'diagnose',
      },
      version: { words: '--short', values: { '--template': 'any' } },
      'plugin|dependency': { verbs: { 'list|ls': { operands: ['entry'] } } },
      lint: { operands: ['settings*'] },
      'upgrade|install': {
        level: 'diagnose',
        words: '-i --install --dry-run --debug',
        values: { '-f|--values': 'entry', '--set|--version': 'any' },
        needs: [['--dry-run']],
        operands: ['name', 'word'],
      },
      'uninstall|delete|rollback': {
        level: 'diagnose',
        words: '--dry-run',
        needs: [['--dry-run']],
        operands: ['name', 'number'],
      },
      template: {
        level: 'diagnose',
        values: { '-f|--values': 'entry', '--set': 'any' },
        operands: ['word*'],
      },
    },
    also: [
      {
        level: 'remediate',
        values: { '-n|--namespace': 'name', '--timeout': 'word' },
        words: '--wait --atomic --dry-run --debug',
        shared: true,
        verbs: {
          rollback: { operands: ['name', 'number'], least: 1, effects: [['cluster', 'rollback', '$1']] },
          repo: {
            verbs: {
              update: { operands: ['name*'], effects: [['setting', 'refresh', 'charts']] },
              'add|remove|rm': {
                operands: ['any*'],
                asks: 'changes where charts come from',
                effects: [['setting', 'sources', 'charts']],
              },
            },
          },
          'upgrade|install': {
            words: '-i --install --reuse-values --create-namespace --force',
            values: { '-f|--values': 'entry', '--set|--set-string|--version': 'any' },
            operands: ['name', 'word'],
            least: 1,
            asks: 'brings a whole chart into the cluster',
            effects: [['cluster', 'upgrade', '$1']],
          },
          test: {
            operands: ['name'],
            asks: 'runs what a chart brings along',
            effects: [['cluster', 'test', '$1']],
          },
          'uninstall|delete|del|un': {
            words: '--keep-history --purge',
            operands: ['name*'],
            asks: 'takes what a chart brought away',
            effects: [['cluster', 'delete', '$*']],
          },
        },
      },
    ],
  },
};
