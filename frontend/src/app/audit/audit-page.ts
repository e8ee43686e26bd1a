import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { PageTitle } from '../core/page-title';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { AuditStore } from './audit-store';
import { EntryList } from './entry-list';
import { VerifyCard } from './verify-card';

/** Everything that happened, newest first, and whether the record of it still holds. */
@Component({
  selector: 'lg-audit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [AuditStore],
  imports: [RouterLink, EntryList, Failure, Icon, Skeleton, VerifyCard],
  template: `
    <div class="line">
      <h1 class="titled-above" tabindex="-1">Audit</h1>
      @if (store.total(); as total) {
        <span class="quiet num small">{{ total.toLocaleString() }} entries in all</span>
      }
    </div>
    @if (probe_id(); as id) {
      <p class="only">
        Only about <span class="mono">{{ id }}</span>
        <a class="btn" routerLink="/audit"><lg-icon name="close" [size]="13" /> Show all</a>
      </p>
    }
    <lg-verify-card class="card" [verification]="store.verification" />
    @if (store.error(); as error) {
      <lg-failure [error]="error" (retry)="store.load()" />
    }
    @if (store.isFirst()) {
      <lg-skeleton class="card" [rows]="10" [height]="36" />
    } @else if (store.entries().length > 0) {
      <lg-entry-list class="card" [entries]="store.entries()" />
      @if (store.hasMore()) {
        <button
          type="button"
          class="btn more"
          [attr.aria-disabled]="store.loadingOlder() || null"
          (click)="store.loadOlder()"
        >
          Show older
        </button>
      }
    } @else if (!store.error()) {
      <p class="card none soft">
        {{ probe_id() ? 'Nothing has been written about this probe.' : 'Nothing has been written yet.' }}
      </p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
      max-width: 1200px;
      margin: 0 auto;
      padding: 12px 16px 32px;
    }
    .line,
    .only {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 10px;
      min-height: var(--control);
    }
    .line {
      justify-content: space-between;
    }
    .none {
      padding: 32px 16px;
      text-align: center;
    }
    .more {
      align-self: center;
    }
    lg-entry-list,
    lg-skeleton {
      display: block;
      overflow: hidden;
    }
  `,
})
export class AuditPage {
  /** From the query: only what is about this probe. */
  readonly probe_id = input<string>();
  /** Set by who wants the chain verified from elsewhere. */
  readonly verify = input<string>();
  protected readonly store = inject(AuditStore);

  constructor() {
    inject(PageTitle).set({ text: 'Audit' });
    effect(() => void this.store.show(this.probe_id()));
    const router = inject(Router);
    effect(() => {
      if (!this.verify()) return;
      untracked(() => void this.store.verification.load());
      // Done once: a reload must not walk the whole chain again.
      void router.navigate([], {
        queryParams: { verify: null },
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    });
  }
}
