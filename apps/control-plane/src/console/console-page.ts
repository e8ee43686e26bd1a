import { randomBytes } from 'node:crypto';

/** Stands in the built `index.html` wherever the nonce of this one answer belongs. */
export const NONCE_MARK = '__CSP_NONCE__';

export interface RenderedPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The page with a nonce that was never used before, and the content policy that goes with it. Never to be kept. */
export function renderPage(template: string): RenderedPage {
  const nonce = randomBytes(18).toString('base64url');
  return {
    html: template.replaceAll(NONCE_MARK, nonce),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentPolicy(nonce),
      'X-Frame-Options': 'DENY',
    },
  };
}

function contentPolicy(nonce: string): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
}

/** On every answer of the console, pages and files alike. */
export const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
