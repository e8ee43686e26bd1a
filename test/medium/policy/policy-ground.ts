import type { PolicyView, ProbePolicyView } from '@legator/contracts';
import { anActor } from '@legator/core/testing';
import { ProbeRoad } from '../../support/probe-road.js';

/** Probes, policies and people to ask with, on a server of their own. */
export class PolicyGround {
  private constructor(readonly road: ProbeRoad) {}

  static async start(): Promise<PolicyGround> {
    const road = await ProbeRoad.start({ policy: true });
    const { named } = road.spine.access;
    named['operator'] = anActor({ id: 'op', permissions: ['fleet:read', 'fleet:write', 'command:exec'] });
    named['viewer'] = anActor({ id: 'vi', permissions: ['fleet:read'] });
    named['stranger'] = anActor({ id: 'st', tenantId: 'other' });
    return new PolicyGround(road);
  }

  /** As an administrator, or as somebody named. */
  async ask<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    who = '',
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.road.base}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(who && { authorization: `Bearer ${who}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** A template of the tenant; its id. */
  async write(fields: object): Promise<string> {
    const { status, body } = await this.ask<PolicyView>('POST', '/policies', {
      name: 'Mine',
      level: 'diagnose',
      ...fields,
    });
    expect(status).toBe(201);
    return body.id;
  }

  async policyOf(id: string): Promise<ProbePolicyView> {
    return (await this.ask<ProbePolicyView>('GET', `/probes/${id}/policy`)).body;
  }

  async levelOf(id: string): Promise<string> {
    const [row] = await this.road.rows<{ level: string }>('select level from fleet_probe where id = $1', [
      id,
    ]);
    return row!.level;
  }

  async run(id: string, command: string): Promise<{ status: string; reason_code?: string }> {
    return (
      await this.ask<{ status: string; reason_code?: string }>('POST', `/probes/${id}/command`, { command })
    ).body;
  }
}
