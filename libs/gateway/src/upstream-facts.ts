import { Inventory } from '@legator/contracts';
import type {
  Outcome,
  UpstreamHeartbeat,
  UpstreamInventory,
  UpstreamResult,
  Vitals,
} from '@legator/contracts';

/** What an upstream heartbeat says. A zero means that the probe does not know, never that nothing is used. */
export function toVitals(beat: UpstreamHeartbeat): Vitals {
  const [one = 0, five = 0, fifteen = 0] = beat.load_avg ?? [];
  return {
    ...(beat.uptime_seconds > 0 ? { uptimeSeconds: beat.uptime_seconds } : {}),
    ...(one > 0 || five > 0 || fifteen > 0 ? { load: [one, five, fifteen] as [number, number, number] } : {}),
    ...(beat.mem_total_bytes > 0
      ? { memoryTotal: beat.mem_total_bytes, memoryUsed: Math.min(beat.mem_used_bytes, beat.mem_total_bytes) }
      : {}),
    ...(beat.disk_total_bytes > 0
      ? { diskTotal: beat.disk_total_bytes, diskUsed: Math.min(beat.disk_used_bytes, beat.disk_total_bytes) }
      : {}),
  };
}

/** An upstream inventory in our shape, cut to our limits; nothing when even that does not fit. */
export function toInventory(from: UpstreamInventory, now: Date): Inventory | undefined {
  const collected = from.collected_at === undefined ? NaN : Date.parse(from.collected_at);
  // Year 1 is how Go writes a time that was never set.
  const known = !Number.isNaN(collected) && collected > 0;
  const parsed = Inventory.safeParse({
    ...from,
    interfaces: from.interfaces
      .slice(0, 2_000)
      .map((one) => ({ ...one, addrs: one.addrs.slice(0, 256), state: one.state === 'up' ? 'up' : 'down' })),
    packages: from.packages.slice(0, 20_000),
    services: from.services.slice(0, 5_000),
    users: from.users.slice(0, 5_000).map((user) => ({ ...user, groups: user.groups.slice(0, 1_000) })),
    labels: from.labels ?? undefined,
    metadata: from.metadata ?? undefined,
    collected_at: new Date(known ? collected : now).toISOString(),
  });
  return parsed.success ? parsed.data : undefined;
}

/** Exit code -1 is all that an upstream probe says of what did not run to its end; its stderr tells the rest. */
export function outcomeOf({ exit_code, stderr }: Pick<UpstreamResult, 'exit_code' | 'stderr'>): Outcome {
  if (exit_code !== -1) return 'exited';
  if (/^(?:policy violation|command rejected|command blocked)/i.test(stderr)) return 'refused';
  return /deadline exceeded|timed out|signal: killed/i.test(stderr) || stderr === ''
    ? 'timed_out'
    : 'not_started';
}
