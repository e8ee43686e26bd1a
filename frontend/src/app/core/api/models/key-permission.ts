/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FederationGrant } from '../models/federation-grant';
import type { Permission } from '../models/permission';

export type KeyPermission = Permission | FederationGrant;
