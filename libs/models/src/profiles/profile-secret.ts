import type { SecretRef } from '@legator/core';

/** Where the key of a profile is kept. */
export function secretOf(tenantId: string, profileId: string): SecretRef {
  return { tenantId, table: 'models_profile', id: profileId };
}
