import { z } from 'zod';
import { RoleName } from './people.js';

export const TenantState = z.enum(['active', 'suspended', 'archived']);
export type TenantState = z.infer<typeof TenantState>;

/** A tenant as upstream shows it; `id` and `slug` are the same and never change. */
export const TenantView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  contact_email: z.string(),
  created_at: z.iso.datetime(),
  organization_id: z.string(),
  state: TenantState,
  members: z.int(),
  /** What whoever asks is there; absent where they do not belong. */
  role: z.string().optional(),
});
export type TenantView = z.infer<typeof TenantView>;
export const TenantList = z.object({ tenants: z.array(TenantView), total: z.int() });
export type TenantList = z.infer<typeof TenantList>;

const Name = z.string().trim().min(1).max(100);
const Contact = z.union([z.literal(''), z.email().max(254)]);
const OrganizationId = z.string().min(1).max(63);

/** Body of `POST /api/v1/tenants`. Without a slug one is made from the name. */
export const CreateTenant = z.object({
  name: Name,
  slug: z.string().trim().min(1).max(100).optional(),
  contact_email: Contact.default(''),
  organization_id: OrganizationId.optional(),
});
export type CreateTenant = z.infer<typeof CreateTenant>;
/** Body of `PATCH /api/v1/tenants/{id}`. `state` and the organisation: administrators of the installation only. */
export const ChangeTenant = z.object({
  name: Name.optional(),
  contact_email: Contact.optional(),
  organization_id: OrganizationId.optional(),
  state: z.enum(['active', 'suspended']).optional(),
});
export type ChangeTenant = z.infer<typeof ChangeTenant>;

export const OrganizationView = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  tenants: z.int(),
});
export type OrganizationView = z.infer<typeof OrganizationView>;
export const OrganizationList = z.object({ organizations: z.array(OrganizationView), total: z.int() });
export type OrganizationList = z.infer<typeof OrganizationList>;
/** Body of `POST /api/v1/organizations`. */
export const CreateOrganization = z.strictObject({
  name: Name,
  slug: z.string().trim().min(1).max(100).optional(),
});
export type CreateOrganization = z.infer<typeof CreateOrganization>;

export const MemberView = z.object({
  user_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  role: z.string(),
  /** Of the membership; an account that is disabled everywhere shows as `enabled: false`. */
  state: z.enum(['active', 'disabled']),
  enabled: z.boolean(),
  created_at: z.iso.datetime(),
});
export type MemberView = z.infer<typeof MemberView>;
export const MemberList = z.object({ members: z.array(MemberView), total: z.int() });
export type MemberList = z.infer<typeof MemberList>;
/** Body of `POST /api/v1/tenants/{id}/members`: an account that exists; others are invited. */
export const AddMember = z.strictObject({ username: z.string().min(1).max(100), role: RoleName });
export type AddMember = z.infer<typeof AddMember>;
/** Body of `PATCH /api/v1/tenants/{id}/members/{user_id}`. */
export const ChangeMember = z
  .strictObject({ role: RoleName.optional(), state: z.enum(['active', 'disabled']).optional() })
  .refine((given) => Object.keys(given).length > 0, 'must change something');
export type ChangeMember = z.infer<typeof ChangeMember>;
