import { C7, FLEET, W1, W3, least, most, over, site, system, tag } from '../testing.js';
import { read } from './read-question.js';

const not = (target: object) => ({ ...target, not: true });

const RANKS: [string, object][] = [
  ['which machine has more disk space?', most('disk_free', { targets: [] })],
  ['Which host has the least free disk?', least('disk_free')],
  ['what server is running out of space', most('disk_percent')],
  ['which machine has the most disk pressure?', most('disk_percent')],
  ['top 5 hosts by memory usage', most('memory_percent', { top: 5 })],
  ['who is using the most RAM', most('memory_percent')],
  ['busiest box right now', most('cpu_percent')],
  ['the least loaded server in fra1', least('load_per_cpu', { targets: [site('fra1')] })],
  ['longest uptime', most('uptime')],
  ['which machines were rebooted most recently', least('uptime')],
  ['most packages installed', most('packages')],
  ['oldest kernel', least('kernel')],
  ['smallest disk', least('disk_total')],
  ['biggest machine by cores', most('cpus')],
  ['which probe has the worst health', least('health')],
  ['healthiest hosts', most('health')],
  ['top ten by swap', most('swap_percent', { top: 10 })],
  ['3 fullest disks', most('disk_percent', { top: 3 })],
  ['who has the most free memory among tag:db', most('memory_free', { targets: [tag('db')] })],
  ['which host has the highest load average on staging', most('load1', { targets: [tag('staging')] })],
  ['fullest file systems', most('mount.percent')],
  ['which mounts are nearly full', most('mount.percent')],
  ['hosts with the highest network traffic', most('net_rx')],
  ['lowest cpu usage in Amsterdam', least('cpu_percent', { targets: [site('ams2')] })],
  ['what runs the most processes', most('processes')],
  ['which machine was silent the longest', least('last_seen')],
  ['newest probe', most('registered')],
  ['wich machne has the most memroy', most('memory_total')],
  [
    'which prod web servers have the fullest disk',
    most('disk_percent', { targets: [tag('prod'), tag('web')] }),
  ],
  ['most powerful machine', most('cpus')],
  ['who has the least memory left?', least('memory_free')],
];

const SUMS: [string, object][] = [
  ['average cpu usage', { kind: 'sum', fn: 'avg', field: 'cpu_percent' }],
  ['mean memory use of tag:web', { kind: 'sum', fn: 'avg', field: 'memory_percent', targets: [tag('web')] }],
  ['how much disk do we have in total', { kind: 'sum', fn: 'sum', field: 'disk_total' }],
  ['total ram', { kind: 'sum', fn: 'sum', field: 'memory_total' }],
  ['how many cores do we have', { kind: 'sum', fn: 'sum', field: 'cpus' }],
  ['how many packages do we have', { kind: 'sum', fn: 'sum', field: 'packages' }],
  ['how many packages are there across machines', { kind: 'sum', fn: 'sum', field: 'packages' }],
  ['how many packages does each machine have', { kind: 'show', fields: ['packages'] }],
  ['how many packages does every server have', { kind: 'show', fields: ['packages'] }],
  ['number of packages per host', { kind: 'show', fields: ['packages'] }],
  ['how many cores for each of my machines', { kind: 'show', fields: ['cpus'] }],
  ['how much memory do the web servers have each', { kind: 'show', targets: [tag('web')] }],
  ['median load', { kind: 'sum', fn: 'median', field: 'load1' }],
  [
    'how much free space is there on staging',
    { kind: 'sum', fn: 'sum', field: 'disk_free', targets: [tag('staging')] },
  ],
  ['what is the average health score per site', { kind: 'sum', fn: 'avg', field: 'health', by: 'site' }],
  ['average memory by tag', { kind: 'sum', fn: 'avg', field: 'memory_percent', by: 'tag' }],
];

