import { isSensitivePath } from './sensitive-paths.js';

/** Where clouds tell a machine its own credentials. */
const METADATA =
  /^(169\.254\.|\[?fd00:ec2:|\[?fe80:|metadata(\.google\.internal|\.azure\.com|\.platformequinix\.com)?$|100\.100\.100\.200$|192\.0\.0\.192$|168\.63\.129\.16$|0xa9fe|2852039166$|instance-data|rancher-metadata$)/i;

/** Paths that do something when they are merely fetched, or hand out more than a state. */
const DOES =
  /(^|[/?&=_.-])(shutdown|reboot|restart|reload|delete|remove|drop|exec|execute|run|quit|kill|stop|flush|cmd|command|eval|shell|upload|create|update|admin\/action)([/?&=]|$)/i;
const SHOWS =
  /heapdump|threaddump|phpinfo|actuator\/(env|configprops)|meta-?data|user-?data|\/kv\/|\/secrets?(\/|$)|\/tokens?(\/|$)|\.env$|\.git\//i;

/** Where programs take orders and hand out what they keep: container engines, clusters, stores, queues. */
const CONTROLS = new Set(
  '2375 2376 2377 2379 2380 4001 4646 5984 6443 8001 8200 8500 8501 9200 10250 10255 10257 10259 15672'.split(
    ' ',
  ),
);
/** What such a program says about its own state. */
const STATE =
  /^\/?$|^\/(_ping|version|info|metrics|health|healthz(\/[a-z-]+)?|livez|readyz|v1\/(status\/(leader|peers)|sys\/(health|seal-status))|_cluster\/health|_cat\/[a-z]+|_nodes\/stats|api\/(overview|health\/checks\/[a-z-]+))\/?(\?(v|pretty|format=[a-z]+)?)?$/;

function isControl(port: string | undefined): boolean {
  return port !== undefined && CONTROLS.has(String(Number(port.slice(1))));
}

/**
 * An address to be fetched: http or https (or a bare host), written out, without a user in it. Addresses of metadata
 * services, and paths that hand out secrets, are sensitive.
 */
export function urlKind(word: string): 'fine' | 'sensitive' | 'unknown' {
  const match = /^(https?:\/\/)?([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?([/?][\x21-\x7e]*)?$/.exec(
    word,
  );
  if (!match) return 'unknown';
  const [, , host = '', , path = '/'] = match;
  // A number alone, or parts in base 8 or 16, is an address that nobody recognises.
  if (/^(0x[0-9a-f]+|\d+|0\d+\..*|.*\.0x.*)$/i.test(host)) return 'unknown';
  if (METADATA.test(host) || SHOWS.test(path) || isSensitivePath(path.split('?')[0]!)) return 'sensitive';
  if (isControl(match[3]) && !STATE.test(path)) return 'unknown';
  return /[{}[\]`\\$|<>^]/.test(path) ||
    DOES.test(path) ||
    path.length > 300 ||
    carriesData(host) ||
    carriesData(path.replace(/^[^?]*/, ''))
    ? 'unknown'
    : 'fine';
}

/** Whether a name, or what is asked of a server, looks like data that was encoded to be sent out. */
export function carriesData(text: string): boolean {
  const parts = text.split(/[.?&=/:@]/);
  return (
    parts.some((part) => part.length > 40 || (part.length >= 24 && !/[-_]/.test(part.slice(3, -3)))) ||
    // One such name is what clouds give to their machines; several in one are a message.
    parts.filter(isEncoded).length > 1
  );
}

/** Twelve letters and figures or more, mixed as no word and no number is. */
function isEncoded(part: string): boolean {
  if (!/^[A-Za-z0-9+_-]{12,}$/.test(part)) return false;
  const turns = part.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])/g) ?? [];
  return turns.length >= 3 || /^[0-9a-f]{16,}$/.test(part);
}
