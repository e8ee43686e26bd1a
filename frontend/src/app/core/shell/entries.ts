import { type Signal, inject } from '@angular/core';
import type { Permission } from '@legator/contracts';
import { ACCESS_PERMISSIONS, TENANT_PERMISSIONS } from '../admin-permissions';
import type { IconName } from '../../ui/icon';
import { ApprovalsWaiting } from '../approvals-waiting';
import { FleetCounts } from '../fleet-counts';

/** In the order of the navigation. */
export const NAV_GROUPS = ['Operate', 'Observe', 'Govern', 'Connect', 'Admin'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

/** A number beside an entry: quiet for how many there are, loud for how many wait for a person. */
export interface NavCounter {
  readonly tone: 'quiet' | 'warn' | 'bad';
  /** Said to who cannot see where it stands: "248 probes". */
  readonly unit: string;
  /** Called once, in an injection context. Nothing until it is known. */
  readonly of: () => Signal<number | undefined>;
}

export interface NavEntry {
  readonly group: NavGroup;
  readonly label: string;
  readonly icon: IconName;
  readonly route: string;
  /** Without it, or without one of them, the entry is not there. Missing where everybody may look. */
  readonly permission?: Permission | readonly Permission[];
  readonly counter?: NavCounter;
  /** The key that follows G. */
  readonly goKey?: string;
  /** Has a place of its own in the bar of a phone; the others are behind More. */
  readonly isOnPhone?: boolean;
}

/**
 * Everything the navigation, the bar of a phone, the G keys and the palette's "Go to" know. A feature adds one entry
 * here with its route, and only once it works.
 */
export const NAV_ENTRIES: readonly NavEntry[] = [
  {
    group: 'Operate',
    label: 'Overview',
    icon: 'house',
    route: '/',
    permission: 'fleet:read',
    goKey: 'o',
    isOnPhone: true,
  },
  {
    group: 'Operate',
    label: 'Fleet',
    icon: 'fleet',
    route: '/fleet',
    permission: 'fleet:read',
    counter: { tone: 'quiet', unit: 'probes', of: () => inject(FleetCounts).total },
    goKey: 'f',
    isOnPhone: true,
  },
  {
    group: 'Operate',
    label: 'Fleet chat',
    icon: 'messages-square',
    route: '/chat',
    permission: 'fleet:read',
    goKey: 'c',
    isOnPhone: true,
  },
  {
    group: 'Operate',
    label: 'Approvals',
    icon: 'shield-check',
    route: '/approvals',
    permission: 'approval:read',
    counter: { tone: 'warn', unit: 'wait for you', of: () => inject(ApprovalsWaiting).forMe },
    goKey: 'a',
    isOnPhone: true,
  },
  {
    group: 'Observe',
    label: 'Audit',
    icon: 'audit',
    route: '/audit',
    permission: 'audit:read',
    goKey: 'u',
  },
  {
    group: 'Govern',
    label: 'Policies',
    icon: 'shield',
    route: '/policies',
    permission: 'fleet:read',
    goKey: 'p',
  },
  {
    group: 'Govern',
    label: 'Freezes',
    icon: 'snowflake',
    route: '/freezes',
    permission: 'directive:read',
    goKey: 'z',
  },
  {
    group: 'Govern',
    label: 'Model dock',
    icon: 'cpu',
    route: '/model-dock',
    permission: 'settings:manage',
    goKey: 'm',
  },
  {
    group: 'Admin',
    label: 'Access',
    icon: 'key-round',
    route: '/admin/access',
    permission: ACCESS_PERMISSIONS,
    goKey: 'x',
  },
  {
    group: 'Admin',
    label: 'Tenants and sites',
    icon: 'building-2',
    route: '/admin/tenants',
    permission: TENANT_PERMISSIONS,
    goKey: 't',
  },
];
