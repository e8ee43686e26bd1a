import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '@legator/core';

export type CookieSettings = Pick<Config, 'tlsCert' | 'externalUrl'>;

const PLAIN = 'legator_session';

/** Whether browsers reach this server by TLS: its own, or that of what stands in front of it. */
export function isSecure({ tlsCert, externalUrl }: CookieSettings): boolean {
  return externalUrl ? externalUrl.startsWith('https:') : tlsCert !== undefined;
}

/** Under TLS browsers guard the name: nobody else on the domain can set it. Plain http on this machine has no such thing. */
export function cookieName(config: CookieSettings): string {
  return isSecure(config) ? `__Host-${PLAIN}` : PLAIN;
}

/** A `Set-Cookie` that keeps `value` until `expires`; an empty value takes the cookie away. */
export function setCookie(config: CookieSettings, value: string, expires: Date): string {
  const parts = [
    `${cookieName(config)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Expires=${(value === '' ? new Date(0) : expires).toUTCString()}`,
  ];
  return [...parts, ...(isSecure(config) ? ['Secure'] : [])].join('; ');
}

/** The value of our cookie. Of two with its name the first counts, as browsers send the more specific one first. */
export function readCookie(config: CookieSettings, { cookie }: IncomingHttpHeaders): string | undefined {
  const name = `${cookieName(config)}=`;
  const found = cookie?.split(';').find((part) => part.trimStart().startsWith(name));
  return found?.trimStart().slice(name.length);
}
