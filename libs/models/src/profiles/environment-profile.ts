import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { ENVIRONMENT_ID, maskKey, usualContext } from './profile.js';
import type { Profile } from './profile.js';

/** The tenant of whoever runs the installation: nobody else sees which key that is. */
const FIRST_TENANT = 'default';

/** The profile that LEGATOR_LLM_… makes: every tenant may use it, and nobody can change it here. */
@Injectable()
export class EnvironmentProfile {
  private readonly since = new Date();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @param isActive whether none of the tenant's own is */
  find(tenantId: string, isActive: boolean): Profile | undefined {
    const given = this.config.llm;
    if (!given) return undefined;
    const { apiKey = '', ...rest } = given;
    const masked = maskKey(apiKey);
    return {
      ...rest,
      id: ENVIRONMENT_ID,
      name: 'Environment',
      keyMasked: tenantId === FIRST_TENANT || masked === '' ? masked : '****',
      isActive,
      contextTokens: given.contextTokens ?? usualContext(given.isLocal),
      maxOutputTokens: null,
      priceIn: null,
      priceOut: null,
      createdAt: this.since,
      updatedAt: this.since,
      source: 'env',
    };
  }

  get key(): string | undefined {
    return this.config.llm?.apiKey;
  }
}
