import type { FactCondition, FactField } from '@legator/fleet';
import type { Aspect, Base, Concept, Plain, State } from './concepts.js';
import type { Look } from './reading.js';

const phrases = new Map<string, Concept>();
const say = (concept: Concept, words: string) => split(words).forEach((word) => phrases.set(word, concept));
const base = (name: Base, words: string) => say({ is: 'base', base: name }, words);
const aspect = (name: Aspect, words: string) => say({ is: 'aspect', aspect: name }, words);
const rank = (
  direction: 'most' | 'least' | 'worst' | 'best' | 'new' | 'old',
  field: FactField | undefined,
  words: string,
) => say({ is: 'rank', direction, field }, words);
const state = (name: State, words: string) => say({ is: 'state', state: name }, words);
const look = (name: Look, words: string) => say({ is: 'look', look: name }, words);
const plain = (is: Plain, words: string) => say({ is }, words);
const ask = (name: Extract<Concept, { is: 'ask' }>['ask'], words: string) =>
  say({ is: 'ask', ask: name }, words);
const op = (name: FactCondition['op'], words: string) => say({ is: 'compare', op: name }, words);

base('disk', `disk | disks | storage | hdd | ssd | drive | drives | df | hard disk`);
base(
  'mount',
  `mount | mounts | mount point | mount points | file system | file systems | filesystem | filesystems
  partition | partitions | volume | volumes`,
);
base('memory', `memory | ram | mem`);
base('swap', `swap | swap space | swap usage`);
base('cpu', `cpu | processor | cpu usage | cpu use | cpu utilization | cpu load`);
base(
  'cores',
  `core | cores | cpus | vcpu | vcpus | processors | cpu cores | cpu count | number of cores
  number of cpus`,
);
base('load', `load | load average | loadavg | system load | load averages`);
base('uptime', `uptime | uptimes | been up | been running`);
base('process', `process | processes | tasks`);
base('network', `network traffic | traffic | bandwidth | throughput | network usage`);
base('health', `health | health score | score | scores`);
base('package', `package | packages | software`);
base('service', `service | services | unit | units | daemon | daemons`);
base('user', `user | users | account | accounts | login | user accounts`);
base(
  'interface',
  `interface | interfaces | network interface | network interfaces | nic | nics | network cards`,
);
base('address', `ip | ips | ip address | ip addresses | address | addresses`);
base('kernel', `kernel | kernels | kernel version | kernel versions | kernel release`);
base(
  'os',
  `os | operating system | operating systems | distribution | distributions | distro | distros
  os version | os versions | platform`,
);
base('arch', `arch | architecture | architectures`);
base('version', `version | versions | release`);
base('tag', `tag | tags`);
base('site', `site | sites | location | locations`);
base('level', `level | policy level | capability level`);
base('status', `status | state | statuses`);
base('last_seen', `last seen | last contact | last heartbeat | heard of | heard from`);
base('registered', `registered | enrolled | added`);

aspect('free', `free | available | left | unused | remaining | headroom`);
aspect(
  'used',
  `used | usage | use | uses | using | utilization | utilisation | consumption | full | in use
  consumes | consuming`,
);
aspect('total', `total | size | capacity | overall | in total | altogether`);
aspect('space', `space | room`);
aspect('pressure', `pressure | running out | running low | running out of | running low on | run out of`);
aspect('per_cpu', `per cpu | per core`);

rank(
  'most',
  undefined,
  `most | more | highest | largest | biggest | greatest | maximum | max | longest | higher | larger
  bigger | longer`,
);
rank(
  'least',
  undefined,
  `least | lowest | smallest | fewest | minimum | min | shortest | less | lower | smaller`,
);
rank('worst', undefined, `worst | unhealthiest | sickest`);
rank('best', undefined, `best | healthiest`);
rank('new', undefined, `newest | latest | youngest | most recent`);
rank('old', undefined, `oldest | outdated | most outdated`);
rank('most', 'cpu_percent', `busiest | most busy | hottest`);
rank('least', 'cpu_percent', `idlest | least busy | idle | most idle`);
rank('most', 'disk_percent', `fullest | nearly full | almost full | most full`);
rank('least', 'disk_percent', `emptiest | least full`);
rank('most', 'load_per_cpu', `most loaded | overloaded`);
rank('least', 'load_per_cpu', `least loaded`);
rank('most', 'cpus', `most powerful | strongest`);
rank(
  'least',
  'uptime',
  `rebooted most recently | most recently rebooted | restarted most recently | recently rebooted
  rebooted last`,
);

ask('count', `how many | count | number of | the number of`);
ask(
  'list',
  `list | show | show me | give me | display | print | get | find | enumerate | list all | show all`,
);
ask('which', `which | what | what's | whats | who | whose | who's | any | are there any`);
ask('where', `where`);
ask('much', `how much | how | how long | how full | how busy | how big | when`);
ask('yes', `is | are | whether | if | does | do | did | was | were | has`);
ask('have', `have | having | with | contains`);
ask('compare', `compare | versus | vs | comparison | compared to | difference between`);
ask(
  'about',
  `tell me about | about | describe | summary of | summarize | summarise | details of | details | info
  information | overview of | overview`,
);

