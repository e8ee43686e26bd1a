/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DirectiveView } from '../models/directive-view';

export interface RequestedDirective {
  created: boolean;
  directive: DirectiveView;
}
