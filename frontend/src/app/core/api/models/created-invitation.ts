/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { InvitationView } from '../models/invitation-view';

export interface CreatedInvitation {
  invitation: InvitationView;
  link: string;
  warning: string;
}
