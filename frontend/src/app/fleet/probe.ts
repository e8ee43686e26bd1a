import type { CreatedToken, Inventory, ProbeView } from '@legator/contracts';

export type { Health, ProbeStatus, ProbeView } from '@legator/contracts';

/** One probe, with what its host is made of once it has told. */
export type ProbeDetail = ProbeView & { readonly inventory?: Partial<Inventory> };

/** The line of a fresh registration token, shown once. */
export type InstallLine = Pick<CreatedToken, 'install_command' | 'expires'>;
