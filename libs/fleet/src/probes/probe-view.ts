import type { ProbeView } from '@legator/contracts';
import type { ProbeRecord } from './probe.record.js';

/** What the API shows of a probe. What is not known is left out; the key is not among what could be shown. */
export function toView(probe: ProbeRecord): ProbeView {
  return {
    id: probe.id,
    hostname: probe.hostname,
    os: probe.os,
    arch: probe.arch,
    status: probe.status,
    type: probe.kind,
    policy_level: probe.level,
    registered: probe.registeredAt.toISOString(),
    last_seen: probe.lastSeenAt?.toISOString(),
    tags: [...probe.tags],
    labels: Object.keys(probe.labels).length > 0 ? { ...probe.labels } : undefined,
    health: probe.health,
    tenant_id: probe.tenantId,
    ceiling: probe.ceiling ?? undefined,
    protocol: probe.protocol,
    sandbox: probe.sandbox ?? undefined,
    version: probe.version ?? undefined,
    connected: probe.connection !== null,
    connected_since: probe.connectedSince?.toISOString(),
    address: probe.address ?? undefined,
    distribution: probe.distribution ?? undefined,
    distribution_version: probe.distributionVersion ?? undefined,
    kernel: probe.kernel ?? undefined,
    cpus: probe.cpus ?? undefined,
    ram_bytes: probe.memTotal ?? undefined,
    disk_bytes: probe.diskTotal ?? undefined,
    vitals: probe.vitals ?? undefined,
    vitals_at: probe.vitalsAt?.toISOString(),
    inventory_at: probe.inventoryAt?.toISOString(),
    site_id: probe.siteId ?? undefined,
    site: probe.site ?? undefined,
  };
}
