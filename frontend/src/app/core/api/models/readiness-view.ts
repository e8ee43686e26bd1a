/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ReadinessPart } from '../models/readiness-part';

export interface ReadinessView {
  parts: {
    server: ReadinessPart;
    database: ReadinessPart;
    migrations: ReadinessPart;
    bus: ReadinessPart;
  };
  ready: boolean;
}
