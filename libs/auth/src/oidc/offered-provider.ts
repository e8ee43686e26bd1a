import type { OidcSettings, SignInMethods } from '@legator/contracts';

/** The button: with the name that was given, or the first part of the provider's host that says something. */
export function offeredProvider(
  settings: Pick<OidcSettings, 'provider_name' | 'provider_url'>,
): NonNullable<SignInMethods['oidc']> {
  return { name: settings.provider_name ?? nameOf(settings.provider_url), login_url: '/auth/oidc/login' };
}

const PLAIN = new Set([
  'id',
  'idp',
  'sso',
  'auth',
  'login',
  'accounts',
  'account',
  'www',
  'oidc',
  'identity',
]);

/** `keycloak.example.com` is Keycloak, `accounts.google.com` is Google; an address of numbers has no name. */
function nameOf(url: string): string {
  const { hostname } = new URL(url);
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const label =
    labels.find((one, at) => !PLAIN.has(one) && (at < labels.length - 1 || labels.length === 1)) ??
    labels[0]!;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
