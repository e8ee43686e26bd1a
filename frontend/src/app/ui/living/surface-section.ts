import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ApiError } from '../../core/api-error';
import { Banner } from '../banner';
import { LgButton } from '../button';
import { Card } from '../card';
import { EmptyState } from '../empty-state';
import { Failure } from '../failure';
import { Pill } from '../pill';
import { Skeleton } from '../skeleton';
import { HOSTILE } from './samples';
import { Specimen } from './specimen';

/** What content stands on, and what stands there when there is none. */
@Component({
  selector: 'lg-surface-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Banner, Card, EmptyState, Failure, LgButton, Pill, Skeleton, Specimen],
  template: `
    <lg-specimen name="Card" layout="grid">
      <lg-card title="Services" note="42 running">Body</lg-card>
      <lg-card title="With actions"
        ><lg-pill card-title tone="ai" icon="sparkles">Draft</lg-pill
        ><button card-actions lgButton size="compact">Edit</button>Body</lg-card
      >
      <lg-card title="Loading" loading />
      <lg-card title="Latency p95" [error]="error" />
      <lg-card [title]="hostile.long" note="12">{{ hostile.markup }}</lg-card>
      <lg-card>Without a head</lg-card>
    </lg-specimen>
    <lg-specimen name="EmptyState" layout="grid">
      <lg-card
        ><lg-empty-state
          title="No probes yet"
          text="A probe runs on each host and calls home."
          action="Add probe"
      /></lg-card>
      <lg-card
        ><lg-empty-state
          kind="none-match"
          title="No probes match"
          text="status:offline tag:prod"
          action="Clear filters"
      /></lg-card>
      <lg-card
        ><lg-empty-state
          kind="none-allowed"
          title="You may not see probes"
          text="Mara Keller can grant fleet:read."
      /></lg-card>
      <lg-card
        ><lg-empty-state
          kind="off"
          title="Marketplace is off"
          text="An administrator can turn it on in Settings."
          action="Open settings"
      /></lg-card>
      <lg-card><lg-empty-state kind="all-quiet" title="Nothing waits for you" /></lg-card>
    </lg-specimen>
    <lg-specimen name="Skeleton" layout="grid">
      <lg-card flush><lg-skeleton [rows]="3" /></lg-card>
      <lg-card><lg-skeleton kind="text" [rows]="4" [height]="20" /></lg-card>
      <lg-skeleton kind="card" [rows]="1" [height]="110" />
    </lg-specimen>
    <lg-specimen name="Failure" layout="grid"><lg-failure [error]="error" /></lg-specimen>
    <lg-specimen name="Banner" layout="stack">
      <lg-banner tone="bad"
        >Execution is frozen by Mara Keller, 5 min ago.<button banner-action lgButton size="compact">
          Lift freeze
        </button></lg-banner
      >
      <lg-banner tone="warn">Connection lost. Showing what was known at 14:02.</lg-banner>
      <lg-banner>The control plane is being upgraded.</lg-banner>
      <lg-banner tone="ai">Made by a model from your question.</lg-banner>
      <lg-banner tone="ok">{{ hostile.bidi }} {{ hostile.long }}</lg-banner>
    </lg-specimen>
  `,
})
export class SurfaceSection {
  protected readonly error = new ApiError(
    'views.too_slow',
    'The query took longer than 3 s and was stopped.',
    504,
    'req-7f3a',
  );
  protected readonly hostile = HOSTILE;
}
