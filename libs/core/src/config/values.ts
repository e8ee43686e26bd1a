import { isIP } from 'node:net';
import { z } from 'zod';

/** `true`/`1`/`yes`/`on` and their opposites; anything else stops the start instead of meaning "off". */
export const flag = z.string().transform((text, context) => {
  const word = text.trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  if (['false', '0', 'no', 'off'].includes(word)) return false;
  context.addIssue({ code: 'custom', message: `must be true or false, not "${text}"` });
  return z.NEVER;
});

const UNIT: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Go durations and days, such as `90s`, `1h30m`, `30d`; the result is in milliseconds. */
export const duration = z.string().transform((text, context) => {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: `must be a duration such as 30s, 15m or 24h, not "${text}"` });
  return z.NEVER;
});

/** Milliseconds, or nothing when the text is not a positive duration. */
export function parseDuration(text: string): number | undefined {
  const whole = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.exec(text.trim());
  if (!whole) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g))
    total += Number(number) * UNIT[unit!]!;
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

/** Addresses and networks, separated by commas: `10.0.0.0/8, 192.0.2.7`. */
export const networks = z.string().transform((text, context) => {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.map((word) => {
    const [address = '', given] = word.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const bits = given === undefined ? most : /^\d{1,3}$/.test(given) ? Number(given) : -1;
    if (isIP(address) !== 0 && bits >= 0 && bits <= most) return { address, bits };
    context.addIssue({
      code: 'custom',
      message: `must be addresses or networks such as 10.0.0.0/8, not "${word}"`,
    });
    return z.NEVER;
  });
});

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `host:port`, `[::1]:port`, or `:port`, which leaves the host empty. */
export const address = z.string().transform((text, context): ListenAddress => {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[3]);
  if (match && port <= 65_535) return { host: match[1] ?? match[2] ?? '', port };
  context.addIssue({ code: 'custom', message: `must be host:port, such as 127.0.0.1:8080, not "${text}"` });
  return z.NEVER;
});

/** Whether only this machine can reach the address. */
export function isLoopback({ host }: ListenAddress): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
