import type { Inventory, ServerKey, Vitals } from '@legator/contracts';
import { ProbeChannel } from './probe-channel.js';
import type { OutgoingMessage } from './probe-channel.js';
import { ServerKeys } from './server-keys.js';

/** A gateway without sockets: who is connected is set by hand, and what was sent and closed is kept. */
export class FakeProbeChannel extends ProbeChannel {
  readonly connected = new Set<string>();
  readonly sent: { probeId: string; message: OutgoingMessage }[] = [];
  readonly closed: { probeId: string; code: number; reason: string }[] = [];

  isConnected(probeId: string): boolean {
    return this.connected.has(probeId);
  }

  connectedCount(): number {
    return this.connected.size;
  }

  protocol(probeId: string): 2 | undefined {
    return this.connected.has(probeId) ? 2 : undefined;
  }

  close(probeId: string, code: number, reason: string): void {
    this.connected.delete(probeId);
    this.closed.push({ probeId, code, reason });
  }

  send(probeId: string, message: OutgoingMessage): boolean {
    if (!this.connected.has(probeId)) return false;
    this.sent.push({ probeId, message });
    return true;
  }
}

/** The keys it was made with. */
export class FixedServerKeys extends ServerKeys {
  constructor(public keys: ServerKey[] = [{ kid: 'k1', public_key: 'A'.repeat(43) }]) {
    super();
  }

  list(): readonly ServerKey[] {
    return this.keys;
  }
}

/** A host at ease: half its memory and a tenth of its disk used. */
export function someVitals(over: Partial<Vitals> = {}): Vitals {
  return {
    uptimeSeconds: 3_600,
    load: [0.4, 0.3, 0.2],
    cpus: 4,
    cpuPercent: 10,
    memoryTotal: 8_000_000_000,
    memoryUsed: 4_000_000_000,
    diskTotal: 100_000_000_000,
    diskUsed: 10_000_000_000,
    processes: 120,
    ...over,
  };
}

/** A host whose memory and disk are both nearly gone: score 40. */
export function strainedVitals(): Vitals {
  return someVitals({ memoryUsed: 7_900_000_000, diskUsed: 99_000_000_000 });
}

/** What an Ubuntu host with two services and two packages reports. */
export function anInventory(over: Partial<Inventory> = {}): Inventory {
  return {
    hostname: 'web-1',
    os: 'linux',
    arch: 'amd64',
    kernel: '6.8.0',
    distribution: 'ubuntu',
    distribution_version: '24.04',
    cpus: 4,
    mem_total_bytes: 8_000_000_000,
    disk_total_bytes: 100_000_000_000,
    services: [
      { name: 'nginx', state: 'running', enabled: true },
      { name: 'cron', state: 'running', enabled: true },
    ],
    packages: [
      { name: 'nginx', version: '1.24', manager: 'apt' },
      { name: 'cron', version: '3.0', manager: 'apt' },
    ],
    collected_at: '2026-01-01T00:00:00Z',
    ...over,
  };
}
