/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ErrorBody {
  code: string;
  details?: Array<{
    path: string;
    message: string;
  }>;
  error: string;
  message: string;
  request_id: string;
}
