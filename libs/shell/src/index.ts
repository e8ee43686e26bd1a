export { canonical } from './canonical.js';
export { decide, type Decision, type DecisionInput, type Verdict } from './decide.js';
export { loadGrammar, type GrammarFiles } from './grammar-files.js';
export { judgeArgv, judgeReading, type Judgement, type JudgementReason } from './judge.js';
export { MAX_LINE_BYTES, readLine, type LineReading } from './line-reader.js';
export { programNames } from './program-table.js';
export { SHELL_VERSION } from './version.js';
