import type { ModelTools } from '@legator/contracts';

/** The id of the profile that the environment makes. */
export const ENVIRONMENT_ID = 'env';

/** One model at one provider. The key is elsewhere; only its first and last characters are here. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly keyMasked: string;
  /** Data sent there stays in the house. */
  readonly isLocal: boolean;
  readonly isActive: boolean;
  readonly tools: ModelTools;
  readonly contextTokens: number;
  readonly maxOutputTokens: number | null;
  /** Per million tokens. */
  readonly priceIn: number | null;
  readonly priceOut: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly source: 'db' | 'env';
}

/** Of models in the house, which run on what memory there is, and of those elsewhere. */
export function usualContext(isLocal: boolean): number {
  return isLocal ? 8_192 : 32_768;
}

/**
 * As people recognise a key: its first three and last four characters. Of a short one that would be most of it, so
 * nothing of it is shown; no key at all is blank.
 */
export function maskKey(key: string): string {
  if (key === '') return '';
  return key.length < 12 ? '****' : `${key.slice(0, 3)}...${key.slice(-4)}`;
}
