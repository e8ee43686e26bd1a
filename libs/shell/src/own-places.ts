/**
 * The places of this product: whoever changes what is there takes the guard off the host, and even the names in them are
 * nobody's business. Told by parts of a path, so that a file that somebody merely named after it is not one of them.
 */

/** Where they are unless somebody put them elsewhere; what a pattern is tried against. */
export const OWN_PLACES: readonly string[] = (
  '/etc/legator /etc/default/legator /etc/sysconfig/legator /var/lib/legator /var/lib/private/legator ' +
  '/var/cache/legator /run/legator /opt/legator /srv/legator /usr/lib/legator /usr/local/lib/legator ' +
  '/usr/share/legator /legator /.legator /root/legator /root/.legator /root/.config/legator ' +
  '/home/ana/legator /home/ana/.legator /home/ana/.config/legator'
).split(' ');

/** Names of parts that are ours wherever they stand, for patterns as well. */
export const OWN_NAMES: readonly string[] = (
  'legator .legator legator-probe legator-control-plane legator-data legator-config legator-keys legator-state ' +
  'legator-pg-0a1b2c3d4e5f legator-sandbox-x legator-docker-x legator-pipes-x'
).split(' ');

const NAME = /^\.?legator$|^\.legator-/;
const SETTINGS = /^legator\.(json|ya?ml|conf|env)$/;
/** With more behind the name, and however it goes on: what is ours is called so. */
const PART =
  /^legator-(probe|control|server|agent|data|conf|key|tok|secret|sign|cert|tls|state|stor|db|pg|postgres|sandbox|docker|pipes|backup|ctl|vault|audit|journal)/;
/** What lies, however deep, in a folder of settings or data of ours, whatever it is called. */
const INSIDE =
  /^(\.env.*|data|db|conf|config|keys?|kek.*|probe|tls|certs?|secrets?|tokens?|backups?|postgres.*|pg_hba\.conf|audit.*|journal.*|config\.ya?ml|(probe|ctl|server|control-plane)\.(json|ya?ml|key)|signing.*)$/;
/** Of these, what hardly anybody else calls a file. */
const ONLY_OWN = /^(kek.*|journal|(probe|ctl|control-plane)\.(json|ya?ml|key)|signing.*|pg_hba\.conf)$/;
/** Where people keep what is theirs; elsewhere whatever begins with our name counts as ours. */
const PEOPLES =
  /^\/(tmp|var\/tmp|temp|root|home\/[^/]+|users\/(?!(all users|default|public)(\/|$))[^/]+)(\/|$)/i;
/** A hidden folder holds settings, and some others hold software; where `..` or a pattern leads nobody can tell. */
const DOUBTFUL = /\/\.|[*?[]|\/(appdata|application data|local settings|library|snap)(\/|$)/i;
/** A file with text or a picture in it, and no folder. */
const DOCUMENT = /\.(txt|md|log|csv|pdf|html?|png|jpe?g|docx?|xlsx?)$/;

/**
 * Whether a path belongs to this product.
 * @param whole also a folder of somebody's that is named after it, and everything below: for what takes all that is there
 */
export function isOwnPath(path: string, { whole = false } = {}): boolean {
  const parts = path
    .toLowerCase()
    .split(/[/]+/)
    .filter((part) => part !== '' && part !== '.');
  return parts.some((name, at) => {
    if (NAME.test(name)) return true;
    const below = parts.slice(at + 1);
    if (below.length === 0 && SETTINGS.test(name)) return true;
    if (!name.startsWith('legator-')) return false;
    const before = `/${parts.slice(0, at).join('/')}`;
    const isPeoples = PEOPLES.test(before) && !DOUBTFUL.test(before);
    if (!isPeoples || PART.test(name) || isOwnInside(below)) return true;
    if (below.some((part) => /[*?[]/.test(part))) return true;
    return whole && (below.length > 0 || !DOCUMENT.test(name));
  });
}

/** Whether one of these parts, below a folder that may be ours, is called as what lies in there. */
export function isOwnInside(parts: readonly string[]): boolean {
  return parts.some((part) => INSIDE.test(part.toLowerCase()));
}

/** Whether one of these parts is called as hardly anything but what is ours. */
export function isOnlyOwn(parts: readonly string[]): boolean {
  return parts.some((part) => ONLY_OWN.test(part.toLowerCase()));
}
