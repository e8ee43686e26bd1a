/** What the fleet can be shown as where there is room to choose, in the order in which a key walks through them. */
export const FLEET_LAYOUTS = ['split', 'table', 'site'] as const;
export type FleetLayout = (typeof FLEET_LAYOUTS)[number];
