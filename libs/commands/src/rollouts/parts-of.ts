import { CommandPayload, RolloutPayload } from '@legator/contracts';
import type { Directive } from '@legator/directives';
import { z } from 'zod';
import { COMMAND_RUN } from '../run-command.type.js';

/** What policy said of each host when the rollout was asked for; see the judge of rollouts. */
const Groups = z.array(
  z.object({
    decision: z.enum(['allow', 'queue', 'deny']),
    level: z.string(),
    risk: z.string(),
    policy_version: z.string(),
    reason: z.string(),
    probes: z.array(z.string()),
  }),
);
export type HostGroup = z.infer<typeof Groups>[number];

/** Empty for a verdict that does not say. */
export function groupsOf({ rationale }: Pick<Directive, 'rationale'>): HostGroup[] {
  return Groups.safeParse(rationale['groups']).data ?? [];
}

/**
 * Says which commands a rollout speaks for: the same words with the same limits, on one of its hosts, of which policy says
 * what it said when people decided. Anything else is no part of it.
 */
export function partsOf(whole: Directive): (part: Directive) => boolean {
  const rollout = RolloutPayload.safeParse(whole.payload).data;
  if (!rollout) return () => false;
  const said = new Map(
    groupsOf(whole)
      .filter(({ decision }) => decision !== 'deny')
      .flatMap((group) => group.probes.map((probeId) => [probeId, group] as const)),
  );
  const hosts = new Set(rollout.probes);
  const { argv, line, timeout_ms, stream, level: needs } = rollout;
  const words = wordsOf({ argv, line, timeout_ms, stream, level: needs });
  return ({ type, tenantId, payload, level, risk, rationale }) => {
    const command = CommandPayload.safeParse(payload).data;
    if (type !== COMMAND_RUN || tenantId !== whole.tenantId || !command) return false;
    const { probe_id, request_id: _name, tags: _tags, site: _site, ...asked } = command;
    const group = said.get(probe_id);
    if (!group || !hosts.has(probe_id) || wordsOf(asked) !== words) return false;
    return group.level === level && group.risk === risk && group.policy_version === versionOf(rationale);
  };
}

/** All of it: what a command has beyond what the rollout says is something else. */
function wordsOf(command: object): string {
  const said = Object.entries(command).filter(([, value]) => value !== undefined);
  return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function versionOf(rationale: Record<string, unknown>): string {
  const said = rationale['policy_version'] ?? '';
  return typeof said === 'string' ? said : JSON.stringify(said);
}
