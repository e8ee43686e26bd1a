import type { EffectRow } from '../effects.js';
import type { Grammar } from '../grammar.js';
import { LOGS } from './container-logs.js';
import { PODMAN_TOP, TOP } from './container-top.js';

const FILTER = { '-f|--filter': 'filter', '--format': 'containerFormat' };

/** Lists, which docker and podman also know as verbs of their own below `container`, `image` and so on. */
const PS: Grammar = {
  flags: 'aqls',
  words: '--all --quiet --latest --size --no-trunc --pod --ns --namespace',
  values: { ...FILTER, '-n|--last': 'int:0..10000' },
};

const IMAGES: Grammar = {
  flags: 'aq',
  words: '--all --quiet --digests --no-trunc',
  values: FILTER,
  operands: ['containerImage'],
};

const LIST: Grammar = { flags: 'q', words: '--quiet --no-trunc', values: FILTER, operands: [] };

const STATS: Grammar = {
  flags: 'a',
  words: '--all --no-stream --no-trunc',
  values: { '--format': 'containerFormat' },
  needs: [['--no-stream']],
  operands: ['name*'],
  also: [{ level: 'diagnose', flags: 'a', words: '--all --no-trunc', operands: ['name*'] }],
};

const NAMED: Grammar = { operands: ['name*'], least: 1 };

const HISTORY: Grammar = {
  flags: 'qH',
  words: '--no-trunc --quiet',
  values: { '--format': 'containerFormat' },
  operands: ['containerImage'],
  least: 1,
};

/** The whole of a container holds its environment; single fields do not. */
const INSPECT: Grammar = {
  values: { '-f|--format': 'inspectFormat', '--type': 'name' },
  needs: [['-f', '--format']],
  operands: ['containerImage*'],
  least: 1,
  also: [
    { operands: ['any*'], flags: 's', values: { '--type': 'name', '-f|--format': 'any' }, reader: 'secret' },
  ],
};

const INSPECT_PUBLIC: Grammar = {
  values: { '-f|--format': 'any' },
  flags: 'v',
  operands: ['containerImage*'],
  least: 1,
};

const SWARM: Record<string, Grammar> = {
  'ls|list': LIST,
  ps: { words: '--no-trunc', operands: ['name*'] },
};

/** What runs inside is looked at by itself; a folder for it is one below which every name may be read. */
export const EXEC: Grammar = {
  level: 'diagnose',
  flags: 'it',
  words: '-it -ti --interactive --tty',
  values: { '-u|--user': 'user', '-w|--workdir': 'tree' },
  operands: ['name'],
  command: 'words',
  least: 1,
};

const READS: Record<string, Grammar> = {
  ps: PS,
  images: IMAGES,
  'version|info': { values: { '-f|--format': 'any' } },
  logs: LOGS,
  top: TOP,
  stats: STATS,
  port: { operands: ['name', 'word'], least: 1 },
  diff: NAMED,
  history: HISTORY,
  inspect: INSPECT,
  exec: EXEC,
  search: {
    network: true,
    level: 'diagnose',
    values: { '--limit': 'int:1..100', ...FILTER },
    words: '--no-trunc',
    operands: ['word'],
    least: 1,
  },
  events: { level: 'diagnose', values: { ...FILTER, '--since|--until': 'time' } },
  wait: { level: 'diagnose', ...NAMED },
  container: {
    verbs: {
      'ls|list|ps': PS,
      logs: LOGS,
      top: TOP,
      stats: STATS,
      diff: NAMED,
      port: NAMED,
      inspect: INSPECT,
      exec: EXEC,
    },
  },
  image: { verbs: { 'ls|list': IMAGES, history: HISTORY, inspect: INSPECT } },
  volume: { verbs: { 'ls|list': LIST, inspect: INSPECT_PUBLIC } },
  network: { verbs: { 'ls|list': LIST, inspect: INSPECT_PUBLIC } },
  system: {
    verbs: {
      df: { flags: 'v', words: '--verbose', values: { '--format': 'containerFormat' } },
      info: {},
      events: { level: 'diagnose', values: { '--since|--until': 'time', ...FILTER } },
    },
  },
  'context|buildx|stack|builder|manifest|pod|machine': {
    verbs: {
      inspect: { network: true, flags: 'v', words: '--verbose', operands: ['containerImage'], least: 1 },
      'ls|list|ps|version|du|show': { flags: 'aq', operands: ['name'], values: FILTER },
    },
  },
  plugin: { verbs: { 'ls|list': LIST }, secretVerbs: ['inspect'] },
  node: { verbs: { ...SWARM, inspect: { words: '--pretty', needs: [['--pretty']], operands: ['name*'] } } },
  service: { verbs: { ...SWARM, logs: LOGS }, secretVerbs: ['inspect'] },
};

const ALL = { '-t|--time|-s|--signal|--timeout': 'word' };

const RECOVERS: Grammar = { values: ALL, words: '-a --all --latest', operands: ['name*'], least: 1 };

export const DESTROYS = (verb: string, asks: string): Grammar => ({
  flags: 'fvaq',
  words: '--force --volumes --all --link --no-prune --ignore --depend',
  values: { '--filter': 'any', ...ALL },
  operands: ['containerImage*'],
  asks,
  effects: [['container', verb, '$*']],
});

const CREATES: Grammar = {
  style: 'exact',
  operands: [],
  asks: 'starts a container that may hold anything',
  effects: [['container', 'create', '*']],
  reader: 'asks',
};

