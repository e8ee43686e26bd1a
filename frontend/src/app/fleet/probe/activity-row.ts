import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { TimelineEntry } from '../../core/api/models';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { Risk } from '../../ui/risk';
import { clockText, momentText } from '../../ui/time-text';
import { paintOf, type Tone } from '../../ui/tone';
import { visibleText } from '../../ui/visible-text';
import { AuditDetail } from './audit-detail';
import { DirectiveDetail } from './directive-detail';
import { WORDS } from './probe-words';
import { endText, lookOf } from './timeline-looks';

let rows = 0;

/** One happening: mark, words, who, when; its details open below it. */
@Component({
  selector: 'lg-activity-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AuditDetail, DirectiveDetail, Icon, Pill, Risk],
  templateUrl: './activity-row.html',
  styleUrl: './activity-row.css',
})
export class ActivityRow {
  readonly entry = input.required<TimelineEntry>();
  /** What else was told of the same command, newest first. */
  readonly facts = input<readonly TimelineEntry[]>([]);
  /** When the newest of it happened, if that is not the entry itself. */
  readonly at = input<string>();
  readonly isOpen = input(false);
  readonly toggled = output();
  protected readonly words = WORDS.activity;
  protected readonly id = `lg-activity-${rows++}`;
  protected readonly paint = paintOf;

  protected readonly row = computed(() => {
    const entry = this.entry();
    const at = this.at() ?? entry.at;
    const isCommand = entry.kind === 'directive' && entry.command !== undefined;
    return {
      isCommand,
      text: visibleText(isCommand ? (entry.command ?? '') : entry.summary),
      who: whoOf(entry),
      at,
      clock: clockText(at),
      full: momentText(at),
      chain: entry.kind === 'audit' ? chainOf(entry) : '',
      end: endText(entry),
      endTone: toneOfEnd(entry),
      // Only what is worth a look: low is the rule.
      risk: entry.kind === 'directive' && entry.risk !== 'low' ? entry.risk : undefined,
      look: lookOf(entry),
      /** The entry of the trail that tells more, if it may be read. */
      auditId: auditIdOf(entry),
    };
  });
  protected readonly steps = computed(() =>
    this.facts().map((fact) => ({
      id: fact.id,
      at: fact.at,
      clock: clockText(fact.at),
      full: momentText(fact.at),
      who: whoOf(fact),
      text: fact.kind === 'directive' ? WORDS.activity.asked : visibleText(fact.summary),
      look: lookOf(fact),
    })),
  );
}

/** A command is told by its directive; what its entry is the same as, is a fact and no entry of the trail. */
function auditIdOf({ kind, id, same_as: same }: TimelineEntry): string | undefined {
  if (kind === 'directive') return undefined;
  return kind === 'audit' ? id : same;
}

function whoOf({ actor }: TimelineEntry): string {
  return actor.type === 'probe' ? WORDS.activity.itself : visibleText(actor.name || actor.id);
}

/** What tells an entry of the trail from the fact it keeps: its type there, and its place in the chain. */
function chainOf({ type, index }: TimelineEntry): string {
  const { place, unsealed } = WORDS.activity;
  return `${visibleText(type)} · ${index === undefined ? unsealed : place(index)}`;
}

function toneOfEnd({ status, gate, exit_code: exit }: TimelineEntry): Tone {
  if (gate === 'denied' || status === 'failed' || (exit !== undefined && exit > 0)) return 'bad';
  if (gate === 'pending' && status === 'requested') return 'warn';
  return status === 'succeeded' || exit === 0 ? 'ok' : 'neutral';
}
