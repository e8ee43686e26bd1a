import { inject } from '@angular/core';
import type {
  ApiKeyList,
  ApiKeyView,
  CreateApiKey,
  CreatedApiKey,
  CreateServiceAccount,
  RotatedApiKey,
  ServiceAccountList,
  ServiceAccountView,
} from '@legator/contracts';
import type { SsoMapping, SsoView } from '../app/access/sso-api';
import { bodyOf, on, type DemoCall, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';

const DAY_MS = 86_400_000;
const KEY = `lgk_${'5e'.repeat(32)}`;
const route = <R>(method: string, path: string, answer: (call: DemoCall) => R) =>
  on<R>({ method, path: `/api/v1/${path}`, as: 'json' }, answer);

/** Keys, the accounts of programs, the provider, and sites. */
export function accessKeyRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const iso = (ms: number) => new Date(world.now() + ms).toISOString();
  const key = (id: string, name: string, over: Partial<ApiKeyView> = {}): ApiKeyView => ({
    ...{ id, name, key_prefix: `lgk_${id.slice(0, 4)}`, created_at: iso(-40 * DAY_MS), enabled: true },
    ...{
      permissions: ['fleet:read'],
      effective_permissions: ['fleet:read'],
      expired: false,
      expires_soon: false,
    },
    owner: { type: 'user', id: 'mara', name: 'mara' },
    ...over,
  });
  let keys: readonly ApiKeyView[] = [
    key('a1f0', 'metrics', { last_used_at: iso(-30_000), expires_at: iso(50 * DAY_MS) }),
    key('b2c4', 'deploy', {
      ...{ permissions: ['fleet:read', 'command:exec', 'directive:read', 'directive:cancel'] },
      ...{ effective_permissions: ['fleet:read', 'directive:read'], expires_soon: true },
      ...{ expires_at: iso(3 * DAY_MS), service_account: { id: 'sa-1', name: 'pipeline' } },
    }),
  ];
  let accounts: readonly ServiceAccountView[] = [
    {
      ...{
        id: 'sa-1',
        name: 'pipeline',
        role: 'operator',
        permissions: ['fleet:read'],
        enabled: true,
        keys: 1,
      },
      ...{ created_at: iso(-60 * DAY_MS), created_by: 'mara', description: 'Rolls out releases' },
    },
  ];
  const sso: SsoView = {
    ...{ client_secret: { set: false, changed_at: null, changed_by: null }, from_environment: [] },
    ...{ callback_url: 'https://legator.example/auth/oidc/callback', changed_at: null, changed_by: null },
  };
  return [
    route<ApiKeyList>('GET', 'auth/keys', () => ({ keys: [...keys], total: keys.length })),
    route<CreatedApiKey>('POST', 'auth/keys', (call) => {
      const { name = '', permissions = [] } = bodyOf<CreateApiKey>(call);
      const made = key(crypto.randomUUID(), name, { permissions });
      keys = [made, ...keys];
      return { key: made, plain_key: KEY, warning: '' };
    }),
    route<RotatedApiKey>('POST', 'auth/keys/:id/rotate', ({ params: { id = '' } }) => {
      const made = { ...key(crypto.randomUUID(), keys.find((one) => one.id === id)?.name ?? '') };
      const until = iso(DAY_MS);
      keys = [
        made,
        ...keys.map((one) => (one.id === id ? { ...one, replaced_by: made.id, expires_at: until } : one)),
      ];
      return { key: made, plain_key: KEY, warning: '', replaces: { id, works_until: until } };
    }),
    route('DELETE', 'auth/keys/:id', ({ params: { id } }) => {
      keys = keys.filter((one) => one.id !== id);
    }),
    route<ServiceAccountList>('GET', 'service-accounts', () => ({
      service_accounts: [...accounts],
      total: accounts.length,
    })),
    route<ServiceAccountView>('POST', 'service-accounts', (call) => {
      const { name = '', role, permissions = [] } = bodyOf<CreateServiceAccount>(call);
      const rights = role ? { role, permissions } : { permissions };
      const made = { id: crypto.randomUUID(), name, ...rights, enabled: true, keys: 0 };
      accounts = [...accounts, { ...made, created_at: iso(0), created_by: 'mara' }];
      return accounts.at(-1)!;
    }),
    route('PATCH', 'service-accounts/:id', (call) => {
      const change = bodyOf<ServiceAccountView>(call);
      accounts = accounts.map((one) => (one.id === call.params['id'] ? { ...one, ...change } : one));
    }),
    route('DELETE', 'service-accounts/:id', ({ params: { id } }) => {
      accounts = accounts.filter((one) => one.id !== id);
    }),
    route('GET', 'sites', () => ({
      sites: [
        { id: 'fra1', name: 'Frankfurt', description: 'The rack at the airport', probes: 92 },
        { id: 'ber2', name: 'Berlin', description: '', probes: 41 },
      ],
    })),
    route<SsoView>('GET', 'auth/oidc', () => sso),
    route('POST', 'auth/oidc/test', () => ({
      ok: true,
      checks: [{ name: 'discovery', outcome: 'ok', message: 'The provider answered in 41 ms.' }],
    })),
    route<SsoMapping>('POST', 'auth/oidc/map', () => ({
      ...{
        outcome: 'role',
        role: 'operator',
        tenant: 'default',
        username: 'mara',
        display_name: 'Mara Keller',
      },
      ...{ values: ['platform', 'on-call'], unknown_roles: [] },
      explanation: 'The group platform is mapped to the role operator.',
    })),
  ];
}
