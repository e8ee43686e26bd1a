import type { CreatedToken, ProbeView, ProbeDetail } from '../core/api/models';

/** A probe that is well, but for what the test is about. */
export function aProbe(over: Partial<ProbeView> = {}): ProbeView {
  return {
    id: 'prb-1',
    hostname: 'web-01',
    os: 'linux',
    arch: 'amd64',
    status: 'online',
    policy_level: 'observe',
    registered: '2026-11-01T08:00:00Z',
    last_seen: '2026-11-20T08:00:00Z',
    type: 'agent',
    tenant_id: 'default',
    protocol: 2,
    connected: true,
    tags: [],
    health: { score: 100, status: 'healthy' },
    ...over,
  };
}

/** Answers with what the test put into it. */
export class FakeFleetApi {
  probes: readonly ProbeView[] = [];

  list(): Promise<readonly ProbeView[]> {
    return Promise.resolve(this.probes);
  }

  get(id: string): Promise<ProbeDetail> {
    const found = this.probes.find((probe) => probe.id === id);
    return found ? Promise.resolve(found) : Promise.reject(new Error(`There is no probe ${id}.`));
  }

  invite(): Promise<CreatedToken> {
    return Promise.resolve({
      id: 'tok-1',
      token: 'secret',
      created: '2026-11-20T08:00:00Z',
      expires: '2026-11-20T09:00:00Z',
      used: false,
      tenant_id: 'default',
      install_command: 'install',
    });
  }
}