const COUNTS: [string, object][] = [
  ['how many machines are there', { kind: 'count', targets: [] }],
  [
    'how many probes are offline',
    { kind: 'count', where: [{ field: 'status', op: 'eq', value: 'offline' }] },
  ],
  ['number of ubuntu hosts', { kind: 'count', targets: [system('ubuntu')] }],
  ['count machines by os', { kind: 'count', by: 'distribution' }],
  ['how many kernel versions do we run', { kind: 'count', by: 'kernel' }],
  ['hosts per site', { kind: 'count', by: 'site' }],
  [
    'how many servers run nginx',
    {
      kind: 'count',
      where: [
        { field: 'service.name', op: 'eq', value: 'nginx' },
        { field: 'service.state', op: 'eq', value: 'running' },
      ],
    },
  ],
  [
    'how many machines have docker installed',
    { kind: 'count', where: [{ field: 'package.name', op: 'eq', value: 'docker' }] },
  ],
  ['how many hosts have more than 80% disk used', { kind: 'count', where: [over('disk_percent', 'gt', 80)] }],
  ['how many windows machines', { kind: 'count', targets: [system('windows')] }],
  ['list tags', { kind: 'count', by: 'tag' }],
  ['what sites are there', { kind: 'count', by: 'site' }],
  [
    'how many are online in frankfurt?',
    { kind: 'count', targets: [site('fra1')], where: [{ field: 'connected', op: 'eq', value: true }] },
  ],
];

const NOT: [string, object][] = [
  ['which machines are not on site:fra1?', { kind: 'list', targets: [not(site('fra1'))], where: [] }],
  ['how many machines are not in tag:web', { kind: 'count', targets: [not(tag('web'))], where: [] }],
  [
    'which hosts are unhealthy and not in prod',
    { kind: 'list', targets: [not(tag('prod'))], where: [{ field: 'status', op: 'eq', value: 'degraded' }] },
  ],
  ['prod hosts not in fra1', { kind: 'list', targets: [tag('prod'), not(site('fra1'))], where: [] }],
  ['hosts not in prod or staging', { kind: 'list', targets: [not(tag('prod')), not(tag('staging'))] }],
  ['hosts not in prod and not in fra1', { kind: 'list', targets: [not(tag('prod')), not(site('fra1'))] }],
  ["which hosts aren't prod", { kind: 'list', targets: [not(tag('prod'))] }],
  ["hosts that don't have tag:web", { kind: 'list', targets: [not(tag('web'))] }],
  ['average cpu of hosts not in prod', { kind: 'sum', targets: [not(tag('prod'))] }],
  ['hosts that are not degraded', { where: [{ field: 'status', op: 'ne', value: 'degraded' }] }],
  [
    'which hosts are online and not degraded',
    {
      where: [
        { field: 'connected', op: 'eq', value: true },
        { field: 'status', op: 'ne', value: 'degraded' },
      ],
    },
  ],
  [
    'how many hosts are offline or degraded',
    { kind: 'count', where: [{ field: 'status', op: 'in', value: ['offline', 'degraded'] }] },
  ],
  [
    'which offline hosts do not have nginx',
    {
      kind: 'list',
      where: [
        { field: 'package.name', op: 'ne', value: 'nginx' },
        { field: 'status', op: 'eq', value: 'offline' },
      ],
    },
  ],
  ["which hosts don't run kernel 5.15", { where: [{ field: 'kernel', op: 'not_like', value: '5.15*' }] }],
  ['who does not have ip 10.0.0.5', { where: [{ field: 'interface.address', op: 'ne', value: '10.0.0.5' }] }],
];

const STATES: [string, object][] = [
  [
    'how many hosts have failed services',
    { kind: 'count', where: [{ field: 'service.state', op: 'eq', value: 'failed' }] },
  ],
  [
    'which hosts have failed services',
    { kind: 'list', where: [{ field: 'service.state', op: 'eq', value: 'failed' }] },
  ],
  [
    'how many failed services do we have',
    { kind: 'things', list: 'service', where: [{ field: 'service.state', op: 'eq', value: 'failed' }] },
  ],
  [
    'running services on web-01',
    { kind: 'things', targets: [W1], where: [{ field: 'service.state', op: 'eq', value: 'running' }] },
  ],
  [
    'list users on offline hosts',
    { kind: 'things', list: 'user', where: [{ field: 'status', op: 'eq', value: 'offline' }] },
  ],
  [
    'offline hosts not seen for 2 days',
    { kind: 'list', silentFor: 172_800, where: [{ field: 'status', op: 'eq', value: 'offline' }] },
  ],
  ['which hosts are running ubuntu', { kind: 'list', targets: [system('ubuntu')], where: [] }],
  ['how many processes are running', { kind: 'sum', field: 'processes', where: [] }],
  ['what needs me today', { kind: 'needs' }],
];

