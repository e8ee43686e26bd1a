/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DirectiveView } from '../models/directive-view';

export interface ChangedDirective {
  directive: DirectiveView;
}
