import type { Request } from 'express';

const HOST = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * The line with which a host is enrolled: it fetches the probe from this very server and runs it on the host's own
 * Node. Somebody will run it as root, so nothing goes into it that a request could
 * have made up: without a configured address only a plain host name or address is taken from the request.
 */
export function installCommand(base: string, token: string): string {
  const download = word(`${base}/download/probe.cjs`);
  return `curl -fsSLO ${download} && sudo node probe.cjs run --server ${word(base)} --token ${token}`;
}

/** Where hosts reach this server: as configured, else as the request did. */
export function baseUrl(request: Request, externalUrl: string | undefined): string {
  if (externalUrl) return externalUrl.replace(/\/+$/, '');
  const forwarded = first(request.headers['x-forwarded-proto']);
  const scheme =
    forwarded === 'https' || forwarded === 'http'
      ? forwarded
      : (request.socket as { encrypted?: boolean }).encrypted
        ? 'https'
        : 'http';
  const host = [first(request.headers['x-forwarded-host']), request.headers.host].find(
    (one) => one !== undefined && HOST.test(one),
  );
  return `${scheme}://${host ?? 'localhost'}`;
}

function first(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();
}

/** One word for the shell, whatever is in it. */
function word(text: string): string {
  return /^[A-Za-z0-9.:/_-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
