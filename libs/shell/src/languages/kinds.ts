import { judgeAwk } from './awk.js';
import { judgeJq, judgeYq } from './jq.js';
import { judgeMongo } from './mongo.js';
import { judgeSed } from './sed.js';
import { judgeSql } from './sql.js';

/** What a program in a small language turned out to be. */
export type Reading = 'fine' | 'sensitive' | 'unknown' | { asks: string };

/** Kinds of operands that are programs in a small language: only what a verified part of it allows. */
export const LANGUAGES: Record<string, (word: string, parameter: string) => Reading> = {
  awk: judgeAwk,
  sed: judgeSed,
  jq: judgeJq,
  yq: judgeYq,
  mongo: judgeMongo,
  sql: (word, dialect) => judgeSql(word, dialect),
};
