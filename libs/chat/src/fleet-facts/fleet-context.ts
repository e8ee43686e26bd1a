import { Injectable } from '@nestjs/common';
import { Clock } from '@legator/core';
import { FleetFacts, FleetLines } from '@legator/fleet';
import type { FactField, FleetLine } from '@legator/fleet';
import { quoted } from '../untrusted/quoted.js';
import { Briefing } from '../loop/briefing.js';
import type { BriefingScope } from '../loop/briefing.js';
import { fullLine, shortLine, sizes } from './host-lines.js';
import { wordOfHost } from './word-of-host.js';

/** Fewer than a tokenizer makes of it, so that it fits: names and numbers fall into many pieces. */
const CHARS_PER_TOKEN = 3;
/** What the quote takes by itself. */
const QUOTE_CHARS = 200;
/** No line is shorter. */
const SHORTEST_LINE = 40;
const MOST_LINES = 2_000;
const MOST_GROUPS = 30;

const GROUPS: readonly (readonly [string, FactField])[] = [
  ['tags', 'tag'],
  ['sites', 'site'],
  ['systems', 'system'],
  ['levels', 'level'],
];

/**
 * The fleet in so many words that a model may have: each host in a line while that fits, then in fewer words, then those
 * that need somebody and the rest in groups, and at last the totals alone.
 */
@Injectable()
export class FleetContext extends Briefing {
  constructor(
    private readonly facts: FleetFacts,
    private readonly lines: FleetLines,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @returns at most `budgetTokens`, with all that hosts wrote between the quote marks of the nonce */
  async build(budgetTokens: number, { probeId, nonce }: BriefingScope): Promise<string> {
    const room = Math.max(0, budgetTokens * CHARS_PER_TOKEN - QUOTE_CHARS);
    const most = probeId ? 1 : Math.min(MOST_LINES, Math.floor(room / SHORTEST_LINE) + 1);
    const hosts = await this.lines.read(most, probeId);
    const text = probeId ? this.one(hosts) : await this.fleet(hosts, room);
    return quoted(nonce, probeId ? 'host' : 'fleet', fitted(text, room), room);
  }

  private one(hosts: readonly FleetLine[]): string {
    return hosts.map((line) => fullLine(line, this.clock.now())).join('\n');
  }

  private async fleet(hosts: readonly FleetLine[], room: number): Promise<string> {
    const { text: totals, probes } = await this.totals();
    const now = this.clock.now();
    if (hosts.length >= probes)
      for (const line of [fullLine, shortLine]) {
        const all = [totals, ...hosts.map((one) => line(one, now))].join('\n');
        if (all.length <= room) return all;
      }
    const groups = await this.groups();
    const head = `${totals}\n${groups}`;
    if (head.length > room) return totals;
    const ailing = hosts.filter(({ status }) => status === 'offline' || status === 'degraded');
    const listed = ailing.map((one) => shortLine(one, now));
    return [head, ...(listed.length > 0 ? ['Need somebody first:', ...listed] : [])].join('\n');
  }

  /** All in one line, as the list of the fleet counts. */
  private async totals(): Promise<{ text: string; probes: number }> {
    const { rows, probes, connected } = await this.facts.query({
      aggregate: [
        { fn: 'count' },
        { fn: 'sum', field: 'cpus' },
        { fn: 'sum', field: 'memory_total' },
        { fn: 'sum', field: 'disk_total' },
      ],
    });
    const [, cpus, memory, disk] = rows[0]?.values ?? [];
    const tags = await this.group('tag', 12);
    const line = `${probes} hosts, ${connected} connected, ${Number(cpus ?? 0)} CPUs, ${sizes(Number(memory ?? 0))} memory, ${sizes(Number(disk ?? 0))} disk`;
    return { text: tags ? `${line}; tags: ${tags}` : line, probes };
  }

  private async groups(): Promise<string> {
    const all = await Promise.all(
      GROUPS.map(async ([name, field]) => [name, await this.group(field, MOST_GROUPS)] as const),
    );
    return all
      .filter(([, text]) => text !== '')
      .map(([name, text]) => `${name}: ${text}`)
      .join('\n');
  }

  private async group(field: FactField, limit: number): Promise<string> {
    const { rows, total } = await this.facts.query({
      group_by: [field],
      aggregate: [{ fn: 'count' }],
      limit,
    });
    const some = rows.flatMap(({ values: [name, count] }) =>
      name === null ? [] : [`${wordOfHost(String(name))} ${Number(count)}`],
    );
    return [...some, ...(total > limit ? [`and ${total - limit} more`] : [])].join(', ');
  }
}

/** Whole lines from the top, and how many are left out. */
function fitted(text: string, room: number): string {
  if (text.length <= room) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  let used = SHORTEST_LINE;
  for (const line of lines) {
    if (used + line.length + 1 > room) break;
    kept.push(line);
    used += line.length + 1;
  }
  if (kept.length === 0) return text.slice(0, room);
  return `${kept.join('\n')}\n(${lines.length - kept.length} more lines left out)`;
}
