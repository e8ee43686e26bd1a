import { randomBytes, randomUUID } from 'node:crypto';
import type { FullTenant } from './full-tenant.js';
import type { Tenant } from './tenant.js';

/** One way of using a route with what another tenant owns, and what has to come of it. */
export interface Visit {
  /** In place of the parameters of the path. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** 404 unless told: what is not one's own does not exist. */
  readonly status?: number;
  /** Listens for so long to an answer that has no end. */
  readonly listenMs?: number;
}

interface Hosts {
  readonly probe: { readonly id: string };
  readonly deaf: { readonly id: string };
}

/** Whose things are asked for, and what the one who asks has of their own. */
export interface Sides {
  readonly theirs: Pick<FullTenant, 'id' | 'word' | 'ids' | 'places'> & Hosts;
  readonly asker: Tenant;
  readonly ownProbe: string;
  readonly ownPolicy: string;
}

export type Recipes = Readonly<Record<string, readonly Visit[]>>;

/** It is about the asker's own things alone, so it goes well. */
export const fine = (visit: Visit = {}): Visit => ({ status: 200, ...visit });

/** The same sides, with names and ids in place of theirs that nobody has ever had. */
export function ofNobody({ theirs, ...mine }: Sides): Sides {
  const uuid = (text: string) => text.replace(/^[0-9a-f-]{36}$/, () => randomUUID());
  const word = 'nobody';
  const ids = Object.fromEntries(
    Object.entries(theirs.ids).map(([what, id]) => [what, uuid(id).replaceAll(theirs.word, word)]),
  );
  const host = () => ({ id: `prb-${randomBytes(4).toString('hex')}` });
  const nobody = {
    ...theirs,
    id: word,
    ids: ids as unknown as FullTenant['ids'],
    word,
    probe: host(),
    deaf: host(),
  };
  return { ...mine, theirs: nobody };
}
