import { isLoopback } from '@legator/core';
import type { Config, ListenAddress } from '@legator/core';

export interface ChosenAddress extends ListenAddress {
  /** Said at start when the address is not simply the one that was asked for. */
  readonly note?: string;
}

type Place = Pick<Config, 'listen' | 'auth' | 'externalUrl' | 'trustedProxies'>;

/**
 * Where to listen. With sign-in off everybody who can reach the port is an administrator, so it is loopback or nothing,
 * and nothing in front of it that lets others in.
 *
 * @throws an Error in words when another address or a proxy was asked for while sign-in is off
 */
export function chooseAddress(place: Place): ChosenAddress {
  const { listen, auth } = place;
  if (auth) return { host: listen.host || '0.0.0.0', port: listen.port };
  refuseProxies(place);
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

/** Either setting says that others come by a proxy, which connects from this machine like somebody who sits here. */
function refuseProxies({ externalUrl, trustedProxies }: Place): void {
  const why = 'but sign-in is off: everybody who gets through could run commands on your machines.';
  const host = externalUrl ? new URL(externalUrl).hostname.replace(/^\[|\]$/g, '') : 'localhost';
  if (!isLoopback({ host, port: 0 }))
    throw new Error(
      `LEGATOR_EXTERNAL_URL says that people come by ${host}, ${why} ` +
        'Set LEGATOR_AUTH=true, or leave LEGATOR_EXTERNAL_URL out and use this server on its own machine only.',
    );
  if (trustedProxies.length > 0)
    throw new Error(
      `LEGATOR_TRUSTED_PROXIES says that people come by a proxy, ${why} ` +
        'Set LEGATOR_AUTH=true, or leave LEGATOR_TRUSTED_PROXIES out and use this server on its own machine only.',
    );
}

/** How a browser or a probe on this machine reaches it. */
export function localUrl({ host, port }: ListenAddress, tls: boolean): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
