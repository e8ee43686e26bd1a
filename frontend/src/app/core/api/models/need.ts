/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { NeedKind } from '../models/need-kind';

export interface Need {
  at: string;
  detail: string;
  kind: NeedKind;
  link: string;
  more?: number;
  severity: 'critical' | 'warning' | 'info';
  subject: {
    type: string;
    id: string;
    name?: string;
  };
  title: string;
}
