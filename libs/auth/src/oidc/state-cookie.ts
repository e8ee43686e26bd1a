import type { IncomingHttpHeaders } from 'node:http';
import { isSecure } from '../sessions/session-cookie.js';
import type { CookieSettings } from '../sessions/session-cookie.js';

const NAME = 'legator_oidc_state';

/** The cookie that holds a sign-in that was begun; only the two addresses of the sign-in see it. */
export function stateCookie(config: CookieSettings, value: string, expires: Date): string {
  const parts = [
    `${NAME}=${value}`,
    'Path=/auth/oidc',
    'HttpOnly',
    'SameSite=Lax',
    `Expires=${expires.toUTCString()}`,
  ];
  return [...parts, ...(isSecure(config) ? ['Secure'] : [])].join('; ');
}

export function clearStateCookie(config: CookieSettings): string {
  return stateCookie(config, '', new Date(0));
}

/** Two of the same name are none: somebody put one in front of the other. */
export function readStateCookie({ cookie }: IncomingHttpHeaders): string | undefined {
  const values = (cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${NAME}=`))
    .map((part) => part.slice(NAME.length + 1));
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
