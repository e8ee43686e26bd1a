import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { overviewActivity } from '../core/api/fn/views/overview-activity';
import { overviewCapacity } from '../core/api/fn/views/overview-capacity';
import { overviewDecided } from '../core/api/fn/views/overview-decided';
import { overviewListNeeds } from '../core/api/fn/views/overview-list-needs';
import { overviewStatus } from '../core/api/fn/views/overview-status';
import type { Activity, Capacity, DecidedApprovals, Needs, OverviewStatus } from '../core/api/models';

/** The calls of this feature, one for each card. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class OverviewApi {
  private readonly api = inject(Api);

  status(): Promise<OverviewStatus> {
    return this.api.call(overviewStatus());
  }

  needs(): Promise<Needs> {
    return this.api.call(overviewListNeeds());
  }

  activity(hours: number): Promise<Activity> {
    return this.api.call(overviewActivity({ hours }));
  }

  capacity(): Promise<Capacity> {
    return this.api.call(overviewCapacity());
  }

  /** Newest first. */
  decided(limit: number): Promise<DecidedApprovals> {
    return this.api.call(overviewDecided({ limit }));
  }
}
