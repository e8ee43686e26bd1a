/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DirectiveTypeView } from '../models/directive-type-view';

export interface DirectiveTypeList {
  types: Array<DirectiveTypeView>;
}
