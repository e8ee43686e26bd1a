import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEntryDetail } from '../../core/api/models';
import { Loaded } from '../../core/loaded';
import { Session } from '../../core/session';
import { Code } from '../../ui/code';
import { Failure } from '../../ui/failure';
import { JsonDiff } from '../../ui/json-diff';
import { Skeleton } from '../../ui/skeleton';
import { ProbeApi } from './probe-api';
import { WORDS } from './probe-words';

/** What the trail keeps of a happening: its place in the chain, what changed, and the rest as it was written. */
@Component({
  selector: 'lg-audit-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, Failure, JsonDiff, RouterLink, Skeleton],
  template: `
    @if (!mayRead()) {
      <p class="soft">{{ words.notAllowed }}</p>
    } @else if (read.isFirst()) {
      <lg-skeleton kind="text" [rows]="2" [height]="22" />
    }
    @if (read.error(); as error) {
      <lg-failure plain [error]="error" (retry)="read.load()" />
    }
    @if (read.value(); as entry) {
      <dl>
        <dt>{{ words.chain }}</dt>
        <dd>
          @if (entry.index !== undefined) {
            <span class="num">{{ words.index(entry.index) }}</span>
            @if (entry.entry_hash; as hash) {
              · <span class="mono" [title]="hash">{{ hash.slice(0, 16) }}…</span>
            }
          } @else {
            {{ words.unsealed }}
          }
          ·
          <a routerLink="/audit" [queryParams]="entry.probe_id ? { probe_id: entry.probe_id } : null">{{
            words.audit
          }}</a>
        </dd>
      </dl>
      @if (hasChanges()) {
        <h3>{{ words.changes }}</h3>
        <lg-json-diff [before]="entry.before" [after]="entry.after" [label]="words.changes" />
      }
      @if (detail(); as text) {
        <lg-code [text]="text" [label]="words.facts" />
      }
    }
  `,
  styleUrl: './detail.css',
})
export class AuditDetail {
  readonly id = input.required<string>();
  protected readonly words = WORDS.activity.detail;
  private readonly api = inject(ProbeApi);
  private readonly session = inject(Session);
  private readonly current = signal('');
  protected readonly read = new Loaded<AuditEntryDetail>(() => this.api.auditEntry(this.current()));
  protected readonly mayRead = computed(() => this.session.shows('audit:read'));
  protected readonly hasChanges = computed(() => {
    const entry = this.read.value();
    return entry?.before !== undefined || entry?.after !== undefined;
  });
  protected readonly detail = computed(() => {
    const detail = this.read.value()?.detail;
    const isEmpty = typeof detail === 'object' && (detail === null || Object.keys(detail).length === 0);
    return detail === undefined || isEmpty ? '' : JSON.stringify(detail, null, 2);
  });

  constructor() {
    effect(() => {
      const id = this.id();
      if (!this.mayRead()) return;
      untracked(() => {
        this.read.clear();
        this.current.set(id);
        void this.read.load();
      });
    });
  }
}
