import { z } from 'zod';
import { Permission } from './permissions.js';

const Name = z.string().trim().min(1).max(100);
const Description = z.string().trim().max(500);
const Permissions = z.array(Permission).min(1).max(128);
const Role = z.string().min(1).max(64);

/** Body of `POST /api/v1/service-accounts`: what it may do is a list or a role, one of the two. */
export const CreateServiceAccount = z
  .strictObject({
    name: Name,
    description: Description.optional(),
    permissions: Permissions.optional(),
    role: Role.optional(),
  })
  .refine(({ permissions, role }) => (permissions === undefined) !== (role === undefined), {
    path: ['permissions'],
    message: 'say what it may do: either permissions or role',
  });
export type CreateServiceAccount = z.infer<typeof CreateServiceAccount>;

/** Body of `PATCH /api/v1/service-accounts/{id}`. A list takes the place of a role, and the other way round. */
export const ChangeServiceAccount = z
  .strictObject({
    name: Name.optional(),
    description: Description.nullable().optional(),
    permissions: Permissions.optional(),
    role: Role.optional(),
    /** False stops all of its keys at once. */
    enabled: z.boolean().optional(),
  })
  .refine(({ permissions, role }) => permissions === undefined || role === undefined, {
    path: ['permissions'],
    message: 'say either permissions or role',
  });
export type ChangeServiceAccount = z.infer<typeof ChangeServiceAccount>;

/** An account for programs. It is no person: it never decides approvals. */
export const ServiceAccountView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  role: z.string().optional(),
  /** What its keys may do at most, by the list or by the role as it is now. */
  permissions: z.array(Permission),
  enabled: z.boolean(),
  keys: z.int(),
  last_used_at: z.iso.datetime().optional(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
});
export type ServiceAccountView = z.infer<typeof ServiceAccountView>;

export const ServiceAccountList = z.object({ service_accounts: z.array(ServiceAccountView), total: z.int() });
export type ServiceAccountList = z.infer<typeof ServiceAccountList>;
