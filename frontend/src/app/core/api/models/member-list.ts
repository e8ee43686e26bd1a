/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { MemberView } from '../models/member-view';

export interface MemberList {
  members: Array<MemberView>;
  total: number;
}
