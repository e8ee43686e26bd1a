import type { Grammar } from '../grammar.js';

/**
 * What there is in a cloud: names, sizes and states. Nothing that shows what machines or functions are started with,
 * since secrets are kept there, nor what was once sent to change them, nor where news of them go; no option that names
 * another address, and no word that the client would take for a file.
 */
const AWS: Record<string, string> = {
  ec2: 'describe-instances|describe-instance-status|describe-images|describe-volumes|describe-snapshots|describe-security-groups|describe-vpcs|describe-subnets|describe-regions|describe-availability-zones|describe-addresses|describe-key-pairs|describe-route-tables|describe-network-interfaces|describe-tags|describe-volume-status|describe-nat-gateways|describe-internet-gateways|describe-network-acls|describe-vpc-endpoints|describe-transit-gateways|describe-launch-templates',
  s3: 'ls',
  s3api: 'list-buckets|list-objects-v2|head-bucket|get-bucket-location|get-bucket-versioning',
  sts: 'get-caller-identity',
  elb: 'describe-load-balancers|describe-instance-health',
  elbv2: 'describe-load-balancers|describe-target-groups|describe-target-health|describe-listeners',
  rds: 'describe-db-instances|describe-db-clusters|describe-events|describe-db-snapshots|describe-db-log-files|describe-pending-maintenance-actions',
  eks: 'list-clusters|describe-cluster|list-nodegroups|describe-nodegroup',
  ecs: 'list-clusters|list-services|list-tasks|describe-clusters|describe-services',
  iam: 'list-users|list-roles|list-groups|get-account-summary',
  cloudwatch: 'describe-alarms|describe-alarm-history|list-metrics|get-metric-statistics',
  logs: 'describe-log-groups|describe-log-streams|filter-log-events|get-log-events',
  autoscaling: 'describe-auto-scaling-groups|describe-scaling-activities',
  acm: 'list-certificates|describe-certificate',
  dynamodb: 'list-tables|describe-table',
  elasticache: 'describe-cache-clusters|describe-replication-groups',
  ecr: 'describe-repositories|describe-images|list-images',
  efs: 'describe-file-systems',
  sns: 'list-topics',
  sqs: 'list-queues',
  cloudformation: 'list-stacks|list-stack-resources',
  cloudtrail: 'describe-trails',
  ssm: 'describe-instance-information',
  route53: 'list-health-checks|list-hosted-zones|list-resource-record-sets',
  lambda: 'list-aliases|get-account-settings',
};

const AWS_VALUES = {
  '--region|--output|--profile': 'name',
  '--query|--filters|--filter|--instance-ids|--image-ids|--owners|--volume-ids|--group-ids|--cluster|--name|--max-items|--page-size|--load-balancer-arn|--target-group-arn|--hosted-zone-id|--log-group-name|--log-group-name-prefix|--log-stream-name|--filter-pattern|--start-time|--end-time|--limit|--period|--statistics|--namespace|--metric-name|--dimensions|--unit|--db-instance-identifier|--db-cluster-identifier|--stack-name|--table-name|--cluster-name|--nodegroup-name|--services|--tasks|--names|--load-balancer-arns|--load-balancer-name|--target-group-arns|--alarm-names|--state-value|--bucket|--prefix|--repository-name|--auto-scaling-group-names|--certificate-arn|--max-results|--vpc-ids|--subnet-ids|--snapshot-ids|--owner-ids':
    'cloudWord',
};

/** In full, machines and clusters hold scripts, keys and environments: only fields that hold none are asked for. */
const GCLOUD_LIST: Record<string, string> = {
  '--format': 'cloudColumns',
  '--filter': 'cloudFilter',
  '--sort-by|--instance|-i|--cluster': 'cloudWord',
};

const AZ_TABLE: Grammar = { needs: [['-o', '--output']] };

const LISTS = 'list|show';

