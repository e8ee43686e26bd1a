import { BUILT_IN_ROLES } from '@legator/contracts';
import type { Permission } from '@legator/contracts';
import type { RouteAccess, SocketAccess } from '@legator/core';

const ROLES = Object.entries(BUILT_IN_ROLES);
const HEAD = `Who may do what: each route of the API and each socket, and the roles that every tenant has.

  yes    this role is let in. What it names must be its tenant's own; some things ask for more inside, such as the
         right that a directive needs, or to be a person and not the one who asked.
  -      refused, and written down in the audit trail.
  open   needs no sign-in.

"needs" is what a role of one's own or an API key has to hold; with several, all of them. Without a sign-in everything
but "open" is refused.

`;

type Access = RouteAccess['access'];

/** The routes and sockets against the built-in roles, as a text that is reviewed. */
export function permissionTable(routes: readonly RouteAccess[], sockets: readonly SocketAccess[]): string {
  const all = [
    ...routes.map(({ method, path, access }) => ({ what: `${method.padEnd(7)}${path}`, access })),
    ...sockets.map(({ path, access }) => ({
      what: `${'SOCKET'.padEnd(7)}${path}`,
      access: access as Access,
    })),
  ];
  const needs = (access: Access) => (typeof access === 'string' ? access : access.join(' + '));
  const columns = [
    Math.max(...all.map(({ what }) => what.length)) + 2,
    Math.max(...all.map(({ access }) => needs(access).length)) + 2,
  ] as const;
  const line = (what: string, need: string, cells: readonly string[]) =>
    (
      what.padEnd(columns[0]) +
      need.padEnd(columns[1]) +
      cells.map((cell) => cell.padEnd(10)).join('')
    ).trimEnd();
  const lines = all.map(({ what, access }) =>
    line(
      what,
      needs(access),
      ROLES.map(([, { permissions }]) => cell(access, permissions)),
    ),
  );
  const names = ROLES.map(([name]) => name);
  return `${HEAD}${[line('', 'needs', names), ...lines].join('\n')}\n`;
}

function cell(access: Access, held: readonly Permission[]): string {
  if (access === 'public') return 'open';
  if (access === 'closed') return '-';
  if (access === 'signed in' || held.includes('admin')) return 'yes';
  return access.every((one) => held.includes(one)) ? 'yes' : '-';
}
