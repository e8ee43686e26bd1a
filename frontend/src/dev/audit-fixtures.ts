import type { AuditEvent } from '../app/core/api/models';
import type { DemoHost } from './demo-host';
import { Random } from './random';

const ENTRIES = 1_200;
const DAYS = 14;
const PEOPLE = ['ana', 'jonas', 'priya', 'deploy-bot'] as const;

type Kind = readonly [type: string, actorType: string, say: (host: DemoHost, random: Random) => string];
const COMMANDS = [
  'uptime',
  'df -h',
  'systemctl status nginx',
  'journalctl -n 50',
  'free -m',
  'ss -tlnp',
] as const;

const KINDS: readonly Kind[] = [
  ['probe.connected', 'probe', ({ hostname }) => `${hostname} connected.`],
  ['probe.disconnected', 'probe', ({ hostname }) => `${hostname} disconnected.`],
  ['probe.degraded', 'system', ({ hostname }) => `${hostname} is degraded.`],
  ['probe.recovered', 'system', ({ hostname }) => `${hostname} is well again.`],
  ['inventory.updated', 'probe', ({ hostname }) => `${hostname} reported what it is made of.`],
  [
    'command.dispatched',
    'user',
    ({ hostname }, random) => `${random.pick(COMMANDS)} was sent to ${hostname}.`,
  ],
  [
    'command.completed',
    'probe',
    ({ hostname }, random) => `${random.pick(COMMANDS)} ended on ${hostname} with 0.`,
  ],
  ['command.failed', 'probe', ({ hostname }) => `systemctl status nginx ended on ${hostname} with 3.`],
  ['probe.tags_changed', 'user', ({ hostname }) => `Tags of ${hostname} were changed.`],
];

/** Two weeks of a trail, newest first, about these machines. Empty for an empty fleet. */
export function makeTrail(hosts: readonly DemoHost[], now: number): AuditEvent[] {
  if (hosts.length === 0) return [];
  const random = new Random('trail');
  const step = (DAYS * 86_400_000) / ENTRIES;
  return Array.from({ length: ENTRIES }, (_none, at) => {
    const host = random.pick(hosts);
    const [type, actorType, say] = random.pick(KINDS);
    const actor =
      actorType === 'user' ? random.pick(PEOPLE) : actorType === 'probe' ? host.hostname : 'system';
    const id = random.uuid();
    return {
      id,
      timestamp: new Date(now - 20_000 - at * step - random.between(0, step * 0.9)).toISOString(),
      type,
      summary: say(host, random),
      tenant_id: 'default',
      actor,
      actor_type: actorType,
      actor_id: actorType === 'probe' ? host.id : actor,
      probe_id: host.id,
      subject: { type: 'probe', id: host.id },
      request_id: random.uuid(),
      signal_id: id,
      sealed: true,
      index: ENTRIES - at,
      entry_hash: random.hex(64),
      link: random.hex(64),
    };
  });
}
