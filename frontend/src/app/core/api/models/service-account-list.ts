/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ServiceAccountView } from '../models/service-account-view';

export interface ServiceAccountList {
  service_accounts: Array<ServiceAccountView>;
  total: number;
}
