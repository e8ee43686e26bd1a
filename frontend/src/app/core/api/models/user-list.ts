/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { UserView } from '../models/user-view';

export interface UserList {
  total: number;
  users: Array<UserView>;
}
