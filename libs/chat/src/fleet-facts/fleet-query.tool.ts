import { Injectable } from '@nestjs/common';
import { fact, FACT_FIELDS, FactQuery, FleetFacts } from '@legator/fleet';
import type { FactAnswer, FactField, FactRow } from '@legator/fleet';
import { quoted } from '../untrusted/quoted.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { asPerson, readable } from './as-reader.js';
import { wordOfHost } from './word-of-host.js';

/** Characters that one answer has for the model. */
const MOST_CHARS = 12_000;

/** What an operator wrote rather than a host. */
const OURS: ReadonlySet<FactField> = new Set(['id', 'status', 'connected', 'fresh', 'tag', 'site', 'level']);

/** Typed questions about what hosts report; no command runs. */
@Injectable()
export class FleetQueryTool implements ChatTool<typeof FactQuery> {
  readonly name = 'fleet_query';
  readonly description = [
    'Asks what the fleet reports, without running anything: inventory and the newest measurements of hosts.',
    'where: conditions that all hold; select: fields to see; sort, limit; or group_by with aggregate (count, sum, avg, min, max, median).',
    'Fields with a dot are things of hosts (mounts, packages, services, users, interfaces): select them for one row each; in where they choose hosts that have such a thing, and with ne, not_in or not_like those that have none.',
    'Percent are 0 to 100, sizes bytes, times RFC 3339, uptime seconds. Hosts that are not fresh told their measurements earlier.',
    `Fields: ${FACT_FIELDS.join(', ')}.`,
  ].join('\n');
  readonly schema = FactQuery;

  constructor(private readonly facts: FleetFacts) {}

  title({ select, group_by, aggregate }: FactQuery): string {
    const fields = [...select, ...group_by, ...aggregate.flatMap(({ field }) => field ?? [])];
    return `Reading ${[...new Set(fields)].slice(0, 4).join(', ').replaceAll(/[._]/g, ' ') || 'the fleet'}`;
  }

  run(input: FactQuery, { turn }: ToolCall): Promise<ToolAnswer> {
    return asPerson(turn, async () => {
      if (!readable(turn))
        return { ok: false, text: 'The person may not read the fleet.', summary: 'not allowed' };
      const mine = turn.probeId === null ? [] : [{ field: 'id', op: 'eq', value: turn.probeId } as const];
      const found = await this.facts.query({ ...input, where: [...mine, ...input.where] });
      return answerOf(found, turn.nonce);
    });
  }
}

function answerOf(found: FactAnswer, nonce: string): ToolAnswer {
  const { columns, rows, total, probes, connected, fresh, asOf } = found;
  const named = rows.some(({ probe }) => probe !== undefined);
  const lines = rows.map((row) => lineOf(found, row));
  const shown = linesWithin(lines);
  const head = [...(named ? ['host'] : []), ...columns.map(({ name }) => name)].join(' | ');
  const about = `${total} rows, ${shown.length} shown; ${probes} hosts fit, ${connected} connected, ${fresh} with fresh measurements${asOf ? `; oldest of it ${asOf}` : ''}.`;
  const untrusted =
    named || columns.some(({ field }) => field !== undefined && !OURS.has(field) && isText(field));
  const text = `${about}\n${quoted(nonce, 'facts', [head, ...shown].join('\n'), MOST_CHARS)}`;
  return {
    ok: true,
    text,
    summary: `${total} ${total === 1 ? 'row' : 'rows'} of ${probes} hosts`,
    part: {
      type: 'source',
      text: `Facts of ${probes === 1 ? '1 host' : `${probes} hosts`}.`,
      probes,
      as_of: asOf,
    },
    ...(untrusted && rows.length > 0 && { untrusted: true }),
    data: found,
  };
}

function lineOf({ columns }: FactAnswer, { probe, values }: FactRow): string {
  const host = probe
    ? [`${wordOfHost(probe.hostname)} (${probe.id}, ${probe.status}${probe.fresh ? '' : ', old'})`]
    : [];
  const cells = values.map((value, at) => {
    if (value === null) return 'unknown';
    if (Array.isArray(value)) return value.map(wordOfHost).join(',');
    if (typeof value === 'number') return String(Math.round(value * 100) / 100);
    return columns[at]!.kind === 'time' ? String(value) : wordOfHost(String(value));
  });
  return [...host, ...cells].join(' | ');
}

function linesWithin(lines: readonly string[]): string[] {
  let used = 200;
  const kept: string[] = [];
  for (const line of lines) {
    used += line.length + 1;
    if (used > MOST_CHARS) break;
    kept.push(line);
  }
  return kept;
}

function isText(field: FactField): boolean {
  return ['text', 'texts', 'version'].includes(fact(field).kind);
}
