/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PeopleList {
  people: Array<{
    id: string;
    username: string;
    display_name: string;
  }>;
  total: number;
}
