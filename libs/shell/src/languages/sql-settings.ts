/** Tables and columns that hold passwords and keys. */
export const SECRET =
  /^(pg_shadow|pg_authid|pg_user_mappings?|pg_subscription|pg_file_settings|pg_hba_file_rules|pg_db_role_setting|rolpassword|subconninfo|srvoptions|umoptions|primary_conninfo|authentication_string|plugin_auth_string|usename_passwd|innodb_redo_key|global_priv|slave_master_info|\w*(passw|secret|credential|passphrase|api_?key|private_?key|access_?key)\w*|\w*tokens?|\w*(pass|pwd))$/;

/** Settings of PostgreSQL in which a password may stand, for what is asked by a pattern. */
const SECRET_SETTINGS = ['primary_conninfo', 'ssl_passphrase_command', 'app.settings.jwt_secret'];

/** One condition by which settings are chosen by their names, given as texts. */
const BY_NAME = String.raw`(\w+\.)?name\s*(=\s*'[\w.]+'|i?like\s*'[\w.%]+'|in\s*\(\s*'[\w.]+'(\s*,\s*'[\w.]+')*\s*\))`;

/** A look at settings whose names it says: one table, and nothing but names behind `where`. */
const NAMED_SETTINGS = new RegExp(
  String.raw`^select\s[^']*\sfrom\s+(pg_catalog\.)?pg_settings(\s+(as\s+)?\w+)?\s+where\s+` +
    String.raw`(${BY_NAME}(\s+or\s+${BY_NAME})*)(\s+order\s+by\s+[\w.]+)?(\s+limit\s+\d+)?$`,
);

const ASKED_ONE = /\bcurrent_setting"?\s*\(\s*'([^']+)'\s*(,\s*(true|false)\s*)?\)/g;

/** Whether a statement in lower case shows settings of PostgreSQL among which may be what it signs in elsewhere with. */
export function showsSettings(words: readonly string[], statement: string): boolean {
  if (words[0] === 'show' && words.length === 2 && bare(words[1]!) === 'all') return true;
  const count = (name: string) => words.filter((word) => bare(word) === name).length;
  const asked = [...statement.matchAll(ASKED_ONE)].map((match) => match[1]!);
  if (count('current_setting') !== asked.length || !asked.every(isHarmless)) return true;
  if (count('pg_settings') === 0) return false;
  const chosen = NAMED_SETTINGS.exec(statement)?.[4];
  if (count('pg_settings') !== 1 || chosen === undefined) return true;
  return [...chosen.matchAll(/'([^']*)'/g)].some((match) => !isHarmless(match[1]!));
}

/** Whether a name, or a pattern of names, is of no setting that holds a password. */
function isHarmless(name: string): boolean {
  // Few stars, so that the pattern is soon tried.
  if (
    !/^[a-z_%][\w.%]{0,63}$/.test(name) ||
    name.split('%').length > 4 ||
    name
      .replaceAll('%', '')
      .split('.')
      .some((part) => SECRET.test(part))
  )
    return false;
  const pattern = new RegExp(
    `^${name
      .replaceAll('.', String.raw`\.`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
  );
  return !SECRET_SETTINGS.some((setting) => pattern.test(setting));
}

/** A name without its quotes. */
export function bare(word: string): string {
  return word.replace(/^["'`]|["'`]$/g, '');
}
