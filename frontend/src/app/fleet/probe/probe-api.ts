import { Injectable, inject } from '@angular/core';
import { Api } from '../../core/api-client';
import { auditEntry } from '../../core/api/fn/audit/audit-entry';
import { directivesGet } from '../../core/api/fn/directives/directives-get';
import { fleetRowsFilterValues } from '../../core/api/fn/fleet/fleet-rows-filter-values';
import { probesDelete } from '../../core/api/fn/probes/probes-delete';
import { probesGet } from '../../core/api/fn/probes/probes-get';
import { probesHistory } from '../../core/api/fn/probes/probes-history';
import { probesSetTags } from '../../core/api/fn/probes/probes-set-tags';
import { timelineOfProbe } from '../../core/api/fn/views/timeline-of-probe';
import type {
  AuditEntryDetail,
  DirectiveView,
  ProbeDetail,
  Timeline,
  VitalsHistory,
} from '../../core/api/models';

export interface TimelinePage {
  readonly kinds?: string;
  readonly before?: string;
  readonly limit?: number;
}

/** The calls about one probe. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ProbeApi {
  private readonly api = inject(Api);

  get(id: string): Promise<ProbeDetail> {
    return this.api.call(probesGet({ id }));
  }

  history(id: string, from: Date, to: Date): Promise<VitalsHistory> {
    return this.api.call(probesHistory({ id, from: from.toISOString(), to: to.toISOString() }));
  }

  /** All its tags; what is not among them is taken away. Answers them as they are kept. */
  async setTags(id: string, tags: readonly string[]): Promise<readonly string[]> {
    return (await this.api.call(probesSetTags({ id, body: { tags: [...tags] } }))).tags;
  }

  /** Tags of other probes that begin with this, most common first. */
  async tagsLike(prefix: string): Promise<readonly string[]> {
    const { values } = await this.api.call(fleetRowsFilterValues({ key: 'tag', prefix, limit: 8 }));
    return values.map(({ value }) => value);
  }

  async remove(id: string): Promise<void> {
    await this.api.call(probesDelete({ id }));
  }

  /** Newest first. Answers for a removed probe too. */
  timeline(id: string, page: TimelinePage): Promise<Timeline> {
    return this.api.call(timelineOfProbe({ id, ...page }));
  }

  directive(id: string): Promise<DirectiveView> {
    return this.api.call(directivesGet({ id }));
  }

  auditEntry(id: string): Promise<AuditEntryDetail> {
    return this.api.call(auditEntry({ id }));
  }
}
