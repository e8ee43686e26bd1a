import type { Permission } from '@legator/contracts';

/** What a permission lets somebody do, by what it is about. Only those that guard something today are offered. */
export const PERMISSION_AREAS: readonly {
  readonly area: string;
  readonly permissions: readonly { readonly name: Permission; readonly words: string }[];
}[] = [
  {
    area: 'Fleet',
    permissions: [
      { name: 'fleet:read', words: 'See probes, their state and inventory, and policies' },
      { name: 'fleet:write', words: 'Add and remove probes, tag them, change policies' },
      { name: 'site:manage', words: 'Make, rename and remove sites' },
    ],
  },
  {
    area: 'Commands',
    permissions: [
      { name: 'command:exec', words: 'Ask for commands; policy decides which need a person' },
      { name: 'directive:read', words: 'See what was asked for and how it ended' },
      { name: 'directive:cancel', words: 'Stop what runs or waits' },
      { name: 'directive:rerun', words: 'Ask for the same again' },
      { name: 'execution:freeze', words: 'Stop everything from starting, and lift that' },
    ],
  },
  {
    area: 'Decisions',
    permissions: [
      { name: 'approval:read', words: 'See what waits for a person' },
      { name: 'approval:write', words: 'Approve and deny what others ask for' },
    ],
  },
  {
    area: 'Trail',
    permissions: [
      { name: 'audit:read', words: 'Read, verify and export the audit trail' },
      { name: 'signal:read', words: 'Read the facts behind it as they happen' },
      { name: 'signal:write', words: 'Add facts from other systems' },
      { name: 'signal:replay', words: 'Have them passed on once more' },
    ],
  },
  {
    area: 'Access',
    permissions: [
      { name: 'user:manage', words: 'Add people, change their roles, end their sign-ins' },
      { name: 'member:manage', words: 'Invite people and manage who belongs here' },
      { name: 'role:manage', words: 'Make and change roles' },
      { name: 'key:manage', words: 'Make and revoke API keys and service accounts' },
      { name: 'tenant:manage', words: 'Rename this tenant and change its limits' },
      { name: 'settings:manage', words: 'Change settings, such as single sign-on and language models' },
      { name: 'data_boundary:manage', words: 'Decide what language models elsewhere may see' },
    ],
  },
  { area: 'All', permissions: [{ name: 'admin', words: 'Everything in this tenant' }] },
];

export const PERMISSION_NAMES: readonly Permission[] = PERMISSION_AREAS.flatMap(({ permissions }) =>
  permissions.map(({ name }) => name),
);
