/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { NeedKind } from '../models/need-kind';
import type { Risk } from '../models/risk';

export interface Need {
  at: string;
  detail: string;
  kind: NeedKind;
  link: string;
  more?: number;
  risk?: Risk;
  severity: 'critical' | 'warning' | 'info';
  subject: {
    type: string;
    id: string;
    name?: string;
  };
  title: string;
}
