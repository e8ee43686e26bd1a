/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbePage } from '../models/probe-page';
import type { ProbeView } from '../models/probe-view';

export type ProbeList = Array<ProbeView> | ProbePage;
