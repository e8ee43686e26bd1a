import type { Inventory } from '../../core/api/models';
import type { Tone } from '../../ui/tone';

export type Service = NonNullable<Inventory['services']>[number];

const FAILED = new Set(['failed', 'not-found', 'bad-setting', 'error']);
const RESTLESS = /restart|activating|reloading|stopping|start-|stop-|deactivating/;

/** What a person should look at is red or amber; a service that simply ended is neither. */
export function serviceTone(state: string): Tone {
  if (FAILED.has(state)) return 'bad';
  if (RESTLESS.test(state)) return 'warn';
  return state === 'running' || state === 'active' ? 'ok' : 'neutral';
}

const RANK: Readonly<Partial<Record<Tone, number>>> = { bad: 0, warn: 1, ok: 2, neutral: 3 };

/** Failed, then restarting, then running, then the rest; by name. */
export function byUrgency(a: Service, b: Service): number {
  return (
    (RANK[serviceTone(a.state)] ?? 3) - (RANK[serviceTone(b.state)] ?? 3) || a.name.localeCompare(b.name)
  );
}
