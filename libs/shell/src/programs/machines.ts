import type { Grammar } from '../grammar.js';
import { LOGS } from './container-logs.js';
import { DESTROYS, EXEC } from './containers.js';

/** docker, podman and what stands in for them. -H, --context, --url and --config go to another one. */
export const MACHINES: Record<string, Grammar> = {
  crictl: {
    verbs: {
      'ps|pods|images|img|version|info|stats|statsp|imagefsinfo': {
        flags: 'aqv',
        words: '--all --quiet --no-trunc --verbose --latest',
        values: { '--name|--namespace|--state|--label|-o|--output|--pod|-p|--image|--id': 'word' },
        operands: ['name*'],
      },
      logs: { ...LOGS, flags: 'tp' },
      'inspectp|inspecti': { words: '-o json', operands: ['name*'] },
      exec: { ...EXEC, flags: 'its' },
    },
    secretVerbs: ['inspect'],
    also: [
      {
        level: 'remediate',
        verbs: {
          'stop|stopp|start|update': { operands: ['name*'], effects: [['container', 'stop', '$*']] },
          pull: { operands: ['containerImage'], effects: [['container', 'pull', '$1']] },
          'rm|rmp|rmi': DESTROYS('delete', 'deletes containers or images'),
        },
      },
    ],
  },
  ctr: {
    values: { '-n|--namespace': 'name' },
    verbs: {
      'containers|c|container|images|image|i|tasks|task|t|namespaces|namespace|ns|snapshots|snapshot|content|leases|plugins':
        { verbs: { 'ls|list': { flags: 'q' } } },
      version: {},
    },
  },
  lxc: {
    verbs: {
      'list|ls|version': { operands: ['name'] },
      'image|network|storage|profile|remote|cluster': { verbs: { 'list|ls': {} } },
      info: { words: '--show-log', operands: ['name'] },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'start|restart|stop': { operands: ['name*'], effects: [['container', 'restart', '$*']] },
          'delete|rm': DESTROYS('delete', 'deletes containers'),
        },
      },
    ],
  },
  'lxc-ls': { flags: 'f1', words: '--fancy --running --active' },
  virsh: {
    verbs: {
      'list|net-list|pool-list|vol-list|nodeinfo|version|dominfo|domstate|domstats|domblklist|domiflist|domifaddr|vcpuinfo|nodememstats|nodecpustats|snapshot-list|pool-info|net-info|capabilities|hostname|uri|dommemstat|domblkinfo|domblkstat|domifstat|sysinfo':
        { words: '--all --inactive --title --details', operands: ['word*'] },
    },
    also: [
      {
        level: 'remediate',
        verbs: {
          'start|reboot|shutdown|resume|suspend|autostart': {
            operands: ['name'],
            least: 1,
            effects: [['container', 'vm', '$1']],
          },
          'destroy|undefine|vol-delete|pool-delete|snapshot-delete': {
            operands: ['word*'],
            asks: 'destroys a machine or its data',
            effects: [['container', 'destroy', '$*']],
          },
        },
      },
    ],
  },
  qm: { style: 'plain', operands: ['choice:list|status|config', 'numbers'], least: 1 },
  pct: { style: 'plain', operands: ['choice:list|status', 'numbers'], least: 1 },
};
