import type { ModelProfileView } from '@legator/contracts';
import type { Profile } from './profile.js';

export function toProfileView(profile: Profile): ModelProfileView {
  return {
    ...{ id: profile.id, name: profile.name, provider: profile.provider, base_url: profile.baseUrl },
    ...{ model: profile.model, api_key_masked: profile.keyMasked, is_active: profile.isActive },
    created_at: profile.createdAt.toISOString(),
    updated_at: profile.updatedAt.toISOString(),
    ...{ source: profile.source, is_local: profile.isLocal, tools: profile.tools },
    context_tokens: profile.contextTokens,
    max_output_tokens: profile.maxOutputTokens,
    ...{ price_in: profile.priceIn, price_out: profile.priceOut },
  };
}

/** For whoever talks to it and does not look after it: what it is called and whether it is in the house. */
export function withoutAddress(view: ModelProfileView): ModelProfileView {
  return {
    ...view,
    base_url: '',
    api_key_masked: view.api_key_masked === '' ? '' : '****',
    ...{ price_in: null, price_out: null },
  };
}

/** What the trail keeps of a profile: nothing of its key. */
export function forTrail(profile: Profile): Record<string, unknown> {
  const { id, name, provider, baseUrl, model, isLocal, tools, contextTokens, maxOutputTokens } = profile;
  return {
    ...{ id, name, provider, base_url: baseUrl, model, is_local: isLocal, tools },
    ...{ context_tokens: contextTokens, max_output_tokens: maxOutputTokens },
    ...{ price_in: profile.priceIn, price_out: profile.priceOut },
  };
}
