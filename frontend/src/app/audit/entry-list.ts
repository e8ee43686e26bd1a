import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { clockText, momentText } from '../ui/time-text';
import type { AuditEvent } from '../core/api/models';

/** Entries under their days. Each opens to everything that was written, as text and nothing else. */
@Component({
  selector: 'lg-entry-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (day of days(); track day.name) {
      <p class="day" aria-hidden="true">{{ day.name }}</p>
      <ul [attr.aria-label]="day.name">
        @for (entry of day.entries; track entry.id) {
          <li>
            <details>
              <summary>
                <time class="num quiet" [attr.datetime]="entry.timestamp" [title]="moment(entry.timestamp)">{{
                  time(entry.timestamp)
                }}</time>
                <span class="mono type">{{ entry.type }}</span>
                <span class="what">{{ entry.summary }}</span>
                <span class="quiet ellipsis actor">{{ entry.actor || entry.actor_id || 'system' }}</span>
                @if (entry.sealed) {
                  <span class="num quiet seal" title="Sealed: its place in the chain"
                    >#{{ entry.index }}</span
                  >
                } @else {
                  <span class="quiet seal" title="Written, and sealed into the chain within moments"
                    >sealing</span
                  >
                }
              </summary>
              <pre class="mono" tabindex="0" role="group" aria-label="The entry as it was written">{{
                whole(entry)
              }}</pre>
            </details>
          </li>
        }
      </ul>
    }
  `,
  styleUrl: './entry-list.css',
})
export class EntryList {
  readonly entries = input.required<readonly AuditEvent[]>();
  protected readonly time = clockText;
  protected readonly moment = momentText;

  protected readonly days = computed(() => {
    const days: { name: string; entries: AuditEvent[] }[] = [];
    for (const entry of this.entries()) {
      const name = dayName(entry.timestamp);
      const last = days.at(-1);
      if (last?.name === name) last.entries.push(entry);
      else days.push({ name, entries: [entry] });
    }
    return days;
  });

  protected whole(entry: AuditEvent): string {
    return JSON.stringify(entry, null, 2);
  }
}

function dayName(timestamp: string): string {
  return new Date(timestamp).toLocaleDateString(undefined, { dateStyle: 'full' });
}
