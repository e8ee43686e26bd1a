import { z } from 'zod';
import { RoleName } from './people.js';
import { DisplayName, NewPassword, Username } from './sign-in.js';

export const InvitationView = z.object({
  id: z.string(),
  /** Whom it is for, in the words of whoever made it. */
  name: z.string(),
  role: z.string(),
  state: z.enum(['open', 'accepted', 'expired', 'revoked']),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  accepted_at: z.iso.datetime().optional(),
  accepted_by: z.string().optional(),
});
export type InvitationView = z.infer<typeof InvitationView>;
export const InvitationList = z.object({ invitations: z.array(InvitationView), total: z.int() });
export type InvitationList = z.infer<typeof InvitationList>;

/** Body of `POST /api/v1/invitations`. `expires_in` is a duration of at most 30 days; 72 hours unless told. */
export const CreateInvitation = z.strictObject({
  name: z.string().trim().max(100).default(''),
  role: RoleName,
  expires_in: z.string().max(32).optional(),
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;
/** The only answer that holds the link. What proves the invitation stands behind the `#`, which browsers do not send. */
export const CreatedInvitation = z.object({
  invitation: InvitationView,
  link: z.string(),
  warning: z.string(),
});
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

const InvitationToken = z.string().min(1).max(200);
/** Body of `POST /api/v1/auth/invitation/look`. */
export const LookAtInvitation = z.strictObject({ token: InvitationToken });
export type LookAtInvitation = z.infer<typeof LookAtInvitation>;
export const SeenInvitation = z.object({
  tenant: z.object({ id: z.string(), name: z.string() }),
  name: z.string(),
  role: z.string(),
  expires_at: z.iso.datetime(),
});
export type SeenInvitation = z.infer<typeof SeenInvitation>;

/** Body of `POST /api/v1/auth/invitation/accept`: who is signed in sends the token alone, others say who they are. */
export const AcceptInvitation = z.strictObject({
  token: InvitationToken,
  username: Username.optional(),
  display_name: DisplayName.optional(),
  password: NewPassword.optional(),
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
/** `signed_in` comes with the cookie of a new account; `joined` leaves whoever was signed in where they are. */
export const AcceptedInvitation = z.object({
  status: z.enum(['signed_in', 'joined']),
  tenant_id: z.string(),
});
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;
