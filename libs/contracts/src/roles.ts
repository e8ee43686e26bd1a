import { Permission } from './permissions.js';

/** Reads everything that is no secret of other people. */
const READER: readonly Permission[] = [...Permission.options.filter((one) => one.endsWith(':read'))];

/** Works with machines and decides about what others ask for, but grants nothing to anybody. */
const OPERATOR: readonly Permission[] = [
  ...READER,
  'agent:run',
  'approval:write',
  'command:exec',
  'dashboard:generate',
  'dashboard:write',
  'directive:cancel',
  'directive:rerun',
  'fleet:write',
  'forum:write',
  'incident:write',
  'plan:propose',
  'plugin:invoke',
  'skill:run',
  'webhook:manage',
  'workflow:run',
];

export interface BuiltInRole {
  readonly permissions: readonly Permission[];
  readonly description: string;
  /** Of several roles that a sign-on offers, the one with the highest rank is taken. Custom roles stand at 0. */
  readonly rank: number;
}

/** The roles that every tenant has; nobody can change or remove them. */
export const BUILT_IN_ROLES = {
  admin: { permissions: ['admin'], description: 'May do everything in the tenant.', rank: 3 },
  operator: {
    permissions: OPERATOR,
    description: 'Runs commands, decides about requests, changes the fleet.',
    rank: 2,
  },
  viewer: { permissions: READER, description: 'Looks at everything, changes nothing.', rank: 1 },
  auditor: {
    permissions: [
      'fleet:read',
      'approval:read',
      'audit:read',
      'directive:read',
      'signal:read',
      'timeline:read',
    ],
    description: 'Reads the trail, the fleet and the decisions.',
    rank: 1,
  },
} as const satisfies Record<string, BuiltInRole>;

export type BuiltInRoleName = keyof typeof BUILT_IN_ROLES;

export function isBuiltInRole(name: string): name is BuiltInRoleName {
  return Object.hasOwn(BUILT_IN_ROLES, name);
}