const CHANGES: Grammar = {
  level: 'remediate',
  verbs: {
    'start|restart|unpause|pause': { ...RECOVERS, effects: [['container', 'restart', '$*']] },
    stop: { ...RECOVERS, effects: [['container', 'stop', '$*']] },
    kill: { ...RECOVERS, effects: [['container', 'kill', '$*']] },
    rename: { operands: ['name', 'name'], least: 2, effects: [['container', 'rename', '$1']] },
    tag: { operands: ['containerImage', 'containerImage'], least: 2, effects: [['container', 'tag', '$2']] },
    update: {
      values: { '--restart|--memory|--cpus|-m|--memory-swap|--cpu-shares|--pids-limit': 'word' },
      operands: ['name*'],
      least: 1,
      effects: [['container', 'update', '$*']],
    },
    pull: {
      flags: 'q',
      words: '--quiet',
      values: { '--platform': 'zone' },
      operands: ['containerImage'],
      least: 1,
      effects: [['container', 'pull', '$1']],
    },
    'rm|rmi': DESTROYS('delete', 'deletes containers or images'),
    'run|create|build|commit|import|load|push|login|logout|cp|export|save|attach|swarm|secret|config|trust|checkpoint':
      CREATES,
    'container|image|volume|network|system|builder|buildx|node|service|stack|pod|context|plugin': {
      verbs: {
        'rm|remove|prune|reset': DESTROYS('delete', 'deletes containers, images, volumes or networks'),
        'start|restart|unpause|pause': { ...RECOVERS, effects: [['container', 'restart', '$*']] },
        'stop|kill': { ...RECOVERS, effects: [['container', 'stop', '$*']] },
        pull: { operands: ['containerImage'], least: 1, effects: [['container', 'pull', '$1']] },
        create: {
          values: { '-d|--driver': 'name', '--subnet|--gateway': 'cidr' },
          operands: ['name'],
          least: 1,
          effects: [['container', 'create', '$1']],
        },
        scale: { operands: ['assignment*'], least: 1, effects: [['container', 'scale', '$*']] },
        update: {
          words: '--force',
          values: { '--image|--replicas': 'containerImage' },
          operands: ['name'],
          least: 1,
          effects: [['container', 'update', '$1']],
        },
        rollback: { operands: ['name'], least: 1, effects: [['container', 'rollback', '$1']] },
      },
    },
  },
};

const COMPOSE_FILES = (file: string) => ({
  '-f|--file|--env-file': file,
  '-p|--project-name': 'name',
  '--project-directory': file,
  '--profile': 'name',
});

const COMPOSE_READS: EffectRow[] = [
  ['read', 'read', '$-f'],
  ['read', 'read', '$--project-directory'],
];

/** docker compose: `config` prints the file with all passwords in it. */
const COMPOSE: Grammar = {
  values: COMPOSE_FILES('manifest'),
  verbs: {
    'ps|ls|images|top|port|version|volumes': {
      flags: 'aq',
      words: '--all --quiet --services --short',
      values: { '--format': 'containerFormat', '--filter|--status': 'any' },
      operands: ['name*'],
    },
    logs: {
      flags: 't',
      words: '--timestamps --no-color --no-log-prefix',
      values: { '-n|--tail': 'countOrAll', '--since|--until': 'time' },
      operands: ['name*'],
      also: [
        {
          level: 'diagnose',
          flags: 'tf',
          words: '--follow --timestamps --no-color',
          values: { '-n|--tail': 'countOrAll', '--since': 'time' },
          operands: ['name*'],
        },
      ],
    },
    'config|convert': {
      flags: 'q',
      words: '--quiet --services --images --volumes --profiles',
      needs: [['-q', '--quiet', '--services', '--images', '--volumes', '--profiles']],
      also: [{ reader: 'secret' }],
    },
    events: { level: 'diagnose', words: '--json', operands: ['name*'] },
    stats: STATS,
  },
  also: [
    {
      level: 'remediate',
      values: COMPOSE_FILES('startFile'),
      verbs: {
        'up|start|restart|unpause|pause|pull|create': {
          flags: 'dq',
          words: '--detach --no-deps --wait --quiet-pull --no-recreate --build --pull --quiet',
          values: { '-t|--timeout': 'number', '--scale': 'assignment' },
          operands: ['name*'],
          effects: [['container', 'up', '$*'], ...COMPOSE_READS],
          raises: { '--build': { asks: 'builds what it starts' } },
        },
        stop: {
          values: { '-t|--timeout': 'number' },
          operands: ['name*'],
          effects: [['container', 'stop', '$*']],
        },
        'down|rm|kill': {
          flags: 'fv',
          words: '--volumes --force --stop --remove-orphans',
          values: { '--rmi': 'name', '-t|--timeout|-s|--signal': 'word' },
          operands: ['name*'],
          asks: 'takes containers, and perhaps their data, away',
          effects: [['container', 'delete', '$*']],
        },
      },
    },
  ],
};

function engine(own: Record<string, Grammar> = {}): Grammar {
  return { verbs: { ...READS, ...own, compose: COMPOSE }, also: [CHANGES] };
}

/** docker, podman and what stands in for them. -H, --context, --url and --config go to another one. */
export const CONTAINERS: Record<string, Grammar> = {
  docker: engine(),
  podman: engine({ top: PODMAN_TOP }),
  nerdctl: engine(),
  'docker-compose': COMPOSE,
  'podman-compose': COMPOSE,
};
