/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Permission } from '../models/permission';

export interface DirectiveTypeView {
  kind: string;
  name: string;
  payload_schema: {
    [key: string]: unknown;
  };
  permission: Permission;
  requestable: boolean;
  rerunnable: boolean;
  title: string;
}
