import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProbePolicyView } from '../core/api/models';
import { ProbeNames } from '../run/probe-names';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { DRIFTS } from './policies-words';

/** Probes and what keeps them from holding their policy. */
@Component({
  selector: 'lg-drift-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill, RouterLink],
  template: `
    <ul>
      @for (row of rows(); track row.id) {
        <li>
          <a class="mono ellipsis" [routerLink]="['/fleet', row.id, 'policy']">{{ row.name }}</a>
          <lg-pill [tone]="row.tone">{{ row.word }}</lg-pill>
          <span class="soft small">{{ row.note }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto minmax(0, 2fr);
      gap: 2px 14px;
      align-items: center;
      min-height: 36px;
      padding: 5px 12px;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    a {
      display: block;
      min-height: 24px;
      line-height: 24px;
    }
    @media (max-width: 767px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      li span {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class DriftList {
  readonly probes = input.required<readonly ProbePolicyView[]>();
  private readonly names = inject(ProbeNames);
  protected readonly rows = computed(() =>
    this.probes().map(({ probe_id, drift, drift_note }) => ({
      id: probe_id,
      name: visibleText(this.names.of(probe_id)),
      ...DRIFTS[drift],
      note: drift_note ? visibleText(drift_note) : DRIFTS[drift].text,
    })),
  );
}
