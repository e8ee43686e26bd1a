import type { Reading } from './kinds.js';
import { showsSecrets, TABLE_BEFORE } from './sql-secrets.js';
import { bare } from './sql-settings.js';

/** Statements that only read, by their first word. */
const READS = new Set(['select', 'with', 'show', 'describe', 'desc', 'explain', 'values', 'table', 'pragma']);

/** Statements that change something: known, and for a person to decide. */
const CHANGES = new Set(
  (
    'insert update delete merge replace create alter drop truncate grant revoke vacuum analyze reindex cluster optimize ' +
    'repair rename comment call lock kill set reset purge flush refresh checkpoint attach detach upsert'
  ).split(' '),
);

/** Words that have no place in a statement that only reads, wherever they stand. */
const NEVER = new Set(
  (
    'into outfile dumpfile copy insert update delete merge create alter drop truncate grant revoke call do execute ' +
    'prepare deallocate lock load handler listen notify import attach detach vacuum reindex kill shutdown nextval setval ' +
    'infile'
  ).split(' '),
);

/** Functions that compute or look things up, of PostgreSQL, MySQL, SQLite and ClickHouse. No other is called. */
const FUNCTIONS = new Set(
  (
    'count sum avg min max coalesce nullif ifnull if iif greatest least abs round ceil ceiling floor mod power sqrt sign trunc ' +
    'length char_length octet_length lower upper trim ltrim rtrim substr substring left right replace concat concat_ws ' +
    'position strpos split_part regexp_replace format lpad rpad reverse repeat md5 hex cast convert to_char to_date ' +
    'to_timestamp to_number date time datetime strftime julianday unixepoch now current_timestamp current_date curdate ' +
    'curtime date_trunc date_part extract age interval date_sub date_add datediff timediff timestampdiff from_unixtime ' +
    'unix_timestamp year month day hour minute second date_format tounixtimestamp todate todatetime tostartofhour ' +
    'tostartofminute tostartofday tostring toint32 toint64 touint64 formatreadablesize formatreadablequantity uniq uniqexact ' +
    'quantile any row_number rank dense_rank lag lead first_value last_value ntile array_agg string_agg group_concat ' +
    'json_agg jsonb_agg json_extract json_object json_array unnest generate_series array_length array_to_string ' +
    'version database schema user current_user session_user connection_id current_database current_schema current_setting ' +
    'inet_server_addr inet_server_port pg_backend_pid pg_postmaster_start_time pg_conf_load_time pg_is_in_recovery ' +
    'pg_size_pretty pg_database_size pg_relation_size pg_total_relation_size pg_table_size pg_indexes_size ' +
    'pg_tablespace_size pg_column_size pg_get_userbyid pg_get_indexdef pg_get_constraintdef pg_get_viewdef ' +
    'pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_current_wal_lsn pg_wal_lsn_diff ' +
    'pg_blocking_pids pg_stat_get_activity pg_encoding_to_char obj_description quote_ident has_table_privilege regclass ' +
    'txid_current_if_assigned age sqlite_version typeof total changes in exists values over filter as on using and or not ' +
    'from where varchar char decimal numeric float double int integer bigint table_info index_list index_info ' +
    'foreign_key_list integrity_check quick_check database_list table_list wal_checkpoint_status partition by within ' +
    'distinct any all some array row case when then else between like ilike limit offset'
  ).split(' '),
);

/** The PRAGMAs of SQLite that tell something, without a value. */
const PRAGMAS =
  /^pragma\s+(table_info|table_list|index_list|index_info|foreign_key_list|integrity_check|quick_check|database_list|journal_mode|page_count|page_size|user_version|foreign_keys|compile_options|freelist_count|encoding|synchronous|wal_autocheckpoint)\s*(\(\s*['"]?\w*['"]?\s*\))?$/i;

/** Client commands that only list: of psql, and of sqlite3. */
const META: Record<string, RegExp> = {
  postgres:
    /^\\(l\+?|conninfo|d(t|v|i|s|n|u|p|f|g|x|b|m|T|C|D|E|O|R|S)?S?\+?|dp|dRp|z|timing|encoding|copyright|sf\+?|sv\+?)(\s+[A-Za-z0-9_.*"]+)?$/,
  sqlite:
    /^\.(tables|schema|databases|indexes|indices|dbinfo|fullschema|show|version|headers on|mode \w+)(\s+[A-Za-z0-9_%]+)?$/,
};

/** One statement in SQL: it reads, it would show secrets, it changes something, or nobody knows. */
export function judgeSql(text: string, dialect: string): Reading {
  const statement = text
    .trim()
    .replace(/(;|\\G)\s*$/, '')
    .trim();
  if (META[dialect]?.test(statement)) return 'fine';
  const words = tokens(statement);
  const first = words?.[0]?.toLowerCase();
  if (!words || first === undefined) return 'unknown';
  if (CHANGES.has(first)) return { asks: `changes a database (${first.toUpperCase()})` };
  if (!READS.has(first)) return 'unknown';
  if (first === 'pragma') return PRAGMAS.test(statement) ? 'fine' : 'unknown';
  return judgeWords(
    words.map((word) => word.toLowerCase()),
    statement.toLowerCase(),
  );
}

function judgeWords(words: string[], statement: string): Reading {
  if (showsSecrets(words, statement)) return 'sensitive';
  // `FOR UPDATE` and `FOR SHARE` lock; SHOW CREATE only prints.
  const shown = words[0] === 'show' && words[1] === 'create' ? words.slice(2) : words;
  if (shown.some((word) => NEVER.has(word))) return 'unknown';
  const called = words.filter((word, i) => words[i + 1] === '(' && /^["`]?[a-z_]/.test(word));
  return called.every((name) => FUNCTIONS.has(bare(name))) ? 'fine' : 'unknown';
}

/**
 * The words of a statement without its texts, unless they stand where SQLite takes them for tables; none if it holds
 * anything that databases read differently.
 */
function tokens(statement: string): string[] | undefined {
  if (/[\\\r\0]/.test(statement) || statement.length > 8192) return undefined;
  // No comments, dollar quotes and further statements: they stand for nothing here, so they end it.
  const pattern =
    /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|[A-Za-z_][A-Za-z0-9_]*|\d[\w.]*|\s+|(?!--|\/\*)[-+*/%=<>!(),.|&^~?:@[\]{}]/y;
  const words: string[] = [];
  for (pattern.lastIndex = 0; pattern.lastIndex < statement.length;) {
    const found = pattern.exec(statement)?.[0];
    if (found === undefined) return undefined;
    const text = found.startsWith("'") && !TABLE_BEFORE.has(words.at(-1)?.toLowerCase() ?? '');
    if (!/^\s/.test(found) && !text) words.push(found);
  }
  return words;
}
