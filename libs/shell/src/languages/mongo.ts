import type { Reading } from './kinds.js';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
/** Everything in it stands for itself: texts, numbers, lists, names of fields; no call, no variable, no script. */
const DATA = String.raw`(?:[\s{}[\],:]|"[^"\\]*"|'[^'\\]*'|-?\d+(?:\.\d+)?(?![\d.])|true\b|false\b|null\b|\$?[A-Za-z_][A-Za-z0-9_.]*(?=\s*:))*`;

const STATE =
  'stats|serverStatus|hello|isMaster|version|getCollectionNames|getCollectionInfos|currentOp|serverBuildInfo|hostInfo|getName|getProfilingStatus|printReplicationInfo|getReplicationInfo|printSecondaryReplicationInfo';
const COMMANDS =
  'ping|serverStatus|listDatabases|replSetGetStatus|hostInfo|buildInfo|connPoolStats|top|isMaster|hello|dbStats|collStats';
const LOOKS =
  'countDocuments|estimatedDocumentCount|count|stats|getIndexes|totalSize|storageSize|dataSize|totalIndexSize|isCapped';
const SHAPES = 'limit|skip|sort|maxTimeMS|hint|pretty|projection';
const COLLECTION = String.raw`db\.(getSiblingDB\(["']${NAME}["']\)\.)?(getCollection\(["'][A-Za-z_][A-Za-z0-9_.]*["']\)|${NAME}(\.${NAME})*)\.`;

const form = (text: string) => new RegExp(`^${text};?$`);

/** What is asked of MongoDB where it only tells of itself and of how much is stored, without a script of one's own. */
const READS = [
  String.raw`show (dbs|databases|collections|tables)`,
  String.raw`rs\.(status|conf|config|hello|isMaster|printReplicationInfo|printSecondaryReplicationInfo)\(\)`,
  String.raw`sh\.(status|getBalancerState|isBalancerRunning)\(\)`,
  String.raw`db\.(${STATE})\(${DATA}\)`,
  String.raw`db\.(adminCommand|runCommand)\(\s*\{\s*["']?(${COMMANDS})["']?\s*:${DATA}\)`,
  String.raw`${COLLECTION}(${LOOKS})\(${DATA}\)`,
  String.raw`${COLLECTION}find\(${DATA}\)(\.(${SHAPES})\(${DATA}\))*\.(count|size|explain)\(${DATA}\)`,
].map((text) => form(`${text}(\\.${NAME})*`));

/** What is stored, as it is stored: nobody knows from its name whether there are passwords and keys in it. */
const SHOWS = form(
  String.raw`${COLLECTION}(find|findOne|distinct)\(${DATA}\)(\.(${SHAPES}|toArray)\(${DATA}\))*(\.${NAME})*`,
);

/** Operators whose value is a script. */
const SCRIPTS = /\$(where|function|accumulator)\b/;
const SECRETS = /passw|pwd|secret|token|credential|api_?key|private_?key|\bsystem\b/i;

/** One expression for mongosh: it reads, it would show secrets, or nobody knows. */
export function judgeMongo(text: string): Reading {
  const statement = text.trim();
  if (statement.length > 2048 || SCRIPTS.test(statement)) return 'unknown';
  if (SHOWS.test(statement)) return 'sensitive';
  if (!READS.some((read) => read.test(statement))) return 'unknown';
  return SECRETS.test(statement) ? 'sensitive' : 'fine';
}
