import { isLoopback } from '@legator/core';
import type { Config, ListenAddress } from '@legator/core';

export interface ChosenAddress extends ListenAddress {
  /** Said at start when the address is not simply the one that was asked for. */
  readonly note?: string;
}

/**
 * Where to listen. With sign-in off everybody who can reach the port is an administrator, so it is loopback or nothing.
 *
 * @throws an Error in words when another address was asked for while sign-in is off
 */
export function chooseAddress({ listen, auth }: Pick<Config, 'listen' | 'auth'>): ChosenAddress {
  if (auth) return { host: listen.host || '0.0.0.0', port: listen.port };
  if (listen.host === '') {
    const note =
      'Sign-in is off, so the server listens on this machine only. Set LEGATOR_AUTH=true to open it.';
    return { host: '127.0.0.1', port: listen.port, note };
  }
  if (isLoopback(listen)) return listen;
  throw new Error(
    `LEGATOR_LISTEN_ADDR asks for ${listen.host}, but sign-in is off: everybody who reaches it could run commands on your machines. ` +
      'Set LEGATOR_AUTH=true, or listen on 127.0.0.1.',
  );
}

/** How a browser or a probe on this machine reaches it. */
export function localUrl({ host, port }: ListenAddress, tls: boolean): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