say({ is: 'fn', fn: 'avg' }, `average | avg | mean | on average`);
say({ is: 'fn', fn: 'median' }, `median | typical`);
say({ is: 'fn', fn: 'sum' }, `sum | sum of | total of | combined`);

op(
  'gt',
  `> | over | above | more than | greater than | higher than | larger than | exceeding | longer than
  beyond | bigger than`,
);
op('gte', `>= | => | ≥ | at least | no less than | not less than`);
op('lt', `< | under | below | less than | fewer than | lower than | smaller than | shorter than`);
op('lte', `<= | =< | ≤ | at most | no more than | not more than | up to`);

state('offline', `offline | down | disconnected | unreachable | not connected | gone | dead | not online`);
state('online', `online | connected | reachable | alive`);
state('degraded', `degraded | unhealthy | sick | in trouble | struggling`);
state('pending', `pending | never reported | not reported`);
state('failed', `failed | failing | broken | crashed`);
state('up', `running | up | active`);
state('stopped', `stopped | inactive | not running | not active`);
state('installed', `installed`);
state('enabled', `enabled`);

look(
  'processes',
  `top processes | eating cpu | eating the cpu | using cpu | hogging | hogging the cpu
  busiest processes | top`,
);
look(
  'memory_processes',
  `eating memory | eating ram | eating the memory | top memory processes | hogging memory`,
);
look(
  'errors',
  `errors | error log | error logs | last errors | recent errors | errors in the log
  errors in the logs | log errors`,
);
look(
  'ports',
  `listening ports | open ports | ports | port | listening on port | listening | listens | sockets
  listening on`,
);
look(
  'sessions',
  `logged in | logged on | logged in users | sessions | signed in | logged-in users | logged-in`,
);
look('kernel_log', `kernel log | kernel logs | kernel messages | dmesg | kernel errors`);
look('service_log', `log | logs | journal | log of | logs of`);
look('containers', `containers | docker containers | container | running containers`);
look('clock', `what time is it | time | date | clock | current time`);

say(
  { is: 'needs' },
  `needs me | need me | needs attention | need attention | needs my attention
  anything i should look at | i should look at | should i look at | needs somebody | need to do
  needs doing | is urgent | urgent | problems | issues | wrong | what's wrong`,
);
say(
  { is: 'needs', of: 'approval' },
  `waiting for approval | waits for approval | wait for approval | pending approvals | pending approval
  approvals | need approval | needs approval | waiting for me | approve`,
);

say({ is: 'span', span: 'today' }, `today | since midnight | this day`);
say({ is: 'span', span: 'yesterday' }, `since yesterday | yesterday`);
say(
  { is: 'span', span: 'last' },
  `in the last | within the last | the last | during the last | in the past | past | last | since | for`,
);

plain(
  'noun',
  `machine | machines | host | hosts | server | servers | box | boxes | node | nodes | probe | probes
  computer | computers | vm | vms | instance | instances | systems | fleet | everything | everyone
  anything | one | ones | them | we | all machines | all hosts`,
);
plain('top', `top | first`);
plain('group', `by | per | each | grouped by | for each | broken down by | across | different`);
plain('on', `on | at | in | inside`);
plain('of', `of | for | from | among | amongst`);
plain('and', `and | or | ,`);
plain(
  'not',
  `not | don't | dont | doesn't | doesnt | haven't | hasn't | isn't | aren't | without | lack | lacks
  lacking | no`,
);
plain('run', `run | runs`);
plain('called', `called | named`);
plain(
  'changed',
  `changed | changes | change | happened | events | activity | what happened | has changed | timeline`,
);
plain(
  'help',
  `help | hi | hello | hey | what can you do | what can i ask | what do you know | examples
  how do i use this | thanks | thank you`,
);
plain(
  'past',
  `trend | trends | history | growth | grow | growing | last week | last month | last year | last night
  a week ago | ago | tomorrow | next week | will | forecast | predict | this week | this month`,
);
plain(
  'change',
  `delete | remove | kill | reboot | shutdown | shut down | install | uninstall | upgrade | rm
  restart | start | stop | reload | enable | disable | create | write | edit | move | set | mkfs
  format | drop | update | patch | deploy | purge | wipe | poweroff | power off | halt | clean | clear
  rename | execute | fix`,
);
plain(
  'silent',
  `not seen | not been seen | unseen | silent | was silent | quiet | not heard of | not heard from
  not reporting`,
);
plain(
  'stop',
  `the | a | an | my | our | your | me | i | us | please | pls | it | its | there | that | this | these
  those | be | been | being | am | to | right now | now | currently | current | so | can | could
  would | you | check | see | look | want | know | need | like | than | usually | actually | just
  also | really | all | every | whole | entire | percent | percentage | recently | tell | value
  values | amount | level of | much | many | then | got | get | i'd | too | going | at the moment | gb
  out | go | as | well`,
);

/** Most words of one phrase. */
export const LONGEST_PHRASE = 4;

export function conceptOf(phrase: string): Concept | undefined {
  return phrases.get(phrase);
}

function split(words: string): string[] {
  return words
    .split(/[|\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
}

/** Single words that a typing error is compared with: those that ask, never those that change something. */
export function spellings(): string[] {
  return [...phrases].flatMap(([word, { is }]) =>
    is === 'change' || is === 'stop' || /[^a-z]/.test(word) ? [] : [word],
  );
}
