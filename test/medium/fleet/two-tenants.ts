import { anInventory, someVitals } from '@legator/fleet/testing';
import { fleetApp, publicKey } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';

const HOSTS = { mine: ['Alpha', 'bravo', 'charlie'], theirs: ['secret-host'] };

/** Three hosts of `mine` and one of `theirs`, all connected and known; ids and keys by their names. */
export async function twoTenants() {
  const fleet = await fleetApp();
  await fleet.missNobody();
  const ids: Record<string, string> = {};
  const keys: Record<string, string> = {};
  for (const [tenant, names] of Object.entries(HOSTS)) {
    const { token } = await fleet.token(tenant);
    for (const hostname of names) {
      const made = await fleet.register({
        ...{ token, hostname, protocols: [2], public_key: publicKey(), tags: ['All'] },
      });
      ids[hostname] = made.probe_id;
      keys[hostname] = made.api_key;
      await report(fleet, { probeId: made.probe_id, tenantId: tenant }, hostname);
    }
  }
  await fleet.presence.flush();
  const get = (path: string, tenant = 'mine') =>
    fleet.http().get(`/api/v1${path}`).set('Authorization', `Bearer ${tenant}`);
  return { fleet, ids, keys, get };
}

export type TwoTenants = Awaited<ReturnType<typeof twoTenants>>;

async function report(fleet: FleetApp, probe: { probeId: string; tenantId: string }, hostname: string) {
  fleet.presence.connected(probe, { at: fleet.clock.now(), address: '192.0.2.7', version: '1' });
  fleet.presence.beat(probe, someVitals(), fleet.clock.now());
  const distribution = hostname === 'bravo' ? 'debian' : 'ubuntu';
  await fleet.presence.inventory(probe, anInventory({ hostname, distribution }));
}
