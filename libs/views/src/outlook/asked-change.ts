import { z } from 'zod';
import { CommandWords } from './command-words.js';
import type { Told } from './command-words.js';
import { bareName } from './package-rows.js';
import type { AskedFor, NamesWanted } from './outlook.store.js';

/** What a request would do, and on which hosts. */
export interface AskedChange {
  readonly effects: readonly Told[];
  readonly words: CommandWords;
  readonly probeIds: readonly string[];
}

/** A command may name thousands of files; what is beyond this nobody reads. */
const MOST_EFFECTS = 200;

const Effect = z.object({ kind: z.string(), verb: z.string().max(200), target: z.string().max(4_096) });
const Payload = z.object({
  argv: z.array(z.string()).optional().catch(undefined),
  line: z.string().optional().catch(undefined),
  probe_id: z.string().optional().catch(undefined),
  probes: z.array(z.string()).optional().catch(undefined),
});
const Groups = z.array(z.object({ decision: z.string(), probes: z.array(z.string()) })).catch([]);

/** Read from what was judged and bound when it was asked for: nothing is judged anew. What is odd in it is left out. */
export function askedChange({ payload, rationale, subject_type, subject_id }: AskedFor): AskedChange {
  const { argv = [], line, probe_id, probes } = Payload.parse(payload);
  const touches: unknown = rationale['touches'];
  const effects = (Array.isArray(touches) ? touches.slice(0, MOST_EFFECTS) : []).flatMap((one) => {
    const effect = Effect.safeParse(one).data;
    return effect && effect.kind !== 'read' ? [effect] : [];
  });
  const denied = new Set(
    Groups.parse(rationale['groups']).flatMap((group) => (group.decision === 'deny' ? group.probes : [])),
  );
  const one = probe_id ?? (subject_type === 'probe' ? subject_id : undefined);
  const all = [...new Set(probes ?? (one === undefined ? [] : [one]))];
  return {
    effects,
    words: new CommandWords({ argv, line }),
    probeIds: all.filter((id) => !denied.has(id)),
  };
}

/** What has to be looked up of each host. */
export function namesIn(effects: readonly Told[]): NamesWanted {
  const targets = (...kinds: string[]) =>
    effects.filter(({ kind }) => kinds.includes(kind)).map(({ target }) => target);
  const each = (names: readonly string[]) => [...new Set(names)];
  return {
    services: each(targets('service', 'process').map((name) => name.replace(/\.service$/, ''))),
    packages: each(targets('package').map((target) => bareName(target).name)),
    users: each(targets('account')),
  };
}
