import { Injectable } from '@nestjs/common';
import type { Inventory, VitalsHistory } from '@legator/contracts';
import { Clock, may } from '@legator/core';
import { ProbesService, VitalsService, WaitingApprovals } from '@legator/fleet';
import type { ProbeRecord } from '@legator/fleet';
import { Transactions } from '@legator/core';
import { z } from 'zod';
import { quoted } from '../untrusted/quoted.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { asPerson, readable } from './as-reader.js';
import { NamedProbe } from './named-probe.js';
import { sectionText } from './inventory-text.js';

const SECTIONS = [
  'summary',
  'vitals',
  'disks',
  'services',
  'packages',
  'users',
  'interfaces',
  'metadata',
] as const;
const MOST_CHARS = 10_000;
const HOUR_MS = 3_600_000;
/** Means of the history, so many at most. */
const POINTS = 12;

export const ProbeFactsInput = z.strictObject({
  probe: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .optional()
    .describe('Id or hostname; in a conversation with one host that one.'),
  sections: z.array(z.enum(SECTIONS)).min(1).max(SECTIONS.length).default(['summary', 'vitals']),
  hours: z.int().min(1).max(168).default(6).describe('How far back the history of the vitals reaches.'),
  find: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Only packages, services and users whose name contains it.'),
});
export type ProbeFactsInput = z.infer<typeof ProbeFactsInput>;

/** All that is known of one host; no command runs. */
@Injectable()
export class ProbeFactsTool implements ChatTool<typeof ProbeFactsInput> {
  readonly name = 'probe_facts';
  readonly description =
    'Tells what is known of one host without running anything: its state, level, health and why, what waits for approval, vitals with their history, and sections of its inventory.';
  readonly schema = ProbeFactsInput;

  constructor(
    private readonly probes: ProbesService,
    private readonly vitals: VitalsService,
    private readonly waiting: WaitingApprovals,
    private readonly names: NamedProbe,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  title({ probe, sections }: ProbeFactsInput): string {
    return `Reading ${sections.join(', ')}${probe ? ` of ${probe.slice(0, 64)}` : ''}`;
  }

  run(input: ProbeFactsInput, { turn }: ToolCall): Promise<ToolAnswer> {
    return asPerson(turn, async () => {
      if (!readable(turn)) return refused('The person may not read the fleet.');
      const found = await this.names.find(turn, input.probe);
      if ('problem' in found) return refused(found.problem);
      const { probe, inventory } = await this.probes.getWithInventory(found.id);
      const text = [
        ...(input.sections.includes('summary')
          ? [await this.summary(probe, may(turn.actor, 'approval:read'))]
          : []),
        ...(input.sections.includes('vitals') ? [await this.history(probe, input.hours)] : []),
        ...sections(inventory, input),
      ].join('\n\n');
      return {
        ok: true,
        text: quoted(turn.nonce, `probe ${probe.id}`, text, MOST_CHARS),
        summary: `${input.sections.join(', ')} of ${probe.hostname.slice(0, 64)}`,
        part: {
          type: 'source',
          text: 'Facts of 1 host.',
          probes: 1,
          as_of: probe.vitalsAt?.toISOString() ?? null,
        },
        untrusted: true,
      };
    });
  }

  private async summary(probe: ProbeRecord, mayReadWaiting: boolean): Promise<string> {
    const {
      id,
      hostname,
      status,
      os,
      arch,
      kernel,
      level,
      ceiling,
      tags,
      site,
      health,
      lastSeenAt,
      version,
    } = probe;
    const waits = mayReadWaiting
      ? ((await this.transactions.run((tx) => this.waiting.of(tx, [id]))).get(id) ?? 0)
      : undefined;
    const system = [probe.distribution ?? os, probe.distributionVersion, arch, kernel && `kernel ${kernel}`];
    return [
      `${hostname} (${id}): ${status}, ${system.filter(Boolean).join(' ')}, probe ${version ?? 'unknown'}`,
      `level ${level}${ceiling ? `, at most ${ceiling}` : ''}; tags ${tags.join(', ') || 'none'}; site ${site ?? 'none'}`,
      `last seen ${lastSeenAt?.toISOString() ?? 'never'}; health ${health ? `${health.score} (${health.status})` : 'unknown'}`,
      ...(health?.reasons ?? []).map(({ text, penalty }) => `- ${text}, ${penalty} points`),
      ...(waits === undefined ? [] : [`${waits} requests wait for approval`]),
    ].join('\n');
  }

  private async history({ id, vitals, vitalsAt }: ProbeRecord, hours: number): Promise<string> {
    const to = this.clock.now();
    const from = new Date(to.getTime() - hours * HOUR_MS);
    const step = Math.max(30, Math.ceil((hours * 3_600) / POINTS));
    const history = await this.vitals.history(id, { from, to, step });
    const newest = vitals
      ? `newest, ${vitalsAt?.toISOString() ?? 'time unknown'}: ${JSON.stringify(vitals)}`
      : 'no measurements';
    return [newest, ...pointsOf(history)].join('\n');
  }
}

function sections(inventory: Inventory | undefined, { sections: wanted, find }: ProbeFactsInput): string[] {
  const lists = wanted.filter((one) => one !== 'summary' && one !== 'vitals');
  if (lists.length === 0) return [];
  if (!inventory) return ['No inventory was told yet.'];
  return lists.map((name) => sectionText(inventory, name, find));
}

function pointsOf({ points }: VitalsHistory): string[] {
  if (points.length === 0) return ['no history'];
  const rows = points.map(({ at, load1, cpu_percent, memory_percent, disk_percent }) =>
    [at, load1, cpu_percent, memory_percent, disk_percent].map((value) => value ?? '-').join(' '),
  );
  return ['time load1 cpu% memory% disk%', ...rows];
}

function refused(text: string): ToolAnswer {
  return { ok: false, text, summary: text };
}
