import { Injectable } from '@nestjs/common';
import { Clock } from '@legator/core';
import { FleetHappenings } from '@legator/views';
import { z } from 'zod';
import { quoted } from '../untrusted/quoted.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { asPerson, readable } from './as-reader.js';
import { NamedProbe } from './named-probe.js';

const HOUR_MS = 3_600_000;
const MOST_CHARS = 8_000;

export const TimelineInput = z.strictObject({
  probe: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .optional()
    .describe('Id or hostname; the whole fleet when left out.'),
  hours: z.number().min(0.1).max(744).default(24).describe('How far back.'),
  limit: z.int().min(1).max(100).default(40),
});
export type TimelineInput = z.infer<typeof TimelineInput>;

/** What happened, as far as whoever asks may know it. */
@Injectable()
export class TimelineTool implements ChatTool<typeof TimelineInput> {
  readonly name = 'timeline';
  readonly description =
    'Tells what happened to the fleet or to one host in the last hours: commands that ended, approvals, hosts that were lost or degraded, changes of tags, policies and inventories. Counts by kind, and the newest of it.';
  readonly schema = TimelineInput;

  constructor(
    private readonly happenings: FleetHappenings,
    private readonly names: NamedProbe,
    private readonly clock: Clock,
  ) {}

  title({ probe, hours }: TimelineInput): string {
    return `Reading what happened${probe ? ` on ${probe.slice(0, 64)}` : ''} in the last ${hours} h`;
  }

  run({ probe, hours, limit }: TimelineInput, { turn }: ToolCall): Promise<ToolAnswer> {
    return asPerson(turn, async () => {
      if (!readable(turn)) return refused('The person may not read the fleet.');
      const found =
        probe !== undefined || turn.probeId !== null ? await this.names.find(turn, probe) : undefined;
      if (found && 'problem' in found) return refused(found.problem);
      const to = this.clock.now();
      const from = new Date(to.getTime() - hours * HOUR_MS);
      const { counts, total, cut, newest } = await this.happenings.read(
        { from, to, probeIds: found && [found.id] },
        limit,
      );
      const kinds = counts.slice(0, 20).map(({ type, n }) => `${type} ${n}`);
      const lines = newest.map(
        ({ at, type, summary, probeId }) =>
          `${at.toISOString()} ${type} ${probeId ?? ''} ${oneLine(summary)}`,
      );
      const head = `${cut ? 'More than ' : ''}${total} facts since ${from.toISOString()}: ${kinds.join(', ') || 'none'}.`;
      return {
        ok: true,
        // Entries of a log, as far as what may leave the house goes: their words are those of hosts and of commands.
        text: `${head}\n${quoted(turn.nonce, 'log timeline', lines.join('\n'), MOST_CHARS)}`,
        summary: `${total} facts in ${hours} h`,
        part: {
          type: 'source',
          text: `Facts since ${from.toISOString()}.`,
          probes: found ? 1 : 0,
          as_of: to.toISOString(),
        },
        // Summaries name hosts and commands.
        ...(newest.length > 0 && { untrusted: true }),
        data: { counts, newest },
      };
    });
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 300);
}

function refused(text: string): ToolAnswer {
  return { ok: false, text, summary: text };
}
