import type { Reading } from './kinds.js';

/** A word that stands alone: not the name of a field, and not the beginning of a text. */
const alone = (words: string): RegExp => new RegExp(`(^|[^.A-Za-z0-9_"])(${words})\\b`);

const ENVIRONMENT = /\$ENV\b|\$__prog/;
const OUTSIDE = alone('env|import|include|modulemeta|input_filename|get_search_list|getpath_file|\\$__loc__');
const YQ_OUTSIDE = alone(
  'env|strenv|envsubst|load|load_[a-z]+|eval|system|filename|file_index|splitDoc|from_[a-z]+_file',
);

/** Filters of jq that see their input and nothing else. */
export function judgeJq(filter: string): Reading {
  if (ENVIRONMENT.test(filter)) return 'sensitive';
  return filter.length > 4096 || OUTSIDE.test(filter) || /\bimport\b.*;|\binclude\b.*;/.test(filter)
    ? 'unknown'
    : 'fine';
}

/** The same for yq, whose operators also load files and read the environment. An assignment changes what is printed. */
export function judgeYq(filter: string): Reading {
  return YQ_OUTSIDE.test(filter) ? 'unknown' : judgeJq(filter);
}
