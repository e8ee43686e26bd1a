import { z } from 'zod';
import { Permission } from './permissions.js';
import { DisplayName, NewPassword, Username } from './sign-in.js';

/** The name of a role, built-in or a tenant's own. */
export const RoleName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,39}$/,
    'must begin with a small letter and hold small letters, digits, _ and - only',
  );
const Email = z.email().max(254);

/** Somebody who belongs to the tenant, as upstream shows them; what we added stands below. */
export const UserView = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  role: z.string(),
  enabled: z.boolean(),
  created_at: z.iso.datetime(),
  last_login: z.iso.datetime().optional(),
  email: z.string().optional(),
  /** Whether they may work in this tenant; `enabled` is about the account everywhere. */
  member_state: z.enum(['active', 'disabled']),
  must_change_password: z.boolean(),
  installation_admin: z.boolean(),
  /** Belongs to other tenants, too: only administrators of the installation change the account. */
  belongs_elsewhere: z.boolean(),
  /** By what they can sign in. */
  sign_in_methods: z.array(z.enum(['password', 'passkey', 'oidc'])),
  /** Sign-ins in this tenant that hold, and when one was last used. */
  sessions: z.int(),
  last_seen: z.iso.datetime().optional(),
  /** The only administrator left here: cannot be removed, disabled or given another role. */
  last_admin: z.boolean(),
});
export type UserView = z.infer<typeof UserView>;
export const UserList = z.object({ users: z.array(UserView), total: z.int() });
export type UserList = z.infer<typeof UserList>;

/** Body of `POST /api/v1/users`. Without a password one is made that has to be changed at the first sign-in. */
export const CreateUser = z.object({
  username: Username,
  display_name: DisplayName.optional(),
  email: Email.optional(),
  password: NewPassword.optional(),
  role: RoleName,
  must_change_password: z.boolean().optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;
/** The only answer that ever holds the password, when we made it. */
export const CreatedUser = UserView.extend({ one_time_password: z.string().optional() });
export type CreatedUser = z.infer<typeof CreatedUser>;

/** Body of `PATCH /api/v1/users/{id}`; a missing field is left alone, `null` clears. */
export const ChangeUser = z
  .strictObject({
    display_name: DisplayName.optional(),
    email: Email.nullable().optional(),
    /** Administrators of the installation only. */
    installation_admin: z.boolean().optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'must change something');
export type ChangeUser = z.infer<typeof ChangeUser>;

/** `kept`: the account goes on to exist, since it belongs to other tenants. */
export const DeletedUser = z.object({ status: z.literal('deleted'), account: z.enum(['removed', 'kept']) });
export type DeletedUser = z.infer<typeof DeletedUser>;

export const UserRole = z.object({ user_id: z.string(), role: z.string(), permissions: z.array(Permission) });
export type UserRole = z.infer<typeof UserRole>;
/** Body of `PUT /api/v1/users/{id}/role`. */
export const AssignRole = z.object({ role: RoleName });
export type AssignRole = z.infer<typeof AssignRole>;
export const AssignedRole = z.object({
  user_id: z.string(),
  role: z.string(),
  status: z.literal('updated'),
});
export type AssignedRole = z.infer<typeof AssignedRole>;

/** Body of `PUT /api/v1/users/{id}/tenants`: exactly these from now on; `role` is for those that are new. */
export const AssignTenants = z.object({
  tenant_ids: z.array(z.string().min(1).max(63)).min(1).max(500),
  role: RoleName.default('viewer'),
});
export type AssignTenants = z.infer<typeof AssignTenants>;
export const AssignedTenants = z.object({
  user_id: z.string(),
  tenant_ids: z.array(z.string()),
  status: z.literal('updated'),
});
export type AssignedTenants = z.infer<typeof AssignedTenants>;

/** Whether the API keys that the person answers for go with the password. */
export const AskResetPassword = z.object({ revoke_keys: z.boolean().default(false) });
export type AskResetPassword = z.infer<typeof AskResetPassword>;

/** The only answer that holds it. All sign-ins of the person have ended. */
export const ResetPassword = z.object({
  one_time_password: z.string(),
  ended: z.int(),
  revoked_keys: z.int(),
  warning: z.string(),
});
export type ResetPassword = z.infer<typeof ResetPassword>;

/** Names of colleagues, for whoever reads approvals: nothing else about them. */
export const PeopleQuery = z.strictObject({ may: Permission.optional() });
export type PeopleQuery = z.infer<typeof PeopleQuery>;
export const PeopleList = z.object({
  people: z.array(z.object({ id: z.string(), username: z.string(), display_name: z.string() })),
  total: z.int(),
});
export type PeopleList = z.infer<typeof PeopleList>;

/** One's own account. */
export const Profile = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  email: z.string().optional(),
  created_at: z.iso.datetime(),
  last_login: z.iso.datetime().optional(),
  has_password: z.boolean(),
  password_changed_at: z.iso.datetime().optional(),
  must_change_password: z.boolean(),
  passkeys: z.int(),
  /** Providers that one signs in with. */
  identities: z.array(z.object({ issuer: z.string(), since: z.iso.datetime() })),
});
export type Profile = z.infer<typeof Profile>;
/** Body of `PATCH /api/v1/profile`. */
export const ChangeProfile = z
  .strictObject({ display_name: DisplayName.optional(), email: Email.nullable().optional() })
  .refine((given) => Object.keys(given).length > 0, 'must change something');
export type ChangeProfile = z.infer<typeof ChangeProfile>;
/** Body of `POST /api/v1/profile/password`. */
export const ChangePassword = z.strictObject({ current: z.string().min(1).max(1_000), new: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;
/** `ended`: how many other sign-ins of one's own ended with it. */
export const ChangedPassword = z.object({ status: z.literal('changed'), ended: z.int() });
export type ChangedPassword = z.infer<typeof ChangedPassword>;

export const RoleView = z.object({
  name: z.string(),
  permissions: z.array(Permission),
  built_in: z.boolean(),
  description: z.string().optional(),
  /** How many people of this tenant have it; told to whoever may change roles or people. */
  members: z.int().optional(),
});
export type RoleView = z.infer<typeof RoleView>;
export const RoleList = z.object({ roles: z.array(RoleView), total: z.int() });
export type RoleList = z.infer<typeof RoleList>;
const RolePermissions = z.array(Permission).min(1).max(100);
/** Body of `POST /api/v1/roles`. */
export const CreateRole = z.object({
  name: RoleName,
  permissions: RolePermissions,
  description: z.string().trim().max(500).default(''),
});
export type CreateRole = z.infer<typeof CreateRole>;
/** Body of `PUT /api/v1/roles/{name}`. */
export const ChangeRole = z.strictObject({
  permissions: RolePermissions,
  description: z.string().trim().max(500).optional(),
});
export type ChangeRole = z.infer<typeof ChangeRole>;
export const DeletedRole = z.object({ status: z.literal('deleted'), name: z.string() });
export type DeletedRole = z.infer<typeof DeletedRole>;

/** `GET /api/v1/auth/permissions`: built-in roles for everybody, the tenant's own for whoever is signed in. */
export const AuthPermissions = z.object({
  roles: z.record(
    z.string(),
    z.object({
      permissions: z.array(Permission),
      built_in: z.boolean(),
      description: z.string().optional(),
    }),
  ),
  permissions: z.array(Permission),
});
export type AuthPermissions = z.infer<typeof AuthPermissions>;
