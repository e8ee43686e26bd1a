import type { Grammar } from '../grammar.js';

const WHERE = {
  '-n|--namespace': 'name',
  '--context|--cluster': 'zone',
  '--request-timeout': 'word',
};

const OUTPUT = {
  '-o|--output': 'kubeOutput',
  '-l|--selector|--field-selector|-L|--label-columns': 'selector',
  '--sort-by|--chunk-size|-c|--container': 'any',
};

const SWITCHES =
  '--all-namespaces --include-uninitialized --show-managed-fields --all-containers --prefix --timestamps --previous --recursive --containers --client --short --use-protocol-buffers';

const LOGS: Grammar = {
  flags: 'p',
  words: `${SWITCHES}`,
  values: {
    '--tail': 'countOrAll',
    '--since|--since-time|--limit-bytes|--max-log-requests|-l|--selector|-c|--container': 'selector',
  },
  operands: ['resource', 'name'],
  also: [
    {
      level: 'diagnose',
      flags: 'pf',
      words: `${SWITCHES} --follow`,
      values: {
        '--tail': 'countOrAll',
        '--since|--since-time|-l|--selector|-c|--container|--max-log-requests': 'selector',
      },
      operands: ['resource', 'name'],
    },
  ],
};

const KUBECTL_READS: Record<string, Grammar> = {
  get: {
    flags: 'A',
    words: SWITCHES,
    values: OUTPUT,
    operands: ['kubeResources', 'resource*'],
    least: 1,
    also: [
      { flags: 'A', words: SWITCHES, values: { '--raw': 'rawPath' }, needs: [['--raw']] },
      {
        level: 'diagnose',
        flags: 'Aw',
        words: `${SWITCHES} --watch --watch-only`,
        values: OUTPUT,
        operands: ['kubeResources', 'resource*'],
        least: 1,
      },
    ],
  },
  describe: {
    flags: 'A',
    words: SWITCHES,
    values: OUTPUT,
    operands: ['kubeResources', 'resource*'],
    least: 1,
  },
  logs: LOGS,
  top: {
    verbs: {
      'pod|pods|po|node|nodes|no': { flags: 'A', words: SWITCHES, values: OUTPUT, operands: ['name*'] },
    },
  },
  'version|api-versions|api-resources|cluster-info': {
    words: `${SWITCHES} --namespaced=true --namespaced=false --namespaced`,
    values: { ...OUTPUT, '--verbs|--api-group': 'word' },
  },
  explain: { words: '--recursive', values: OUTPUT, operands: ['word'], least: 1 },
  events: { flags: 'A', words: SWITCHES, values: { ...OUTPUT, '--for|--types': 'selector' } },
  auth: {
    verbs: {
      'can-i': {
        flags: 'A',
        words: '--list -q --quiet',
        values: { '--as': 'word' },
        operands: ['any', 'any', 'any'],
      },
      whoami: {},
    },
  },
  config: {
    verbs: {
      'current-context|get-contexts|get-clusters|get-users': {
        words: '--no-headers',
        values: { '-o|--output': 'name' },
        operands: ['name'],
      },
      view: { words: '--minify --flatten=false' },
    },
  },
  rollout: {
    verbs: {
      'status|history': {
        flags: 'w',
        words: '--watch=false',
        values: { '--timeout|--revision': 'word', '-l|--selector': 'selector' },
        operands: ['resource', 'name'],
        least: 1,
      },
    },
  },
  diff: {
    level: 'diagnose',
    flags: 'R',
    values: { '-f|--filename|-k|--kustomize': 'manifest' },
    needs: [['-f', '-k']],
    effects: [['read', 'read', '$-f']],
  },
  wait: {
    level: 'diagnose',
    words: '--all',
    values: { '--for|--timeout|-l|--selector': 'selector' },
    operands: ['resource*'],
  },
  plugin: { verbs: { list: {} } },
  exec: {
    level: 'diagnose',
    flags: 'it',
    words: '-it -ti --stdin --tty',
    values: { '-c|--container': 'name' },
    operands: ['resource'],
    command: 'words',
    least: 1,
  },
  apply: {
    values: { '-f|--filename|-k|--kustomize': 'manifest', '--dry-run': 'choice:client|server' },
    needs: [['--dry-run']],
    flags: 'R',
    effects: [['read', 'read', '$-f']],
  },
};

const NAMES: Grammar = {
  values: { '-l|--selector': 'selector' },
  operands: ['kubeTarget', 'resource*'],
  least: 1,
};