const LISTS: [string, object][] = [
  ['list all offline machines', { kind: 'list', where: [{ field: 'status', op: 'eq', value: 'offline' }] }],
  ['who is offline?', { kind: 'list', where: [{ field: 'status', op: 'eq', value: 'offline' }] }],
  ['which hosts are down', { kind: 'list', where: [{ field: 'status', op: 'eq', value: 'offline' }] }],
  ['show degraded probes', { kind: 'list', where: [{ field: 'status', op: 'eq', value: 'degraded' }] }],
  ['machines with disk over 90%', { kind: 'list', where: [over('disk_percent', 'gt', 90)] }],
  ['hosts with less than 4 GB of ram', { kind: 'list', where: [over('memory_total', 'lt', 4 * 1024 ** 3)] }],
  ['list servers with uptime over 100 days', { kind: 'list', where: [over('uptime', 'gt', 8_640_000)] }],
  [
    'which machines run kernel 5.15',
    { kind: 'list', where: [{ field: 'kernel', op: 'like', value: '5.15*' }] },
  ],
  ['list tag:prod', { kind: 'list', targets: [tag('prod')] }],
  ['show me everything in ams2', { kind: 'list', targets: [site('ams2')] }],
  ['all ubuntu boxes', { kind: 'list', targets: [system('ubuntu')] }],
  ['machines not seen for 2 days', { kind: 'list', silentFor: 172_800 }],
  ['what hosts have fewer than 4 cores', { kind: 'list', where: [over('cpus', 'lt', 4)] }],
  [
    "which machines don't have nginx installed",
    { kind: 'list', where: [{ field: 'package.name', op: 'ne', value: 'nginx' }] },
  ],
  [
    'which machines have a user called deploy',
    { kind: 'list', where: [{ field: 'user.name', op: 'eq', value: 'deploy' }] },
  ],
  [
    'who has ip 10.0.0.5',
    { kind: 'list', where: [{ field: 'interface.address', op: 'eq', value: '10.0.0.5' }] },
  ],
  [
    'which machine is 10.4.0.7',
    { kind: 'list', where: [{ field: 'interface.address', op: 'eq', value: '10.4.0.7' }] },
  ],
  ['any host over 95% memory?', { kind: 'list', where: [over('memory_percent', 'gt', 95)] }],
  ['cpu above 50 on tag:db', { kind: 'list', where: [over('cpu_percent', 'gt', 50)], targets: [tag('db')] }],
  ['disk > 80%', { kind: 'list', where: [over('disk_percent', 'gt', 80)] }],
  ['hosts with load >= 4', { kind: 'list', where: [over('load1', 'gte', 4)] }],
  [
    'where is redis running',
    {
      kind: 'list',
      where: [
        { field: 'service.name', op: 'eq', value: 'redis' },
        { field: 'service.state', op: 'eq', value: 'running' },
      ],
    },
  ],
  [
    'which debian hosts in fra1 are degraded',
    {
      kind: 'list',
      targets: [system('debian'), site('fra1')],
      where: [{ field: 'status', op: 'eq', value: 'degraded' }],
    },
  ],
  ['what is at least 75 percent full', { kind: 'list', where: [over('disk_percent', 'gte', 75)] }],
];

const THINGS: [string, object][] = [
  ['list services on web-01', { kind: 'things', list: 'service', targets: [W1] }],
  [
    'failed services',
    {
      kind: 'things',
      list: 'service',
      where: [{ field: 'service.state', op: 'eq', value: 'failed' }],
      targets: [],
    },
  ],
  ['list users on web-03', { kind: 'things', list: 'user', targets: [W3] }],
  ['list packages on web-01', { kind: 'things', list: 'package', targets: [W1] }],
  ['what version of openssl is installed', { kind: 'things', list: 'package', name: 'openssl' }],
  ['which nginx version runs on web-01', { kind: 'things', list: 'package', name: 'nginx', targets: [W1] }],
  [
    'which hosts have openssl 3.0.2',
    {
      kind: 'list',
      where: [
        { field: 'package.name', op: 'eq', value: 'openssl' },
        { field: 'package.version', op: 'like', value: '3.0.2*' },
      ],
    },
  ],
  ['network interfaces of cache-7', { kind: 'things', list: 'interface', targets: [C7] }],
];

describe.each([
  ['the most and the least', RANKS],
  ['sums and means', SUMS],
  ['how many', COUNTS],
  ['which hosts', LISTS],
  ['which things of hosts', THINGS],
  ['those that are not', NOT],
  ['those in a state', STATES],
])('questions about %s', (_about, rows) => {
  it.each(rows)('reads "%s"', (question, expected) => {
    expect(read(question, FLEET)).toMatchObject(expected);
  });
});
