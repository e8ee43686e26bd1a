import { Injectable } from '@nestjs/common';
import type { ChatPart, Need } from '@legator/contracts';
import { Clock } from '@legator/core';
import { FleetHappenings, NeedsList } from '@legator/views';
import type { Span } from '../reading/reading.js';
import { agoText, plain } from './field-words.js';
import { list } from './rank-reply.js';
import { plainReply } from './reply.js';
import type { Reply } from './reply.js';

const ENTRIES = 15;
const DAY_MS = 86_400_000;
const LONGEST_MS = 31 * DAY_MS;

/** What happened, and what waits for somebody: as the timeline and the overview tell it, to whoever asks. */
@Injectable()
export class ViewReplies {
  constructor(
    private readonly happenings: FleetHappenings,
    private readonly needs: NeedsList,
    private readonly clock: Clock,
  ) {}

  /** @param probeIds only what is about these; all when missing */
  async changes(span: Span, probeIds: readonly string[] | undefined, words: string): Promise<Reply> {
    const to = this.clock.now();
    const from = beginOf(span, to);
    const { counts, total, cut, newest } = await this.happenings.read({ from, to, probeIds }, ENTRIES);
    const since = `since ${from.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const source: ChatPart = {
      type: 'source',
      text: `Facts ${since}, ${words}.`,
      probes: probeIds?.length ?? 0,
      as_of: to.toISOString(),
    };
    if (total === 0) return plainReply(`Nothing was recorded ${since}.`, [source]);
    const kinds = counts.slice(0, 5).map(({ type, n }) => `${n} × ${type.replaceAll(/[._]/g, ' ')}`);
    const more = counts.length > 5 ? [`${counts.length - 5} more kinds`] : [];
    const table: ChatPart = {
      type: 'table',
      columns: [
        { title: 'When', align: 'start' },
        { title: 'What', align: 'start' },
      ],
      rows: newest.map(({ at, summary, probeId }) => [
        { text: `${agoText(at, to)} ago` },
        { text: plain(summary), ...(probeId && { probe_id: probeId }) },
      ]),
      more: Math.max(0, total - newest.length),
    };
    return plainReply(
      `${cut ? 'More than ' : ''}${total} things happened ${since}: ${list([...kinds, ...more])}.`,
      [table, source],
    );
  }

  async waiting(of: 'approval' | undefined): Promise<Reply> {
    const { items, total } = await this.needs.read();
    const shown = of ? items.filter(({ kind }) => kind === 'approval') : items;
    const now = this.clock.now();
    const source: ChatPart = {
      type: 'source',
      text: 'What the overview shows, as far as you may read it.',
      probes: 0,
      as_of: now.toISOString(),
    };
    const [first] = shown;
    if (!first)
      return plainReply(
        of ? 'Nothing waits for approval, as far as you may read it.' : 'Nothing needs anybody now.',
        [source],
      );
    const count = of ? shown.reduce((sum, { more = 0 }) => sum + 1 + more, 0) : total;
    const table: ChatPart = {
      type: 'table',
      columns: [
        { title: 'What', align: 'start' },
        { title: 'Details', align: 'start' },
        { title: 'Since', align: 'end' },
      ],
      rows: shown.slice(0, ENTRIES).map((need) => cells(need, now)),
      more: Math.max(0, shown.length - ENTRIES),
    };
    const lead = count === 1 ? 'One thing needs somebody' : `${count} things need somebody`;
    const waits = count === 1 ? 'One request waits for approval' : `${count} requests wait for approval`;
    return plainReply(`${of ? waits : lead}. First: ${plain(first.title)}.`, [table, source]);
  }
}

function cells({ title, detail, at, severity, subject }: Need, now: Date) {
  const tone =
    severity === 'critical' ? ('bad' as const) : severity === 'warning' ? ('warn' as const) : undefined;
  return [
    { text: plain(title), ...(tone && { tone }), ...(subject.type === 'probe' && { probe_id: subject.id }) },
    { text: plain(detail) },
    { text: `${agoText(new Date(at), now)} ago` },
  ];
}

/** Days begin at midnight UTC, as they do in the trail. */
function beginOf(span: Span, now: Date): Date {
  if (typeof span === 'number') return new Date(now.getTime() - Math.min(span * 1_000, LONGEST_MS));
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(span === 'today' ? midnight : midnight - DAY_MS);
}
