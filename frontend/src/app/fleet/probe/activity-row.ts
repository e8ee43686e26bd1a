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
  readonly isOpen = input(false);
  readonly toggled = output();
  protected readonly words = WORDS.activity;
  protected readonly id = `lg-activity-${rows++}`;
  protected readonly paint = paintOf;

  protected readonly row = computed(() => {
    const entry = this.entry();
    const isCommand = entry.kind === 'directive' && entry.command !== undefined;
    return {
      isCommand,
      text: visibleText(isCommand ? (entry.command ?? '') : entry.summary),
      who:
        entry.actor.type === 'probe'
          ? WORDS.activity.itself
          : visibleText(entry.actor.name || entry.actor.id),
      clock: clockText(entry.at),
      full: momentText(entry.at),
      end: endText(entry),
      endTone: toneOfEnd(entry),
      // Only what is worth a look: low is the rule.
      risk: entry.kind === 'directive' && entry.risk !== 'low' ? entry.risk : undefined,
      look: lookOf(entry),
      /** The entry of the trail that tells more, if it may be read. */
      auditId: entry.kind === 'audit' ? entry.id : entry.same_as,
    };
  });
}

function toneOfEnd({ status, gate, exit_code: exit }: TimelineEntry): Tone {
  if (gate === 'denied' || status === 'failed' || (exit !== undefined && exit > 0)) return 'bad';
  if (gate === 'pending') return 'warn';
  return status === 'succeeded' || exit === 0 ? 'ok' : 'neutral';
}
