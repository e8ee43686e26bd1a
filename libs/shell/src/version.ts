/**
 * The version of the judgement. Both ends say which one they have; where they differ, the stricter answer counts.
 * It grows with every change of a table, a kind or a rule.
 */
export const SHELL_VERSION = '2.3.0';
