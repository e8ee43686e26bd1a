import { Injectable, inject } from '@angular/core';
import type {
  AddMember,
  ChangeMember,
  ChangeTenant,
  CreateTenant,
  MemberList,
  MemberView,
  RoleList,
  RoleView,
  SetTenantLimits,
  TenantLimitsView,
  TenantList,
  TenantView,
} from '@legator/contracts';
import { Api } from '../core/api-client';
import { StepUp } from '../core/step-up/step-up';

/** A place of a tenant, and the probes in it. */
export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly probes: number;
}

const at = (...parts: string[]) => `/api/v1/${parts.map(encodeURIComponent).join('/')}`;

/** The calls about tenants, who belongs to them, and sites. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class TenantsApi {
  private readonly api = inject(Api);
  private readonly stepUp = inject(StepUp);

  async tenants(): Promise<readonly TenantView[]> {
    return (await this.send<TenantList>('GET', at('tenants'))).tenants;
  }

  create(body: Partial<CreateTenant> & { name: string }): Promise<TenantView> {
    return this.send('POST', at('tenants'), body);
  }

  change(id: string, body: ChangeTenant): Promise<TenantView> {
    return this.send('PATCH', at('tenants', id), body);
  }

  remove(id: string): Promise<unknown> {
    return this.send('DELETE', at('tenants', id));
  }

  async members(tenant: string): Promise<readonly MemberView[]> {
    return (await this.send<MemberList>('GET', at('tenants', tenant, 'members'))).members;
  }

  addMember(tenant: string, body: AddMember): Promise<MemberView> {
    return this.stepUp.run(() => this.send('POST', at('tenants', tenant, 'members'), body));
  }

  changeMember(tenant: string, user: string, body: ChangeMember): Promise<MemberView> {
    return this.stepUp.run(() => this.send('PATCH', at('tenants', tenant, 'members', user), body));
  }

  removeMember(tenant: string, user: string): Promise<unknown> {
    return this.send('DELETE', at('tenants', tenant, 'members', user));
  }

  limits(tenant: string): Promise<TenantLimitsView> {
    return this.send('GET', at('tenants', tenant, 'limits'));
  }

  setLimits(tenant: string, body: SetTenantLimits): Promise<TenantLimitsView> {
    return this.send('PUT', at('tenants', tenant, 'limits'), body);
  }

  async roles(): Promise<readonly RoleView[]> {
    return (await this.send<RoleList>('GET', at('roles'))).roles;
  }

  async sites(): Promise<readonly SiteRow[]> {
    return (await this.send<{ sites: readonly SiteRow[] }>('GET', at('sites'))).sites;
  }

  createSite(body: { name: string; description: string }): Promise<unknown> {
    return this.send('POST', at('sites'), body);
  }

  changeSite(id: string, body: { name: string; description: string }): Promise<unknown> {
    return this.send('PATCH', at('sites', id), body);
  }

  /** Its probes stay in the fleet, and are in no site then. */
  removeSite(id: string): Promise<unknown> {
    return this.api.call({
      method: 'DELETE',
      path: at('sites', id),
      query: { take_out_probes: 'true' },
      as: 'json',
    });
  }

  private send<R>(method: string, path: string, body?: unknown): Promise<R> {
    return this.api.call<R>({ method, path, as: 'json', ...(body === undefined ? {} : { body }) });
  }
}
