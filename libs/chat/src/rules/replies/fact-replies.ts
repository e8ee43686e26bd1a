import { fact } from '@legator/fleet';
import type { FactAnswer, FactCondition, FactField, FactRow, FleetFacts } from '@legator/fleet';
import type { Reading } from '../reading/reading.js';
import { factTable } from './fact-table.js';
import { agoText, named, phraseOf, titleOf, valueText, withBeside } from './field-words.js';
import { list } from './rank-reply.js';
import { hosts, plainReply, sourceOf } from './reply.js';
import type { Reply } from './reply.js';

type Of<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

const ROWS = 20;

/** Answers of sums, counts and lists; each from one question to the facts. */
export class FactReplies {
  constructor(
    private readonly facts: FleetFacts,
    private readonly now: Date,
  ) {}

  /** A mean of now is of those who are heard of now; what everybody has counts those who are silent too. */
  async sum({ fn, field, by }: Of<'sum'>, where: readonly FactCondition[]): Promise<Reply> {
    const measured = 'measured' in fact(field);
    const fresh: FactCondition[] = measured ? [{ field: 'fresh', op: 'eq', value: true }] : [];
    const conditions = [...where, ...fresh, { field, op: 'known' } as const];
    const found = await this.facts.query({
      where: conditions,
      group_by: by ? [by] : [],
      aggregate: [{ fn, field }, { fn: 'count' }],
      limit: ROWS,
    });
    const { probes: all } = measured ? await this.facts.query({ where: [...where], limit: 1 }) : found;
    const left = all - found.probes;
    const without =
      left > 0 ? ` ${hosts(left)} without fresh numbers ${left === 1 ? 'is' : 'are'} left out.` : '';
    const source = sourceOf({ ...found, connected: found.probes }, measured ? 'Measurements' : 'Inventory');
    const name = `${FNS[fn]} ${phraseOf(field)}`;
    if (found.probes === 0) return plainReply(`No host of these has told its ${phraseOf(field)}.`, [source]);
    if (by) {
      const text = `${name} by ${titleOf(by).toLowerCase()}: ${this.groups(found, field)}.${without}`;
      return plainReply(text, [factTable(found, this.now), source]);
    }
    const value = valueText(field, found.rows[0]!.values[0]!, this.now);
    return plainReply(`${name} of ${hosts(found.probes)}: ${value}.${without}`, [source]);
  }

  async count({ by }: Of<'count'>, where: readonly FactCondition[], what: string): Promise<Reply> {
    if (!by) {
      const found = await this.facts.query({ where: [...where], select: fieldsIn(where), limit: 3 });
      const some = found.rows.map(nameOf);
      const which = found.total > 0 && found.total <= 3 ? `: ${list(some)}` : '';
      return plainReply(`${capital(hosts(found.total))}${what}${which}.`, [sourceOf(found, basisOf(where))]);
    }
    const found = await this.facts.query({
      where: [...where, { field: by, op: 'known' }],
      group_by: [by],
      aggregate: [{ fn: 'count' }],
      limit: ROWS,
    });
    // Those that have none are no group of their own among the different ones.
    const { probes: without } = await this.facts.query({
      where: [...where, { field: by, op: 'unknown' }],
      limit: 1,
    });
    const none = without > 0 ? ` ${hosts(without)} ${without === 1 ? 'has' : 'have'} none.` : '';
    const text = `${found.total} different: ${this.groups(found, undefined)}.`;
    return plainReply(`${found.total === 0 ? 'There is none.' : text}${none}`, [
      factTable(found, this.now),
      sourceOf(found, 'Inventory'),
    ]);
  }

  async list({ silentFor }: Of<'list'>, where: readonly FactCondition[], what: string): Promise<Reply> {
    const since = silentFor === undefined ? [] : [this.silence(silentFor)];
    const conditions = [...where, ...since];
    const shown = [...new Set([...fieldsIn(conditions).flatMap(withBeside), ...USUAL])].filter(
      (field) => !['hostname', 'id', 'fresh', 'connected'].includes(field) && !('list' in fact(field)),
    );
    const found = await this.facts.query({
      where: conditions,
      select: shown.slice(0, 7),
      sort: sortFor(where),
      limit: ROWS,
    });
    const which = what || (silentFor === undefined ? '' : ` not seen for longer than ${spanOf(silentFor)}`);
    const source = sourceOf(found, basisOf(conditions));
    if (found.total === 0) return plainReply(`No host${which}.`, [await this.all(conditions)]);
    const names = list([
      ...found.rows.slice(0, 3).map(nameOf),
      ...(found.total > 3 ? [`${found.total - 3} more`] : []),
    ]);
    return plainReply(`${capital(hosts(found.total))}${which}: ${names}.`, [
      factTable(found, this.now),
      source,
    ]);
  }