/** Clouds, and what is kept at GitHub: all of it is on other machines. */
export const CLOUDS: Record<string, Grammar> = {
  aws: {
    network: true,
    style: 'exact',
    words: '--no-cli-pager --no-paginate --version',
    values: AWS_VALUES,
    shared: true,
    verbs: Object.fromEntries(
      Object.entries(AWS).map(([service, verbs]) => [
        service,
        {
          verbs: { [verbs]: { words: '--recursive --human-readable --summarize', operands: ['cloudWord*'] } },
        },
      ]),
    ),
  },
  az: {
    network: true,
    style: 'exact',
    words: '--only-show-errors -d --show-details',
    values: {
      '-o|--output|-g|--resource-group|-n|--name|--subscription|-l|--location': 'name',
      '--query': 'cloudWord',
    },
    shared: true,
    verbs: {
      'disk|group|aks|image|snapshot|account|acr|lb': { verbs: { [LISTS]: {} } },
      vm: { verbs: { list: {} } },
      'network|storage|monitor': {
        verbs: { 'vnet|nic|nsg|public-ip|lb|account|dns': { verbs: { [LISTS]: {} } } },
      },
      resource: { verbs: { list: {} } },
      version: {},
    },
    also: [
      {
        network: true,
        style: 'exact',
        values: {
          '-o|--output|-g|--resource-group|-n|--name|--subscription': 'name',
          '--query|--resource|--metric|--metrics|--interval|--start-time|--end-time|--aggregation|--offset|--max-events|--nsg-name|--server|-s|--server-name':
            'cloudWord',
        },
        shared: true,
        verbs: {
          monitor: { verbs: { metrics: { verbs: { list: {} } } } },
          network: { verbs: { nsg: { verbs: { rule: { verbs: { [LISTS]: {} } } } } } },
          'sql|postgres|mysql': { verbs: { 'server|db|flexible-server': { verbs: { [LISTS]: {} } } } },
          keyvault: { verbs: { list: {} } },
          vm: { verbs: { 'list-ip-addresses|list-usage': {} } },
        },
      },
      {
        // In full they hold what is run on the machines, or how programs on them are set up; a table holds neither.
        network: true,
        style: 'exact',
        words: '-d --show-details',
        values: {
          '-o|--output': 'choice:table',
          '-g|--resource-group|-n|--name|--subscription': 'name',
        },
        shared: true,
        verbs: {
          'vm|vmss': { verbs: { 'list|show|get-instance-view': AZ_TABLE } },
          'redis|webapp|functionapp': { verbs: { list: AZ_TABLE } },
        },
      },
    ],
  },
  gcloud: {
    network: true,
    style: 'exact',
    words: '--quiet -q',
    values: { '--project|--zone|--region': 'name', '--limit': 'int:1..1000' },
    shared: true,
    verbs: {
      compute: {
        verbs: {
          'instances|disks|networks|firewall-rules|zones|regions|addresses|images|snapshots|machine-types|forwarding-rules|backend-services|health-checks|instance-groups|routers|routes|target-pools|url-maps|operations':
            {
              verbs: { list: { values: GCLOUD_LIST, operands: ['cloudWord*'] } },
            },
        },
      },
      'projects|services': { verbs: { list: { values: GCLOUD_LIST } } },
      container: {
        verbs: { 'clusters|node-pools|operations': { verbs: { list: { values: GCLOUD_LIST } } } },
      },
      sql: {
        verbs: { 'instances|operations|backups|databases': { verbs: { list: { values: GCLOUD_LIST } } } },
      },
      logging: {
        verbs: {
          read: {
            values: { '--format|--freshness|--order': 'cloudWord' },
            operands: ['cloudWord'],
          },
          logs: { verbs: { list: {} } },
        },
      },
      run: { verbs: { 'services|revisions': { verbs: { list: {} } } } },
      functions: { verbs: { list: {} } },
      pubsub: { verbs: { topics: { verbs: { list: {} } } } },
      dns: { verbs: { 'managed-zones': { verbs: { list: {} } } } },
      iam: { verbs: { 'service-accounts': { verbs: { list: {} } } } },
      auth: { verbs: { list: {} } },
      version: {},
    },
  },
  gh: {
    network: true,
    verbs: {
      'pr|issue|run|release|workflow|repo': {
        verbs: {
          'list|view|status|checks': {
            values: {
              '-L|--limit': 'int:1..1000',
              '-s|--state|-l|--label|-a|--assignee': 'name',
              '--json': 'cloudWord',
              '-q|--jq': 'jq',
            },
            operands: ['name'],
          },
        },
      },
      version: {},
    },
  },
};
