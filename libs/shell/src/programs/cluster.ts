import type { Grammar } from '../grammar.js';

/** Kubernetes, what is installed in it, and the clusters that keep services alive. --kubeconfig and --server go elsewhere. */
export const CLUSTER: Record<string, Grammar> = {
  crm: {
    style: 'plain',
    operands: ['choice:status|configure', 'choice:show|bynode|full|inactive'],
    least: 1,
  },
  crm_mon: { flags: '1rfnAoDc', words: '--one-shot --inactive --failcounts', needs: [['-1', '--one-shot']] },
  pcs: {
    style: 'plain',
    operands: [
      'choice:status|config|property',
      'choice:show|cluster|nodes|resources|quorum|pcsd|list|config',
    ],
    least: 1,
    also: [
      {
        level: 'remediate',
        style: 'plain',
        operands: ['choice:resource', 'choice:cleanup|restart|enable|refresh', 'name'],
        least: 2,
        effects: [['cluster', '$2', '$3']],
      },
      {
        level: 'remediate',
        reader: 'asks',
        asks: 'changes what the cluster keeps alive',
        effects: [['cluster', 'change', '*']],
      },
    ],
  },
  'corosync-quorumtool': { flags: 'slmip' },
  'corosync-cfgtool': { flags: 'sn' },
  drbdadm: { style: 'plain', operands: ['choice:status|cstate|dstate|role|dump', 'name'], least: 1 },
  ceph: {
    network: true,
    style: 'exact',
    words: '-s -w --status --health --version -v',
    values: { '-f|--format': 'name' },
    bare: true,
    verbs: {
      'status|health|df|versions|quorum_status|fsid|report|time-sync-status|features': {
        operands: ['choice:detail'],
      },
      'osd|mon|mds|pg|mgr|fs|orch|crash|device|pool|balancer': {
        bare: true,
        verbs: {
          'stat|status|tree|df|dump|dump_stuck|ls|lspools|perf|pool-stats|blocked-by|ps|host|device|ls-daemons|module|services|get-health-metrics|info|utilization':
            { operands: ['word*'] },
        },
      },
    },
  },
  gluster: {
    style: 'plain',
    operands: ['choice:volume|peer|pool|snapshot', 'choice:info|status|list', 'name', 'word'],
    least: 2,
  },
  rabbitmqctl: {
    network: true,
    flags: 'qs',
    values: { '-p|--vhost|-n|--node': 'zone' },
    shared: true,
    verbs: {
      'status|cluster_status|list_queues|list_exchanges|list_bindings|list_connections|list_channels|list_consumers|list_vhosts|list_users|list_permissions|list_policies|list_user_permissions|ping|version|node_health_check|list_feature_flags|list_unresponsive_queues':
        { words: '--formatter=json --no-table-headers --silent', operands: ['word*'] },
    },
    secretVerbs: ['report', 'environment'],
    also: [
      {
        level: 'remediate',
        verbs: {
          'delete_queue|purge_queue|delete_user|delete_vhost|reset|force_reset|stop|stop_app|shutdown|forget_cluster_node|add_user|change_password|set_permissions|set_user_tags':
            {
              operands: ['any*'],
              asks: 'takes messages, users or the broker away',
              effects: [['database', 'change', '$*']],
            },
          'start_app|rotate_logs|set_policy|enable_feature_flag|close_connection|close_all_connections': {
            operands: ['any*'],
            effects: [['service', 'change', 'rabbitmq']],
          },
        },
      },
    ],
  },
  'rabbitmq-diagnostics': {
    network: true,
    flags: 'q',
    verbs: {
      'status|ping|check_running|check_local_alarms|memory_breakdown|cluster_status|listeners|alarms|check_port_connectivity|server_version|check_virtual_hosts|runtime_thread_stats':
        { operands: ['word*'] },
    },
  },
  'rabbitmq-plugins': { flags: 'q', verbs: { list: { flags: 'eEmv', operands: ['word'] } } },
  consul: {
    network: true,
    style: 'exact',
    verbs: {
      'members|info|version': { words: '-wan -detailed' },
      operator: { verbs: { raft: { verbs: { 'list-peers': {} } } } },
      catalog: { verbs: { 'services|nodes|datacenters': { words: '-tags -detailed' } } },
    },
  },
  nomad: {
    network: true,
    style: 'exact',
    verbs: {
      'status|version': { operands: ['name'] },
      'node|job|alloc|server|deployment': {
        verbs: { 'status|members': { words: '-verbose -short', operands: ['name'] } },
      },
    },
  },
  vault: {
    network: true,
    style: 'exact',
    verbs: { 'status|version': { words: '-format=json' } },
    secretVerbs: ['read', 'kv', 'list', 'token', 'print', 'login'],
  },
  etcdctl: {
    network: true,
    words: '--cluster',
    values: {
      '-w|--write-out': 'name',
      '--endpoints': 'word',
      '--cacert|--cert': 'publicPart',
      '--key': 'entry',
    },
    shared: true,
    verbs: {
      endpoint: { verbs: { 'health|status|hashkv': {} } },
      member: { verbs: { list: {} } },
      alarm: { verbs: { list: {} } },
      version: {},
    },
  },
  puppet: {
    verbs: {
      'facts|module': { bare: true, verbs: { 'show|list': { operands: ['word'] } } },
      config: { verbs: { print: { operands: ['word'] } } },
    },
  },
  terraform: {
    network: true,
    style: 'exact',
    verbs: {
      state: { verbs: { list: { operands: ['any*'] } } },
      workspace: { verbs: { 'list|show': {} } },
      graph: {},
      'version|providers': {},
      validate: { words: '-json -no-color' },
    },
    also: [
      {
        level: 'remediate',
        style: 'exact',
        verbs: {
          'destroy|apply|import|taint|untaint': {
            reader: 'asks',
            asks: 'changes or destroys what it manages',
            effects: [['cluster', 'change', '*']],
          },
        },
      },
    ],
  },
};
