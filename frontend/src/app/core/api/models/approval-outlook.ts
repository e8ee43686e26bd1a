/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ExpectedGroup } from '../models/expected-group';
import type { OutlookSeries } from '../models/outlook-series';

export interface ApprovalOutlook {
  approval_id: string;
  expected: Array<ExpectedGroup>;
  hosts: number;
  hosts_told: number;
  may_read_hosts: boolean;
  more_hosts: number;
  not_kept: Array<string>;
  now: string;
  series: Array<OutlookSeries>;
}
