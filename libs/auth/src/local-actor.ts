import type { Actor } from '@legator/core';

export const DEFAULT_TENANT = 'default';

/** With sign-in off everybody is `local`; that is why the server then listens on loopback only. */
export const LOCAL: Actor = {
  type: 'local',
  id: 'local',
  name: 'local',
  tenantId: DEFAULT_TENANT,
  permissions: ['admin'],
  installationAdmin: true,
};