  async show(
    { fields }: Extract<Reading, { fields: unknown }>,
    where: readonly FactCondition[],
  ): Promise<Reply> {
    const shown = [...new Set(fields.length === 1 ? withBeside(fields[0]!) : fields)];
    const [first] = fields;
    const numeric =
      typeof first === 'string' && !['text', 'texts', 'version', 'flag', 'time'].includes(fact(first).kind);
    const found = await this.facts.query({
      where: [...where],
      select: first === 'status' ? ['status', 'last_seen'] : shown,
      limit: ROWS,
      ...(numeric && { sort: { field: first, descending: true } }),
    });
    const source = sourceOf(
      found,
      fields.some((field) => 'measured' in fact(field)) ? 'Measurements' : 'Inventory',
    );
    if (found.total === 0) return plainReply('No such host.', [source]);
    if (found.total === 1)
      return plainReply(this.single(found, fields), [
        ...(shown.length > 1 ? [factTable(found, this.now)] : []),
        source,
      ]);
    const some = found.rows
      .slice(0, 3)
      .map((row) => `${nameOf(row)} ${valueText(first, row.values[0]!, this.now)}`);
    const more = found.total > 3 ? [`${found.total - 3} more`] : [];
    return plainReply(`${titleOf(first!)} of ${hosts(found.total)}: ${list([...some, ...more])}.`, [
      factTable(found, this.now),
      source,
    ]);
  }

  private single({ rows, columns }: FactAnswer, fields: readonly FactField[]): string {
    const [{ probe, values }] = rows as [FactRow];
    const told = fields.map((field) => {
      const at = columns.findIndex((column) => column.field === field);
      return `${phraseOf(field)}: ${valueText(field, values[at] ?? null, this.now)}`;
    });
    const old = !probe!.fresh && fields.some((field) => 'measured' in fact(field)) && probe!.measuredAt;
    const age = old ? ` It is not heard of now; that is ${agoText(new Date(old), this.now)} old.` : '';
    return `${nameOf(rows[0]!)}: ${told.join('; ')}.${age}`;
  }

  private groups({ rows, total }: FactAnswer, field: FactField | undefined): string {
    const some = rows
      .slice(0, 4)
      .map(
        ({ values }) => `${named(String(values[0] ?? 'unknown'))} ${valueText(field, values[1]!, this.now)}`,
      );
    return list([...some, ...(total > 4 ? [`${total - 4} more`] : [])]);
  }

  private silence(seconds: number): FactCondition {
    return {
      field: 'last_seen',
      op: 'lt',
      value: new Date(this.now.getTime() - seconds * 1_000).toISOString(),
    };
  }

  /** None was found among so many: that is what a "none" stands on. */
  private async all(conditions: readonly FactCondition[]) {
    const among = conditions.filter(({ field }) =>
      ['id', 'hostname', 'tag', 'site', 'family'].includes(field),
    );
    return sourceOf(
      await this.facts.query({ where: among, select: fieldsIn(conditions).slice(0, 12), limit: 1 }),
      basisOf(conditions),
    );
  }
}

const FNS = { avg: 'Mean', median: 'Median', sum: 'Total' } as const;
const USUAL: readonly FactField[] = ['status', 'system', 'tag', 'last_seen'];

function fieldsIn(where: readonly FactCondition[]): FactField[] {
  return [...new Set(where.map(({ field }) => field))].filter((field) => !('list' in fact(field)));
}

function sortFor(where: readonly FactCondition[]) {
  const sized = where.find(
    ({ field, op }) => ['gt', 'gte', 'lt', 'lte'].includes(op) && !('list' in fact(field)),
  );
  return sized && { field: sized.field, descending: sized.op.startsWith('g') };
}

export function basisOf(where: readonly FactCondition[]): string {
  return where.some(({ field }) => 'measured' in fact(field)) ? 'Measurements' : 'Inventory';
}

export function nameOf({ probe }: FactRow): string {
  return named(probe?.hostname || probe?.id || '?');
}

function spanOf(seconds: number): string {
  return agoText(new Date(0), new Date(seconds * 1_000));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