const DELETES: Grammar = {
  flags: 'AR',
  words:
    '--all --all-namespaces --force --now --wait=false --ignore-not-found --recursive --ignore-daemonsets --delete-emptydir-data --delete-local-data --disable-eviction',
  values: {
    '-f|--filename|-k|--kustomize': 'entry',
    '-l|--selector|--field-selector': 'selector',
    '--grace-period|--timeout|--cascade|--pod-selector': 'number',
  },
  operands: ['word*'],
  asks: 'takes things of the cluster away',
  effects: [['cluster', 'delete', '$*']],
};

const KUBECTL_CHANGES: Record<string, Grammar> = {
  rollout: {
    verbs: {
      'restart|resume|pause': { ...NAMES, effects: [['cluster', 'restart', '$*']] },
      undo: { ...NAMES, values: { '--to-revision': 'number' }, effects: [['cluster', 'undo', '$*']] },
    },
  },
  scale: {
    values: { '--replicas|--current-replicas': 'int:1..1000', '--timeout': 'word' },
    needs: [['--replicas']],
    operands: ['kubeTarget', 'name'],
    least: 1,
    effects: [['cluster', 'scale', '$*']],
    also: [
      {
        values: { '--replicas': 'number', '--timeout': 'word' },
        words: '--all',
        operands: ['word*'],
        asks: 'scales to nothing',
        effects: [['cluster', 'scale', '$*']],
      },
    ],
  },
  autoscale: {
    values: { '--min|--max|--cpu-percent': 'int:1..1000' },
    operands: ['kubeTarget', 'name'],
    least: 1,
    effects: [['cluster', 'autoscale', '$*']],
  },
  set: {
    verbs: {
      image: { operands: ['kubeTarget', 'imageChange*'], least: 2, effects: [['cluster', 'image', '$1']] },
      resources: {
        values: { '--limits|--requests|-c|--containers': 'word' },
        operands: ['kubeTarget', 'name'],
        effects: [['cluster', 'resources', '$1']],
      },
      env: {
        operands: ['kubeTarget', 'any*'],
        asks: 'changes what programs are started with',
        effects: [['cluster', 'env', '$1']],
      },
    },
  },
  'label|annotate': {
    words: '--overwrite',
    operands: ['kubeTarget', 'word*'],
    least: 2,
    effects: [['cluster', 'label', '$*']],
  },
  'cordon|uncordon': {
    values: { '-l|--selector': 'selector' },
    operands: ['name*'],
    least: 1,
    effects: [['cluster', 'cordon', '$*']],
  },
  taint: {
    words: '--overwrite',
    operands: ['word*'],
    least: 2,
    asks: 'may drive work off a node',
    effects: [['cluster', 'taint', '$*']],
  },
  apply: {
    flags: 'R',
    words: '--server-side --prune --force-conflicts --wait',
    values: { '-f|--filename|-k|--kustomize': 'entry' },
    needs: [['-f', '-k']],
    asks: 'brings whatever a file says into the cluster',
    effects: [['cluster', 'apply', '$-f']],
  },
  'create|run|expose|replace|patch|edit|cp|port-forward|proxy|attach|debug': {
    reader: 'asks',
    asks: 'changes the cluster, or opens a way into it',
    effects: [['cluster', 'change', '*']],
  },
  'delete|drain': DELETES,
};

function dryRun({ asks: _asks, effects: _effects, ...grammar }: Grammar): Grammar {
  const values = {
    ...grammar.values,
    '-f|--filename|-k|--kustomize': 'manifest',
    '--dry-run': 'choice:client|server',
    '-o|--output': 'kubeOutput',
  };
  return { ...grammar, level: 'diagnose', values, needs: [['--dry-run']] };
}

const KUBECTL: Grammar = {
  network: true,
  values: WHERE,
  words: '-A --all-namespaces',
  optional: { '--show-kind|--show-labels|--no-headers|--ignore-not-found': 'choice:true|false' },
  shared: true,
  verbs: { ...KUBECTL_READS, 'delete|drain|scale|cordon': dryRun(DELETES) },
  also: [{ level: 'remediate', values: WHERE, words: '-A', shared: true, verbs: KUBECTL_CHANGES }],
};

/** Kubernetes, what is installed in it, and the clusters that keep services alive. --kubeconfig and --server go elsewhere. */
export const KUBERNETES: Record<string, Grammar> = {
  kubectl: KUBECTL,
  oc: KUBECTL,
  k3s: {
    network: true,
    verbs: { kubectl: KUBECTL, 'check-config': {}, crictl: { verbs: { 'ps|pods|images': { flags: 'a' } } } },
  },
  microk8s: { verbs: { kubectl: KUBECTL, status: { words: '--wait-ready' }, version: {} } },
};
