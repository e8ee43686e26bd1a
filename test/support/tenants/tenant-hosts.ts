import { Presence } from '@legator/fleet';
import { anInventory, someVitals } from '@legator/fleet/testing';
import { generateKeyPair } from '@legator/wire';
import { FakeProbe } from '../fake-probe.js';
import type { WholeServer } from '../whole-server.js';
import type { Tenant } from './tenant.js';

/** A host that a tenant takes in with a token of its own, connected and known. */
export async function takeIn(
  server: WholeServer,
  tenant: Tenant,
  hostname: string,
  tags: string[],
): Promise<FakeProbe> {
  const { token } = await tenant.must<{ token: string }>('POST', '/tokens', { multi_use: true, tags });
  const keys = generateKeyPair();
  const about = {
    hostname,
    os: 'linux',
    arch: 'amd64',
    version: '0.1.0',
    protocols: [1, 2],
    ceiling: 'remediate',
  };
  const made = await tenant.must<Made>('POST', '/register', { ...about, token, public_key: keys.publicKey });
  const serverKeys = made.server_keys.map(({ public_key }) => public_key);
  const probe = new FakeProbe(server.url, { id: made.probe_id, apiKey: made.api_key, keys, serverKeys });
  await probe.connect();
  const presence = server.app.get(Presence, { strict: false });
  const present = { probeId: probe.id, tenantId: tenant.id };
  alive(server, tenant, probe);
  const interfaces = [{ name: 'eth0', state: 'up' as const, addrs: ['10.7.0.1/24'] }];
  await presence.inventory(present, anInventory({ hostname, distribution: `${hostname}-os`, interfaces }));
  const from = { direction: 'in' as const, address: '10.7.0.9', port: 80, connections: 1 };
  await presence.connections(present, { groups: [{ ...from, service: hostname }], truncated: false });
  await presence.flush();
  return probe;
}

/** A beat of its heart, as busy as ever. */
export function alive(server: WholeServer, tenant: Tenant, probe: { readonly id: string }): void {
  const presence = server.app.get(Presence, { strict: false });
  presence.beat({ probeId: probe.id, tenantId: tenant.id }, someVitals(), new Date());
}

interface Made {
  readonly probe_id: string;
  readonly api_key: string;
  readonly server_keys: { readonly public_key: string }[];
}
