/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ExpectedKind } from '../models/expected-kind';

export interface ExpectedRow {
  after: string;
  before: string | null;
  kind: ExpectedKind;
  subject: string;
}
