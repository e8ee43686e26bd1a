import type { Request } from 'express';
import type { OidcSettings } from '@legator/contracts';
import type { Config } from '@legator/core';
import { OidcRefused } from './oidc-refused.js';

export const CALLBACK = '/auth/oidc/callback';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** What the settings say about where the provider sends people back to; nothing when they say nothing. */
function configuredCallback(
  { externalUrl }: Pick<Config, 'externalUrl'>,
  { redirect_url: given }: Partial<Pick<OidcSettings, 'redirect_url'>>,
): string | undefined {
  if (given) return given;
  return externalUrl ? `${externalUrl.replace(/\/+$/, '')}${CALLBACK}` : undefined;
}

/** The same, or that of this machine for whoever uses the server on it. */
export function knownCallback(
  config: Pick<Config, 'externalUrl' | 'tlsCert'>,
  settings: Partial<Pick<OidcSettings, 'redirect_url'>>,
  { headers: { host = '' } }: Pick<Request, 'headers'>,
): string | undefined {
  const configured = configuredCallback(config, settings);
  if (configured || !LOOPBACK.test(host)) return configured;
  return `${config.tlsCert ? 'https' : 'http'}://${host}${CALLBACK}`;
}

/** As `knownCallback`. A host that only the request names is not believed. @throws OidcRefused */
export function callbackUrl(
  config: Pick<Config, 'externalUrl' | 'tlsCert'>,
  settings: Pick<OidcSettings, 'redirect_url'>,
  request: Pick<Request, 'headers'>,
): string {
  const known = knownCallback(config, settings, request);
  if (known) return known;
  throw new OidcRefused(
    'oidc_provider',
    'no_callback',
    'Nobody said where the provider sends people back to: set LEGATOR_EXTERNAL_URL or the redirect URL.',
  );
}
